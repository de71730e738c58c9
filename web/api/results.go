package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/halt"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/exam/supervision"
	"github.com/suikao/suikao/internal/actor"
)

// RecordLineView is one candidate on a room record.
type RecordLineView struct {
	Name     string               `json:"name" doc:"masked"`
	Item     string               `json:"item"`
	State    booking.BookingState `json:"state"`
	WalkIn   bool                 `json:"walkIn"`
	Seat     string               `json:"seat,omitempty"`
	Match    booking.MatchMethod  `json:"match,omitempty" doc:"who or what matched person and document"`
	Admitted *time.Time           `json:"admitted,omitempty"`
	Sitting  string               `json:"sitting,omitempty"`
	Outcome  exam.State           `json:"outcome,omitempty" doc:"SCORED, ABORTED_TECHNICAL or LAPSED"`
	Base     int                  `json:"base" doc:"seconds of the paper"`
	Extra    int                  `json:"extra" doc:"seconds of the accommodation"`
	Credit   int                  `json:"credit" doc:"seconds given back after pauses and for outages"`
	Result   string               `json:"result,omitempty"`
	// Unwatched is part of what is signed.
	Unwatched int  `json:"unwatched" doc:"seconds of the paper that nobody watched"`
	Recorded  *int `json:"recorded,omitempty" doc:"hundredths of the paper's time that the seat's camera recorded; left out where seats have no cameras"`
	// Undelivered is part of what is signed.
	Undelivered int `json:"undelivered,omitempty" doc:"pieces of the recording that were begun and had not come when their time was over"`
	// Supervision is part of what is signed.
	Supervision string     `json:"supervision,omitempty" enum:",ON_SITE,REMOTE_OFFICER,NONE,NONE_PILOT" doc:"of the paper; left out where nobody keeps evidence, and for papers that were not opened"`
	SignedIn    *time.Time `json:"signedIn,omitempty" doc:"when the candidate confirmed the pledge at the seat"`
	// Input is part of what is signed.
	Input *RecordInputView `json:"input,omitempty" doc:"left out where nothing is watched, and for papers that were not opened"`
}

// RecordInputView is what of a sitting's inputs was watched.
type RecordInputView struct {
	Page    bool `json:"page" doc:"which local event caused each answer"`
	Below   bool `json:"below" doc:"what the machine heard below the page; false: not covered"`
	Answers int  `json:"answers" doc:"that came with word of their cause"`
	Local   int  `json:"local" doc:"of these, caused by a trusted local event"`
	Node    bool `json:"node,omitempty" doc:"a room node kept the sitting; those do not judge inputs"`
}

// RecordGapView is an interval in which nobody watched the room, or one sitting in it.
type RecordGapView struct {
	Sitting string            `json:"sitting,omitempty" doc:"left out: the whole room"`
	Cause   supervision.Cause `json:"cause" enum:"OFFICER_AWAY,UPLINK_LOST,CAMERA_LOST,POWER,SERVER_DOWN,OTHER"`
	From    time.Time         `json:"from"`
	To      *time.Time        `json:"to,omitempty" doc:"left out while it lasts; the record cannot be signed then"`
	Note    string            `json:"note,omitempty"`
	By      string            `json:"by,omitempty" doc:"left out: the program"`
}

// RecordNoteView is a note on a room record.
type RecordNoteView struct {
	Kind    release.NoteKind `json:"kind" enum:"REMARK,OUTAGE,INCIDENT,BREACH"`
	Sitting string           `json:"sitting,omitempty"`
	From    *time.Time       `json:"from,omitempty"`
	To      *time.Time       `json:"to,omitempty"`
	Text    string           `json:"text"`
	By      string           `json:"by"`
	At      time.Time        `json:"at"`
}

// RecordSupervisorView is somebody who watched the room.
type RecordSupervisorView struct {
	Account string    `json:"account"`
	Name    string    `json:"name"`
	Second  bool      `json:"second" doc:"stood by to take over"`
	From    time.Time `json:"from"`
	To      time.Time `json:"to"`
}

// RecordInterruptionView is a pause, resumption, move or abort.
type RecordInterruptionView struct {
	Sitting string         `json:"sitting"`
	Kind    exam.EntryKind `json:"kind" enum:"PAUSE,RESUME,MOVE,ABORT"`
	At      time.Time      `json:"at"`
	Note    string         `json:"note"`
}

// RecordCreditView is time that a sitting was given.
type RecordCreditView struct {
	Sitting string `json:"sitting"`
	TimeGiven
}

// RecordPauseView is a pause of the whole room or its site.
type RecordPauseView struct {
	Scope        halt.Scope `json:"scope" enum:"ROOM,SITE"`
	Reason       string     `json:"reason"`
	Text         string     `json:"text,omitempty"`
	At           time.Time  `json:"at"`
	By           string     `json:"by"`
	Sittings     int        `json:"sittings" doc:"stopped; of a site: in all its rooms"`
	ResumeReason string     `json:"resumeReason,omitempty"`
	ResumeText   string     `json:"resumeText,omitempty"`
	ResumedAt    *time.Time `json:"resumedAt,omitempty" doc:"left out while it stands"`
	ResumedBy    string     `json:"resumedBy,omitempty"`
}

// RecordOutageView is a time in which the room had no power or no network.
type RecordOutageView struct {
	Basis  halt.Basis `json:"basis" enum:"EVIDENCE,STATEMENT" doc:"all seats were lost at once, or an officer says so"`
	From   time.Time  `json:"from"`
	To     *time.Time `json:"to,omitempty" doc:"left out while it lasts"`
	Reason string     `json:"reason,omitempty"`
	Text   string     `json:"text,omitempty"`
	By     string     `json:"by,omitempty" doc:"left out: the program"`
}

// RecordHeadCountView is how far the people in the room were counted against the log of the door.
type RecordHeadCountView struct {
	From time.Time             `json:"from"`
	To   time.Time             `json:"to"`
	Gaps []RecordUncountedView `json:"gaps" nullable:"false" doc:"times in which nobody could be counted; empty: all the time"`
}

// RecordUncountedView is a time in which nobody could be counted.
type RecordUncountedView struct {
	Why  string    `json:"why" enum:"NO_COUNTER,SILENT,LOG_ONLY,NOT_RUNNING,CAMERA_LOST"`
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
}

// addCount adds to a view how far people were counted.
func (v *RecordView) addCount(c *release.RecordHeadCount) {
	if c == nil {
		return
	}
	v.HeadCount = &RecordHeadCountView{c.From, c.To, []RecordUncountedView{}}
	for _, g := range c.Gaps {
		v.HeadCount.Gaps = append(v.HeadCount.Gaps, RecordUncountedView(g))
	}
}

// addStops adds to a view what stopped the room.
func (v *RecordView) addStops(c release.RecordContent) {
	for _, g := range c.Credits {
		code := g.Code
		if g.Kind == exam.GivenBreak {
			code = ""
		}
		v.Credits = append(v.Credits, RecordCreditView{string(g.Sitting), TimeGiven{g.Kind, code, g.Text, g.Seconds, when(g.From), when(g.To), g.At}})
	}
	for _, p := range c.Pauses {
		v.Pauses = append(v.Pauses, RecordPauseView{p.Scope, p.Reason, p.Text, p.At, p.By, p.Sittings, p.ResumeReason, p.ResumeText, when(p.ResumedAt), p.ResumedBy})
	}
	for _, o := range c.Outages {
		v.Outages = append(v.Outages, RecordOutageView{o.Basis, o.From, when(o.To), o.Reason, o.Text, o.By})
	}
}

// RecordHead is a 考场记录 in a list.
type RecordHead struct {
	ID         string               `json:"id"`
	Slot       string               `json:"slot"`
	Room       string               `json:"room"`
	Point      string               `json:"pointName,omitempty"`
	RoomName   string               `json:"roomName,omitempty"`
	StartsAt   time.Time            `json:"startsAt"`
	EndsAt     time.Time            `json:"endsAt"`
	State      release.RecordState  `json:"state" enum:"OPEN,DRAFT,SIGNED"`
	Counts     release.RecordCounts `json:"counts"`
	SignedBy   string               `json:"signedBy,omitempty"`
	SignedAt   *time.Time           `json:"signedAt,omitempty"`
	DocumentNo string               `json:"documentNo,omitempty" doc:"of the authority's authorization of the room"`
}

// RecordView is a whole 考场记录.
type RecordView struct {
	RecordHead
	Hash          string                   `json:"hash,omitempty" doc:"SHA-256 of the record; send it back to sign exactly this"`
	Statement     string                   `json:"statement,omitempty" doc:"what was signed"`
	Issuer        string                   `json:"issuer,omitempty"`
	Mode          string                   `json:"mode,omitempty" enum:",REMOTE,ONSITE,NONE_PILOT" doc:"of supervision, by the authorization"`
	PilotRule     string                   `json:"pilotRule,omitempty" doc:"by which nobody supervises"`
	ConfirmedBy   string                   `json:"confirmedBy,omitempty" doc:"second person who put the pilot document into force"`
	Supervisors   []RecordSupervisorView   `json:"supervisors" nullable:"false"`
	Lines         []RecordLineView         `json:"lines" nullable:"false"`
	Interruptions []RecordInterruptionView `json:"interruptions" nullable:"false"`
	Notes         []RecordNoteView         `json:"notes" nullable:"false"`
	Gaps          []RecordGapView          `json:"gaps" nullable:"false" doc:"intervals without supervision"`
	Credits       []RecordCreditView       `json:"credits" nullable:"false" doc:"time given to sittings, each with its reason"`
	Pauses        []RecordPauseView        `json:"pauses" nullable:"false" doc:"pauses of the whole room or its site"`
	Outages       []RecordOutageView       `json:"outages" nullable:"false" doc:"times in which the room had no power or no network"`
	HeadCount     *RecordHeadCountView     `json:"headCount,omitempty" doc:"when the people in the room could be counted; left out where nobody came, and in records from before that was asked"`
	Happened      *RecordHappenedView      `json:"happened,omitempty" doc:"left out in records from before that was asked"`
	Awaits        []RecordWaitView         `json:"awaits" nullable:"false" doc:"recordings on their way; the record is signed when they are here, or their time is over"`
}

// RecordWaitView is one seat whose recording is on its way.
type RecordWaitView struct {
	Seat   string    `json:"seat"`
	Pieces int       `json:"pieces"`
	Until  time.Time `json:"until" doc:"then the record can be signed without them and states it"`
}

func recordHead(r release.RoomRecord, c release.RecordContent) RecordHead {
	return RecordHead{ID: string(r.ID), Slot: string(r.Slot), Room: string(r.Room), Point: c.Point, RoomName: c.Room, StartsAt: r.StartsAt,
		EndsAt: r.EndsAt, State: r.State, Counts: c.Counts, SignedBy: r.Signature.Name, SignedAt: when(r.Signature.At),
		DocumentNo: c.Authorization.DocumentNo}
}

func recordView(ctx context.Context, k *release.Desk, r release.RoomRecord) (*struct{ Body RecordView }, error) {
	c, err := r.Content()
	if err != nil {
		return nil, err
	}
	names, err := k.Names(ctx, c)
	if err != nil {
		return nil, err
	}
	v := RecordView{RecordHead: recordHead(r, c), Hash: r.Hash, Statement: r.Signature.Statement, Issuer: c.Authorization.Issuer,
		Mode: c.Authorization.Mode, PilotRule: c.Authorization.PilotRule, ConfirmedBy: c.Authorization.ConfirmedBy, Happened: recordHappened(c.Happened),
		Supervisors: []RecordSupervisorView{}, Lines: []RecordLineView{}, Interruptions: []RecordInterruptionView{}, Notes: []RecordNoteView{}, Gaps: []RecordGapView{},
		Credits: []RecordCreditView{}, Pauses: []RecordPauseView{}, Outages: []RecordOutageView{}, Awaits: []RecordWaitView{}}
	waits, err := k.Waits(ctx, r)
	if err != nil {
		return nil, err
	}
	for _, w := range waits {
		v.Awaits = append(v.Awaits, RecordWaitView{w.Seat, w.Pieces, w.Until})
	}
	v.addStops(c)
	v.addCount(c.HeadCount)
	for _, s := range c.Supervisors {
		v.Supervisors = append(v.Supervisors, RecordSupervisorView{string(s.Account), s.Name, s.Second, s.From, s.To})
	}
	for _, l := range c.Lines {
		v.Lines = append(v.Lines, RecordLineView{names[l.Person], l.Item, l.State, l.WalkIn, l.Seat, l.Match, when(l.Admitted), string(l.Sitting),
			l.Outcome, l.Base, l.Extra, l.Credit, string(l.Result), l.Unwatched, l.Recorded, l.Undelivered, l.Supervision, signedIn(l), (*RecordInputView)(l.Input)})
	}
	for _, i := range c.Interruptions {
		v.Interruptions = append(v.Interruptions, RecordInterruptionView{string(i.Sitting), i.Kind, i.At, i.Note})
	}
	for _, n := range c.Notes {
		v.Notes = append(v.Notes, RecordNoteView{n.Kind, string(n.Sitting), when(n.From), when(n.To), n.Text, n.Name, n.At})
	}
	for _, g := range c.Gaps {
		v.Gaps = append(v.Gaps, RecordGapView{string(g.Sitting), g.Cause, g.From, when(g.To), g.Note, g.By})
	}
	return &struct{ Body RecordView }{v}, nil
}

// IDRef is the id in an address.
type IDRef struct {
	ID string `path:"id" minLength:"26" maxLength:"26"`
}

type noteRecordIn struct {
	IDRef
	Body struct {
		Kind    string     `json:"kind" enum:"REMARK,OUTAGE,INCIDENT,BREACH"`
		Sitting string     `json:"sitting,omitempty" maxLength:"26" doc:"needed for BREACH"`
		From    *time.Time `json:"from,omitempty"`
		To      *time.Time `json:"to,omitempty"`
		Text    string     `json:"text" minLength:"2" maxLength:"400"`
	}
}

// RegisterResults declares room records, the release of results and score checks.
func RegisterResults(g Groups, k *release.Desk) {
	registerRecords(g, k)
	registerRelease(g, k)
	registerChecks(g, k)
	registerRescores(g, k)
	registerOwnChecks(g, k)
}

func registerRecords(g Groups, k *release.Desk) {
	huma.Register(g.Staff, huma.Operation{OperationID: "room-records", Method: http.MethodGet, Path: "/room-records", Summary: "Room records",
		Description: "Of the caller's organisations, newest slot first."},
		func(ctx context.Context, in *struct {
			Paging
			State string `query:"state" enum:"OPEN,DRAFT,SIGNED"`
			On    string `query:"on" maxLength:"10" doc:"day on which the slot began, 2006-01-02"`
		}) (*struct{ Body Page[RecordHead] }, error) {
			q := release.RecordQuery{State: release.RecordState(in.State), Before: release.RecordID(in.Cursor), Limit: in.Limit}
			if in.On != "" {
				d, err := actor.ParseDate(in.On)
				if err != nil {
					return nil, errWrongForm.At("query.on")
				}
				q.On = d
			}
			list, err := k.FindRecords(ctx, q)
			if err != nil {
				return nil, err
			}
			out := &struct{ Body Page[RecordHead] }{Body: Page[RecordHead]{Items: []RecordHead{}}}
			for _, r := range list {
				c, err := r.Content()
				if err != nil {
					return nil, err
				}
				out.Body.Items = append(out.Body.Items, recordHead(r, c))
			}
			if len(list) == in.Limit {
				out.Body.Next = string(list[len(list)-1].ID)
			}
			return out, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "room-record", Method: http.MethodGet, Path: "/room-records/{id}", Summary: "One room record",
		Description: "Counts, supervision, candidates with their results by reference, interruptions, notes, signature."},
		func(ctx context.Context, in *IDRef) (*struct{ Body RecordView }, error) {
			r, err := k.ReadRecord(ctx, release.RecordID(in.ID))
			if err != nil {
				return nil, err
			}
			return recordView(ctx, k, r)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "room-record-note", Method: http.MethodPost, Path: "/room-records/{id}/notes", Summary: "Add a note",
		Description: "Remark, outage, incident or suspected breach; only before the signature."},
		func(ctx context.Context, in *noteRecordIn) (*struct{ Body RecordView }, error) {
			n := release.RecordNote{Kind: release.NoteKind(in.Body.Kind), Sitting: exam.SittingID(in.Body.Sitting), Text: in.Body.Text}
			if in.Body.From != nil {
				n.From, n.To = *in.Body.From, *in.Body.From
			}
			if in.Body.To != nil {
				n.To = *in.Body.To
			}
			r, err := k.Note(ctx, release.RecordID(in.ID), n)
			if err != nil {
				return nil, err
			}
			return recordView(ctx, k, r)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "room-record-sign", Method: http.MethodPost, Path: "/room-records/{id}/sign", Summary: "Sign a room record",
		Description: "By a remote invigilator on the roster of the slot; final. Refused when the record is not the one that was read."},
		func(ctx context.Context, in *struct {
			IDRef
			Body struct {
				Hash string `json:"hash" minLength:"64" maxLength:"64"`
			}
		}) (*struct{ Body RecordView }, error) {
			r, err := k.Sign(ctx, release.RecordID(in.ID), in.Body.Hash)
			if err != nil {
				return nil, err
			}
			return recordView(ctx, k, r)
		})
}
