package questionbank

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
)

// Language is a language in which items can stand beside Chinese.
type Language = assembly.Language

// Failures of language variants.
var (
	ErrVariantUnknown  = fault.Define("variant.unknown", fault.NotFound, "没有这条译文。", "There is no such variant.")
	ErrVariantLanguage = fault.Define("variant.language", fault.Invalid, "不支持这种语言。可用：{list}。", "This language is not offered. Possible: {list}.")
	ErrVariantShape    = fault.Define("variant.shape", fault.Invalid, "译文与原文的选项、小题或图片数目不同，应为 {n} 个。", "The translation has another number of options, parts or pictures than the source, which has {n}.")
	ErrVariantGap      = fault.Define("variant.gap", fault.Invalid, "原文有这一项，译文不能为空。", "The source has this text; the translation cannot be empty.")
	ErrVariantExtra    = fault.Define("variant.extra", fault.Invalid, "原文没有这一项，译文应为空。", "The source does not have this text; the translation must be empty.")
	ErrVariantTwice    = fault.Define("variant.option_twice", fault.Invalid, "两个选项的译文相同。", "Two options have the same translation.")
	ErrVariantOwn      = fault.Define("variant.own", fault.Forbidden, "译文须由另一位翻译人员核对，不能核对自己的译文。", "A variant is confirmed by another translator, never by who wrote it.")
	ErrVariantWaits    = fault.Define("variant.waits", fault.Conflict, "这道题已有一份待核对的译文，请先核对或退回。", "A variant of this item in this language waits to be confirmed; confirm or refuse it first.")
	ErrVariantSource   = fault.Define("variant.source", fault.Conflict, "原文已修改，这份译文不再适用，请重新翻译。", "The source text was changed; this variant does not hold for it. Translate it again.")
	ErrVariantRetired  = fault.Define("variant.item_retired", fault.Conflict, "这一版题目已停用或退回，不能翻译。", "This version was retired or rejected and is not translated.")
)

// VariantID names one translation of one text of an item.
type VariantID string

// VariantState is where a variant stands.
type VariantState string

// The states. A variant is never edited: a better one is another variant, which replaces it when a second person confirms it.
const (
	VariantWritten   VariantState = "WRITTEN" // waits for a second translator
	VariantConfirmed VariantState = "CONFIRMED"
	VariantRefused   VariantState = "REFUSED"
	VariantReplaced  VariantState = "REPLACED"
)

// Wording is an item in another language: as many options, parts and pictures as the source has, in its order, and no key.
type Wording struct {
	Stem        string        `json:"stem"`
	Options     []string      `json:"options,omitempty"`
	Explanation string        `json:"explanation,omitempty"`
	Alts        []string      `json:"alts,omitempty"` // what pictures and clips show
	Parts       []WordingPart `json:"parts,omitempty"`
}

// WordingPart is one question of a case in another language.
type WordingPart struct {
	assembly.VariantPart
	Explanation string `json:"explanation,omitempty"`
}

// Variant is a translation of an item.
type Variant struct {
	ID       VariantID
	Item     ItemID
	Version  VersionID // that it was written for; it holds for every version of the item with the same texts
	Bank     BankID
	Language Language
	State    VariantState
	Wording  Wording // Explanation only where the call says so
	Holds    bool    // for the version that was asked about
	Writer   Signature
	Decider  Signature
	Reason   string // of a refusal
}

// SealedVariant is a variant as stored.
type SealedVariant struct {
	Variant
	Body   string        // sealed variantBody
	Digest assembly.Hash // of the assembly.Variant
	Live   string        // blind index of item, language, source text and state while WRITTEN or CONFIRMED; empty: another one may be
}

// variantBody is what a variant keeps sealed. Without Salt its explanations stayed with its owner.
type variantBody struct {
	Wording Wording       `json:"wording"`
	Source  string        `json:"source"`
	Salt    []byte        `json:"salt,omitempty"`
	Kept    assembly.Hash `json:"kept"`
}

func variantPurpose(v VariantID) string { return "bank.variant/" + string(v) }

// source is the digest of all that a translator translates.
func (c Content) source() string {
	b, _ := json.Marshal(c.wordingOf()) // texts only
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// wordingOf is the item's own wording.
func (c Content) wordingOf() Wording {
	w := Wording{Stem: c.Stem, Options: c.Options, Explanation: c.Explanation}
	for _, m := range c.Media {
		w.Alts = append(w.Alts, m.Alt)
	}
	for _, p := range c.Parts {
		w.Parts = append(w.Parts, WordingPart{assembly.VariantPart{Stem: p.Stem, Options: p.Options}, p.Explanation})
	}
	return w
}

func (w Wording) kept(salt []byte) assembly.KeptBack {
	k := assembly.KeptBack{Explanation: w.Explanation}
	copy(k.Salt[:], salt)
	for _, p := range w.Parts {
		k.Explanations = append(k.Explanations, p.Explanation)
	}
	return k
}

func (b variantBody) leaf(l Language) assembly.Variant {
	v := assembly.Variant{Language: l, Stem: b.Wording.Stem, Options: b.Wording.Options, Alts: b.Wording.Alts, Kept: b.Kept}
	for _, p := range b.Wording.Parts {
		v.Parts = append(v.Parts, p.VariantPart)
	}
	return v
}

// Languages are those that this house offers.
func (s *Service) Languages() []Language {
	if len(s.d.Languages) > 0 {
		return s.d.Languages
	}
	return assembly.Languages()
}

func (s *Service) offered(l Language) *fault.Error {
	list := s.Languages()
	if slices.Contains(list, l) {
		return nil
	}
	names := make([]string, len(list))
	for i, x := range list {
		names[i] = string(x)
	}
	return ErrVariantLanguage.With("list", strings.Join(names, ", "))
}

// sealVariant makes a variant of wording, which was checked.
func (s *Service) sealVariant(v SealedVersion, c Content, l Language, w Wording, by Signature) (SealedVariant, error) {
	body := variantBody{Wording: w, Source: c.source(), Salt: make([]byte, 32)}
	_, _ = rand.Read(body.Salt)
	body.Kept = w.kept(body.Salt).Commit(v.Item, l)
	out := SealedVariant{Variant: Variant{ID: VariantID(actor.NewID(by.At)), Item: v.Item, Version: v.ID, Bank: v.Bank, Language: l, State: VariantWritten,
		Wording: w, Holds: true, Writer: by}, Digest: body.leaf(l).Digest()}
	out.Live = s.liveVariant(v.Item, l, body.Source, VariantWritten)
	return out, s.sealBody(&out, body)
}

func (s *Service) sealBody(v *SealedVariant, body variantBody) error {
	b, err := json.Marshal(body)
	if err != nil {
		return err
	}
	v.Body, err = s.d.Vault.Seal(variantPurpose(v.ID), b)
	return err
}

// liveVariant is what at most one variant has: who waits, or is confirmed, for one text of one item in one language.
func (s *Service) liveVariant(item ItemID, l Language, source string, st VariantState) string {
	return hex.EncodeToString(s.d.Vault.Index("bank.variant", strings.Join([]string{string(item), string(l), source, string(st)}, "\x00")))
}

// openVariant opens a variant and checks what it keeps back.
func (s *Service) openVariant(v SealedVariant) (variantBody, error) {
	var body variantBody
	b, err := s.d.Vault.Open(variantPurpose(v.ID), v.Body)
	if err == nil {
		err = json.Unmarshal(b, &body)
	}
	if err == nil && len(body.Salt) > 0 && body.Wording.kept(body.Salt).Commit(v.Item, v.Language) != body.Kept || err == nil && body.leaf(v.Language).Digest() != v.Digest {
		err = ErrDamaged.With("variant", v.ID).With("language", v.Language)
	}
	return body, err
}

// told is a variant as a release holds it; ErrDamaged where it is not what was confirmed.
func (s *Service) told(list []SealedVariant) ([]assembly.Variant, error) {
	var out []assembly.Variant
	for _, v := range list {
		body, err := s.openVariant(v)
		if err != nil {
			return nil, err
		}
		out = append(out, body.leaf(v.Language))
	}
	slices.SortFunc(out, func(a, b assembly.Variant) int { return strings.Compare(string(a.Language), string(b.Language)) })
	return out, nil
}

// WriteVariant stores a translation of a version, which waits for a second translator. ErrVariantWaits where one does already.
func (s *Service) WriteVariant(ctx context.Context, id VersionID, l Language, w Wording) (Variant, error) {
	by, err := s.sign(ctx)
	if err != nil {
		return Variant{}, err
	}
	v, b, err := s.versionFor(ctx, id, write)
	if err != nil {
		return Variant{}, err
	}
	made, err := s.variantOf(v, l, w, by)
	if err != nil {
		return Variant{}, err
	}
	return commit(ctx, s.d.Tx, &made.Variant, func(ctx context.Context) error {
		if err := s.d.Variants.AddVariants(ctx, []SealedVariant{made}); err != nil {
			return err
		}
		return s.recordVariant(ctx, b, "variant.write", made.Variant)
	})
}

// variantOf checks a translation of a version and seals it.
func (s *Service) variantOf(v SealedVersion, l Language, w Wording, by Signature) (SealedVariant, error) {
	if e := s.offered(l); e != nil {
		return SealedVariant{}, e.At("language")
	}
	if v.State == Retired || v.State == Rejected {
		return SealedVariant{}, ErrVariantRetired
	}
	full, err := s.reveal(v)
	if err != nil {
		return SealedVariant{}, err
	}
	if w, err = full.Content.checkWording(l, w); err != nil {
		return SealedVariant{}, err
	}
	return s.sealVariant(v, full.Content, l, w, by)
}

func (s *Service) recordVariant(ctx context.Context, b Bank, verb string, v Variant) error {
	detail := map[string]string{"language": string(v.Language), "variant": string(v.ID)}
	if v.Reason != "" {
		detail["reason"] = v.Reason
	}
	return s.record(ctx, b, verb, "item_version:"+string(v.Version), detail)
}

// variantFor returns a variant that waits, opened, with the version it was written for and its bank.
func (s *Service) variantFor(ctx context.Context, id VariantID) (SealedVariant, SealedVersion, Bank, error) {
	v, err := s.d.Variants.Variant(ctx, id)
	if err != nil {
		return v, SealedVersion{}, Bank{}, err
	}
	of, b, err := s.versionFor(ctx, v.Version, write)
	if err != nil {
		return v, of, b, hidden(err, ErrVariantUnknown)
	}
	if v.State != VariantWritten {
		return v, of, b, ErrState
	}
	return v, of, b, nil
}

// RefuseVariant sends a translation back with a reason; its writer may withdraw it so.
func (s *Service) RefuseVariant(ctx context.Context, id VariantID, reason string) (Variant, error) {
	reason, err := reasoned(reason)
	if err != nil {
		return Variant{}, err
	}
	by, err := s.sign(ctx)
	if err != nil {
		return Variant{}, err
	}
	v, _, b, err := s.variantFor(ctx, id)
	if err != nil {
		return Variant{}, err
	}
	v.State, v.Decider, v.Reason = VariantRefused, by, reason
	return commit(ctx, s.d.Tx, &v.Variant, func(ctx context.Context) error {
		if err := s.d.Variants.DecideVariant(ctx, id, VariantRefused, "", by, reason); err != nil {
			return err
		}
		return s.recordVariant(ctx, b, "variant.refuse", v.Variant)
	})
}

// Variants returns the translations of the item of a version, newest first, and says which hold for the version. Explanations are in
// it, which may tell the key, so the read is put on the audit trail.
func (s *Service) Variants(ctx context.Context, id VersionID) ([]Variant, error) {
	v, b, err := s.versionFor(ctx, id, write)
	if err != nil {
		return nil, err
	}
	list, err := s.d.Variants.VariantsOf(ctx, v.Item)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	full, err := s.reveal(v)
	if err != nil {
		return nil, err
	}
	source, out := full.Content.source(), make([]Variant, len(list))
	for i, x := range list {
		body, err := s.openVariant(x)
		if err != nil {
			return nil, err
		}
		out[i] = x.Variant
		out[i].Wording, out[i].Holds = body.Wording, body.Source == source
	}
	return commit(ctx, s.d.Tx, &out, func(ctx context.Context) error {
		return s.record(ctx, b, "key.read", "item_version:"+string(id), map[string]string{"variants": strconv.Itoa(len(list))})
	})
}

// confirmed returns the confirmed variants of a bank by what makes them unique.
func (s *Service) confirmed(ctx context.Context, bank BankID, st VariantState) (map[string]SealedVariant, error) {
	list, err := s.d.Variants.VariantsIn(ctx, bank, st)
	out := make(map[string]SealedVariant, len(list))
	for _, v := range list {
		if v.Live != "" {
			out[v.Live] = v
		}
	}
	return out, err
}

// tell puts the confirmed variants of their texts to the versions that a release is about to freeze.
func (s *Service) tell(ctx context.Context, bank BankID, list []SealedVersion) error {
	held, err := s.confirmed(ctx, bank, VariantConfirmed)
	if err != nil || len(held) == 0 {
		return err
	}
	for i := range list {
		full, err := s.reveal(list[i])
		if err != nil {
			return err
		}
		source := full.Content.source()
		for _, l := range assembly.Languages() {
			if v, ok := held[s.liveVariant(list[i].Item, l, source, VariantConfirmed)]; ok {
				list[i].Variants = append(list[i].Variants, v)
			}
		}
		if len(list[i].Variants) > 0 && list[i].Frozen == nil {
			list[i].Frozen = &Frozen{}
		}
	}
	return nil
}

// foreignVariants seals the variants of an item that somebody else owns, for this house: as texts to show. Their explanations stay
// with the owner, and none of them is worked on here.
func (s *Service) foreignVariants(v SealedVersion, c Content, list []assembly.Variant, by Signature) ([]SealedVariant, error) {
	c.Explanation, c.Parts = "", slices.Clone(c.Parts)
	for i := range c.Parts {
		c.Parts[i].Explanation = ""
	}
	var out []SealedVariant
	for _, x := range list {
		w := Wording{Stem: x.Stem, Options: x.Options, Alts: x.Alts}
		for _, p := range x.Parts {
			w.Parts = append(w.Parts, WordingPart{VariantPart: p})
		}
		if _, err := c.checkWording(x.Language, w); err != nil || !slices.Contains(assembly.Languages(), x.Language) {
			return nil, ErrSealedRoot.With("what", "variants")
		}
		one := SealedVariant{Variant: Variant{ID: VariantID(actor.NewID(by.At)), Item: v.Item, Version: v.ID, Bank: v.Bank, Language: x.Language, State: VariantConfirmed,
			Writer: by, Decider: by}, Digest: x.Digest()}
		if err := s.sealBody(&one, variantBody{Wording: w, Kept: x.Kept}); err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}
