package booking_test

import (
	"context"
	"errors"
	"testing"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

// Who sits where and who came is read by those who need it (process §8), not by everybody whose subtree it lies in.
func TestWhoReadsWhoSits(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		slot := h.slot(h.room, 0)
		reads := map[string]func(context.Context) error{
			"seated": func(c context.Context) error { _, err := h.Seated(c, h.room.ID); return err },
			"slot":   func(c context.Context) error { _, err := h.SlotFacts(c, slot.ID); return err },
		}
		all := []string{"seated", "slot"}
		for role, may := range map[actor.Role][]string{
			people.ExamManager: all, people.RemoteInvigilator: all, people.RemoteAttendant: all, people.Inspector: all, people.Regulator: all,
			people.SystemAdmin: nil, people.ResultReleaser: {"slot"}, people.Archivist: {"slot"},
			people.CounterClerk: nil, people.ItemWriter: nil, people.TrainingClerk: nil, people.EnterpriseManager: nil, people.PermitIssuer: nil,
			people.ApplicationReviewer: nil, people.RuleEditor: nil, people.AuditAdmin: nil, people.Assessor: nil,
		} {
			open := map[string]bool{}
			for _, name := range may {
				open[name] = true
			}
			for name, read := range reads {
				if err := read(h.staff("x", role)); open[name] != (err == nil) || err != nil && !errors.Is(err, booking.ErrForbidden) {
					t.Errorf("%s reads %s: %v", role, name, err)
				}
				if err := read(staffAt("/s/", "x", role)); !errors.Is(err, booking.ErrNotFound) {
					t.Errorf("%s of another authority reads %s: %v", role, name, err)
				}
			}
		}
	})
}
