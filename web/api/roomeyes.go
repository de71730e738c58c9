package api

import (
	"context"
	"io"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/proctor/media"
	"github.com/suikao/suikao/proctor/recording"
)

// RoomEyes shows the cameras of rooms live. It checks the caller's rights and puts every look on the trail.
type RoomEyes interface {
	// Cameras lists those of a room.
	Cameras(ctx context.Context, room site.RoomID) ([]media.RoomEye, error)
	// Live is the stream of one with its MIME type; who gets it closes it.
	Live(ctx context.Context, room site.RoomID, no int) (kind string, stream io.ReadCloser, err error)
	// Still is the newest whole picture of one as a JPEG, and when it came.
	Still(ctx context.Context, room site.RoomID, no int) (jpeg []byte, at time.Time, err error)
}

// RoomCamera is one camera of a room.
type RoomCamera struct {
	No   int        `json:"no" doc:"of the room's cameras, from 1"`
	Type string     `json:"type,omitempty" doc:"MIME type of its stream with codecs, as MediaSource takes it; left out where nothing comes, or comes in a codec that browsers do not know"`
	At   *time.Time `json:"at,omitempty" doc:"when its newest pictures came; left out where none did since the recording service was started"`
}

// RoomPiece is one closed piece of what a camera of a room recorded.
type RoomPiece struct {
	RecordingSegment
	Camera int `json:"camera" doc:"of the room's cameras, from 1"`
}

// RoomRecording is what the cameras of a room recorded in a time.
type RoomRecording struct {
	Pieces      []RoomPiece `json:"pieces" nullable:"false" doc:"by their beginning, at most a thousand"`
	ChainBroken int         `json:"chainBroken" doc:"number of the first of these pieces that does not continue the room's chain of hashes; 0: all do"`
}

func segmentView(s recording.Segment) RecordingSegment {
	return RecordingSegment{string(s.ID), s.No, string(s.Seat), s.Track, s.From, s.To, s.Size, s.Width, s.Height, s.Sounds > 0, s.Note, s.Node, s.SHA256, s.Hash}
}

type roomCameraIn struct {
	ID string `path:"id" minLength:"26" maxLength:"26"`
	No int    `path:"no" minimum:"1" maximum:"99" doc:"of the room's cameras, from 1"`
}

// RegisterRoomEyes declares what officers and inspectors see of the cameras of rooms: what is recorded, and what comes now.
func RegisterRoomEyes(g Groups, s *recording.Service, e RoomEyes) {
	huma.Register(g.Staff, huma.Operation{OperationID: "room-recording", Method: http.MethodGet, Path: "/rooms/{id}/recording", Summary: "What a room's own cameras recorded",
		Description: "Pieces that touch a time of at most 24 hours; play one by recording-video. For the remote invigilator and the inspector of the room; refusals are on the audit trail."},
		func(ctx context.Context, in *struct {
			ID   string    `path:"id" minLength:"26" maxLength:"26"`
			From time.Time `query:"from"`
			To   time.Time `query:"to"`
		}) (*struct{ Body RoomRecording }, error) {
			r, err := s.OfRoom(ctx, site.RoomID(in.ID), in.From, in.To)
			if err != nil {
				return nil, err
			}
			out := RoomRecording{Pieces: []RoomPiece{}, ChainBroken: r.Broken}
			for _, seg := range r.Segments {
				out.Pieces = append(out.Pieces, RoomPiece{segmentView(seg), seg.Camera()})
			}
			return &struct{ Body RoomRecording }{out}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "room-cameras", Method: http.MethodGet, Path: "/rooms/{id}/cameras", Summary: "Cameras of a room",
		Description: "With what each sends now. For officers with a shift in the room now and inspectors; empty where the room has none."},
		func(ctx context.Context, in *IDRef) (*struct{ Body Page[RoomCamera] }, error) {
			list, err := e.Cameras(ctx, site.RoomID(in.ID))
			if err != nil {
				return nil, err
			}
			out := Page[RoomCamera]{Items: make([]RoomCamera, len(list))}
			for i, c := range list {
				out.Items[i] = RoomCamera{c.No, c.Type, when(c.At)}
			}
			return &struct{ Body Page[RoomCamera] }{out}, nil
		})
	registerRoomPictures(g, e)
}

func registerRoomPictures(g Groups, e RoomEyes) {
	binary := func(kind, words string) map[string]*huma.Response {
		return map[string]*huma.Response{"200": {Description: words, Content: map[string]*huma.MediaType{kind: {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}}
	}
	huma.Register(g.Staff, huma.Operation{OperationID: "room-camera-live", Method: http.MethodGet, Path: "/rooms/{id}/cameras/{no}/live", Summary: "Look at a room's camera live",
		Description: "Fragmented MP4 without an end, as the camera sends it: nothing is transcoded. Content-Type has the codecs. It is as old as the time between two key frames of the camera. For officers with a shift in the room now and inspectors. Looks are on the trail, once in ten minutes for the same person and camera. Ends by itself after ten minutes.",
		Responses:   binary("video/mp4", "the stream")},
		func(ctx context.Context, in *roomCameraIn) (*huma.StreamResponse, error) {
			kind, stream, err := e.Live(ctx, site.RoomID(in.ID), in.No)
			if err != nil {
				return nil, err
			}
			return &huma.StreamResponse{Body: func(c huma.Context) {
				r, w := humago.Unwrap(c)
				PassOn(w, r, kind, stream)
			}}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "room-camera-still", Method: http.MethodGet, Path: "/rooms/{id}/cameras/{no}/still", Summary: "Newest picture of a room's camera",
		Description: "The newest key frame as a JPEG, for cameras whose codec the browser does not play. Last-Modified has its time. Rights and trail as for the live view.",
		Responses:   binary("image/jpeg", "the picture")},
		func(ctx context.Context, in *roomCameraIn) (*huma.StreamResponse, error) {
			jpeg, at, err := e.Still(ctx, site.RoomID(in.ID), in.No)
			if err != nil {
				return nil, err
			}
			return &huma.StreamResponse{Body: func(c huma.Context) {
				_, w := humago.Unwrap(c)
				w.Header().Set("Content-Type", "image/jpeg")
				w.Header().Set("Last-Modified", at.UTC().Format(http.TimeFormat))
				_, _ = w.Write(jpeg)
			}}, nil
		})
}

// PassOn sends a stream as it comes until it ends or the reader is gone, and closes it.
func PassOn(w http.ResponseWriter, r *http.Request, kind string, stream io.ReadCloser) {
	gone := context.AfterFunc(r.Context(), func() { _ = stream.Close() })
	defer func() {
		gone()
		_ = stream.Close()
	}()
	if kind == "" {
		kind = "video/mp4"
	}
	w.Header().Set("Content-Type", kind)
	line := http.NewResponseController(w)
	_ = line.SetReadDeadline(time.Time{}) // a node that bounds how long a request may take means its body
	buf := make([]byte, 64<<10)
	for {
		n, err := stream.Read(buf)
		if n > 0 {
			if _, werr := w.Write(buf[:n]); werr != nil {
				return
			}
			_ = line.Flush()
		}
		if err != nil {
			return
		}
	}
}
