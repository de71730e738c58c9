package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/proctor/recording"
)

// Cameras takes offers of seats: the media server of this process, or a door that says that it is away. The calling terminal is
// checked behind it.
type Cameras interface {
	// Publish answers the offer of the calling seat and names the session.
	Publish(ctx context.Context, offer string) (session, answer string, err error)
	// Renew answers a new offer on a session of the calling seat.
	Renew(ctx context.Context, session, offer string) (answer string, err error)
	// End ends a session of the calling seat; one that is over is no error.
	End(ctx context.Context, session string) error
}

// SeatMedia says what a seat does with its camera.
type SeatMedia struct {
	Cameras  bool `json:"cameras" doc:"publish camera and microphone while somebody sits"`
	Kilobits int  `json:"kilobits" doc:"at most, in a second"`
	Screen   bool `json:"screen,omitempty" doc:"also offer a second video line with the screen"`
	// Servers are the relays that the connection may use.
	Servers []IceServer `json:"servers,omitempty"`
	Things  *SeatThings `json:"things,omitempty" doc:"left out: the page looks for no things"`
	Compare bool        `json:"compare,omitempty" doc:"the page may compare who sits there with who sat down: the person agreed"`
}

// SeatThings says how a seat's page looks for telephones and books.
type SeatThings struct {
	Model string  `json:"model" doc:"path of the model below /models/"`
	Every int     `json:"every" doc:"seconds between two looks, where the terminal has the time"`
	Least float64 `json:"least" doc:"score from which a thing is told"`
}

// IceServer is a relay (TURN) with a name and password that are good for some hours.
type IceServer struct {
	URLs       []string `json:"urls" nullable:"false"`
	Username   string   `json:"username"`
	Credential string   `json:"credential"`
}

// RegisterSeatMedia declares what a seat asks any node about its camera, and what it says of it.
func RegisterSeatMedia(g Groups, s *recording.Service, now func(ctx context.Context) SeatMedia) {
	RegisterSeatCamera(g, now)
	registerCameraState(g, s)
}

// RegisterSeatCamera declares what a seat asks about its camera.
func RegisterSeatCamera(g Groups, now func(ctx context.Context) SeatMedia) {
	huma.Register(g.Device, huma.Operation{OperationID: "device-media", Method: http.MethodGet, Path: "/media", Summary: "What a seat does with its camera", Description: "Offers go to /api/device/media/sessions of the same address."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body SeatMedia }, error) {
			return &struct{ Body SeatMedia }{now(ctx)}, nil
		})
}

func registerCameraState(g Groups, s *recording.Service) {
	huma.Register(g.Device, huma.Operation{OperationID: "device-camera-state", Method: http.MethodPost, Path: "/media/state", DefaultStatus: http.StatusNoContent, Summary: "Why this seat has no camera",
		Description: "Names the cause where the camera is missing. It cannot say that the seat is seen: only a picture does."},
		func(ctx context.Context, in *struct {
			Body struct {
				State string `json:"state" enum:"OK,REFUSED,ABSENT,BUSY,MUTED,REPEATS"`
			}
		}) (*struct{}, error) {
			c := recording.Cause(in.Body.State)
			if in.Body.State == "OK" {
				c = recording.Unknown
			}
			return nil, s.Say(ctx, c)
		})
}

type offerIn struct {
	RawBody []byte `contentType:"application/sdp" maxLength:"65536"`
}

type answerOut struct {
	Status      int
	Location    string `header:"Location"`
	ContentType string `header:"Content-Type"`
	Body        []byte
}

const mediaSessions = "/api/device/media/sessions/"

// RegisterCameras declares the way of a camera, after WHIP (RFC 9725): an offer is posted and answered at once, a session is ended by
// DELETE. A new offer on a session restarts ICE.
func RegisterCameras(g Groups, c Cameras) {
	answers := map[string]*huma.Response{}
	for status, words := range map[string]string{"200": "the answer", "201": "the answer; Location names the session"} {
		answers[status] = &huma.Response{Description: words, Content: map[string]*huma.MediaType{"application/sdp": {Schema: &huma.Schema{Type: huma.TypeString}}}}
	}
	huma.Register(g.Device, huma.Operation{OperationID: "camera-publish", Method: http.MethodPost, Path: "/media/sessions", DefaultStatus: http.StatusCreated, Summary: "Publish the camera of this seat or gate", MaxBodyBytes: 65536,
		Description: "By a seat while somebody sits there, by a gate while a person is called there. The body is an SDP offer with one VP8 video and at most one Opus audio line; where the seat's screen is recorded, a second video line with it. An audio line that receives plays what officers say. An older session of the terminal ends.", Responses: map[string]*huma.Response{"201": answers["201"]}},
		func(ctx context.Context, in *offerIn) (*answerOut, error) {
			session, answer, err := c.Publish(ctx, string(in.RawBody))
			if err != nil {
				return nil, err
			}
			return &answerOut{http.StatusCreated, mediaSessions + session, "application/sdp", []byte(answer)}, nil
		})
	huma.Register(g.Device, huma.Operation{OperationID: "camera-renew", Method: http.MethodPatch, Path: "/media/sessions/{id}", Summary: "Offer anew on a session", MaxBodyBytes: 65536,
		Description: "The body is a whole SDP offer with new ICE credentials; the recording goes on in the same file.", Responses: map[string]*huma.Response{"200": answers["200"]}},
		func(ctx context.Context, in *struct {
			ID      string `path:"id" minLength:"26" maxLength:"26"`
			RawBody []byte `contentType:"application/sdp" maxLength:"65536"`
		}) (*answerOut, error) {
			answer, err := c.Renew(ctx, in.ID, string(in.RawBody))
			if err != nil {
				return nil, err
			}
			return &answerOut{http.StatusOK, mediaSessions + in.ID, "application/sdp", []byte(answer)}, nil
		})
	huma.Register(g.Device, huma.Operation{OperationID: "camera-end", Method: http.MethodDelete, Path: "/media/sessions/{id}", DefaultStatus: http.StatusNoContent, Summary: "Hang up", Description: "Closes the recording."},
		func(ctx context.Context, in *IDRef) (*struct{}, error) { return nil, c.End(ctx, in.ID) })
}

// RecordingSegment is one closed piece of a seat's recording.
type RecordingSegment struct {
	ID     string    `json:"id"`
	No     int       `json:"no" doc:"within the sitting, from 1"`
	Seat   string    `json:"seat"`
	Track  string    `json:"track" enum:",SCREEN,ROOM" doc:"which picture: empty the seat's camera, its screen, or a camera of the room"`
	From   time.Time `json:"from"`
	To     time.Time `json:"to"`
	Size   int64     `json:"size" doc:"bytes"`
	Width  int       `json:"width"`
	Height int       `json:"height"`
	Sound  bool      `json:"sound"`
	Note   string    `json:"note,omitempty" doc:"why it does not follow the one before: GAP, SIZE, OVERRUN, FULL (there was no room); CUT: the recording process ended in the middle"`
	Node   string    `json:"node,omitempty" doc:"the room node that recorded it while the centre could not be reached; its number comes after those that were kept meanwhile"`
	SHA256 string    `json:"sha256" doc:"hex, of the file"`
	Hash   string    `json:"hash" doc:"hex, of the chain up to here"`
}

// CameraGap is a time in which the camera was away.
type CameraGap struct {
	Cause string     `json:"cause" enum:",REFUSED,ABSENT,BUSY,MUTED" doc:"what the seat says of it; empty: no picture came"`
	From  time.Time  `json:"from"`
	To    *time.Time `json:"to,omitempty" doc:"left out while it lasts"`
	Node  int        `json:"nodeSeconds,omitempty" doc:"of it, what the room node recorded while the centre did not see the seat"`
}

// SittingRecording is what is recorded of a sitting and what is not.
type SittingRecording struct {
	Segments        []RecordingSegment `json:"segments" nullable:"false"`
	Gaps            []CameraGap        `json:"gaps" nullable:"false"`
	TotalSeconds    int                `json:"totalSeconds" doc:"the paper was open"`
	RecordedSeconds int                `json:"recordedSeconds" doc:"of that, in closed segments; the minute under way is not in it"`
	Percent         int                `json:"percent"`
	Live            bool               `json:"live" doc:"the camera shows a picture now"`
	ChainBroken     int                `json:"chainBroken" doc:"number of the first segment that does not continue the chain; 0: all do"`
	BadFiles        []int              `json:"badFiles,omitempty" doc:"only with files=true: segments whose file is missing or changed"`
}

func recordingView(r recording.Record) SittingRecording {
	out := SittingRecording{Segments: []RecordingSegment{}, Gaps: []CameraGap{}, TotalSeconds: int(r.Coverage.Total / time.Second),
		RecordedSeconds: int(r.Coverage.Recorded / time.Second), Percent: r.Coverage.Percent(), Live: r.Live, ChainBroken: r.Broken}
	for _, s := range r.Segments {
		out.Segments = append(out.Segments, segmentView(s))
	}
	for _, g := range r.Gaps {
		out.Gaps = append(out.Gaps, CameraGap{string(g.Cause), g.From, when(g.To), int(g.Node / time.Second)})
	}
	return out
}

// RegisterRecordings declares what duty officers and inspectors see of recordings.
func RegisterRecordings(g Groups, s *recording.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "sitting-recording", Method: http.MethodGet, Path: "/sittings/{id}/recording", Summary: "What is recorded of a sitting",
		Description: "Segments, times without a camera, coverage, and whether the chain of hashes holds. For the remote invigilator and the inspector of its room; who decides a case about the sitting is told of the pieces that the case cites."},
		func(ctx context.Context, in *struct {
			ID    string `path:"id" minLength:"26" maxLength:"26"`
			Files bool   `query:"files" doc:"also read every file again and compare its hash; on the audit trail"`
		}) (*struct{ Body SittingRecording }, error) {
			r, err := s.Of(ctx, exam.SittingID(in.ID))
			if err != nil {
				return nil, err
			}
			out := recordingView(r)
			if in.Files {
				if out.BadFiles, err = s.CheckFiles(ctx, exam.SittingID(in.ID)); err != nil {
					return nil, err
				}
			}
			return &struct{ Body SittingRecording }{out}, nil
		})
	video := &huma.Response{Description: "the segment, or the range that was asked for", Content: map[string]*huma.MediaType{"video/mp4": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}
	huma.Register(g.Staff, huma.Operation{OperationID: "recording-video", Method: http.MethodGet, Path: "/recordings/{id}/video", Summary: "Play a segment", Responses: map[string]*huma.Response{"200": video, "206": video},
		Description: "Fragmented MP4 with VP8 and Opus; byte ranges work. For the remote invigilator and the inspector of the room, and for who decides a case that cites it. Looking is on the audit trail, once in ten minutes for the same person and segment; so are refusals."},
		func(ctx context.Context, in *IDRef) (*huma.StreamResponse, error) {
			seg, f, err := s.Open(ctx, recording.SegmentID(in.ID))
			if err != nil {
				return nil, err
			}
			return &huma.StreamResponse{Body: func(c huma.Context) {
				defer func() { _ = f.Close() }()
				r, w := humago.Unwrap(c)
				w.Header().Set("Content-Type", "video/mp4")
				w.Header().Set("Content-Disposition", `inline; filename="`+string(seg.ID)+`.mp4"`)
				http.ServeContent(w, r, "", time.Time{}, f)
			}}, nil
		})
}
