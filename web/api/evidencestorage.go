package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/proctor/evidence"
)

// RoomStorage is what the recordings of a room take.
type RoomStorage struct {
	Room      string  `json:"room"`
	Kilobits  int     `json:"kilobits" doc:"a second of one seat, measured over 30 days"`
	Daily     int64   `json:"dailyBytes" doc:"a day, measured, of seats and of the room's own cameras"`
	SeatHours float64 `json:"seatHours" doc:"recorded a day, measured"`
	Kept      int64   `json:"keptBytes" doc:"of seats and of the room's own cameras"`
	Months    int     `json:"months" doc:"period by the rules"`
	Needed    int64   `json:"neededBytes" doc:"once the period has passed at this rate"`
}

// EvidenceStorage is the forecast of storage.
type EvidenceStorage struct {
	At     time.Time     `json:"at"`
	Rooms  []RoomStorage `json:"rooms" nullable:"false" doc:"of the own organisations"`
	Daily  int64         `json:"dailyBytes" doc:"of all rooms on the volume"`
	Kept   int64         `json:"keptBytes"`
	Needed int64         `json:"neededBytes"`
	Known  bool          `json:"known" doc:"the store tells its size"`
	Total  int64         `json:"totalBytes"`
	Free   int64         `json:"freeBytes"`
	FullOn string        `json:"fullOn,omitempty" doc:"left out: not before the period has passed, or not known"`
	Days   int           `json:"days" doc:"until then"`
	Alarm  bool          `json:"alarm"`
}

// RetentionClass is how long one class of data is kept.
type RetentionClass struct {
	Class  string `json:"class" enum:"RECORDING,ROOM_CAMERA,ROOM_RECORD,FACE_TEMPLATE,AUDIT_TRAIL,SYSTEM_LOG,ARCHIVE"`
	Months int    `json:"months" doc:"0: until the slot is over, or for ever, see rule"`
	Rule   string `json:"rule" doc:"what sets it"`
	How    string `json:"how" enum:"KEY_DESTROYED,DELETED,KEPT,ROTATED" doc:"what happens then"`
}

// RegisterEvidenceStorage declares the forecast of storage and the periods of data.
func RegisterEvidenceStorage(g Groups, s *evidence.Storage) {
	huma.Register(g.Staff, huma.Operation{OperationID: "evidence-storage", Method: http.MethodGet, Path: "/evidence/storage", Summary: "What recordings take, and when the disk is full", Description: "Rates are measured over the last 30 days; the day when the volume is full follows from them, from the periods and from what is free."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body EvidenceStorage }, error) {
			f, err := s.Forecast(ctx)
			if err != nil {
				return nil, err
			}
			out := EvidenceStorage{f.At, []RoomStorage{}, f.Daily, f.Kept, f.Needed, f.Volume.Known, f.Volume.Total, f.Volume.Free, string(f.FullOn), f.Days, f.Alarm}
			for _, r := range f.Rooms {
				out.Rooms = append(out.Rooms, RoomStorage{string(r.Room), r.Kilobits, r.Daily, float64(r.Hours) / 10, r.Kept, r.Months, r.Needed})
			}
			return &struct{ Body EvidenceStorage }{out}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "evidence-retention", Method: http.MethodGet, Path: "/evidence/retention", Summary: "How long each class of data is kept", Description: "By the rules in force today where the caller works."},
		func(ctx context.Context, _ *struct{}) (*struct {
			Body Page[RetentionClass]
		}, error) {
			list, err := s.Retention(ctx)
			if err != nil {
				return nil, err
			}
			out := Page[RetentionClass]{Items: []RetentionClass{}}
			for _, c := range list {
				out.Items = append(out.Items, RetentionClass{string(c.Class), c.Months, c.Rule, string(c.How)})
			}
			return &struct {
				Body Page[RetentionClass]
			}{out}, nil
		})
}
