package archive

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/archive/volume"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// The sections of a session's volume, in their order (process.md §7).
const (
	secPlan   = "计划与名单"
	secRecord = "考场记录"
	secScore  = "成绩汇总"
	secVideo  = "录像索引"
)

// Records reads room records; the store of exam/release does.
type Records interface {
	Records(ctx context.Context, q release.RecordQuery) ([]release.RoomRecord, error)
}

// Film is one piece of a recording, named and not copied: recordings have their own retention.
type Film struct {
	Seat, Track string
	From, To    time.Time
	Size        int64
	SHA256      string
	Chained     string // its place in the chain of its sitting or room
}

// SessionFiles gathers the volume of a room's day: for walk-in examinations 期 is the day of a room. The subject is "room/day". It checks no rights.
type SessionFiles struct {
	Records   Records
	Results   func(ctx context.Context, slot booking.SlotID) ([]exam.Result, error)
	Revisions func(ctx context.Context, ids []exam.ResultID) (map[exam.ResultID]release.Revision, error)
	Room      func(ctx context.Context, id site.RoomID) (site.Room, error)
	Authority func(ctx context.Context, path string) (people.Org, error) // that a path belongs to
	Person    func(ctx context.Context, id people.PersonID) (people.Person, error)
	Films     func(ctx context.Context, room site.RoomID, sittings []exam.SittingID, from, to time.Time) ([]Film, error)
	Pages     func(d volume.Doc) ([]byte, error)
	Asked     func(ctx context.Context, kind volume.Kind, subjects []string) (map[string]bool, error) // which have a volume
	Today     func() actor.Date
	KeepYears int
}

// SessionID names the day of a room as a subject.
func SessionID(room site.RoomID, on actor.Date) string { return string(room) + "/" + string(on) }

func splitSession(id string) (site.RoomID, actor.Date, error) {
	room, text, _ := strings.Cut(id, "/")
	on, err := actor.ParseDate(text)
	if err != nil || !actor.ValidID(room) {
		return "", "", permit.ErrNotFound
	}
	return site.RoomID(room), on, nil
}

// of returns the room and the records of its day, by their beginning. permit.ErrNotFound where nothing was held.
func (f SessionFiles) of(ctx context.Context, id string) (site.Room, actor.Date, []release.RoomRecord, error) {
	room, on, err := splitSession(id)
	if err != nil {
		return site.Room{}, "", nil, err
	}
	r, err := f.Room(ctx, room)
	if err != nil {
		return r, on, nil, permit.ErrNotFound
	}
	list, err := f.Records.Records(ctx, release.RecordQuery{Paths: []string{r.OrgPath}, On: on, Limit: 1000})
	list = slices.DeleteFunc(list, func(x release.RoomRecord) bool { return x.Room != room })
	slices.SortFunc(list, func(a, b release.RoomRecord) int { return a.StartsAt.Compare(b.StartsAt) })
	if err == nil && len(list) == 0 {
		err = permit.ErrNotFound
	}
	return r, on, list, err
}

// Subject implements Source.
func (f SessionFiles) Subject(ctx context.Context, id string) (Subject, error) {
	r, on, list, err := f.of(ctx, id)
	if err != nil {
		return Subject{}, err
	}
	o, err := f.Authority(ctx, r.OrgPath)
	if err != nil {
		return Subject{}, err
	}
	c, _ := list[0].Content() // whether it is what was signed is asked when the volume is made
	about := Subject{Title: joined(c.Point, r.Name, string(on)), Authority: o, KeepUntil: on.AddMonths(12 * f.KeepYears)}
	if on >= f.Today() {
		return about, ErrToday
	}
	for _, x := range list {
		if x.State != release.RecordSigned {
			return about, ErrUnsigned
		}
	}
	return about, nil
}

// mostLooked is how many records back Due looks: about a year of a city's rooms.
const mostLooked = 4000

// Due implements Source: days that are over, whose records are all signed.
func (f SessionFiles) Due(ctx context.Context, path string, limit int) ([]string, error) {
	type state struct{ all, signed int }
	days, order := map[string]*state{}, []string{}
	for before, seen := release.RecordID(""), 0; seen < mostLooked; {
		list, err := f.Records.Records(ctx, release.RecordQuery{Paths: []string{path}, Before: before, Limit: 200})
		if err != nil {
			return nil, err
		}
		for _, r := range list {
			on := actor.DateOf(r.StartsAt)
			if on >= f.Today() {
				continue
			}
			id := SessionID(r.Room, on)
			if days[id] == nil {
				days[id], order = &state{}, append(order, id)
			}
			days[id].all++
			if r.State == release.RecordSigned {
				days[id].signed++
			}
		}
		if seen += len(list); len(list) < 200 {
			break
		}
		before = list[len(list)-1].ID
	}
	var done []string
	for _, id := range order {
		if days[id].all == days[id].signed {
			done = append(done, id)
		}
	}
	asked, err := f.Asked(ctx, volume.Session, done)
	done = slices.DeleteFunc(done, func(id string) bool { return asked[id] })
	return done[:min(limit, len(done))], err
}

// Files implements Source.
func (f SessionFiles) Files(ctx context.Context, id string) ([]File, error) {
	r, on, list, err := f.of(ctx, id)
	if err != nil {
		return nil, err
	}
	names := map[people.PersonID]people.Person{}
	var all []release.RecordContent
	for _, x := range list {
		c, err := x.Content()
		if err != nil {
			return nil, err
		}
		for _, l := range c.Lines {
			if _, ok := names[l.Person]; !ok {
				if names[l.Person], err = f.Person(ctx, l.Person); err != nil {
					return nil, err
				}
			}
		}
		all = append(all, c)
	}
	at := list[len(list)-1].EndsAt
	doc := func(name, section, title string, parts ...volume.Part) File {
		return File{Name: name, Section: section, Title: title, Read: func(context.Context) ([]byte, error) {
			return f.Pages(volume.Doc{Title: title, Under: []string{joined(all[0].Point, r.Name, string(on))}, Parts: parts, At: at})
		}}
	}
	out := []File{doc("plan/sessions.pdf", secPlan, "场次计划", plan(all)), doc("plan/roster.pdf", secPlan, "考生名单与签到", roster(all, names)...)}
	for i, x := range list {
		title := fmt.Sprintf("第 %d 场考场记录", i+1)
		out = append(out, doc(fmt.Sprintf("records/record-%d.pdf", i+1), secRecord, title, recordParts(all[i], x, names)...),
			File{Name: fmt.Sprintf("records/record-%d.json", i+1), Section: secRecord, Title: title + "（签署的原文）", Read: func(context.Context) ([]byte, error) { return []byte(x.Body), nil }})
	}
	scores, err := f.scores(ctx, list, names)
	if err != nil {
		return nil, err
	}
	out = append(out, doc("scores/summary.pdf", secScore, "成绩汇总", scores))
	films, err := f.Films(ctx, r.ID, sittings(all), list[0].StartsAt, at)
	if err != nil {
		return nil, err
	}
	index := volume.Part{Heading: "录像片段", Widths: []float64{22, 22, 42, 20, 74}, Head: []string{"考位", "画面", "时间", "大小", "校验值（SHA-256）"}}
	for _, x := range films {
		index.Rows = append(index.Rows, []string{x.Seat, x.Track, volume.Moment(x.From) + "\n至 " + x.To.In(actor.Beijing).Format("15:04:05"), fmt.Sprintf("%d KB", x.Size>>10), x.SHA256})
	}
	return append(out, doc("video/index.pdf", secVideo, "录像索引", index),
		File{Name: "video/index.json", Section: secVideo, Title: "录像索引（供程序读取）", Read: func(context.Context) ([]byte, error) { return json.MarshalIndent(films, "", "  ") }}), nil
}

func sittings(all []release.RecordContent) []exam.SittingID {
	var out []exam.SittingID
	for _, c := range all {
		for _, l := range c.Lines {
			if l.Sitting != "" {
				out = append(out, l.Sitting)
			}
		}
	}
	return out
}

func clock(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(actor.Beijing).Format("15:04:05")
}

func plan(all []release.RecordContent) volume.Part {
	t := volume.Part{Heading: "场次", Widths: []float64{12, 36, 60, 72}, Head: []string{"场", "时间", "应到 / 实到 / 缺考 / 违纪 / 异常", "授权文件"}}
	for i, c := range all {
		n := c.Counts
		t.Rows = append(t.Rows, []string{fmt.Sprint(i + 1), clock(c.StartsAt) + " – " + clock(c.EndsAt), fmt.Sprintf("%d / %d / %d / %d / %d", n.Expected, n.Present, n.Absent, n.Breaches, n.Incidents),
			joined(c.Authorization.DocumentNo, c.Authorization.Issuer, c.Authorization.PilotRule)})
	}
	return t
}

func roster(all []release.RecordContent, names map[people.PersonID]people.Person) []volume.Part {
	var out []volume.Part
	for i, c := range all {
		t := volume.Part{Heading: fmt.Sprintf("第 %d 场", i+1), Widths: []float64{34, 40, 16, 26, 22, 42}, Head: []string{"姓名", "证件", "考位", "状态", "入场", "签到"}}
		for _, l := range c.Lines {
			p, signed := names[l.Person], ""
			if l.SignIn != nil {
				signed = clock(l.SignIn.At) + " " + l.SignIn.Texts
			}
			t.Rows = append(t.Rows, []string{p.Name, p.DocMasked, l.Seat, said(l.State), clock(l.Admitted), signed})
		}
		out = append(out, t)
	}
	return out
}

// recordParts is what a record says to people; the JSON beside it is what was signed.
func recordParts(c release.RecordContent, x release.RoomRecord, names map[people.PersonID]people.Person) []volume.Part {
	head := volume.Part{Heading: "场次"}
	head.Add("时间", volume.Moment(c.StartsAt)+" 至 "+clock(c.EndsAt))
	head.Add("考试组织文件", joined(c.Authorization.DocumentNo, c.Authorization.Issuer, c.Authorization.PilotRule, c.Authorization.ConfirmedBy))
	head.Add("人数", fmt.Sprintf("应到 %d，实到 %d，缺考 %d，技术中止 %d，未预约到场 %d", c.Counts.Expected, c.Counts.Present, c.Counts.Absent, c.Counts.Aborted, c.Counts.WalkIns))
	head.Add("违纪与异常", fmt.Sprintf("违纪 %d，异常 %d", c.Counts.Breaches, c.Counts.Incidents))
	for _, s := range c.Supervisors {
		head.Add("远程监考员", joined(s.Name, clock(s.From)+" – "+clock(s.To), yes(s.Second, "备岗", "")))
	}
	for _, s := range c.Matchers {
		head.Add("人证核验", s.Name)
	}
	who := map[exam.SittingID]string{}
	lines := volume.Part{Heading: "考生", Widths: []float64{34, 16, 30, 30, 30, 40}, Head: []string{"姓名", "考位", "结果", "补时（秒）", "无人监管（秒）", "存证校验值"}}
	for _, l := range c.Lines {
		who[l.Sitting] = names[l.Person].Name
		lines.Rows = append(lines.Rows, []string{names[l.Person].Name, l.Seat, said(l.Outcome), fmt.Sprint(l.Credit), fmt.Sprint(l.Unwatched), l.Evidence})
	}
	events := volume.Part{Heading: "经过", Widths: []float64{22, 34, 34, 90}, Head: []string{"时间", "事项", "涉及", "说明"}}
	add := func(at time.Time, what, about, text string) {
		events.Rows = append(events.Rows, []string{clock(at), what, about, text})
	}
	for _, v := range c.Interruptions {
		add(v.At, "中断", who[v.Sitting], joined(string(v.Kind), v.Note))
	}
	for _, v := range c.Gaps {
		add(v.From, "无人监管", who[v.Sitting], joined("至 "+clock(v.To), string(v.Cause), v.Note, v.By))
	}
	for _, v := range c.Pauses {
		add(v.At, "整体暂停", "", joined(v.Reason, v.Text, v.By, "恢复 "+clock(v.ResumedAt), v.ResumeText, v.ResumedBy))
	}
	for _, v := range c.Outages {
		add(v.From, "断电断网", "", joined("至 "+clock(v.To), v.Reason, v.Text, v.By))
	}
	for _, v := range c.Credits {
		add(v.At, "补时", who[v.Sitting], joined(count(v.Seconds, "秒"), v.Code, v.Text))
	}
	if h := c.Happened; h != nil {
		for _, v := range h.Incidents {
			add(v.At, "异常事件", joined(v.Seat, who[v.Sitting]), joined(v.Title, v.State, v.Finding, v.By))
		}
		for _, v := range h.Tests {
			add(v.At, "自检", v.Seat, yes(v.Passed, "通过", "未通过："+strings.Join(v.Failed, "、")))
		}
		for _, v := range h.Helps {
			add(v.AskedAt, "到场求助", v.AskedBy, joined(v.Title, "到场 "+v.ArrivedWho, clock(v.ArrivedAt)))
		}
	}
	for _, v := range c.Notes {
		add(v.At, "备注", who[v.Sitting], joined(v.Text, v.Name))
	}
	slices.SortStableFunc(events.Rows, func(a, b []string) int { return strings.Compare(a[0], b[0]) })
	sign := volume.Part{Heading: "签署"}
	sign.Add("签署人", joined(x.Signature.Name, volume.Moment(x.Signature.At)))
	sign.Add("声明", x.Signature.Statement)
	sign.Add("所签原文的校验值", x.Signature.Hash)
	return []volume.Part{head, lines, events, sign}
}

func (f SessionFiles) scores(ctx context.Context, list []release.RoomRecord, names map[people.PersonID]people.Person) (volume.Part, error) {
	t := volume.Part{Heading: "成绩", Widths: []float64{12, 36, 42, 24, 24, 42}, Head: []string{"场", "姓名", "项目", "成绩", "结论", "状态"}}
	for i, x := range list {
		results, err := f.Results(ctx, x.Slot)
		if err != nil {
			return t, err
		}
		ids := make([]exam.ResultID, len(results))
		for j, r := range results {
			ids[j] = r.ID
		}
		now, err := f.Revisions(ctx, ids)
		if err != nil {
			return t, err
		}
		for _, r := range results {
			points, passed := r.Points, r.Passed
			if v, ok := now[r.ID]; ok {
				points, passed = v.Points, v.Passed
			}
			t.Rows = append(t.Rows, []string{fmt.Sprint(i + 1), names[r.Person].Name, r.ItemCode, fmt.Sprintf("%d / %d", points, r.Full), yes(passed, "合格", "不合格"), said(r.State)})
		}
	}
	return t, nil
}
