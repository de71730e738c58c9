package e2e_test

import (
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/web/ws/wsclient"
)

// storm sends the same request twenty times at once. Some succeed; all others are told plainly that it is done.
func storm(t *testing.T, c *client, path string, body any) {
	t.Helper()
	replies := make([]reply, 20)
	var all sync.WaitGroup
	for i := range replies {
		all.Go(func() { replies[i] = c.send(http.MethodPost, path, body) })
	}
	all.Wait()
	done := 0
	for _, r := range replies {
		switch {
		case r.ok():
			done++
		case r.Status != http.StatusConflict || r.code() == "":
			t.Errorf("%s: %s", path, r)
		}
	}
	if done == 0 {
		t.Fatalf("%s: nobody succeeds: %s", path, replies[0])
	}
}

// A nervous finger, a retrying proxy, two clerks at the same list: whatever is sent twenty times at once happens once.
func TestAStormOfTheSameRequestHappensOnce(t *testing.T) {
	engines(t, func(t *testing.T, p *place) {
		srv := serve(t, p.settings)
		s := visit(t, srv.url, time.Now)
		db := p.db(t).SQL()
		once := func(what, query string) {
			t.Helper()
			var n int
			if err := db.QueryRow("SELECT COUNT(*) FROM " + query).Scan(&n); err != nil || n != 1 {
				t.Errorf("%s happened %d times (%v)", what, n, err)
			}
		}
		r, c := &s.rooms[0], s.candidate(0)
		x := s.nextSlot(c, r, time.Hour)
		storm(t, c, "/api/candidate/bookings", form{"application": s.applied(c).ID, "slot": x.ID})
		once("the hold", "seat_booking")
		held := get[list[booked]](c, "/api/candidate/bookings").Items[0]
		storm(t, c, "/api/candidate/bookings/"+held.ID+"/confirm", nil)
		once("the confirmation", "audit_entry WHERE verb = 'booking.confirm'")
		once("the place", "slot_place")
		pin := post[struct{ PIN string }](c, "/api/candidate/bookings/"+held.ID+"/pin", nil).PIN
		s.until(post[ticket](c, "/api/candidate/bookings/"+held.ID+"/ticket", nil).EntryAt)
		b := s.robot(t.Context(), r, s.enter(r, 0, pin), wsclient.Options{})
		sheet, err := b.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		write(t, b, sheet, 90)
		storm(t, s.as("watch1"), "/api/staff/sittings/"+sheet.Sitting+"/hand-in", form{"reason": "OTHER", "text": "考生要求交卷"})
		once("the result", "exam_result WHERE kind = 'FORMAL'") // a node examines itself with a robot candidate
		mine := get[list[result]](c, "/api/candidate/results").Items[0]
		s.until(x.EndsAt)
		s.forget()
		rec := s.drafted(t, mine.ID)
		storm(t, s.as("watch1"), "/api/staff/room-records/"+rec.ID+"/sign", form{"hash": rec.Hash})
		once("the signature", "audit_entry WHERE verb = 'room_record.sign'")
		storm(t, s.as("releaser"), "/api/staff/room-records/"+rec.ID+"/release", form{})
		once("the pass", "pass_record")
		storm(t, c, "/api/candidate/results/"+mine.ID+"/check", form{"reason": "我想确认每一题都已计分"})
		once("the score check", "score_check")
		s.practical(t, c)
		storm(t, c, "/api/candidate/permit-applications", s.papers(c))
		once("the application", "permit_application")
		at := "/api/staff/permit-applications/" + get[list[application]](c, "/api/candidate/permit-applications").Items[0].ID
		storm(t, s.as("clerk"), at+"/approve", nil)
		storm(t, s.as("issuer"), at+"/issue", nil)
		once("the permit", "permit WHERE item_code = '"+itemCode+"'") // those the demo imported are of others
		once("the number", "permit_number WHERE person_id IN (SELECT person_id FROM permit WHERE item_code = '"+itemCode+"')")
	})
}
