package booking_test

import (
	"strings"
	"testing"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

func TestTheCalendarFile(t *testing.T) {
	h := newHouse(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), 4)
	p := h.point // straight in the store: the service takes no line breaks, an older one did
	p.Name, p.Address = "名字里有,逗号;分号\\的考点"+strings.Repeat("很长", 30), "檀溪路\n1 号"
	must[int](t)(0, h.sst.SavePoint(h.staff("m"), p))
	b := h.booked("p-1")
	code := must[booking.TicketView](t)(h.TicketFor(candidate("p-1"), b.ID)).Code
	ics := string(must[[]byte](t)(h.Calendar(candidate("p-1"), b.ID)))
	lines := strings.Split(strings.TrimSuffix(ics, "\r\n"), "\r\n")
	for _, l := range lines {
		if len(l) > 75 || strings.Contains(l, "\n") {
			t.Errorf("line of %d octets: %q", len(l), l)
		}
		if strings.ToValidUTF8(l, "?") != l {
			t.Errorf("a character is cut: %q", l)
		}
	}
	whole := strings.ReplaceAll(ics, "\r\n ", "")
	for _, part := range []string{"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "DTSTART;TZID=Asia/Shanghai:20261121T104000\r\n", "DTEND;TZID=Asia/Shanghai:20261121T124000\r\n",
		"BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\n", `逗号`, `有\,逗号\;分号\\的`, `檀溪路\n1 号`, "UID:" + string(b.ID) + "@suikao\r\n", "END:VCALENDAR\r\n"} {
		if !strings.Contains(whole, part) {
			t.Errorf("%q is missing in\n%s", part, whole)
		}
	}
	for _, secret := range []string{code, "考生", "考*", "420"} {
		if strings.Contains(whole, secret) {
			t.Errorf("the calendar holds %q", secret)
		}
	}
}
