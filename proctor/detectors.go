package proctor

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// Mode is what a detector may do.
type Mode string

// The modes.
const (
	Raises  Mode = "RAISE" // its signals are incidents
	LogOnly Mode = "LOG"   // its signals are stored and shown to nobody
)

// Detector is one version of something that notices by itself. Its precision says how often it is right when it speaks, its recall
// how much of what happens it notices; both were measured on labelled clips.
type Detector struct {
	Name, Version string
	Threshold     float64
	Precision     float64 // 0 … 1; 0: not measured
	Recall        float64
	Clips         int     // on how many labelled clips; 0: not measured
	Budget        float64 // the least precision with which it may raise, 0 … 1

	Mode   Mode
	Reason string // of the mode
	By     Officer
	ModeAt time.Time // since when; judgements before do not count for the mode
	Rev    int
}

// MayRaise reports whether what was measured keeps the budget.
func (d Detector) MayRaise() bool { return d.Clips > 0 && d.Precision >= d.Budget }

func (d Detector) check() error {
	ratio := func(f float64) bool { return f >= 0 && f <= 1 }
	if d.Name == "" || d.Version == "" || len(d.Name) > 60 || len(d.Version) > 40 || !plain(d.Name) || !plain(d.Version) ||
		!ratio(d.Precision) || !ratio(d.Recall) || !ratio(d.Budget) || d.Budget == 0 || d.Clips < 0 {
		return ErrDetector
	}
	return nil
}

// Verdict is what a person who looked at a sample says.
type Verdict string

// The verdicts.
const (
	NotJudged Verdict = ""
	True      Verdict = "TRUE"  // what the detector names is in the clip
	False     Verdict = "FALSE" // it is not
)

// Sample is one incident drawn for the blind audit of its detector.
type Sample struct {
	Incident      IncidentID
	Name, Version string // of the detector
	OrgPath       string
	DrawnAt       time.Time
	Verdict       Verdict
	By            Officer
	At            time.Time
}

// BlindSample is what a judge of a sample is shown: where and when to look and for what, not which detector spoke, how sure it was, or
// whether an officer saw it.
type BlindSample struct {
	Incident IncidentID
	Kind     Kind
	Room     site.RoomID
	Seat     site.SeatID
	Sitting  exam.SittingID
	Clip     Clip
}

// How live precision is judged. [design]
const (
	drawAll    = 50  // the first so many of a version are all drawn
	drawOne    = 5   // then one of so many
	leastJudge = 20  // fewer judgements say nothing
	judgeLast  = 200 // only the newest count
)

// Register enters a detector when the program starts. It begins in mode RAISE where its measured precision keeps its budget, in LOG
// otherwise. The same name and version again keeps the mode that it has, unless what was measured since no longer keeps the budget.
// Only the program itself registers. Errors: ErrDetector.
func (s *Service) Register(ctx context.Context, d Detector) (Detector, error) {
	if err := d.check(); err != nil {
		return Detector{}, err
	}
	if actor.From(ctx).Kind != actor.System {
		return Detector{}, ErrRegister
	}
	d.Threshold, d.Precision, d.Recall, d.Budget = micro(d.Threshold), micro(d.Precision), micro(d.Recall), micro(d.Budget)
	d.Mode, d.Reason, d.By, d.ModeAt, d.Rev = Raises, "measured", Officer{}, s.now(), 0
	if !d.MayRaise() {
		d.Mode, d.Reason = LogOnly, "not measured, or below its budget"
	}
	var out Detector
	err := s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		row, fresh, err := s.d.Detectors.PutDetector(ctx, d)
		if err != nil {
			return err
		}
		out = row
		if fresh {
			return s.noteDetector(ctx, "detector.register", out)
		}
		if row.Threshold == d.Threshold && row.Precision == d.Precision && row.Recall == d.Recall && row.Clips == d.Clips && row.Budget == d.Budget {
			return nil
		}
		out.Threshold, out.Precision, out.Recall, out.Clips, out.Budget = d.Threshold, d.Precision, d.Recall, d.Clips, d.Budget
		if out.Mode == Raises && d.Mode == LogOnly {
			out.Mode, out.Reason, out.ModeAt = LogOnly, d.Reason, d.ModeAt
		}
		if err := s.d.Detectors.SaveDetector(ctx, out); err != nil {
			return err
		}
		out.Rev++
		return s.noteDetector(ctx, "detector.measure", out)
	})
	return out, err
}

func (s *Service) noteDetector(ctx context.Context, verb string, d Detector) error {
	share := func(f float64) string { return strconv.FormatFloat(f, 'f', 4, 64) }
	return s.d.Audit.Record(ctx, actor.Entry{Verb: verb, Object: "detector:" + d.Name + "@" + d.Version, Path: "/", Detail: map[string]string{
		"mode": string(d.Mode), "reason": d.Reason, "threshold": share(d.Threshold), "precision": share(d.Precision), "recall": share(d.Recall),
		"clips": strconv.Itoa(d.Clips), "budget": share(d.Budget)}})
}

// draw takes a new incident into the blind audit of its detector: all of the first ones, then one in five, by a digest that no
// detector can steer.
func (s *Service) draw(ctx context.Context, in Incident) error {
	if in.Source.Name == "" {
		return nil
	}
	if _, err := s.d.Detectors.Detector(ctx, in.Source.Name, in.Source.Version); err != nil {
		if errors.Is(err, ErrNoDetector) {
			return nil
		}
		return err
	}
	n, err := s.d.Detectors.Samples(ctx, in.Source.Name, in.Source.Version)
	if err != nil {
		return err
	}
	if sum := sha256.Sum256([]byte(in.ID)); n >= drawAll && sum[0]%drawOne != 0 {
		return nil
	}
	return s.d.Detectors.AddSample(ctx, Sample{Incident: in.ID, Name: in.Source.Name, Version: in.Source.Version, OrgPath: in.OrgPath, DrawnAt: s.now()})
}

// Samples lists incidents that the calling officer may judge without having dealt with them, oldest first.
func (s *Service) Samples(ctx context.Context, after IncidentID, limit int) ([]BlindSample, error) {
	a := actor.From(ctx)
	paths := a.Paths(auditors()...)
	if len(paths) == 0 {
		return nil, ErrForbidden
	}
	list, err := s.d.Detectors.Unmarked(ctx, paths, people.AccountID(a.ID), after, limit)
	if err != nil {
		return nil, err
	}
	out := make([]BlindSample, 0, len(list))
	for _, x := range list {
		in, err := s.d.Incidents.Incident(ctx, x.Incident)
		if err != nil {
			return nil, err
		}
		out = append(out, BlindSample{in.ID, in.Kind, in.Room, in.Seat, in.Sitting, in.Clip})
	}
	return out, nil
}

// Judge says whether what the detector named is in the clip. A sample is judged once, by somebody who did not deal with the incident.
// A detector whose live precision thereby falls below its budget may only log from now on. Errors: ErrNoSample, ErrMarked, ErrNotBlind.
func (s *Service) Judge(ctx context.Context, id IncidentID, v Verdict) error {
	if v != True && v != False {
		return ErrFinding.At("body.verdict")
	}
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		x, err := s.d.Detectors.Sample(ctx, id)
		if err != nil {
			return err
		}
		if err := allowed(ctx, x.OrgPath, ErrNoSample, ErrForbidden, auditors()); err != nil {
			return err
		}
		me := officerOf(ctx)
		acts, err := s.d.Incidents.Acts(ctx, id)
		if err != nil {
			return err
		}
		if me.Account == "" || actedOn(acts, me.Person) {
			return ErrNotBlind
		}
		d, err := s.d.Detectors.LockDetector(ctx, x.Name, x.Version) // locked: judgements of one detector come one after the other
		if err != nil {
			return err
		}
		x.Verdict, x.By, x.At = v, me, s.now()
		if err := s.d.Detectors.Mark(ctx, x); err != nil {
			return err
		}
		if err := s.d.Audit.Record(ctx, actor.Entry{Verb: "sample.judge", Object: "incident:" + string(id), Path: x.OrgPath,
			Detail: map[string]string{"verdict": string(v)}}); err != nil {
			return err
		}
		return s.weigh(ctx, d)
	})
}

// weigh puts a detector whose live precision is below its budget into mode LOG.
func (s *Service) weigh(ctx context.Context, d Detector) error {
	if d.Mode != Raises {
		return nil
	}
	right, of, err := s.d.Detectors.Verdicts(ctx, d.Name, d.Version, d.ModeAt, judgeLast)
	if err != nil || of < leastJudge || float64(right) >= d.Budget*float64(of) {
		return err
	}
	d.Mode, d.By, d.ModeAt = LogOnly, Officer{}, s.now()
	d.Reason = fmt.Sprintf("%d of %d judged samples are right, the budget is %.2f", right, of, d.Budget)
	if err := s.d.Detectors.SaveDetector(ctx, d); err != nil {
		return err
	}
	if err := s.noteDetector(ctx, "detector.demote", d); err != nil {
		return err
	}
	return s.emit(ctx, TopicDemoted, d.Name+"@"+d.Version, map[string]string{"name": d.Name, "version": d.Version})
}

// Standing is a detector with what people found about it.
type Standing struct {
	Detector  Detector
	Judged    int // judgements that count for its mode
	Right     int
	OfSamples int // drawn in all
}

// Detectors lists the register for staff.
func (s *Service) Detectors(ctx context.Context) ([]Standing, error) {
	if len(actor.From(ctx).Paths(append(readers(), people.SystemAdmin)...)) == 0 {
		return nil, ErrRegister
	}
	all, err := s.d.Detectors.ListDetectors(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Standing, len(all))
	for i, d := range all {
		out[i].Detector = d
		if out[i].Right, out[i].Judged, err = s.d.Detectors.Verdicts(ctx, d.Name, d.Version, d.ModeAt, judgeLast); err != nil {
			return nil, err
		}
		if out[i].OfSamples, err = s.d.Detectors.Samples(ctx, d.Name, d.Version); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// SetMode puts a detector into another mode with a reason. By a named person of the authority; into RAISE only where what was measured
// keeps the budget. Errors: ErrNoDetector, ErrMode, ErrUnmeasured, ErrRegister, ErrText.
func (s *Service) SetMode(ctx context.Context, name, version string, m Mode, reason string) (Detector, error) {
	reason, err := written(reason, "body.reason")
	if err != nil {
		return Detector{}, err
	}
	if utf8.RuneCountInString(reason) > 200 {
		return Detector{}, ErrText.At("body.reason")
	}
	root, err := s.d.Authority(ctx)
	if err != nil {
		return Detector{}, err
	}
	a := actor.From(ctx)
	if a.Kind != actor.Staff || !a.Can(root, keepers()...) {
		return Detector{}, ErrRegister
	}
	var d Detector
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		var err error
		if d, err = s.d.Detectors.LockDetector(ctx, name, version); err != nil {
			return err
		}
		switch {
		case d.Mode == m || m != Raises && m != LogOnly:
			return ErrMode
		case m == Raises && !d.MayRaise():
			return ErrUnmeasured
		}
		d.Mode, d.Reason, d.By, d.ModeAt = m, reason, officerOf(ctx), s.now()
		if err := s.d.Detectors.SaveDetector(ctx, d); err != nil {
			return err
		}
		d.Rev++
		return s.noteDetector(ctx, "detector.mode", d)
	})
	return d, err
}
