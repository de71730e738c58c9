package ws_test

import "testing"

func TestTheSeatThatAnOfficerWroteToIsToldAndNoOther(t *testing.T) {
	onSQLite(t, nil, func(t *testing.T, p *place) {
		one, other := p.Seat(), p.Seat()
		p.Admit(one)
		p.Admit(other)
		a, b := p.raw(t, one), p.raw(t, other)
		p.hub.Written("000000000000000000nobodyhere")
		p.hub.Written(one)
		if e := a.next(); e.Type != "written" {
			t.Errorf("the seat was told %+v", e)
		}
		p.hub.Written(other)
		if e := b.next(); e.Type != "written" || len(b.seen) != 2 {
			t.Errorf("the other seat was told %q", b.seen)
		}
	})
}
