package api

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor/evidence"
)

// EvidenceRoot is one signed statement of what proves a sitting.
type EvidenceRoot struct {
	No     int       `json:"no"`
	Hash   string    `json:"hash"`
	Former string    `json:"former,omitempty" doc:"hash of the root before"`
	Why    string    `json:"why" enum:"CLOSED,FACTS,DELETED"`
	At     time.Time `json:"at"`
}

// EvidencePerson is who did something and when.
type EvidencePerson struct {
	Name string    `json:"name"`
	At   time.Time `json:"at"`
}

// EvidenceHold is an order that recordings be kept.
type EvidenceHold struct {
	ID       string          `json:"id"`
	Sitting  string          `json:"sitting,omitempty" doc:"left out: of a room's own cameras"`
	Room     string          `json:"room,omitempty"`
	Day      string          `json:"day,omitempty" doc:"of the room's own cameras; in Beijing"`
	Live     bool            `json:"live"`
	Reason   string          `json:"reason"`
	Document string          `json:"document,omitempty"`
	Placed   EvidencePerson  `json:"placed"`
	Asked    *EvidencePerson `json:"asked,omitempty" doc:"who asks that it be ended"`
	Why      string          `json:"why,omitempty" doc:"the reason for ending it"`
	Lifted   *EvidencePerson `json:"lifted,omitempty"`
}

// EvidenceExport is a request for a bundle.
type EvidenceExport struct {
	ID        string          `json:"id"`
	Sitting   string          `json:"sitting,omitempty" doc:"left out: of a room's own cameras"`
	Room      string          `json:"room,omitempty"`
	Day       string          `json:"day,omitempty" doc:"of the room's own cameras; in Beijing"`
	State     string          `json:"state" enum:"ASKED,APPROVED,REFUSED"`
	Reason    string          `json:"reason"`
	Document  string          `json:"document,omitempty"`
	Asked     EvidencePerson  `json:"asked"`
	Decided   *EvidencePerson `json:"decided,omitempty"`
	Note      string          `json:"note,omitempty" doc:"why it was refused"`
	Until     *time.Time      `json:"until,omitempty" doc:"it may be fetched until"`
	Downloads int             `json:"downloads"`
	Manifest  string          `json:"manifest,omitempty" doc:"hash of the newest copy that was given out whole"`
}

// EvidenceTrack is one recorded source.
type EvidenceTrack struct {
	Name     string `json:"name"`
	Segments int    `json:"segments"`
	Bytes    int64  `json:"bytes"`
}

// SittingEvidence is what proves a sitting, how long it is kept, and what keeps it longer.
type SittingEvidence struct {
	Sitting     string          `json:"sitting"`
	Roots       []EvidenceRoot  `json:"roots" nullable:"false" doc:"the newest last"`
	Supervision string          `json:"supervision" enum:"ON_SITE,REMOTE_OFFICER,NONE,NONE_PILOT"`
	Authority   string          `json:"authority,omitempty" doc:"document by which the room runs so"`
	Issuer      string          `json:"issuer,omitempty"`
	Tracks      []EvidenceTrack `json:"tracks" nullable:"false"`
	NotCovered  []string        `json:"notCovered" nullable:"false" doc:"guarantees that this seat did not give"`
	State       string          `json:"state" enum:"KEPT,DELETING,DELETED"`
	Months      int             `json:"months" doc:"period of the recordings; 0: the authority has not set it"`
	Basis       string          `json:"basis" doc:"the rule; NO_RULE, NO_PERIOD: there is none"`
	DeleteOn    string          `json:"deleteOn,omitempty" doc:"first day on which they may be deleted"`
	KeptBy      []string        `json:"keptBy" nullable:"false" doc:"what keeps them longer: HOLD, open procedures"`
	Holds       []EvidenceHold  `json:"holds" nullable:"false"`
	DeletedAt   *time.Time      `json:"deletedAt,omitempty"`
	Proof       string          `json:"proof,omitempty" doc:"hash of the proof of the deletion"`
}

// TimelineMoment is one thing on the timeline of a sitting.
type TimelineMoment struct {
	Kind string     `json:"kind" doc:"ANSWER and MARK are times and nothing else; PLEDGE, START, PAUSE, RESUME, CREDIT, MOVE, SUBMIT, ABORT, SEGMENT, GAP, UNWATCHED, INCIDENT, DECISION, STILL, DOOR; INPUT and SOUND are counts and levels of ten seconds"`
	At   time.Time  `json:"at"`
	To   *time.Time `json:"to,omitempty"`
	Note string     `json:"note,omitempty"`
	ID   string     `json:"id,omitempty"`
}

func doerView(p evidence.Person) EvidencePerson { return EvidencePerson{p.Name, p.At} }

func doerMaybe(p evidence.Person) *EvidencePerson {
	if p.At.IsZero() {
		return nil
	}
	v := doerView(p)
	return &v
}

func evidenceHoldView(h evidence.Hold) EvidenceHold {
	return EvidenceHold{h.ID, string(h.Sitting), string(h.Room), string(h.Day), h.Live, h.Reason, h.Document, doerView(h.Placed), doerMaybe(h.Asked), h.Why, doerMaybe(h.Lifted)}
}

func exportView(e evidence.Export) EvidenceExport {
	return EvidenceExport{e.ID, string(e.Sitting), string(e.Room), string(e.Day), string(e.State), e.Reason, e.Document, doerView(e.Asked), doerMaybe(e.Decided), e.Note, when(e.Until), e.Downloads, e.Manifest}
}

func evidenceView(o evidence.Overview) SittingEvidence {
	c, f := o.Case, o.Newest.Facts
	out := SittingEvidence{Sitting: string(c.Sitting), Roots: []EvidenceRoot{}, Supervision: string(f.Supervision.Mode), Authority: f.Supervision.Document,
		Issuer: f.Supervision.Issuer, Tracks: []EvidenceTrack{}, NotCovered: append([]string{}, f.NotCovered...), State: string(c.State), Months: c.Months, Basis: c.Basis,
		DeleteOn: string(c.DeleteOn), KeptBy: append([]string{}, o.Pending...), Holds: []EvidenceHold{}, DeletedAt: when(c.GoneAt), Proof: c.Proof}
	for _, r := range o.Roots {
		why := evidence.ByFacts
		if root, err := evidence.DecodeRoot(r.Body); err == nil {
			why = root.Why
		}
		out.Roots = append(out.Roots, EvidenceRoot{r.No, r.Hash, r.Former, string(why), r.At})
	}
	for _, t := range f.Tracks {
		out.Tracks = append(out.Tracks, EvidenceTrack{t.Name, t.Segments, t.Bytes})
	}
	for _, h := range o.Holds {
		out.Holds = append(out.Holds, evidenceHoldView(h))
	}
	return out
}

// RegisterEvidence declares what staff do with the evidence of sittings, and the public key that proves it.
func RegisterEvidence(g Groups, s *evidence.Service, log *slog.Logger) {
	huma.Register(g.Public, huma.Operation{OperationID: "evidence-key", Method: http.MethodGet, Path: "/evidence/key", Summary: "Public key of evidence",
		Description: "One line of text; suikao verify evidence checks bundles against it, without network."},
		func(context.Context, *struct{}) (*struct {
			ContentType string `header:"Content-Type"`
			Body        []byte
		}, error) {
			return &struct {
				ContentType string `header:"Content-Type"`
				Body        []byte
			}{"text/plain; charset=utf-8", []byte(s.PublicKey() + "\n")}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "sitting-evidence", Method: http.MethodGet, Path: "/sittings/{id}/evidence", Summary: "Evidence of a sitting",
		Description: "Roots, supervision, period, holds. Refusals are on the audit trail of the organisation that owns it."},
		func(ctx context.Context, in *IDRef) (*struct{ Body SittingEvidence }, error) {
			o, err := s.Of(ctx, exam.SittingID(in.ID))
			if err != nil {
				return nil, err
			}
			return &struct{ Body SittingEvidence }{evidenceView(o)}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "sitting-timeline", Method: http.MethodGet, Path: "/sittings/{id}/timeline", Summary: "What happened in a sitting, also while it runs", Description: "Entries of the journal, segments, times without camera or supervision, incidents. Of answers it has times and nothing else. For those who watch or answer for the room, and for who decides a case about the sitting."},
		func(ctx context.Context, in *struct {
			ID   string    `path:"id" minLength:"26" maxLength:"26"`
			From time.Time `query:"from"`
			To   time.Time `query:"to"`
		}) (*struct{ Body Page[TimelineMoment] }, error) {
			list, err := s.Timeline(ctx, exam.SittingID(in.ID), in.From, in.To)
			if err != nil {
				return nil, err
			}
			out := Page[TimelineMoment]{Items: make([]TimelineMoment, len(list))}
			for i, m := range list {
				out.Items[i] = TimelineMoment{m.Kind, m.At, when(m.Until), m.Note, m.ID}
			}
			return &struct{ Body Page[TimelineMoment] }{out}, nil
		})
	huma.Register(g.Candidate, huma.Operation{OperationID: "my-evidence", Method: http.MethodGet, Path: "/sittings/{id}/evidence", Summary: "Evidence of an own sitting",
		Description: "What is kept of it, until when, and the hash that proves it."},
		func(ctx context.Context, in *IDRef) (*struct{ Body OwnEvidence }, error) {
			o, err := s.Own(ctx, exam.SittingID(in.ID))
			if err != nil {
				return nil, err
			}
			return &struct{ Body OwnEvidence }{ownView(o)}, nil
		})
	registerEvidenceHolds(g, s)
	registerEvidenceExports(g, s, log)
}

// OwnEvidence is what a candidate sees of the evidence of a sitting of their own.
type OwnEvidence struct {
	Root            string     `json:"root" doc:"hash of the newest root"`
	RootAt          time.Time  `json:"rootAt"`
	RecordedSeconds int        `json:"recordedSeconds"`
	TotalSeconds    int        `json:"totalSeconds"`
	Incidents       int        `json:"incidents" doc:"noted in the root; what concerns the candidate is told by notice"`
	State           string     `json:"state" enum:"KEPT,DELETING,DELETED"`
	DeleteOn        string     `json:"deleteOn,omitempty" doc:"the recording is kept until the day before, longer while a procedure is open"`
	KeptLonger      bool       `json:"keptLonger" doc:"an order or an open procedure keeps it"`
	DeletedAt       *time.Time `json:"deletedAt,omitempty"`
}

func ownView(o evidence.Overview) OwnEvidence {
	f := o.Newest.Facts
	out := OwnEvidence{Root: o.Case.Root, RecordedSeconds: int(f.Coverage.Recorded / 1000), TotalSeconds: int(f.Coverage.Total / 1000), Incidents: len(f.Incidents),
		State: string(o.Case.State), DeleteOn: string(o.Case.DeleteOn), KeptLonger: len(o.Pending) > 0, DeletedAt: when(o.Case.GoneAt)}
	if n := len(o.Roots); n > 0 {
		out.RootAt = o.Roots[n-1].At
	}
	return out
}

// EvidenceReason states why.
type EvidenceReason struct {
	Reason   string `json:"reason" maxLength:"1000"`
	Document string `json:"document,omitempty" maxLength:"200" doc:"number of the letter of a court or authority"`
}

type reasonIn struct {
	ID   string `path:"id" minLength:"26" maxLength:"26"`
	Body EvidenceReason
}

type roomDayIn struct {
	ID   string `path:"id" minLength:"26" maxLength:"26"`
	Body struct {
		Day      string `json:"day" minLength:"10" maxLength:"10" doc:"in Beijing, 2006-01-02"`
		Reason   string `json:"reason" maxLength:"1000"`
		Document string `json:"document,omitempty" maxLength:"200" doc:"number of the letter of a court or authority"`
	}
}

type decisionIn struct {
	ID   string `path:"id" minLength:"26" maxLength:"26"`
	Body struct {
		Approve bool   `json:"approve"`
		Note    string `json:"note,omitempty" maxLength:"1000" doc:"why not"`
	}
}

func registerEvidenceHolds(g Groups, s *evidence.Service) {
	one := func(h evidence.Hold, err error) (*struct{ Body EvidenceHold }, error) {
		if err != nil {
			return nil, err
		}
		return &struct{ Body EvidenceHold }{evidenceHoldView(h)}, nil
	}
	huma.Register(g.Staff, huma.Operation{OperationID: "evidence-hold", Method: http.MethodPost, Path: "/sittings/{id}/evidence/holds", DefaultStatus: http.StatusCreated, Summary: "Keep the recordings of a sitting whatever their period", Description: "For inspectors, exam managers, archivists and the regulator. A deletion that is under way goes first."},
		func(ctx context.Context, in *reasonIn) (*struct{ Body EvidenceHold }, error) {
			return one(s.Hold(ctx, exam.SittingID(in.ID), in.Body.Reason, in.Body.Document))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "room-evidence-hold", Method: http.MethodPost, Path: "/rooms/{id}/evidence/holds", DefaultStatus: http.StatusCreated, Summary: "Keep what a room's own cameras recorded on a day, whatever its period", Description: "Also of a day on which nobody sat there. For inspectors, exam managers, archivists and the regulator."},
		func(ctx context.Context, in *roomDayIn) (*struct{ Body EvidenceHold }, error) {
			return one(s.HoldRoom(ctx, site.RoomID(in.ID), actor.Date(in.Body.Day), in.Body.Reason, in.Body.Document))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "evidence-holds", Method: http.MethodGet, Path: "/evidence/holds", Summary: "Holds of the own organisations", Description: "Newest first; live=true leaves out those that are ended."},
		func(ctx context.Context, in *struct {
			Live   bool   `query:"live"`
			Cursor string `query:"cursor" maxLength:"120"`
			Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
		}) (*struct{ Body Page[EvidenceHold] }, error) {
			list, err := s.Holds(ctx, evidence.Query{Live: in.Live, Before: in.Cursor, Limit: in.Limit})
			if err != nil {
				return nil, err
			}
			return &struct{ Body Page[EvidenceHold] }{pageOf(list, in.Limit, evidenceHoldView, func(h evidence.Hold) string { return h.ID })}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "evidence-hold-lift", Method: http.MethodPost, Path: "/evidence/holds/{id}/lift", Summary: "Ask that a hold be ended", Description: "The hold lasts until another natural person decides."},
		func(ctx context.Context, in *reasonIn) (*struct{ Body EvidenceHold }, error) {
			return one(s.AskLift(ctx, in.ID, in.Body.Reason))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "evidence-hold-lift-decide", Method: http.MethodPost, Path: "/evidence/holds/{id}/lift/decision", Summary: "End a hold, or keep it",
		Description: "By another natural person than who asks."},
		func(ctx context.Context, in *decisionIn) (*struct{ Body EvidenceHold }, error) {
			return one(s.DecideLift(ctx, in.ID, in.Body.Approve))
		})
}

func registerEvidenceExports(g Groups, s *evidence.Service, log *slog.Logger) {
	one := func(e evidence.Export, err error) (*struct{ Body EvidenceExport }, error) {
		if err != nil {
			return nil, err
		}
		return &struct{ Body EvidenceExport }{exportView(e)}, nil
	}
	huma.Register(g.Staff, huma.Operation{OperationID: "evidence-export-ask", Method: http.MethodPost, Path: "/sittings/{id}/evidence/exports", DefaultStatus: http.StatusCreated, Summary: "Ask for a bundle of a sitting's evidence", Description: "With the reason and, where there is one, the number of the letter. Another natural person decides."},
		func(ctx context.Context, in *reasonIn) (*struct{ Body EvidenceExport }, error) {
			return one(s.AskExport(ctx, exam.SittingID(in.ID), in.Body.Reason, in.Body.Document))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "room-evidence-export-ask", Method: http.MethodPost, Path: "/rooms/{id}/evidence/exports", DefaultStatus: http.StatusCreated, Summary: "Ask for a bundle of what a room's own cameras recorded on a day", Description: "With the reason and, where there is one, the number of the letter. Another natural person decides."},
		func(ctx context.Context, in *roomDayIn) (*struct{ Body EvidenceExport }, error) {
			return one(s.AskRoomExport(ctx, site.RoomID(in.ID), actor.Date(in.Body.Day), in.Body.Reason, in.Body.Document))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "evidence-exports", Method: http.MethodGet, Path: "/evidence/exports", Summary: "Requests for bundles in the own organisations", Description: "Newest first; live=true lists those that wait for a decision."},
		func(ctx context.Context, in *struct {
			Live   bool   `query:"live" doc:"that wait for a decision"`
			Cursor string `query:"cursor" maxLength:"120"`
			Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
		}) (*struct{ Body Page[EvidenceExport] }, error) {
			list, err := s.Exports(ctx, evidence.Query{Live: in.Live, Before: in.Cursor, Limit: in.Limit})
			if err != nil {
				return nil, err
			}
			return &struct{ Body Page[EvidenceExport] }{pageOf(list, in.Limit, exportView, func(e evidence.Export) string { return e.ID })}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "evidence-export-decide", Method: http.MethodPost, Path: "/evidence/exports/{id}/decision", Summary: "Approve or refuse a bundle",
		Description: "By another natural person than who asks. Approved, it may be fetched for seven days by the two."},
		func(ctx context.Context, in *decisionIn) (*struct{ Body EvidenceExport }, error) {
			return one(s.DecideExport(ctx, in.ID, in.Body.Approve, in.Body.Note))
		})
	zip := &huma.Response{Description: "the bundle; a transfer that breaks off leaves a file that suikao verify evidence calls truncated",
		Content: map[string]*huma.MediaType{"application/zip": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}
	huma.Register(g.Staff, huma.Operation{OperationID: "evidence-export-file", Method: http.MethodGet, Path: "/evidence/exports/{id}/file", Summary: "Fetch an approved bundle", Responses: map[string]*huma.Response{"200": zip},
		Description: "Every time it is another copy, which names who fetched it. On the audit trail before the first byte."},
		func(ctx context.Context, in *IDRef) (*huma.StreamResponse, error) {
			name, write, err := s.Take(ctx, in.ID)
			if err != nil {
				return nil, err
			}
			return &huma.StreamResponse{Body: func(c huma.Context) {
				_, w := humago.Unwrap(c)
				w.Header().Set("Content-Type", "application/zip")
				w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
				if err := write(c.Context(), w); err != nil {
					log.Error("a bundle of evidence broke off", "export", in.ID, "err", err)
					panic(http.ErrAbortHandler) // the receiver must see that it is not whole
				}
			}}, nil
		})
}
