package vision

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"sync"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/media"
)

// Shot says why a picture is kept.
type Shot string

// The reasons.
const (
	FirstShot   Shot = "ENTRY"    // the first picture at the seat
	ChanceShot  Shot = "KEYFRAME" // at a time that nobody knows before
	NoticedShot Shot = "NOTICED"  // something was noticed in it
)

// Photo is one picture to be kept beside the recording.
type Photo struct {
	ID            string // the same for the same picture
	Source        media.Source
	Shot          Shot
	Kind          proctor.Kind // of what was noticed
	At            time.Time
	Width, Height int
	JPEG          []byte
}

// Album keeps pictures. It may be given the same one again after a failure.
type Album interface {
	Keep(ctx context.Context, p *Photo) error
}

// How pictures are chosen.
const (
	chanceEvery  = 10 * time.Minute // mean; half to one and a half of it
	noticedEvery = time.Minute      // of the same kind
	mostPhotos   = 60               // of a sitting, for each time that its camera is watched anew
	mostUnkept   = 256              // that wait for the store; each has about fifty kilobytes
	photoQuality = 80
)

// shots is what was kept of a sitting.
type shots struct {
	count   int
	next    time.Time
	noticed map[proctor.Kind]time.Time
}

// choose says why the picture of at is kept; empty: it is not. wait is how long until the next by chance.
func (s *shots) choose(at time.Time, changes []change, wait func() time.Duration) (Shot, proctor.Kind) {
	if s.count >= mostPhotos {
		return "", ""
	}
	shot, kind := Shot(""), proctor.Kind("")
	switch {
	case s.next.IsZero():
		shot = FirstShot
	case !at.Before(s.next):
		shot = ChanceShot
	}
	if shot != "" {
		s.next = at.Add(wait())
	}
	for _, c := range changes {
		if last, ok := s.noticed[c.kind]; c.until.IsZero() && (!ok || at.Sub(last) >= noticedEvery) {
			if s.noticed == nil {
				s.noticed = map[proctor.Kind]time.Time{}
			}
			s.noticed[c.kind] = at
			if shot != FirstShot {
				shot, kind = NoticedShot, c.kind
			}
		}
	}
	if shot != "" {
		s.count++
	}
	return shot, kind
}

// keeper brings pictures into the album, in order; looking never waits for it.
type keeper struct {
	cfg  Config
	wake chan struct{}
	mu   sync.Mutex
	list []*Photo
}

// photograph keeps a picture where one is due. A defect of the encoder costs the picture alone.
func (s *Service) photograph(w *watch, img *image.YCbCr, at time.Time, changes []change) {
	if s.cfg.Album == nil {
		return
	}
	w.work.Lock()
	var shot Shot
	var kind proctor.Kind
	if !w.dead {
		shot, kind = w.shots.choose(at, changes, func() time.Duration {
			return chanceEvery/2 + time.Duration(s.below(int(chanceEvery/time.Millisecond)))*time.Millisecond
		})
	}
	w.work.Unlock()
	if shot == "" {
		return
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: photoQuality}); err != nil {
		s.cfg.Log.Error("a picture cannot be encoded", "sitting", w.src.Sitting, "err", err)
		return
	}
	s.album.add(&Photo{ID: actor.NewID(at), Source: w.src, Shot: shot, Kind: kind, At: at, Width: img.Rect.Dx(), Height: img.Rect.Dy(), JPEG: b.Bytes()})
}

func (k *keeper) add(p *Photo) {
	k.mu.Lock()
	if len(k.list) < mostUnkept {
		k.list = append(k.list, p)
	} else {
		k.cfg.Log.Error("a picture cannot be kept, and there is no room for more", "sitting", p.Source.Sitting, "shot", p.Shot)
	}
	k.mu.Unlock()
	select {
	case k.wake <- struct{}{}:
	default:
	}
}

// run keeps until ctx ends, then for a moment what waits.
func (k *keeper) run(ctx context.Context) {
	for {
		var late <-chan time.Time
		if k.all(ctx) {
			late = time.After(postAgain)
		}
		select {
		case <-ctx.Done():
			last, stop := context.WithTimeout(context.WithoutCancel(ctx), postFor)
			k.all(last)
			stop()
			return
		case <-k.wake:
		case <-late:
		}
	}
}

// all keeps what waits; true when something has to be tried again.
func (k *keeper) all(ctx context.Context) bool {
	for ctx.Err() == nil {
		k.mu.Lock()
		if len(k.list) == 0 {
			k.mu.Unlock()
			return false
		}
		p := k.list[0]
		k.mu.Unlock()
		one, stop := context.WithTimeout(ctx, postFor)
		err := k.cfg.Album.Keep(one, p)
		stop()
		if kind := fault.KindOf(err); err != nil && kind != fault.Invalid && kind != fault.NotFound && kind != fault.Conflict {
			k.cfg.Log.Warn("a picture cannot be kept yet", "sitting", p.Source.Sitting, "err", err)
			return true
		}
		k.mu.Lock()
		k.list = k.list[1:]
		k.mu.Unlock()
	}
	return false
}
