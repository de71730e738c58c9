package app

import (
	"bytes"
	"fmt"
	"image"
	_ "image/jpeg" // pictures of seals
	_ "image/png"
	"os"
	"sync"

	peoplestore "github.com/suikao/suikao/exam/people/store"
	"github.com/suikao/suikao/exam/permit/card"
	"github.com/suikao/suikao/exam/permit/making"
	makingstore "github.com/suikao/suikao/exam/permit/making/store"
	"github.com/suikao/suikao/exam/permit/seal"
	"github.com/suikao/suikao/web"
)

// making wires what prints permits.
func (b *base) making(s *Services) (*making.Service, error) {
	st := makingstore.New(b.db)
	sealer, picture, err := b.seal()
	if err != nil {
		return nil, err
	}
	return making.New(making.Deps{Sealer: sealer, SealLook: picture, Clock: b.clock, Audit: b.trail, Tx: st, Templates: st, Permits: s.Permit, Photos: peoplestore.Photos{Blobs: b.blobs},
		Codes: codes{s.Signed}, Fonts: sync.OnceValues(certificateFonts)}), nil
}

// seal opens the electronic seal that is set up; nil where none is.
func (b *base) seal() (making.Sealer, []byte, error) {
	cfg := b.cfg.Permits.Seal
	if cfg.Certificate == "" {
		return nil, nil, nil
	}
	var picture []byte
	if cfg.Picture != "" {
		var err error
		if picture, err = os.ReadFile(cfg.Picture); err != nil {
			return nil, nil, err
		}
		if _, _, err := image.DecodeConfig(bytes.NewReader(picture)); err != nil {
			return nil, nil, fmt.Errorf("permits.seal.picture: %s: %w", cfg.Picture, err)
		}
	}
	if cfg.Service != "" {
		e, err := seal.Remote(seal.Service{Address: cfg.Service, Credential: cfg.Credential, TokenFile: cfg.Token, Chain: cfg.Certificate})
		return e, picture, err
	}
	e, err := seal.Open(cfg.Certificate, cfg.Key)
	return e, picture, err
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
