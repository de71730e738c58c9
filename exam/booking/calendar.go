package booking

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/internal/actor"
)

// zone is Asia/Shanghai for calendars: UTC+8 without daylight saving.
const zone = "BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\nBEGIN:STANDARD\r\nDTSTART:19910915T000000\r\nTZOFFSETFROM:+0800\r\n" +
	"TZOFFSETTO:+0800\r\nTZNAME:CST\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"

// Calendar returns the booking as an iCalendar file (RFC 5545), with an alarm two hours before. It names place and time
// only: a calendar is read by many eyes, so it holds neither the ticket's code nor a name.
func (s *Service) Calendar(ctx context.Context, id BookingID) ([]byte, error) {
	v, err := s.TicketFor(ctx, id)
	if err != nil {
		return nil, err
	}
	end := v.StartsAt.Add(time.Duration(v.Booking.Minutes+v.Booking.ExtraMinutes) * time.Minute)
	var b strings.Builder
	b.WriteString("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//SuiKao//booking//ZH\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n" + zone + "BEGIN:VEVENT\r\n")
	line := func(name, value string) { b.WriteString(fold(name + ":" + value)) }
	line("UID", string(v.Booking.ID)+"@suikao")
	line("DTSTAMP", s.Clock().UTC().Format("20060102T150405Z"))
	line("DTSTART;TZID=Asia/Shanghai", local(v.StartsAt))
	line("DTEND;TZID=Asia/Shanghai", local(end))
	line("SUMMARY", escape("理论考试 "+v.Room.Name))
	line("LOCATION", escape(v.Point.Name+" "+v.Point.Address))
	line("DESCRIPTION", escape("请带身份证件。"+hm(v.EntryAt, v.StartsAt)+" 起入场，"+hm(v.LateAt, v.StartsAt)+" 后不能入场。\n"+v.Room.Rules.Supervision))
	line("STATUS", "CONFIRMED")
	b.WriteString("BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT2H\r\nDESCRIPTION:考试提醒\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
	return []byte(b.String()), nil
}

func local(t time.Time) string { return t.In(actor.Beijing).Format("20060102T150405") }

func escape(v string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`).Replace(v)
}

// fold breaks a content line at 75 octets without cutting a character.
func fold(l string) string {
	var b strings.Builder
	n := 0
	for _, r := range l {
		size := utf8.RuneLen(r)
		if n+size > 75 {
			b.WriteString("\r\n ")
			n = 1
		}
		b.WriteRune(r)
		n += size
	}
	return b.String() + "\r\n"
}
