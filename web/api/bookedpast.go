package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/questionbank"
)

// BookedAfter tells who is booked for a code of the catalogue behind a day.
type BookedAfter interface {
	BookedAfter(ctx context.Context, itemCode string, last actor.Date) ([]booking.BookedDay, error)
}

// BookedPastView says how many people are booked on days on which a release gives no papers any more. It names none of them.
type BookedPastView struct {
	ItemCode string              `json:"item_code"`
	To       actor.Date          `json:"to,omitempty" doc:"last day on which papers may be drawn; absent where no owner sets one"`
	People   int                 `json:"people" doc:"in all"`
	Days     []BookedPastDayView `json:"days" nullable:"false" doc:"by day and room"`
}

// BookedPastDayView counts one room on one day.
type BookedPastDayView struct {
	Day       actor.Date `json:"day" format:"date"`
	Point     string     `json:"point,omitempty" doc:"absent: rooms outside the caller's organisations, together"`
	PointName string     `json:"point_name,omitempty"`
	Room      string     `json:"room,omitempty"`
	RoomName  string     `json:"room_name,omitempty"`
	People    int        `json:"people"`
}

// RegisterBookedPast declares who is booked behind the last day of a release, which neither banks nor bookings know alone.
func RegisterBookedPast(g Groups, bank *questionbank.Service, booked BookedAfter) {
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-release-booked-past", Method: http.MethodGet, Path: "/bank-releases/{id}/booked-past", Summary: "Who is booked behind a release's last day",
		Description: "How many hold or have confirmed a place for its code on days on which its owner's terms allow no papers: booked before it was put in use, as such days are refused since. Who they are is told by the list of the slot, to those who may read it."},
		func(ctx context.Context, in *ReleasePath) (*struct{ Body BookedPastView }, error) {
			r, last, err := bank.LastDay(ctx, in.release())
			if err != nil {
				return nil, err
			}
			v := BookedPastView{ItemCode: r.ItemCode, To: last, Days: []BookedPastDayView{}}
			if last == "" || r.Purpose != questionbank.Certification {
				return &struct{ Body BookedPastView }{v}, nil
			}
			rows, err := booked.BookedAfter(ctx, r.ItemCode, last)
			for _, d := range rows {
				v.People += d.People
				v.Days = append(v.Days, BookedPastDayView{d.Day, string(d.Point), d.PointName, string(d.Room), d.RoomName, d.People})
			}
			return &struct{ Body BookedPastView }{v}, err
		})
}
