package archive

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/archive/volume"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
)

// Failures of hand-overs.
var (
	ErrReceiver = fault.Define("archive.receiver", fault.Invalid, "请写明接收单位，2 到 100 个字。", "State the receiving organisation in 2 to 100 characters.")
	ErrNoneKept = fault.Define("archive.none_kept", fault.Conflict, "没有可移交的档案。", "There is no volume to hand over.")
)

// HandoverID names a hand-over.
type HandoverID string

// Handover is a list of volumes that are handed over to an archive together (移交清单).
type Handover struct {
	ID       HandoverID
	OrgPath  string
	Number   int // from 1 for each authority
	Kind     volume.Kind
	Receiver string
	Volumes  int
	By       people.AccountID
	ByName   string
	MadeAt   time.Time
}

// MostHanded is how many volumes one list may hold.
const MostHanded = 1000

// HandOver puts the made volumes of a kind that are on no list yet onto one, the oldest first, at most MostHanded. Errors: permit.ErrForbidden, ErrKind, ErrReceiver,
// ErrNoneKept, permit.ErrChanged where a colleague did the same at that moment.
func (s *Service) HandOver(ctx context.Context, kind volume.Kind, receiver string) (Handover, error) {
	path, err := home(ctx)
	if err != nil {
		return Handover{}, err
	}
	if _, ok := s.Sources[kind]; !ok {
		return Handover{}, ErrKind.At("body.kind")
	}
	receiver = strings.TrimSpace(receiver)
	if f := actor.CheckLine(receiver); f != nil {
		return Handover{}, f.At("body.receiver")
	}
	if n := utf8.RuneCountInString(receiver); n < 2 || n > 100 {
		return Handover{}, ErrReceiver.At("body.receiver")
	}
	a, now := actor.From(ctx), s.now()
	h := Handover{ID: HandoverID(actor.NewID(now)), OrgPath: path, Kind: kind, Receiver: receiver, By: people.AccountID(a.ID), ByName: a.Name, MadeAt: now}
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		list, err := s.Store.Volumes(ctx, Query{Paths: []string{path}, Kind: kind, State: Made, Kept: true, Limit: MostHanded})
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return ErrNoneKept
		}
		ids := make([]ID, len(list))
		for i, v := range list {
			ids[i] = v.ID
		}
		h.Volumes = len(ids)
		if err := s.Store.AddHandover(ctx, &h, ids); err != nil {
			return err
		}
		return s.Audit.Record(ctx, actor.Entry{Verb: "archive.handover", Object: "archive_handover:" + string(h.ID), Path: path,
			Detail: map[string]string{"number": fmt.Sprint(h.Number), "volumes": fmt.Sprint(h.Volumes), "receiver": receiver}})
	})
	return h, err
}

// Handovers lists hand-overs of the caller's authorities, newest first. Errors: permit.ErrForbidden.
func (s *Service) Handovers(ctx context.Context, before HandoverID, limit int) ([]Handover, error) {
	paths := actor.From(ctx).Paths(people.Archivist)
	if len(paths) == 0 {
		return nil, permit.ErrForbidden
	}
	return s.Store.Handovers(ctx, paths, before, limit)
}

// HandoverSheet is the list as a spreadsheet, to be signed by both sides. Errors: permit.ErrNotFound, permit.ErrForbidden.
func (s *Service) HandoverSheet(ctx context.Context, id HandoverID) ([]byte, error) {
	h, err := s.Store.Handover(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := require(ctx, h.OrgPath); err != nil {
		return nil, err
	}
	list, err := s.Store.Volumes(ctx, Query{Paths: []string{h.OrgPath}, Handover: id, Limit: MostHanded})
	if err != nil {
		return nil, err
	}
	var rows [][]string
	for i, v := range list {
		rows = append(rows, []string{fmt.Sprint(i + 1), map[volume.Kind]string{volume.Person: "一人一档", volume.Session: "一期一档"}[v.Kind], v.Title, fmt.Sprint(v.Part), fmt.Sprint(v.Files), fmt.Sprint(v.Missing),
			fmt.Sprint(v.Size), volume.Moment(v.MadeAt), string(v.KeepUntil), v.Digest})
	}
	rows = append(rows, make([]string, 10), []string{"", "移交单位（盖章）", "", "", "", "", "经手人", h.ByName, "日期", ""}, []string{"", "接收单位（盖章）", h.Receiver, "", "", "", "经手人", "", "日期", ""})
	var out bytes.Buffer
	err = sheet.WriteXLSX(&out, fmt.Sprintf("移交清单第%d号", h.Number), []string{"序号", "档案", "题名", "卷", "件数", "缺少", "大小（字节）", "整理时间", "保管至", "清单校验值（SHA-256）"}, sheet.Each(rows))
	return out.Bytes(), err
}
