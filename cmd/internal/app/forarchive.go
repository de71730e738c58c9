package app

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"slices"
	"sync"
	"time"

	"golang.org/x/mod/sumdb/note"

	coursestore "github.com/suikao/suikao/courseware/store"
	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	peoplestore "github.com/suikao/suikao/exam/people/store"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/archive"
	archivestore "github.com/suikao/suikao/exam/permit/archive/store"
	vol "github.com/suikao/suikao/exam/permit/archive/volume"
	"github.com/suikao/suikao/exam/permit/card"
	proofstore "github.com/suikao/suikao/exam/permit/proof/store"
	permitstore "github.com/suikao/suikao/exam/permit/store"
	"github.com/suikao/suikao/exam/practical"
	practicalstore "github.com/suikao/suikao/exam/practical/store"
	"github.com/suikao/suikao/exam/release"
	releasestore "github.com/suikao/suikao/exam/release/store"
	"github.com/suikao/suikao/exam/site"
	sitestore "github.com/suikao/suikao/exam/site/store"
	examstore "github.com/suikao/suikao/exam/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/blob"
	"github.com/suikao/suikao/proctor/recording"
	recordstore "github.com/suikao/suikao/proctor/recording/store"
)

// loggedArchive is the kind of leaf that a volume of the archive has.
const loggedArchive = "archive"

// SealedPaper is what papers in volumes of the archive are sealed for.
const SealedPaper = "archive.paper"

// mostArchive bounds a volume; a person's is some megabytes.
const mostArchive = 2 << 30

// volumes keeps the files of volumes in the sealed file store.
type volumes struct{ blobs blob.Store }

func (v volumes) Put(ctx context.Context, key string, from io.Reader) (int64, error) {
	r, err := v.blobs.Put(ctx, key, from, mostArchive)
	return r.Size, err
}

func (v volumes) Open(ctx context.Context, key string) (io.ReadCloser, error) {
	r, _, err := v.blobs.Open(ctx, key)
	return r, err
}

func (v volumes) Delete(ctx context.Context, key string) error { return v.blobs.Delete(ctx, key) }

// archive wires the volumes of persons and sessions to what the contexts keep.
func (b *base) archive(s *Services, ps *permitstore.Store, es *examstore.Store, rs *releasestore.Store) *archive.Service {
	st, fonts, signer := archivestore.New(b.db), sync.OnceValues(certificateFonts), LogSigner(b.cfg, b.ring)
	pages := func(d vol.Doc) ([]byte, error) {
		f, err := fonts()
		if err != nil {
			return nil, err
		}
		return d.Render(f)
	}
	return archive.New(archive.Deps{Clock: b.clock, Audit: b.trail, Tx: st, Store: st, Files: volumes{b.blobs},
		Sources: map[vol.Kind]archive.Source{vol.Person: b.personFiles(s, ps, es, rs, st, pages), vol.Session: b.sessionFiles(s, es, rs, st, pages)},
		Index:   indexOf(fonts),
		Sign:    func(digest string) ([]byte, error) { return note.Sign(&note.Note{Text: vol.Signed(digest)}, signer) },
		Log: func(ctx context.Context, v archive.Volume) error {
			record, err := json.Marshal(map[string]string{"kind": string(v.Kind), "manifest": v.Digest, "follows": v.Follows})
			if err != nil {
				return err
			}
			return s.Ledger.Append(ctx, loggedArchive, string(v.ID), record)
		},
	})
}

// orgAt reads the organisation that a path ends in.
func orgAt(p *people.Service) func(ctx context.Context, path string) (people.Org, error) {
	return func(ctx context.Context, at string) (people.Org, error) {
		return p.Org(ctx, people.OrgID(path.Base(at)))
	}
}

// revisionsOf reads the newest version of results that were corrected.
func revisionsOf(rs *releasestore.Store) func(ctx context.Context, ids []exam.ResultID) (map[exam.ResultID]release.Revision, error) {
	return func(ctx context.Context, ids []exam.ResultID) (map[exam.ResultID]release.Revision, error) {
		out := map[exam.ResultID]release.Revision{}
		for some := range slices.Chunk(ids, 500) {
			list, err := rs.RevisionsOf(ctx, some)
			if err != nil {
				return nil, err
			}
			for _, r := range list {
				out[r.Result] = r
			}
		}
		return out, nil
	}
}

func indexOf(fonts func() (*card.Fonts, error)) func(vol.Manifest) ([]byte, error) {
	return func(m vol.Manifest) ([]byte, error) {
		f, err := fonts()
		if err != nil {
			return nil, err
		}
		return vol.Index(f, m)
	}
}

func (b *base) personFiles(s *Services, ps *permitstore.Store, es *examstore.Store, rs *releasestore.Store, st *archivestore.Store, pages func(vol.Doc) ([]byte, error)) archive.PersonFiles {
	texts, photos := peoplestore.New(b.db), peoplestore.Photos{Blobs: b.blobs}
	scans, marks, proofs := uploads{b.blobs, b.clock, "materials"}, practicalstore.New(b.db), proofstore.New(b.db)
	account := func(ctx context.Context, id people.AccountID) string {
		if a, err := texts.Account(ctx, id); err == nil {
			return a.Name
		}
		return string(id)
	}
	return archive.PersonFiles{Permits: ps, Results: es, Training: coursestore.New(b.db), Orgs: s.People.Org, Exams: s.Applications.ApplicationByID, Photo: photos.GetPhoto, Pledges: texts.Confirmations,
		Material: func(ctx context.Context, m application.Material) ([]byte, error) {
			data, _, err := scans.Get(ctx, m.File)
			return data, err
		},
		Transcript: s.Transcripts.File, Revisions: revisionsOf(rs), Certificate: func(ctx context.Context, id permit.ID) ([]byte, error) {
			return s.Making.Certificate(ctx, id, card.Page)
		},
		Account: account, Pages: pages, Unmade: st.Unmade, KeepYears: b.cfg.Archive.KeepYears,
		Seal: func(plain []byte) (string, error) { return b.ring.Seal(SealedPaper, plain) },
		Proofs: func(ctx context.Context, id permit.ApplicationID) ([]archive.File, error) {
			list, err := proofs.Papers(ctx, id)
			var out []archive.File
			for i, p := range list {
				out = append(out, archive.File{Name: fmt.Sprintf("application/proof-%d%s", i+1, uploadTypes[p.Type]), Section: "申请", Title: fmt.Sprintf("证明材料 %d", i+1), Read: func(ctx context.Context) ([]byte, error) {
					data, _, err := scans.Get(ctx, p.Key)
					return data, err
				}})
			}
			return out, err
		},
		Practical: func(ctx context.Context, id string) (vol.Doc, error) {
			x, err := marks.Exam(ctx, practical.ExamID(id))
			return practicalSheet(ctx, x, account), err
		}}
}

// practicalSheet is the two assessors' sheets of a practical examination.
func practicalSheet(ctx context.Context, x practical.Exam, account func(context.Context, people.AccountID) string) vol.Doc {
	head := vol.Part{Heading: "考试"}
	head.Add("日期", string(x.On))
	head.Add("第几次", fmt.Sprint(x.Attempt))
	head.Add("评分标准版本", fmt.Sprint(x.Standard))
	head.Add("得分", fmt.Sprint(x.Outcome.Points))
	if x.Outcome.Vetoed {
		head.Add("否决项", "有")
	}
	for _, t := range x.Tasks {
		head.Add("抽取的题目", t.Name)
	}
	d := vol.Doc{Title: "实际操作考试评分表", At: x.ClosedAt, Parts: []vol.Part{head}}
	for i, sheet := range x.Sheets {
		p := vol.Part{Heading: "考评员 " + account(ctx, x.Assessors[i]), Widths: []float64{60, 20, 50, 50}, Head: []string{"科目", "得分", "否决项", "备注"}}
		for _, m := range sheet {
			p.Rows = append(p.Rows, []string{m.Subject, fmt.Sprint(m.Points), fmt.Sprint(len(m.Vetoes)), m.Note})
		}
		d.Parts = append(d.Parts, p)
	}
	return d
}

func (b *base) sessionFiles(s *Services, es *examstore.Store, rs *releasestore.Store, st *archivestore.Store, pages func(vol.Doc) ([]byte, error)) archive.SessionFiles {
	places, films := sitestore.New(b.db), recordstore.New(b.db)
	return archive.SessionFiles{Records: rs, Results: es.ResultsInSlot, Revisions: revisionsOf(rs), Room: places.Room, Authority: orgAt(s.People), Person: s.People.Person, Pages: pages, Asked: st.Asked, KeepYears: b.cfg.Archive.KeepYears,
		Today: func() actor.Date { return actor.DateOf(b.clock()) },
		Films: func(ctx context.Context, room site.RoomID, sittings []exam.SittingID, from, to time.Time) ([]archive.Film, error) {
			var out []archive.Film
			add := func(seat string, list []recording.Segment) {
				for _, x := range list {
					out = append(out, archive.Film{Seat: seat, Track: x.Track, From: x.From, To: x.To, Size: x.Size, SHA256: x.SHA256, Chained: x.Chained()})
				}
			}
			for _, id := range sittings {
				list, err := films.Segments(ctx, id)
				if err != nil {
					return nil, err
				}
				if len(list) == 0 {
					continue
				}
				sit, err := es.Sitting(ctx, id)
				if err != nil {
					return nil, err
				}
				add(sit.SeatLabel, list)
			}
			r, err := s.Recordings.OfRoom(ctx, room, from, to)
			add("考场", r.Segments)
			return out, err
		}}
}
