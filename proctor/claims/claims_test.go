package claims

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/proctor"
)

// book is an incident service that notes what it is told.
type book struct {
	raised, over []proctor.Signal
	err          error
}

func (b *book) Raise(_ context.Context, in proctor.Signal) (proctor.Incident, error) {
	if b.err != nil {
		return proctor.Incident{}, b.err
	}
	b.raised = append(b.raised, in)
	return proctor.Incident{}, nil
}

func (b *book) Over(_ context.Context, in proctor.Signal) error {
	b.over = append(b.over, in)
	return b.err
}

var here = Place{Room: "r", Seat: "s", Sitting: "sit"}

func service(things string, faces bool) (*Service, *book, *time.Time) {
	b, now := &book{}, time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	return New(Config{Incidents: b, Clock: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler), Things: things, Faces: faces}), b, &now
}

func TestAThingIsToldOnceWithItsHighestScoreAndEnds(t *testing.T) {
	s, b, now := service("centernet-12345678", true)
	began := *now
	for _, score := range []float64{0.5, 0.5, 0.7, 0.6} {
		s.Told(here, Claim{Phone: score})
		s.Turn(t.Context())
		*now = now.Add(8 * time.Second)
	}
	if len(b.raised) != 2 || b.raised[1].Source.Score != 0.7 || len(b.over) != 0 {
		t.Fatalf("raised %+v, over %+v", b.raised, b.over)
	}
	in := b.raised[0]
	if in.Kind != proctor.Phone || in.Source.Name != "kiosk.phone" || in.Source.Version != "centernet-12345678" || in.Source.Threshold != Least || !in.At.Equal(began) ||
		in.Seat != "s" || in.Room != "r" || in.Sitting != "sit" {
		t.Errorf("told as %+v", in)
	}
	s.Told(here, Claim{})
	s.Turn(t.Context())
	if len(b.over) != 1 || !b.over[0].Until.Equal(*now) || len(s.all) != 0 {
		t.Errorf("over %+v, still held %d", b.over, len(s.all))
	}
	s.Told(here, Claim{})
	s.Turn(t.Context())
	if len(b.over) != 1 {
		t.Error("what is over was told again")
	}
}

func TestWhatIsBelowTheThresholdOrUnknownIsNotTold(t *testing.T) {
	for _, c := range []struct {
		things string
		faces  bool
		claim  Claim
		want   []string
	}{
		{"m", true, Claim{Phone: Least - 0.01, Book: Least - 0.01, Like: Alike}, nil},
		{"m", true, Claim{Book: Least, Like: Alike - 0.01}, []string{"kiosk.book", "kiosk.sameperson"}},
		{"", true, Claim{Phone: 1, Book: 1}, nil},                      // nobody gave the page a model: whatever it says is made up
		{"m", false, Claim{Like: 0.1}, nil},                            // nor one for faces
		{"m", true, Claim{Phone: 1, Like: 0}, []string{"kiosk.phone"}}, // not compared
	} {
		s, b, _ := service(c.things, c.faces)
		s.Told(here, c.claim)
		s.Turn(t.Context())
		var got []string
		for _, in := range b.raised {
			got = append(got, in.Source.Name)
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v: %v, want %v", c, got, c.want)
		}
	}
}

func TestNoneOfThemMayRaise(t *testing.T) {
	s, _, _ := service("m", true)
	if len(s.Detectors()) != 4 {
		t.Fatalf("%d detectors", len(s.Detectors()))
	}
	for _, d := range s.Detectors() {
		if d.MayRaise() || d.Clips != 0 || d.Precision != 0 {
			t.Errorf("%s was never measured and may raise", d.Name)
		}
	}
}

func TestWhatCannotBeStoredIsKeptAndStoredOnce(t *testing.T) {
	s, b, now := service("m", false)
	b.err = errors.New("the database is away")
	s.Told(here, Claim{Phone: 0.9})
	s.Turn(t.Context())
	*now = now.Add(time.Minute)
	s.Told(here, Claim{}) // over before it was ever stored
	s.Turn(t.Context())
	b.err = nil
	s.Turn(t.Context())
	s.Turn(t.Context())
	if len(b.raised) != 1 || len(b.over) != 1 || !b.over[0].Until.Equal(*now) || len(s.all) != 0 {
		t.Fatalf("raised %+v, over %+v, held %d", b.raised, b.over, len(s.all))
	}
}

func TestASilentPageEndsWhatItSaid(t *testing.T) {
	s, b, now := service("m", false)
	s.Told(here, Claim{Book: 0.9})
	s.Turn(t.Context())
	said := *now
	*now = now.Add(silentFor)
	s.Turn(t.Context())
	if len(b.over) != 1 || !b.over[0].Until.Equal(said) || len(s.all) != 0 {
		t.Errorf("over %+v, held %d", b.over, len(s.all))
	}
}

func TestAFloodOfSeatsIsBounded(t *testing.T) {
	s, _, _ := service("m", false)
	for i := range maxClaims + 100 {
		p := here
		p.Sitting = exam.SittingID(strconv.Itoa(i))
		s.Told(p, Claim{Phone: 1})
	}
	if len(s.all) != maxClaims {
		t.Errorf("%d claims held", len(s.all))
	}
}

const described = `{"format":"graph-model","weightsManifest":[{"paths":["centernet.bin"],"weights":[]}]}`

func file(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }

func TestAModelIsReadWholeAndNamedByWhatItIs(t *testing.T) {
	m, err := OpenModel(fstest.MapFS{ThingsFile: file(described), "centernet.bin": file("weights"), "other.txt": file("private")})
	if err != nil {
		t.Fatal(err)
	}
	again, _ := OpenModel(fstest.MapFS{ThingsFile: file(described), "centernet.bin": file("weights")})
	other, _ := OpenModel(fstest.MapFS{ThingsFile: file(described), "centernet.bin": file("Weights")})
	if len(m.Files) != 2 || !strings.HasPrefix(m.Version, "centernet-") || m.Version != again.Version || m.Version == other.Version {
		t.Errorf("%d files, version %s, the same %s, others %s", len(m.Files), m.Version, again.Version, other.Version)
	}
	for name, folder := range map[string]fstest.MapFS{
		"nothing":         {},
		"no json":         {ThingsFile: file("model")},
		"another format":  {ThingsFile: file(`{"format":"layers-model","weightsManifest":[{"paths":["a.bin"]}]}`), "a.bin": file("w")},
		"no weights":      {ThingsFile: file(described)},
		"weights outside": {ThingsFile: file(strings.Replace(described, "centernet.bin", "../key.json", 1))},
		"named twice":     {ThingsFile: file(strings.Replace(described, `"centernet.bin"`, `"centernet.bin","centernet.bin"`, 1)), "centernet.bin": file("w")},
		"names itself":    {ThingsFile: file(strings.Replace(described, "centernet.bin", ThingsFile, 1))},
		"huge":            {ThingsFile: file(described), "centernet.bin": {Data: make([]byte, maxModel)}},
	} {
		if _, err := OpenModel(folder); !errors.Is(err, ErrModel) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
