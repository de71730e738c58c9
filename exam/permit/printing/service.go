package printing

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sheet"
)

// BatchID names a batch.
type BatchID string

// Batch is a numbered set of permits that are printed together.
type Batch struct {
	ID      BatchID
	OrgPath string
	Number  int // from 1 for each authority
	Cards   int
	By      string // name
	MadeAt  time.Time
}

// MostCards is how many cards a batch may hold; PartCards how many a file.
const (
	MostCards = 1000
	PartCards = 100
)

// Waiting is a permit that needs a card.
type Waiting struct {
	Permit   permit.ID
	Name     string
	Number   string // masked
	ItemName string
}

// Store keeps blanks and batches.
type Store interface {
	// KnownOf returns the first of numbers that the authority has on file; empty: none.
	KnownOf(ctx context.Context, orgPath string, numbers []string) (string, error)
	AddBlanks(ctx context.Context, list []Blank) error
	Blank(ctx context.Context, id BlankID) (Blank, error) // permit.ErrNotFound
	// SaveBlank writes b where the row still has b.Version, and counts it up; permit.ErrChanged otherwise, or where its permit has another live card.
	SaveBlank(ctx context.Context, b Blank) error
	// FreeBlanks lists at most limit free blanks of an authority by their numbers.
	FreeBlanks(ctx context.Context, orgPath string, limit int) ([]Blank, error)
	Count(ctx context.Context, paths []string) (map[State]int, error)
	// Blanks lists those under paths in a state by number after one; empty state: all. number, where not empty, is the one alone.
	Blanks(ctx context.Context, paths []string, state State, number, after string, limit int) ([]Blank, error)
	// OfBatch lists the cards of a batch in their order; spoiled ones are among them.
	OfBatch(ctx context.Context, id BatchID) ([]Blank, error)
	// Live returns the card of a permit that is laid, handed or posted; permit.ErrNotFound.
	Live(ctx context.Context, id permit.ID) (Blank, error)
	// Uncarded lists at most limit permits of an authority that need a card on a day, oldest first, and counts them all.
	Uncarded(ctx context.Context, orgPath string, on actor.Date, limit int) (list []Waiting, all int, err error)
	// AddBatch adds a batch with the next number of its authority; permit.ErrChanged where somebody was faster.
	AddBatch(ctx context.Context, b *Batch) error
	Batch(ctx context.Context, id BatchID) (Batch, error) // permit.ErrNotFound
	// Batches lists those under paths, newest first, before one.
	Batches(ctx context.Context, paths []string, before BatchID, limit int) ([]Batch, error)
}

// Cards prints; *making.Service is one.
type Cards interface {
	// Cards makes one PDF with a card-size page for each permit, in their order. Which of them cannot be printed any more is said by place.
	Cards(ctx context.Context, ids []permit.ID) (pdf []byte, failed map[int]error, err error)
}

// Permits is what printing needs of permits; the store of exam/permit does.
type Permits interface {
	PermitsByID(ctx context.Context, ids []permit.ID) ([]permit.Permit, error)
}

// Tx runs fn in one transaction that travels in the context. fn must be idempotent.
type Tx interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
}

// Deps are what the service needs; all are required.
type Deps struct {
	Clock   actor.Clock
	Audit   actor.Auditor
	Tx      Tx
	Store   Store
	Cards   Cards
	Permits Permits
}

// Service keeps account of cards. It is safe for concurrent use.
type Service struct{ Deps }

// New returns the service.
func New(d Deps) *Service { return &Service{d} }

func (s *Service) now() time.Time { return s.Clock().UTC().Truncate(time.Millisecond) }

func (s *Service) record(ctx context.Context, verb, path, object string, detail map[string]string) error {
	return s.Audit.Record(ctx, actor.Entry{Verb: verb, Object: object, Path: path, Detail: detail})
}

func home(ctx context.Context) (string, error) {
	a := actor.From(ctx)
	paths := a.Paths(people.PermitIssuer)
	if len(paths) == 0 || a.Person == "" {
		return "", permit.ErrForbidden
	}
	return paths[0], nil
}

// require refuses staff without PERMIT_ISSUER over path: what lies outside the caller's organisations does not exist.
func require(ctx context.Context, path string) error {
	switch a := actor.From(ctx); {
	case a.Can(path, people.PermitIssuer):
		return nil
	case a.Sees(path):
		return permit.ErrForbidden
	}
	return permit.ErrNotFound
}

// Stock counts the cards of the caller's authorities by state, and the permits that need one; the first of those are listed. Errors: permit.ErrForbidden.
func (s *Service) Stock(ctx context.Context) (map[State]int, []Waiting, int, error) {
	path, err := home(ctx)
	if err != nil {
		return nil, nil, 0, err
	}
	n, err := s.Store.Count(ctx, []string{path})
	if err != nil {
		return nil, nil, 0, err
	}
	list, all, err := s.Store.Uncarded(ctx, path, actor.DateOf(s.now()), 20)
	return n, list, all, err
}

// Make lays the next free blanks under permits that need a card, the longest waiting first, at most MostCards. Errors: permit.ErrForbidden, ErrNothing,
// ErrFew, permit.ErrChanged where a colleague did the same at that moment.
func (s *Service) Make(ctx context.Context) (Batch, error) {
	path, err := home(ctx)
	if err != nil {
		return Batch{}, err
	}
	var b Batch
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		list, _, err := s.Store.Uncarded(ctx, path, actor.DateOf(s.now()), MostCards)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return ErrNothing
		}
		free, err := s.Store.FreeBlanks(ctx, path, len(list))
		if err != nil {
			return err
		}
		if len(free) < len(list) {
			return ErrFew.With("free", len(free)).With("wanted", len(list))
		}
		a, now := actor.From(ctx), s.now()
		b = Batch{ID: BatchID(actor.NewID(now)), OrgPath: path, Cards: len(list), By: a.Name, MadeAt: now}
		if err := s.Store.AddBatch(ctx, &b); err != nil {
			return err
		}
		for i, w := range list {
			card := free[i]
			card.State, card.Permit, card.Batch, card.Pos, card.By, card.ByPerson, card.ChangedAt = Laid, w.Permit, b.ID, i+1, a.Name, people.PersonID(a.Person), now
			if err := s.Store.SaveBlank(ctx, card); err != nil {
				return err
			}
		}
		return s.record(ctx, "permit_card.batch", path, "permit_print:"+string(b.ID), map[string]string{"number": fmt.Sprint(b.Number), "cards": fmt.Sprint(b.Cards),
			"first": free[0].Number, "last": free[len(list)-1].Number})
	})
	return b, err
}

// Batches lists the batches of the caller's authorities, newest first, before one. Errors: permit.ErrForbidden.
func (s *Service) Batches(ctx context.Context, before BatchID, limit int) ([]Batch, error) {
	path, err := home(ctx)
	if err != nil {
		return nil, err
	}
	return s.Store.Batches(ctx, []string{path}, before, limit)
}

// Card is a card with the permit on it.
type Card struct {
	Blank
	Of permit.Permit // zero: none
}

func (s *Service) withPermits(ctx context.Context, list []Blank) ([]Card, error) {
	var ids []permit.ID
	for _, b := range list {
		if b.Permit != "" {
			ids = append(ids, b.Permit)
		}
	}
	by := map[permit.ID]permit.Permit{}
	for len(ids) > 0 {
		n := min(len(ids), 500)
		found, err := s.Permits.PermitsByID(ctx, ids[:n])
		if err != nil {
			return nil, err
		}
		for _, p := range found {
			by[p.ID] = p
		}
		ids = ids[n:]
	}
	out := make([]Card, len(list))
	for i, b := range list {
		out[i] = Card{b, by[b.Permit]}
	}
	return out, nil
}

// List lists cards of the caller's authority in a state by number after one, or the one of a number. Errors: permit.ErrForbidden.
func (s *Service) List(ctx context.Context, state State, number, after string, limit int) ([]Card, error) {
	path, err := home(ctx)
	if err != nil {
		return nil, err
	}
	list, err := s.Store.Blanks(ctx, []string{path}, state, number, after, limit)
	if err != nil {
		return nil, err
	}
	return s.withPermits(ctx, list)
}

func (s *Service) batch(ctx context.Context, id BatchID) (Batch, []Blank, error) {
	b, err := s.Store.Batch(ctx, id)
	if err != nil {
		return b, nil, err
	}
	if err := require(ctx, b.OrgPath); err != nil {
		return Batch{}, nil, err
	}
	list, err := s.Store.OfBatch(ctx, id)
	return b, list, err
}

// File makes the cards of a part of a batch, PartCards to a part from 1, as one PDF with a page each; cards that were spoiled since, and permits that
// cannot be printed any more, are left out, as List says. Each download stands on the trail. Errors: permit.ErrNotFound, permit.ErrForbidden, ErrPart.
func (s *Service) File(ctx context.Context, id BatchID, part int) ([]byte, error) {
	b, list, err := s.batch(ctx, id)
	if err != nil {
		return nil, err
	}
	var ids []permit.ID
	for _, c := range list {
		if (c.Pos-1)/PartCards == part-1 && c.State != Spoiled && c.State != Destroyed {
			ids = append(ids, c.Permit)
		}
	}
	if part < 1 || len(ids) == 0 {
		return nil, ErrPart
	}
	pdf, failed, err := s.Cards.Cards(ctx, ids)
	if err != nil {
		return nil, err
	}
	return pdf, s.Tx.InTx(ctx, func(ctx context.Context) error {
		return s.record(ctx, "permit_card.file", b.OrgPath, "permit_print:"+string(id), map[string]string{"part": fmt.Sprint(part), "cards": fmt.Sprint(len(ids) - len(failed)), "left_out": fmt.Sprint(len(failed))})
	})
}

var stateWords = map[State]string{Free: "空白", Laid: "待领取", Handed: "已领取", Posted: "已邮寄", Spoiled: "作废待销毁", Destroyed: "已销毁"}

// Sheet writes the list of a batch as .xlsx: which blank carries which permit, with columns to sign. Errors: permit.ErrNotFound, permit.ErrForbidden.
func (s *Service) Sheet(ctx context.Context, id BatchID) ([]byte, error) {
	b, list, err := s.batch(ctx, id)
	if err != nil {
		return nil, err
	}
	cards, err := s.withPermits(ctx, list)
	if err != nil {
		return nil, err
	}
	rows := make([][]string, len(cards))
	for i, c := range cards {
		rows[i] = []string{fmt.Sprint(c.Pos), c.Number, c.Of.Holder.Name, c.Of.NumberMasked, c.Of.ItemName, stateWords[c.State], c.Taker, c.Parcel, ""}
	}
	var out bytes.Buffer
	err = sheet.WriteXLSX(&out, fmt.Sprintf("制证第%d批", b.Number), []string{"序号", "空白证件号码", "持证人", "证书编号", "操作项目", "状态", "领取人", "邮寄单号", "签收"}, sheet.Each(rows))
	return out.Bytes(), err
}

// What a holder is told where no card is on its way.
const (
	Planned State = "PLANNED" // the next batch prints it
	None    State = "NONE"    // no card is printed for it here
)

// Own says where the card of an own permit is. Errors: permit.ErrNotFound.
func (s *Service) Own(ctx context.Context, id permit.ID) (Blank, error) {
	a := actor.From(ctx)
	me := people.PersonID(a.Person)
	if me == "" {
		me = people.PersonID(a.ID)
	}
	found, err := s.Permits.PermitsByID(ctx, []permit.ID{id})
	if err != nil {
		return Blank{}, err
	}
	if a.Kind != actor.Candidate || len(found) != 1 || found[0].Person != me {
		return Blank{}, permit.ErrNotFound
	}
	b, err := s.Store.Live(ctx, id)
	if !errors.Is(err, permit.ErrNotFound) {
		return b, err
	}
	p := found[0]
	if p.Act != "" || p.ValidTo < actor.DateOf(s.now()) || p.Basis.Imported != nil && !p.Basis.Before {
		return Blank{State: None}, nil
	}
	return Blank{State: Planned}, nil
}
