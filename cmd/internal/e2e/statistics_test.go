package e2e_test

import (
	"testing"
	"time"

	"github.com/suikao/suikao/web/ws"
)

// bankHealth is what staff see of how the items of a bank stand.
type bankHealth struct {
	Items []struct {
		Version, Item, Topic string
		Responses, Share     int
	}
}

// counted waits until the one released sitting has become statistics of its items by the house's own job, and checks them: every item of
// the paper was answered once, so many rightly, and no other item was.
func (s *site) counted(t *testing.T, sheet ws.SeatState, rights int) {
	t.Helper()
	reviewer := s.as("reviewer")
	var bank struct{ ID string }
	for _, b := range get[list[struct {
		ID       string
		ItemCode string `json:"item_code"`
	}]](reviewer, "/api/staff/banks").Items {
		if b.ItemCode == itemCode {
			bank.ID = b.ID
		}
	}
	path := "/api/staff/banks/" + bank.ID + "/health"
	answered, right := 0, 0
	s.ahead(2 * time.Minute) // the job runs every minute
	within(t, 2*patience, "the released sitting counts for its items", func() bool {
		answered, right = 0, 0
		for _, i := range get[bankHealth](reviewer, path).Items {
			if i.Responses > 1 {
				t.Fatalf("item %s has %d answers after one sitting", i.Item, i.Responses)
			}
			answered += i.Responses
			right += i.Responses * i.Share / 1000
		}
		return answered > 0
	})
	if want := len(sheet.Sheet.Questions); answered != want || right != rights {
		t.Errorf("%d answers count, %d of them right; the paper has %d questions, %d answered rightly", answered, right, want, rights)
	}
	s.ahead(2 * time.Minute) // once more: a sitting counts once
	time.Sleep(time.Second)
	for _, i := range get[bankHealth](reviewer, path).Items {
		if i.Responses > 1 {
			t.Errorf("item %s has %d answers after another run of the job", i.Item, i.Responses)
		}
	}
}
