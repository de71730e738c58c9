package questionbank

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/clip"
	"github.com/suikao/suikao/questionbank/picture"
)

// ErrPictureUnknown says that a bank or a sitting does not hold the picture that was asked for.
var ErrPictureUnknown = fault.Define("bank.picture_unknown", fault.NotFound, "没有这张图片。", "There is no such picture.")

// BankPicture is a picture or a clip that a bank holds. It is never changed; items name it by its digest.
type BankPicture struct {
	Bank          BankID
	Digest        string // SHA-256 of the bytes, hex
	Name          string // of the file it came in; may be empty
	Type          string
	Width, Height int
	Millis        int // of a sound, which has no width and height; see BankSound
	Bytes         int
	By            Signature
}

// pictureKey is where the bytes lie. Equal pictures of several banks lie there once.
func pictureKey(digest string) string { return "bank-pictures/" + digest[:2] + "/" + digest }

// AddPicture takes a picture or a clip into a bank; see picture.Check and clip.Check for what is taken and what of it is kept.
// Adding what the bank holds already gives what it holds.
func (s *Service) AddPicture(ctx context.Context, bank BankID, name string, data []byte) (BankPicture, error) {
	by, err := s.sign(ctx)
	if err != nil {
		return BankPicture{}, err
	}
	b, err := s.bankFor(ctx, bank, write)
	if err != nil {
		return BankPicture{}, err
	}
	if e := label(name); e != nil {
		return BankPicture{}, e.At("query.name")
	}
	p, err := s.judged(data)
	if err != nil {
		return BankPicture{}, fault.From(err).At("body")
	}
	return s.addPicture(ctx, b, strings.TrimSpace(name), p, 0, by)
}

// ClipLimits are the limits of clips that the house takes, for whoever reads a file for it.
func (s *Service) ClipLimits() clip.Limits { return s.d.Clips }

// judged takes one picture or clip apart at a time: each may need a hundred megabytes for a moment.
func (s *Service) judged(data []byte) (picture.Picture, error) {
	s.judging.Lock()
	defer s.judging.Unlock()
	if !clip.Is(data) {
		return picture.Check(data)
	}
	c, err := clip.Check(data, s.d.Clips)
	return picture.Picture{Type: c.Type, Width: c.Width, Height: c.Height, Data: c.Data}, err
}

// addPicture stores the bytes first: a note without a picture would be worse than a picture without a note.
func (s *Service) addPicture(ctx context.Context, b Bank, name string, p picture.Picture, millis int, by Signature) (BankPicture, error) {
	out := BankPicture{Bank: b.ID, Digest: p.Digest(), Name: name, Type: p.Type, Width: p.Width, Height: p.Height, Millis: millis, Bytes: len(p.Data), By: by}
	if held, err := s.d.Pictures.Picture(ctx, b.ID, out.Digest); err == nil || !errors.Is(err, ErrPictureUnknown) {
		return held, err
	}
	if err := s.d.Files.PutFile(ctx, pictureKey(out.Digest), p.Data); err != nil {
		return BankPicture{}, err
	}
	return commit(ctx, s.d.Tx, &out, func(ctx context.Context) error {
		if err := s.d.Pictures.AddPicture(ctx, out); err != nil {
			return err
		}
		return s.record(ctx, b, "picture.add", "bank:"+string(b.ID), map[string]string{"digest": out.Digest, "type": out.Type, "bytes": strconv.Itoa(out.Bytes)})
	})
}

// Pictures returns the newest pictures of a bank, at most limit.
func (s *Service) Pictures(ctx context.Context, bank BankID, limit int) ([]BankPicture, error) {
	if _, err := s.bankFor(ctx, bank, read); err != nil {
		return nil, err
	}
	return s.d.Pictures.Pictures(ctx, bank, min(max(limit, 1), 1000))
}

// PictureOf returns a picture of a bank with its bytes.
func (s *Service) PictureOf(ctx context.Context, bank BankID, digest string) (BankPicture, []byte, error) {
	if _, err := s.bankFor(ctx, bank, read); err != nil {
		return BankPicture{}, nil, hidden(err, ErrPictureUnknown)
	}
	p, err := s.d.Pictures.Picture(ctx, bank, digest)
	if err != nil {
		return BankPicture{}, nil, err
	}
	data, err := s.Picture(ctx, digest)
	return p, data, err
}

// Picture returns the bytes of a picture, clip or sound that papers name; ErrDamaged where they are not those of the digest. It is a port for
// sittings and room nodes, which judge who may see it, and not for pages.
func (s *Service) Picture(ctx context.Context, digest string) ([]byte, error) {
	if !digested(digest) {
		return nil, ErrPictureUnknown
	}
	return s.shown.Get(ctx, digest, func(ctx context.Context) ([]byte, error) {
		data, err := s.d.Files.File(ctx, pictureKey(digest), picture.MaxBytes)
		if err == nil && picture.Digest(data) != digest {
			err = ErrDamaged.With("picture", digest)
		}
		return data, err
	})
}

// settle fills in what the bank knows of an item's pictures and checks the item. An item without pictures and sounds costs nothing here.
func (s *Service) settle(ctx context.Context, b Bank, c Content) (Content, error) {
	row := []FileRow{{Content: c}}
	if err := s.lookUp(ctx, b, row); err != nil {
		return c, err
	}
	if len(row[0].Wrong) > 0 {
		return c, row[0].Wrong[0].Err.At("media")
	}
	if err := s.lookUpSpoken(ctx, b, &row[0].Content); err != nil {
		return c, err
	}
	return row[0].Content, row[0].Content.Validate()
}

// lookUp fills in type and size of the pictures that rows name and the bank holds; a row that names another is wrong.
func (s *Service) lookUp(ctx context.Context, b Bank, rows []FileRow) error {
	var digests, names []string
	for _, r := range rows {
		for _, m := range r.Content.Media {
			switch {
			case len(m.Data) > 0:
			case m.Digest != "":
				digests = append(digests, m.Digest)
			default:
				names = append(names, m.Name)
			}
		}
	}
	if len(digests)+len(names) == 0 {
		return nil
	}
	held, err := s.d.Pictures.PicturesBy(ctx, b.ID, digests, names)
	if err != nil {
		return err
	}
	for i := range rows {
		c := &rows[i].Content
		c.Media = slices.Clone(c.Media)
		for n := range c.Media {
			if e := c.Media[n].found(held, n+1); e != nil && len(rows[i].Wrong) == 0 {
				rows[i].Wrong = []Cell{{columns["media"], e}}
			}
		}
	}
	return nil
}

// found fills a picture in from those of the bank; number is its place in the item.
func (m *Medium) found(held []BankPicture, number int) *fault.Error {
	if len(m.Data) > 0 {
		return nil
	}
	var fit []BankPicture
	for _, p := range held {
		if p.Type != clip.WebMSound && (p.Digest == m.Digest || m.Digest == "" && m.Name != "" && p.Name == m.Name) {
			fit = append(fit, p)
		}
	}
	switch {
	case len(fit) == 0:
		return ErrMediaNone.With("n", number)
	case len(fit) > 1:
		return ErrMediaName.With("n", number)
	}
	m.Digest, m.Type, m.Width, m.Height, m.Name = fit[0].Digest, fit[0].Type, fit[0].Width, fit[0].Height, ""
	return nil
}

// keepMedia stores the pictures that an item of a file brings.
func (s *Service) keepMedia(ctx context.Context, b Bank, c Content, by Signature) error {
	for _, m := range c.Media {
		if len(m.Data) == 0 {
			continue
		}
		p, err := s.judged(m.Data)
		if err == nil && p.Digest() != m.Digest {
			err = ErrDamaged.With("picture", m.Digest)
		}
		if err == nil {
			_, err = s.addPicture(ctx, b, m.Name, p, 0, by)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// takeAlong fills in the bytes of the pictures of items that leave the house.
func (s *Service) takeAlong(ctx context.Context, items []Content) error {
	for i := range items {
		for n := range items[i].Media {
			data, err := s.Picture(ctx, items[i].Media[n].Digest)
			if err != nil {
				return err
			}
			items[i].Media[n].Data = data
		}
	}
	return nil
}
