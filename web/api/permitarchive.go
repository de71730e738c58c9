package api

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/suikao/suikao/exam/permit/archive"
	"github.com/suikao/suikao/exam/permit/archive/volume"
)

// ArchiveVolume is one part of an archive.
type ArchiveVolume struct {
	ID        string     `json:"id"`
	Kind      string     `json:"kind" enum:"PERSON,SESSION"`
	Subject   string     `json:"subject" doc:"id of a permit; or of a room, a slash and the day"`
	Title     string     `json:"title"`
	Part      int        `json:"part" doc:"1; above: a supplement"`
	State     string     `json:"state" enum:"WAITING,MADE,FAILED"`
	Fault     string     `json:"fault,omitempty" doc:"code of why it failed"`
	Digest    string     `json:"digest,omitempty" doc:"SHA-256 of its manifest"`
	Size      int64      `json:"size" doc:"bytes"`
	Files     int        `json:"files"`
	Missing   int        `json:"missing" doc:"what should be in it and could not be had"`
	KeepUntil string     `json:"keepUntil,omitempty"`
	By        string     `json:"by"`
	AskedAt   time.Time  `json:"askedAt"`
	MadeAt    *time.Time `json:"madeAt,omitempty"`
	Handed    bool       `json:"handed" doc:"it is on a list to hand over"`
}

func archiveVolume(v archive.Volume) ArchiveVolume {
	return ArchiveVolume{string(v.ID), string(v.Kind), v.Subject, v.Title, v.Part, string(v.State), v.Fault, v.Digest, v.Size, v.Files, v.Missing, string(v.KeepUntil), v.ByName, v.AskedAt, when(v.MadeAt), v.Handover != ""}
}

// ArchiveDue is what could be archived.
type ArchiveDue struct {
	Count int                 `json:"count" doc:"at most 500"`
	First []ArchiveDueSubject `json:"first" nullable:"false"`
}

// ArchiveDueSubject is one of it.
type ArchiveDueSubject struct {
	Subject string `json:"subject"`
	Title   string `json:"title"`
}

// ArchiveHandover is a list of volumes that are handed over together.
type ArchiveHandover struct {
	ID       string    `json:"id"`
	Number   int       `json:"number"`
	Kind     string    `json:"kind" enum:"PERSON,SESSION"`
	Receiver string    `json:"receiver"`
	Volumes  int       `json:"volumes"`
	By       string    `json:"by"`
	At       time.Time `json:"at"`
}

func archiveHandover(h archive.Handover) ArchiveHandover {
	return ArchiveHandover{string(h.ID), h.Number, string(h.Kind), h.Receiver, h.Volumes, h.ByName, h.MadeAt}
}

// RegisterArchive declares the archive.
func RegisterArchive(g Groups, s *archive.Service, log *slog.Logger) {
	huma.Register(g.Staff, huma.Operation{OperationID: "archive-volumes", Method: http.MethodGet, Path: "/archives", Summary: "Volumes of the archive",
		Description: "Of the caller's authorities, newest first."},
		func(ctx context.Context, in *struct {
			Paging
			Kind string `query:"kind" enum:"PERSON,SESSION"`
		}) (*struct{ Body Page[ArchiveVolume] }, error) {
			list, err := s.Find(ctx, archive.Query{Kind: volume.Kind(in.Kind), Before: archive.ID(in.Cursor), Limit: in.Limit})
			return &struct{ Body Page[ArchiveVolume] }{pageFull(list, in.Limit, archiveVolume, func(v archive.Volume) string { return string(v.ID) })}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "archive-due", Method: http.MethodGet, Path: "/archives/due", Summary: "What could be archived",
		Description: "Permits and days of rooms that are ripe and have no volume: a day when it is over and all its room records are signed."},
		func(ctx context.Context, in *struct {
			Kind string `query:"kind" enum:"PERSON,SESSION" default:"PERSON"`
		}) (*struct{ Body ArchiveDue }, error) {
			list, n, err := s.Due(ctx, volume.Kind(in.Kind))
			v := ArchiveDue{n, []ArchiveDueSubject{}}
			for _, r := range list {
				v.First = append(v.First, ArchiveDueSubject{r.Subject, r.Title})
			}
			return &struct{ Body ArchiveDue }{v}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "archive-ask", Method: http.MethodPost, Path: "/archives", DefaultStatus: http.StatusCreated, Summary: "Archive one subject",
		Description: "Its first volume, or a supplement with what is new since the last part. It is made in the background."},
		func(ctx context.Context, in *struct {
			Body struct {
				Kind    string `json:"kind" enum:"PERSON,SESSION"`
				Subject string `json:"subject" maxLength:"60"`
			}
		}) (*struct{ Body ArchiveVolume }, error) {
			v, err := s.Ask(ctx, volume.Kind(in.Body.Kind), in.Body.Subject)
			return &struct{ Body ArchiveVolume }{archiveVolume(v)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "archive-ask-due", Method: http.MethodPost, Path: "/archives/due", Summary: "Archive everything that is ripe",
		Description: "At most 500 at once."},
		func(ctx context.Context, in *struct {
			Body struct {
				Kind string `json:"kind" enum:"PERSON,SESSION"`
			}
		}) (*struct {
			Body struct {
				Count int `json:"count"`
			}
		}, error) {
			out := &struct {
				Body struct {
					Count int `json:"count"`
				}
			}{}
			var err error
			out.Body.Count, err = s.AskDue(ctx, volume.Kind(in.Body.Kind))
			return out, err
		})
	zip := &huma.Response{Description: "the volume; suikao verify archive checks it", Content: map[string]*huma.MediaType{"application/zip": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}
	huma.Register(g.Staff, huma.Operation{OperationID: "archive-file", Method: http.MethodPost, Path: "/archives/{id}/file", Summary: "Fetch a volume", Responses: map[string]*huma.Response{"200": zip},
		Description: "With what it is needed for; on the audit trail before the first byte."},
		func(ctx context.Context, in *struct {
			IDRef
			Body struct {
				Purpose string `json:"purpose" maxLength:"400" doc:"2 to 200 characters"`
			}
		}) (*huma.StreamResponse, error) {
			v, file, err := s.Open(ctx, archive.ID(in.ID), in.Body.Purpose)
			if err != nil {
				return nil, err
			}
			return &huma.StreamResponse{Body: func(c huma.Context) {
				defer func() { _ = file.Close() }()
				_, w := humago.Unwrap(c)
				w.Header().Set("Content-Type", "application/zip")
				w.Header().Set("Content-Disposition", `attachment; filename="archive-`+string(v.ID)+`.zip"`)
				w.Header().Set("Content-Length", strconv.FormatInt(v.Size, 10))
				w.Header().Set("Cache-Control", "no-store")
				if _, err := io.Copy(w, file); err != nil {
					log.Error("a volume of the archive broke off", "volume", v.ID, "err", err)
					panic(http.ErrAbortHandler) // the receiver must see that it is not whole
				}
			}}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "archive-handovers", Method: http.MethodGet, Path: "/archive-handovers", Summary: "Lists to hand over",
		Description: "Of the caller's authorities, newest first."},
		func(ctx context.Context, in *Paging) (*struct{ Body Page[ArchiveHandover] }, error) {
			list, err := s.Handovers(ctx, archive.HandoverID(in.Cursor), in.Limit)
			return &struct{ Body Page[ArchiveHandover] }{pageFull(list, in.Limit, archiveHandover, func(h archive.Handover) string { return string(h.ID) })}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "archive-hand-over", Method: http.MethodPost, Path: "/archive-handovers", DefaultStatus: http.StatusCreated, Summary: "Make a list to hand over",
		Description: "Of the volumes of a kind that are on no list yet, the oldest first, at most 1,000."},
		func(ctx context.Context, in *struct {
			Body struct {
				Kind     string `json:"kind" enum:"PERSON,SESSION"`
				Receiver string `json:"receiver" maxLength:"200" doc:"organisation that takes them over"`
			}
		}) (*struct{ Body ArchiveHandover }, error) {
			h, err := s.HandOver(ctx, volume.Kind(in.Body.Kind), in.Body.Receiver)
			return &struct{ Body ArchiveHandover }{archiveHandover(h)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "archive-handover-sheet", Method: http.MethodGet, Path: "/archive-handovers/{id}/list.xlsx", Summary: "A list to hand over as a spreadsheet",
		Description: "With the digests of the manifests and two places to sign."},
		func(ctx context.Context, in *IDRef) (*fileOut, error) {
			data, err := s.HandoverSheet(ctx, archive.HandoverID(in.ID))
			return &fileOut{xlsxType, `attachment; filename="handover.xlsx"`, data}, err
		})
}
