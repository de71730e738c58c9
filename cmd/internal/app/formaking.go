package app

import (
	"sync"

	peoplestore "github.com/suikao/suikao/exam/people/store"
	"github.com/suikao/suikao/exam/permit/card"
	"github.com/suikao/suikao/exam/permit/making"
	makingstore "github.com/suikao/suikao/exam/permit/making/store"
	"github.com/suikao/suikao/web"
)

// making wires what prints permits.
func (b *base) making(s *Services) *making.Service {
	st := makingstore.New(b.db)
	return making.New(making.Deps{Clock: b.clock, Audit: b.trail, Tx: st, Templates: st, Permits: s.Permit, Photos: peoplestore.Photos{Blobs: b.blobs},
		Codes: codes{s.Signed}, Fonts: sync.OnceValues(certificateFonts)})
}

func certificateFonts() (*card.Fonts, error) {
	files, err := web.Fonts()
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, making.ErrNoFonts
	}
	return card.NewFonts(files...)
}
