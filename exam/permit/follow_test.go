package permit_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/internal/actor"
)

// follower notes what it is told; it fails while told to.
type follower struct {
	told []string
	fail error
}

func (f *follower) Issued(_ context.Context, p permit.Permit) error {
	f.told = append(f.told, "issued "+string(p.National))
	return f.fail
}

func (f *follower) Changed(_ context.Context, p permit.Permit, _ actor.Date) error {
	f.told = append(f.told, "changed "+string(p.Act)+" "+string(p.National))
	return f.fail
}

func TestFollowersAreToldInTheTransactionOfTheAct(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		f := &follower{fail: errors.New("full")}
		h.Followers = []permit.Follower{f}
		h.pass(welder, item, "SPECIAL_OPERATOR")
		a := h.approved(welder, item)
		if _, err := h.Issue(as("issuer"), a.ID); !errors.Is(err, f.fail) {
			t.Fatalf("issued although a follower failed: %v", err)
		}
		if n := h.count("SELECT COUNT(*) FROM permit") + h.count("SELECT COUNT(*) FROM permit_number"); n != 0 {
			t.Fatalf("%d rows of an issue that was undone", n)
		}
		f.fail, f.told = nil, nil
		p, err := h.Issue(as("issuer"), a.ID)
		if err != nil {
			t.Fatal(err)
		}
		h.change(p.ID, permit.ChangeNational)
		h.change(p.ID, permit.ChangeSuspend)
		h.change(p.ID, permit.ChangeResume)
		if want := []string{"issued PENDING", "changed  CONFIRMED", "changed SUSPENDED CONFIRMED", "changed  CONFIRMED"}; !slices.Equal(f.told, want) {
			t.Errorf("told %q", f.told)
		}
		f.fail = errors.New("gone")
		c, err := h.Propose(as("issuer"), p.ID, permit.ChangeRevoke, "经核实", "第三十条")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := h.Decide(as("issuer2"), c.ID, true, "同意"); !errors.Is(err, f.fail) {
			t.Fatal(err)
		}
		if v, err := h.Look(as("regulator"), p.ID); err != nil || v.Permit.Act != "" || len(v.History) != 5 {
			t.Errorf("after a change that was undone: %q, %d lines, %v", v.Permit.Act, len(v.History), err)
		}
	})
}
