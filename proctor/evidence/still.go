package evidence

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// What a still is of.
const (
	StillEntry    = "ENTRY"    // the first picture at the seat
	StillKeyFrame = "KEYFRAME" // taken at a time that nobody knows before
	StillNoticed  = "NOTICED"  // a machine noticed something in it; the note names what
)

// Photo is a still: one whole picture of a seat's camera, kept as JPEG beside the recording under the key of the sitting's
// recordings, so that it goes when they do.
type Photo struct {
	ID            string
	Sitting       exam.SittingID
	Room          site.RoomID
	Seat          site.SeatID
	What          string
	Note          string // kind of the incident
	At            time.Time
	Width, Height int
	Size          int64
	SHA256        string // hex, of the JPEG
	Key           string // in the file store
}

func (p Photo) still() Still {
	return Still{ID: p.ID, What: p.What, Note: p.Note, At: ms(p.At), SHA256: p.SHA256}
}

// StillStore keeps stills. Every method joins the transaction of the context.
type StillStore interface {
	// InTx runs fn in one transaction; a deadlock runs it again.
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
	// AddStill adds one; the same again changes nothing.
	AddStill(ctx context.Context, p Photo) error
	// Stills lists those of a sitting by their ids.
	Stills(ctx context.Context, id exam.SittingID) ([]Photo, error)
	// Case returns the case of a sitting or ErrNotFound.
	Case(ctx context.Context, id exam.SittingID) (Case, error)
}

// TopicFacts is the event of something that came after a sitting's paper was closed: {sitting}. It must be bound by a next root.
const TopicFacts = "evidence.facts"

// Album takes stills; a media node has one and no Service.
type Album struct {
	store StillStore
	files interface {
		Put(ctx context.Context, key string, body []byte) (sum string, err error)
	}
	out actor.Outbox
}

// NewAlbum makes an album. files keeps content under the key of the sitting that its own key names.
func NewAlbum(store StillStore, files interface {
	Put(ctx context.Context, key string, body []byte) (sum string, err error)
}, out actor.Outbox) *Album {
	return &Album{store, files, out}
}

// Keep keeps a picture. Of p size, hash and key are set here; the same id twice is one. ErrDeleted once the recordings of the sitting
// were deleted by rule.
func (a *Album) Keep(ctx context.Context, p Photo, jpeg []byte) error {
	p.At = p.At.UTC().Truncate(time.Millisecond)
	p.Size, p.Key = int64(len(jpeg)), fmt.Sprintf("recordings/%s/%s/%s.jpg", p.At.Format(time.DateOnly), p.Sitting, p.ID)
	var err error
	if p.SHA256, err = a.files.Put(ctx, p.Key, jpeg); err != nil {
		return err
	}
	return a.store.InTx(ctx, func(ctx context.Context) error {
		if p.What == StillEntry { // who looks at cameras began anew, the person did not
			list, err := a.store.Stills(ctx, p.Sitting)
			if err != nil {
				return err
			}
			if slices.ContainsFunc(list, func(x Photo) bool { return x.What == StillEntry && x.ID != p.ID }) {
				p.What = StillKeyFrame
			}
		}
		if err := a.store.AddStill(ctx, p); err != nil {
			return err
		}
		_, err := a.store.Case(ctx, p.Sitting)
		if errors.Is(err, ErrNotFound) {
			return nil // the paper is open: its first root will have it
		}
		if err != nil {
			return err
		}
		return a.out.Emit(ctx, actor.Event{Topic: TopicFacts, Key: string(p.Sitting), Body: fmt.Appendf(nil, `{"sitting":%q}`, p.Sitting)})
	})
}

// stillsFile lists the stills of a bundle.
type stillsFile struct {
	Sitting exam.SittingID `json:"sitting"`
	Stills  []stillOfFile  `json:"stills"`
}

type stillOfFile struct {
	Still
	Room   string `json:"room"`
	Seat   string `json:"seat"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
	Size   int64  `json:"size"`
	File   string `json:"file"` // empty: deleted by rule, or missing in the store
}

// stills writes the stills and the list of them. What the store does not give as it was taken is a problem that the manifest names.
func (b *binder) stills() error {
	b.photos = []stillOfFile{}
	for _, p := range b.tale.stills {
		line := stillOfFile{Still: p.still(), Room: string(p.Room), Seat: string(p.Seat), Width: p.Width, Height: p.Height, Size: p.Size}
		if !b.deleted {
			if err := b.still(p, &line); err != nil {
				return err
			}
		}
		b.photos = append(b.photos, line)
	}
	return b.bytes(nameStills, "STILLS", canonical(stillsFile{b.m.Sitting, b.photos}))
}

func (b *binder) still(p Photo, line *stillOfFile) error {
	in, err := b.d.Files.Open(b.ctx, p.Key)
	if err != nil {
		b.m.Problems = append(b.m.Problems, Problem{Still: p.ID, What: "MISSING"})
		return b.ctx.Err()
	}
	defer func() { _ = in.Close() }()
	line.File = "stills/" + p.ID + ".jpg"
	if err := b.add(line.File, "STILL", reader{in}); err != nil {
		return err
	}
	if got := b.m.Files[len(b.m.Files)-1]; got.SHA256 != p.SHA256 {
		b.m.Problems = append(b.m.Problems, Problem{Still: p.ID, What: "ALTERED"})
	}
	return nil
}

// stills checks that each still is the one that the roots name, and that none of an earlier root is gone from the newest.
func (v *examiner) stills() {
	f, ok := decode[stillsFile](v, nameStills)
	if !ok {
		return
	}
	if f.Sitting != v.report.Manifest.Sitting {
		v.find(FaultForeign, nameStills, "belongs to another sitting")
	}
	want := v.report.Root.Facts.Stills
	v.report.Stills = len(f.Stills)
	for _, s := range want {
		i := slices.IndexFunc(f.Stills, func(l stillOfFile) bool { return l.ID == s.ID })
		switch {
		case i < 0:
			v.find(FaultMissing, nameStills, "still %s of the root is not in the list", s.ID)
		case f.Stills[i].Still != s:
			v.find(FaultAltered, nameStills, "still %s is not as the root names it", s.ID)
		}
	}
	for _, l := range f.Stills {
		if !slices.ContainsFunc(want, func(s Still) bool { return s.ID == l.ID }) {
			v.find(FaultForeign, nameStills, "still %s is not in the root", l.ID)
		}
		v.picture(l)
	}
	for _, r := range v.former {
		for _, s := range r.Facts.Stills {
			if !slices.Contains(want, s) {
				v.find(FaultAltered, nameStills, "still %s was another, or was there, when root %d was signed", s.ID, r.No)
			}
		}
	}
}

func (v *examiner) picture(l stillOfFile) {
	said := slices.IndexFunc(v.report.Manifest.Problems, func(p Problem) bool { return p.Still == l.ID })
	if said >= 0 {
		v.find(FaultStore, l.File, "still %s was %s in the store when the bundle was made", l.ID, strings.ToLower(v.report.Manifest.Problems[said].What))
		return
	}
	f, ok := v.told[l.File]
	switch {
	case l.File == "" && !v.report.Deleted:
		v.find(FaultMissing, nameStills, "still %s has no file and was not deleted by rule", l.ID)
	case l.File != "" && !ok:
		v.find(FaultMissing, l.File, "still %s names a file that the manifest does not have", l.ID)
	case l.File != "" && f.SHA256 != l.SHA256:
		v.find(FaultAltered, l.File, "is not the picture that was taken: the root says SHA-256 %s", l.SHA256)
	}
}
