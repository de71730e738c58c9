package making

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/card"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Failures of this package; those of exam/permit and exam/permit/card pass through.
var (
	ErrSize    = fault.Define("permit.card_size", fault.Invalid, "请选择整页（page）或卡片（card）。", "Choose page or card.")
	ErrNoFonts = fault.Define("permit.card_fonts", fault.Unavailable, "本程序没有带字库，不能出证。请管理员用 make web 重新构建。", "This program was built without fonts, so no certificate can be made. Build it with make web.")
	ErrSeal    = fault.Define("permit.card_seal", fault.Unavailable, "电子签章服务暂时连不上，请过几分钟再下载。没有签章的证照不会发出。", "The certificate could not be sealed for the moment. Try again in a few minutes; none is given out without its seal.")
	ErrNoPhoto = fault.Define("permit.card_photo", fault.Conflict, "证件照片读不出来，不能出证。请联系管理员。", "The photo of this permit cannot be read, so no certificate can be made. Ask the administrator.")
)

// Permits are what certificates are made of; *permit.Service is one.
type Permits interface {
	Certificate(ctx context.Context, id permit.ID) (permit.Card, error)
}

// Photos keeps the pictures of holders.
type Photos interface {
	GetPhoto(ctx context.Context, key string) ([]byte, error)
}

// Tx runs fn in one transaction that travels in the context. fn must be idempotent.
type Tx interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
}

// Sealer seals certificates (电子签章); *seal.Seal is one.
type Sealer interface {
	// Name is whose seal it is, as on its certificate.
	Name() string
	// Sign makes a detached CMS SignedData over content.
	Sign(ctx context.Context, content []byte) ([]byte, error)
}

// Deps are what the service needs; all but the seal are required.
type Deps struct {
	Clock     actor.Clock
	Audit     actor.Auditor
	Tx        Tx
	Templates TemplateStore
	Permits   Permits
	Photos    Photos
	Fonts     func() (*card.Fonts, error) // ErrNoFonts in a build without them
	Codes     Codes
	Sealer    Sealer // nil: certificates carry no electronic seal
	SealLook  []byte // picture of the seal, where the template has a place for it; nil: not shown
}

// Service makes certificates. It is safe for concurrent use.
type Service struct{ Deps }

// New returns the service.
func New(d Deps) *Service { return &Service{d} }

func (s *Service) now() time.Time { return s.Clock().UTC().Truncate(time.Millisecond) }

func (s *Service) record(ctx context.Context, verb, object, path string, detail map[string]string) error {
	return s.Audit.Record(ctx, actor.Entry{Verb: verb, Object: object, Path: path, Detail: detail})
}

// Certificate makes the PDF of a permit for its holder or the authority; the download stands on the trail. Errors: ErrSize, those of
// permit.Service.Certificate and of card.Book.Add, ErrNoFonts, ErrNoPhoto.
func (s *Service) Certificate(ctx context.Context, id permit.ID, size card.Size) ([]byte, error) {
	if size != card.Page && size != card.Card {
		return nil, ErrSize.At("query.size")
	}
	c, err := s.Permits.Certificate(ctx, id)
	if err != nil {
		return nil, err
	}
	look, version, err := s.templateOf(ctx, c.Permit.OrgPath, c.Permit.ValidFrom)
	if err != nil {
		return nil, err
	}
	facts, err := s.facts(ctx, c)
	if err != nil {
		return nil, err
	}
	out, err := s.print(look, size, facts, s.seal(ctx))
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(out)
	return out, s.Tx.InTx(ctx, func(ctx context.Context) error {
		return s.record(ctx, "permit.certificate", "permit:"+string(id), c.Permit.OrgPath,
			map[string]string{"size": string(size), "template": version, "sha256": hex.EncodeToString(sum[:])})
	})
}

// Cards makes one PDF with a card-size page for each permit, in their order, for who prints them for the authority. A permit that cannot be printed any
// more is left out and its reason returned by its place. Errors: ErrNoFonts, failures of the program.
func (s *Service) Cards(ctx context.Context, ids []permit.ID) ([]byte, map[int]error, error) {
	fonts, err := s.Fonts()
	if err != nil {
		return nil, nil, err
	}
	b, failed := card.NewBook(fonts, "安全生产证件", s.now()), map[int]error{}
	for i, id := range ids {
		err := s.add(ctx, b, id)
		if f := fault.From(err); err != nil && f.Kind() != fault.Internal && f.Kind() != fault.Unavailable {
			failed[i] = err
			continue
		}
		if err != nil {
			return nil, nil, err
		}
	}
	if len(failed) == len(ids) {
		return nil, failed, permit.ErrNotFound
	}
	out, err := b.Bytes()
	return out, failed, err
}

func (s *Service) add(ctx context.Context, b *card.Book, id permit.ID) error {
	c, err := s.Permits.Certificate(ctx, id)
	if err != nil {
		return err
	}
	look, _, err := s.templateOf(ctx, c.Permit.OrgPath, c.Permit.ValidFrom)
	if err != nil {
		return err
	}
	facts, err := s.facts(ctx, c)
	if err != nil {
		return err
	}
	return b.Add(look, card.Card, facts)
}

// seal is what the authority's certificates are sealed with; nil: nothing is.
func (s *Service) seal(ctx context.Context) *card.Seal {
	if s.Sealer == nil {
		return nil
	}
	return &card.Seal{Name: s.Sealer.Name(), Reason: "电子证照签章", At: s.now(), Picture: s.SealLook, Sign: func(content []byte) ([]byte, error) {
		cms, err := s.Sealer.Sign(ctx, content)
		if err != nil {
			return nil, ErrSeal.Wrap(err)
		}
		return cms, nil
	}}
}

// print makes the file; specimens carry no seal.
func (s *Service) print(look card.Template, size card.Size, facts card.Facts, seal *card.Seal) ([]byte, error) {
	fonts, err := s.Fonts()
	if err != nil {
		return nil, err
	}
	title := "安全生产电子证照"
	if facts.Specimen {
		title += "（样张）"
	}
	b := card.NewBook(fonts, title, s.now())
	if seal != nil {
		b.SealWith(*seal)
	}
	if err := b.Add(look, size, facts); err != nil {
		return nil, err
	}
	return b.Bytes()
}

// facts turns a permit into what its certificate says.
func (s *Service) facts(ctx context.Context, c permit.Card) (card.Facts, error) {
	p := c.Permit
	f := card.Facts{Kind: string(p.Kind), Name: p.Holder.Name, Sex: sexes[p.Holder.Sex], Number: c.Number, Category: p.Category, Item: p.ItemName,
		FirstIssued: day(p.FirstIssuedOn), ValidFrom: day(p.ValidFrom), ValidTo: day(p.ValidTo), ReviewDue: day(p.ReviewDue), Issuer: p.IssuerName,
		Code: grouped(c.Code)}
	var err error
	if f.QR, err = s.Codes.Full(ctx, c); err != nil {
		return f, err
	}
	if p.National != permit.NationalConfirmed {
		f.Pending = permit.PendingText
	}
	if p.Holder.Photo == "" {
		return f, nil
	}
	if f.Photo, err = s.Photos.GetPhoto(ctx, p.Holder.Photo); err != nil {
		return f, ErrNoPhoto.Wrap(err)
	}
	return f, nil
}

var sexes = map[identity.Sex]string{identity.Male: "男", identity.Female: "女"}

// day writes 2026-11-23 as 2026年11月23日.
func day(d actor.Date) string {
	if len(d) != 10 {
		return ""
	}
	return fmt.Sprintf("%s年%s月%s日", d[:4], d[5:7], d[8:])
}

// grouped puts a code into pieces of four or five that can be read out.
func grouped(code string) string {
	var out []byte
	for i := range len(code) {
		if i > 0 && i%5 == 0 {
			out = append(out, '-')
		}
		out = append(out, code[i])
	}
	return string(out)
}

// require refuses staff without PERMIT_ISSUER over path.
func require(ctx context.Context, path string) error {
	a := actor.From(ctx)
	switch {
	case a.Can(path, people.PermitIssuer):
		return nil
	case a.Sees(path):
		return permit.ErrForbidden
	}
	return permit.ErrNotFound
}
