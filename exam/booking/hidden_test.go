package booking_test

import (
	"testing"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// No reason takes characters that nobody sees; what sites take is tested there.
func TestHiddenCharactersAreRefused(t *testing.T) {
	h := newHouse(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), 1)
	for _, c := range []string{"\u202e", "\u200b", "\ufeff", "\x00", "\x1b[2J", "\n"} {
		bad := "甲" + c + "乙"
		for name, err := range map[string]error{
			"move":   second(h.MoveSeat(h.staff("o", people.RemoteAttendant), "x", h.seats[0].ID, bad)),
			"refuse": h.RefuseMatch(h.staff("o", people.RemoteAttendant), "x", bad),
			"cancel": second(h.Cancel(candidate("p-1"), "x", bad)),
			"close":  second(h.CloseAdmissions(h.staff("o", people.RemoteAttendant), h.slot(h.room, 0).ID, bad)),
		} {
			if !hasCode(err, actor.ErrHidden) {
				t.Errorf("%s takes %q: %v", name, c, err)
			}
		}
	}
}

func second[T any](_ T, err error) error { return err }
