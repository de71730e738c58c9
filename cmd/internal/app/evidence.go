package app

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"time"

	"github.com/suikao/suikao/cmd/internal/config"
	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/release"
	releasestore "github.com/suikao/suikao/exam/release/store"
	examstore "github.com/suikao/suikao/exam/store"
	watchstore "github.com/suikao/suikao/exam/supervision/store"
	"github.com/suikao/suikao/internal/blob"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor/evidence"
	evidencestore "github.com/suikao/suikao/proctor/evidence/store"
	"github.com/suikao/suikao/proctor/media/playable"
	"github.com/suikao/suikao/proctor/recording"
	recordstore "github.com/suikao/suikao/proctor/recording/store"
)

// EvidenceSigner derives the key that signs evidence from the key file.
func EvidenceSigner(r interface {
	Derive(purpose string, n int) []byte
}) (*evidence.Signer, error) {
	return evidence.NewSigner(r.Derive("evidence.sign", 32))
}

// films keeps recordings among the sealed files, each sitting's under a key of its own inside that seal: destroying the key ends
// every copy of them.
type films struct {
	files blob.Store
	keys  *evidence.Keys
}

func (b *base) films() films {
	return films{b.blobs, evidence.NewKeys(evidencestore.New(b.db), b.ring, b.clock)}
}

// sealedMagic begins what is sealed under a sitting's key; what older programs kept begins with a box of MP4.
const sealedMagic = "SKSEAL1\n"

// of returns the ring under which a recording is sealed.
func (f films) of(ctx context.Context, key string, made bool) (*crypt.Ring, error) {
	k, err := f.keys.Of(ctx, evidence.Unit(key), made)
	if err != nil {
		return nil, err
	}
	return crypt.Single(k)
}

// Put implements recording.Files.
func (f films) Put(ctx context.Context, key string, r io.Reader, size int64) (string, error) {
	ring, err := f.of(ctx, key, true)
	if err != nil {
		return "", err
	}
	plain := &counted{r: r, sum: sha256.New()}
	in, err := ring.SealStream("recording|"+key, plain)
	if err != nil {
		return "", err
	}
	if _, err := f.files.Put(ctx, key, in, crypt.StreamSize(size)); err != nil {
		return "", err
	}
	if plain.n != size {
		return "", fmt.Errorf("recording: %d of %d bytes", plain.n, size)
	}
	return fmt.Sprintf("%x", plain.sum.Sum(nil)), nil
}

// counted counts and digests what passes.
type counted struct {
	r   io.Reader
	sum hash.Hash
	n   int64
}

// Read implements io.Reader.
func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	c.sum.Write(p[:n])
	return n, err
}

// film is an opened recording.
type film struct {
	io.ReadSeeker
	io.Closer
}

// Open implements recording.Files.
func (f films) Open(ctx context.Context, key string) (io.ReadSeekCloser, error) {
	ring, err := f.of(ctx, key, false)
	if errors.Is(err, evidence.ErrDeleted) {
		return nil, recording.ErrDeleted.With("on", fault.From(err).Args()["on"])
	}
	if err != nil && !errors.Is(err, evidence.ErrNotFound) {
		return nil, err
	}
	r, info, err := f.files.Open(ctx, key)
	if err != nil {
		return nil, err
	}
	magic := make([]byte, len(sealedMagic))
	if n, err := r.ReadAt(magic, 0); n < len(magic) && err != io.EOF {
		return nil, errors.Join(err, r.Close())
	}
	if string(magic) != sealedMagic {
		return r, nil
	}
	if ring == nil {
		return nil, errors.Join(evidence.ErrNotFound, r.Close())
	}
	s, err := ring.OpenStream("recording|"+key, r, info.Size)
	if err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return film{s, r}, nil
}

// Delete implements evidence.Files.
func (f films) Delete(ctx context.Context, key string) error { return f.files.Delete(ctx, key) }

// evidence makes the service that keeps evidence. It needs what is wired before it.
func (b *base) evidence(s *Services, cards evidence.Cards) (*evidence.Service, error) {
	signer, err := EvidenceSigner(b.ring)
	if err != nil {
		return nil, err
	}
	es, st := examstore.New(b.db, b.ring), evidencestore.New(b.db)
	f := b.films()
	results := releasestore.New(b.db)
	d := evidence.Deps{Clock: b.clock, Audit: b.trail, Tx: st, Orders: st, Keys: f.keys, Sittings: es, Recordings: recordstore.New(b.db),
		Covered: s.Recordings.CoverageOf, Slots: s.Booking, Watch: watchstore.New(b.db), Rules: s.Rules, Cards: cards, Files: f, Signer: signer, Program: b.program,
		Copier: &playable.Lazy{}, Pending: []func(context.Context, exam.Sitting) ([]string, error){pendingResult(es, results)}}
	d.Decides = s.Recordings.Decides
	d.NotCovered = b.seenNotCovered(b.inputsNotCovered(s.Inputs))
	b.evidenceFacts(s).into(&d)
	return evidence.New(d), nil
}

// pendingResult names what is open about a sitting's result: nothing is deleted before it is out, nor while a score check waits.
func pendingResult(results exam.ResultStore, checks release.CheckStore) func(context.Context, exam.Sitting) ([]string, error) {
	return func(ctx context.Context, sit exam.Sitting) ([]string, error) {
		res, err := results.ResultOf(ctx, sit.ID)
		if fault.KindOf(err) == fault.NotFound {
			return nil, nil // given up: there is none
		}
		if err != nil {
			return nil, err
		}
		var out []string
		if res.State == exam.Provisional || res.State == exam.Held {
			out = append(out, "RESULT")
		}
		check, err := checks.CheckOf(ctx, res.ID)
		switch {
		case fault.KindOf(err) == fault.NotFound:
			return out, nil
		case err == nil && check.State != release.CheckReplied:
			out = append(out, "SCORE_CHECK")
		}
		return out, err
	}
}

// root tells the room record what binds the evidence of a sitting.
func root(s *evidence.Service) func(context.Context, exam.SittingID) (release.Root, error) {
	return func(ctx context.Context, id exam.SittingID) (release.Root, error) {
		r, hash, err := s.RootOf(ctx, id) // as the facts are now
		return release.Root{Hash: hash, Supervision: string(r.Facts.Supervision.Mode), NotCovered: r.Facts.NotCovered}, err
	}
}

// storage makes the forecast of what recordings take.
func (b *base) storage(s *Services) *evidence.Storage {
	return evidence.NewStorage(evidencestore.New(b.db), func(context.Context) (evidence.Volume, error) { return volume(b.cfg) }, s.Rules, b.clock)
}

// volume looks at the folder of files; an object store does not tell.
func volume(cfg *config.Config) (evidence.Volume, error) {
	if cfg.Blob.S3.Endpoint != "" {
		return evidence.Volume{}, nil
	}
	total, free, known, err := blob.Space(cfg.Blob.Dir)
	return evidence.Volume{Known: known, Total: total, Free: free}, err
}

// scheduleEvidence registers what keeps, deletes and forecasts.
func (a *App) scheduleEvidence() {
	for _, topic := range evidence.Topics() {
		a.out.On(topic, a.Evidence.Receive)
	}
	a.out.On(recording.TopicLate, a.cameLate)
	heard := a.evidenceFacts(a.Services).heard(a.redrawn)
	for _, topic := range factTopics() {
		a.out.On(topic, heard)
	}
	a.runner.Every("evidence.close", 5*time.Second, a.Evidence.CloseOnce)
	a.runner.Every("evidence.rooms", time.Hour, a.Evidence.RoomsOnce)
	a.runner.Every("evidence.delete", 6*time.Hour, a.Evidence.DeleteOnce)
	a.runner.Every("evidence.storage", time.Hour, func(ctx context.Context) error {
		return a.Storage.Watch(ctx, a.storageAlarm, a.storageOver)
	})
}
