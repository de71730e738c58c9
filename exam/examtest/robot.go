package examtest

import (
	"context"
	"sync"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

// Ack is an acknowledgement as a candidate keeps it: what was sent and what the server said about it.
type Ack struct {
	Sitting  exam.SittingID
	Seq      int64
	Kind     exam.EntryKind
	Question int
	Answer   string
	At       time.Time
	Proof    string
}

// Robot is a candidate at a seat who talks to the service without a wire.
type Robot struct {
	H    *House
	Seat site.SeatID
	Ctx  context.Context
	Page exam.Snapshot // as last seen
	Seq  int64         // last number used
	mu   sync.Mutex
	Acks []Ack
}

// Sit lets a new person in at a new seat and connects.
func (h *House) Sit() *Robot {
	h.T.Helper()
	seat := h.Seat()
	h.Admit(seat)
	return h.At(seat)
}

// SitIn is Sit for a person who was granted a language.
func (h *House) SitIn(l assembly.Language) *Robot {
	h.T.Helper()
	a := h.Admission(h.Seat())
	a.Language = l
	h.Desk.Admit(a)
	return h.At(a.SeatID)
}

// At connects at a seat where somebody was admitted.
func (h *House) At(seat site.SeatID) *Robot {
	h.T.Helper()
	r := &Robot{H: h, Seat: seat, Ctx: AtSeat(seat)}
	r.Connect()
	return r
}

// Connect takes the sitting for a new connection.
func (r *Robot) Connect() {
	r.H.T.Helper()
	page, err := r.H.Service.Connect(r.Ctx, "zh-CN")
	if err != nil {
		r.H.T.Fatalf("connect: %v", err)
	}
	r.Page, r.Seq = page, page.LastSeq
}

// Grip returns how the robot holds its sitting.
func (r *Robot) Grip() exam.Grip { return exam.Grip{Sitting: r.Page.Sitting.ID, Epoch: r.Page.Epoch} }

// Confirm returns the confirmations of the page's notices.
func (r *Robot) Confirm() []exam.Confirmed {
	var out []exam.Confirmed
	for _, n := range r.Page.Notices {
		out = append(out, exam.Confirmed{Kind: n.Kind, Version: n.Version})
	}
	return out
}

// Begin pledges, practises and starts.
func (r *Robot) Begin() *Robot {
	r.H.T.Helper()
	for _, act := range []func() (exam.Snapshot, error){
		func() (exam.Snapshot, error) {
			return r.H.Service.Pledge(r.Ctx, r.Grip(), r.Confirm(), [16]byte{1, 2, 3}, "zh-CN")
		},
		func() (exam.Snapshot, error) { return r.H.Service.Practised(r.Ctx, r.Grip(), false, "zh-CN") },
		func() (exam.Snapshot, error) { return r.H.Service.Start(r.Ctx, r.Grip(), "zh-CN") },
	} {
		page, err := act()
		if err != nil {
			r.H.T.Fatalf("begin: %v", err)
		}
		r.Page = page
	}
	return r
}

// Write makes the next record without sending it.
func (r *Robot) Write(kind exam.EntryKind, question int, answer string) exam.Write {
	r.Seq++
	now := r.H.Clock.Now()
	return exam.Write{Sitting: r.Page.Sitting.ID, Epoch: r.Page.Epoch, Seq: r.Seq, Kind: kind, Question: question, Answer: answer,
		ClientAt: now, ReceivedAt: now}
}

// Send puts a record and waits for its receipt; a refusal at the door comes back as a receipt with its error.
func (r *Robot) Send(w exam.Write) exam.Receipt {
	got := make(chan exam.Receipt, 1)
	if err := r.H.Service.Put(r.Ctx, w, func(x exam.Receipt) { got <- x }); err != nil {
		return exam.Receipt{Sitting: w.Sitting, Seq: w.Seq, Err: err}
	}
	x := <-got
	if x.Err == nil {
		r.mu.Lock()
		r.Acks = append(r.Acks, Ack{w.Sitting, w.Seq, w.Kind, w.Question, w.Answer, x.At, x.Proof})
		r.mu.Unlock()
	}
	return x
}

// Answer answers a question and must be acknowledged.
func (r *Robot) Answer(question int, letters string) exam.Receipt {
	r.H.T.Helper()
	x := r.Send(r.Write(exam.EntryAnswer, question, letters))
	if x.Err != nil {
		r.H.T.Fatalf("answer %d %q: %v", question, letters, x.Err)
	}
	return x
}

// Mark sets or takes back the mark on a question and must be acknowledged.
func (r *Robot) Mark(question int, on bool) {
	r.H.T.Helper()
	text := ""
	if on {
		text = "1"
	}
	if x := r.Send(r.Write(exam.EntryMark, question, text)); x.Err != nil {
		r.H.T.Fatalf("mark %d: %v", question, x.Err)
	}
}

// Check stops the test when the robot's sitting breaks an invariant.
func (r *Robot) Check() {
	r.H.T.Helper()
	for _, wrong := range r.H.CheckSitting(r.Page.Sitting.ID, r.Acks) {
		r.H.T.Errorf("sitting %s: %s", r.Page.Sitting.ID, wrong)
	}
}

// Paper returns the robot's paper and the key in force.
func (r *Robot) Paper() (assembly.Paper, questionbank.Key) {
	r.H.T.Helper()
	d, err := r.H.Real.Draw(r.H.T.Context(), r.Page.Sitting.ID)
	if err != nil {
		r.H.T.Fatal(err)
	}
	k, err := r.H.Bank.CurrentKey(r.H.T.Context(), d.Paper.Release)
	if err != nil {
		r.H.T.Fatal(err)
	}
	return d.Paper, k
}
