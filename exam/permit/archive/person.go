package archive

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/suikao/suikao/courseware"
	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/archive/volume"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/fault"
)

// The sections of a person's volume, in their order (process.md §7).
const (
	secApplication = "申请"
	secMaterials   = "申请材料"
	secPledges     = "承诺与告知"
	secHours       = "培训学时"
	secPapers      = "试卷与答卷"
	secScores      = "成绩"
	secDecisions   = "审核与决定"
	secPermit      = "证件"
)

// Permits reads permits; the store of exam/permit does.
type Permits interface {
	Permit(ctx context.Context, id permit.ID) (permit.Permit, error)
	Application(ctx context.Context, id permit.ApplicationID) (permit.Application, error)
	History(ctx context.Context, id permit.ID) ([]permit.Event, error)
	ChangesOf(ctx context.Context, id permit.ID) ([]permit.Change, error)
}

// Results reads results and journals; the store of exam does.
type Results interface {
	ResultsOf(ctx context.Context, p people.PersonID, cursor exam.ResultID, limit int) ([]exam.Result, error)
	Entries(ctx context.Context, id exam.SittingID) ([]exam.Entry, error)
	Draw(ctx context.Context, id exam.SittingID) (exam.Draw, error)
}

// Training reads hours and exemptions; the store of courseware does.
type Training interface {
	EntriesOfPerson(ctx context.Context, p people.PersonID, item string) ([]courseware.Entry, error)
	ExemptionsOfPerson(ctx context.Context, p people.PersonID, item string) ([]courseware.Exemption, error)
}

// PersonFiles gathers a person's volume: what led to one permit and what became of it. The subject is the permit's id. It checks no rights.
type PersonFiles struct {
	Permits     Permits
	Results     Results
	Training    Training
	Orgs        func(ctx context.Context, id people.OrgID) (people.Org, error)
	Exams       func(ctx context.Context, id application.ID) (application.Application, error)
	Material    func(ctx context.Context, m application.Material) ([]byte, error)
	Photo       func(ctx context.Context, key string) ([]byte, error)
	Pledges     func(ctx context.Context, p people.PersonID, kind notice.Kind) ([]notice.Confirmation, error)
	Transcript  func(ctx context.Context, id exam.ResultID) ([]byte, error)
	Revisions   func(ctx context.Context, ids []exam.ResultID) (map[exam.ResultID]release.Revision, error)
	Proofs      func(ctx context.Context, id permit.ApplicationID) ([]File, error) // papers of a correction or deferral
	Practical   func(ctx context.Context, id string) (volume.Doc, error)
	Certificate func(ctx context.Context, id permit.ID) ([]byte, error)
	Account     func(ctx context.Context, id people.AccountID) string // name behind an account
	Seal        func(plain []byte) (string, error)                    // for papers, which hold questions
	Pages       func(d volume.Doc) ([]byte, error)
	Unmade      func(ctx context.Context, path string, limit int) ([]string, error) // permits without a volume
	KeepYears   int
}

// Subject implements Source.
func (f PersonFiles) Subject(ctx context.Context, id string) (Subject, error) {
	p, err := f.Permits.Permit(ctx, permit.ID(id))
	if err != nil {
		return Subject{}, err
	}
	o, err := f.Orgs(ctx, p.Issuer)
	until := max(p.ValidTo, p.ExtendedTo)
	return Subject{Title: about(p), Authority: o, KeepUntil: until.AddMonths(12 * f.KeepYears)}, err
}

// Due implements Source: permits that no volume was ever asked for, oldest first.
func (f PersonFiles) Due(ctx context.Context, path string, limit int) ([]string, error) {
	return f.Unmade(ctx, path, limit)
}

// page is a document made of what is known.
func (f PersonFiles) page(p permit.Permit, name, section, title string, at time.Time, parts ...volume.Part) File {
	return File{Name: name, Section: section, Title: title, Read: func(context.Context) ([]byte, error) {
		return f.Pages(volume.Doc{Title: title, Under: []string{about(p)}, Parts: parts, At: at})
	}}
}

// about says whose permit it is.
func about(p permit.Permit) string {
	return fmt.Sprintf("%s　%s　%s", p.Holder.Name, p.ItemName, p.NumberMasked)
}

// Files implements Source.
func (f PersonFiles) Files(ctx context.Context, id string) ([]File, error) {
	p, err := f.Permits.Permit(ctx, permit.ID(id))
	if err != nil {
		return nil, err
	}
	var a permit.Application
	if p.Application != "" {
		if a, err = f.Permits.Application(ctx, p.Application); err != nil {
			return nil, err
		}
	}
	e, err := f.Exams(ctx, p.Basis.Application)
	if err != nil && (p.Basis.Application != "" || fault.KindOf(err) != fault.NotFound) {
		return nil, err
	}
	var out []File
	for _, part := range []func(context.Context, permit.Permit, permit.Application, application.Application) ([]File, error){
		f.applied, f.materials, f.pledges, f.hours, f.papers, f.practical, f.decisions, f.permit} {
		list, err := part(ctx, p, a, e)
		if err != nil {
			return nil, err
		}
		out = append(out, list...)
	}
	return out, nil
}

func (f PersonFiles) applied(ctx context.Context, p permit.Permit, a permit.Application, e application.Application) ([]File, error) {
	who := volume.Part{Heading: "持证人"}
	who.Add("姓名", p.Holder.Name)
	who.Add("性别", said(p.Holder.Sex))
	who.Add("证件", joined(said(p.Holder.DocKind), p.Holder.DocMasked))
	who.Add("项目", joined(p.Category, p.ItemName))
	var out []File
	if e.ID != "" {
		t := volume.Part{Heading: "考试报名"}
		t.Add("编号", string(e.ID))
		t.Add("申请", joined(said(e.Kind), said(e.Channel)))
		t.Add("提交", volume.Moment(e.SubmittedAt))
		t.Add("受理", f.Account(ctx, e.AcceptedBy))
		t.Add("补正次数", count(e.Rounds, "次"))
		t.Add("审核", joined(f.Account(ctx, e.DecidedBy), volume.Moment(e.DecidedAt)))
		t.Add("结果", joined(said(e.State), e.Reason))
		t.Add("有效至", string(e.ValidTo))
		if e.Accommodation.Kind != "" {
			t.Add("便利申请", joined(string(e.Accommodation.Kind), e.Accommodation.Wish, count(e.Accommodation.ExtraMinutes, "分钟加时"), e.Accommodation.Note))
		}
		out = append(out, f.page(p, "application/exam.pdf", secApplication, "考试报名登记表", e.CreatedAt, who, t))
	}
	if a.ID == "" {
		return out, nil // a permit that was taken in from paper
	}
	proofs, err := f.Proofs(ctx, a.ID)
	if err != nil {
		return nil, err
	}
	out = append(out, proofs...)
	t := volume.Part{Heading: "领证申请"}
	t.Add("编号", string(a.ID))
	t.Add("申请", joined(said(a.Kind), said(a.Channel)))
	t.Add("事由", joined(string(a.Ask.Ground), a.Ask.Proof, a.Ask.Work))
	t.Add("延期至", string(a.Ask.Until))
	t.Add("申请日期", string(a.AppliedOn))
	t.Add("最近提交", volume.Moment(a.SubmittedAt))
	t.Add("一次性告知", strings.Join(a.Defects, "\n"))
	if h := a.Papers.Health; h != nil {
		t.Add("健康声明", joined(yes(h.Fit, "符合", "不符合"), string(h.On), h.Institution))
	}
	return append(out, f.page(p, "application/permit.pdf", secApplication, "领证申请登记表", a.CreatedAt, who, t)), nil
}

// ends are the file endings of uploads.
var ends = map[string]string{"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}

func (f PersonFiles) materials(_ context.Context, p permit.Permit, _ permit.Application, e application.Application) ([]File, error) {
	t := volume.Part{Heading: "材料清单", Widths: []float64{50, 25, 105}, Head: []string{"材料", "日期", "内容"}}
	var out []File
	for _, m := range e.Materials {
		what := joined(m.Institution, m.Value)
		if m.Kind == rules.MaterialHealth {
			what = joined(yes(m.Fit, "符合", "不符合"), what)
		}
		t.Rows = append(t.Rows, []string{said(m.Kind), string(m.Date), what})
		if m.File != "" {
			name := fmt.Sprintf("materials/%s.%s", strings.ToLower(strings.ReplaceAll(string(m.Kind), "_", "-")), ends[m.FileType])
			out = append(out, File{Name: name, Section: secMaterials, Title: said(m.Kind), Read: func(ctx context.Context) ([]byte, error) { return f.Material(ctx, m) }})
		}
	}
	if len(e.Materials) > 0 {
		out = append([]File{f.page(p, "materials/list.pdf", secMaterials, "申请材料清单", e.CreatedAt, t)}, out...)
	}
	photo := File{Name: "materials/photo.jpg", Section: secMaterials, Title: "证件照片", Why: "没有照片"}
	if p.Holder.Photo != "" {
		photo.Read = func(ctx context.Context) ([]byte, error) { return f.Photo(ctx, p.Holder.Photo) }
	}
	return append(out, photo), nil
}

func (f PersonFiles) pledges(ctx context.Context, p permit.Permit, _ permit.Application, _ application.Application) ([]File, error) {
	t := volume.Part{Heading: "确认记录", Widths: []float64{50, 20, 45, 25, 40}, Head: []string{"文本", "版本", "时间", "途径", "事项"}}
	for _, k := range notice.Kinds() {
		list, err := f.Pledges(ctx, p.Person, k)
		if err != nil {
			return nil, err
		}
		for _, c := range list {
			t.Rows = append(t.Rows, []string{said(c.Kind), fmt.Sprint(c.Version), volume.Moment(c.At) + yes(c.Withdrawn.IsZero(), "", "\n撤回："+volume.Moment(c.Withdrawn)), said(c.Channel), c.About})
		}
	}
	if len(t.Rows) == 0 {
		return nil, nil
	}
	return []File{f.page(p, "pledges/confirmed.pdf", secPledges, "承诺与告知确认记录", p.IssuedAt, t)}, nil
}

func (f PersonFiles) hours(ctx context.Context, p permit.Permit, _ permit.Application, _ application.Application) ([]File, error) {
	list, err := f.Training.EntriesOfPerson(ctx, p.Person, p.Item)
	if err != nil {
		return nil, err
	}
	free, err := f.Training.ExemptionsOfPerson(ctx, p.Person, p.Item)
	if err != nil {
		return nil, err
	}
	t := volume.Part{Heading: "学时记录（1 学时为 45 分钟）", Widths: []float64{42, 18, 40, 40, 40}, Head: []string{"日期", "学时", "培训", "机构与班级", "依据"}}
	for _, h := range list {
		t.Rows = append(t.Rows, []string{fmt.Sprintf("%s 至 %s", h.From, h.To), fmt.Sprint(h.ClassHours), joined(said(h.Kind), said(h.Mode), yes(h.CorrectedBy == "", "", "已更正，不计")),
			joined(h.OrgName, h.Class), joined(h.Evidence, h.Reason, "登记："+h.ByName)})
	}
	x := volume.Part{Heading: "免培训"}
	for _, e := range free {
		x.Add(said(e.Reason), joined(said(e.State), e.Evidence, e.SubmittedName, e.DecidedName, e.Decision, volume.Moment(e.DecidedAt)))
	}
	if len(t.Rows)+len(x.Rows) == 0 {
		return nil, nil
	}
	return []File{f.page(p, "hours/record.pdf", secHours, "培训学时记录", p.IssuedAt, t, x)}, nil
}

// papers are all attempts of the application that the permit rests on: answers, the paper sealed, the transcript, and the score sheet.
func (f PersonFiles) papers(ctx context.Context, p permit.Permit, _ permit.Application, e application.Application) ([]File, error) {
	if e.ID == "" {
		return nil, nil
	}
	var all []exam.Result
	for cursor := exam.ResultID(""); ; {
		page, err := f.Results.ResultsOf(ctx, p.Person, cursor, 100)
		if err != nil {
			return nil, err
		}
		for _, r := range page {
			if r.Application == e.ID {
				all = append(all, r)
			}
		}
		if len(page) < 100 {
			break
		}
		cursor = page[len(page)-1].ID
	}
	slices.Reverse(all)
	ids := make([]exam.ResultID, len(all))
	for i, r := range all {
		ids[i] = r.ID
	}
	now, err := f.Revisions(ctx, ids)
	if err != nil {
		return nil, err
	}
	scores := volume.Part{Heading: "理论考试", Widths: []float64{22, 16, 24, 24, 30, 64}, Head: []string{"日期", "次数", "成绩", "结论", "状态", "说明"}}
	var out []File
	for i, r := range all {
		points, passed, why := r.Points, r.Passed, ""
		if v, ok := now[r.ID]; ok {
			points, passed, why = v.Points, v.Passed, fmt.Sprintf("第 %d 版：%s（原 %d 分）", v.No, v.Reason, v.WasPoints)
		}
		scores.Rows = append(scores.Rows, []string{string(r.SatOn), fmt.Sprint(r.Attempt), fmt.Sprintf("%d / %d", points, r.Full), yes(passed, "合格", "不合格"), said(r.State), why})
		out = append(out, f.attempt(p, i+1, r)...)
	}
	if len(all) > 0 {
		out = append(out, f.page(p, "scores/theory.pdf", secScores, "理论考试成绩单", all[0].ScoredAt, scores))
	}
	return out, nil
}

func (f PersonFiles) attempt(p permit.Permit, n int, r exam.Result) []File {
	title := fmt.Sprintf("第 %d 次考试（%s）", n, r.SatOn)
	return []File{
		{Name: fmt.Sprintf("papers/answers-%d.pdf", n), Section: secPapers, Title: title + "答卷", Read: func(ctx context.Context) ([]byte, error) {
			entries, err := f.Results.Entries(ctx, r.Sitting)
			if err != nil {
				return nil, err
			}
			return f.Pages(answers(about(p), title, r, entries))
		}},
		{Name: fmt.Sprintf("papers/paper-%d.sealed", n), Section: secPapers, Title: title + "试卷（加密）", Read: func(ctx context.Context) ([]byte, error) {
			d, err := f.Results.Draw(ctx, r.Sitting)
			if err != nil {
				return nil, err
			}
			plain, err := json.Marshal(d.Paper)
			if err != nil {
				return nil, err
			}
			sealed, err := f.Seal(plain)
			return []byte(sealed), err
		}, Once: true},
		{Name: fmt.Sprintf("papers/transcript-%d.json", n), Section: secPapers, Title: title + "考试存证", Read: func(ctx context.Context) ([]byte, error) { return f.Transcript(ctx, r.ID) }, Once: true},
	}
}

// answers is what was answered last to each question, and when. What the questions were stands in the sealed paper.
func answers(whose, title string, r exam.Result, entries []exam.Entry) volume.Doc {
	head := volume.Part{Heading: "考试"}
	head.Add("试卷校验值", r.PaperDigest)
	head.Add("开始", volume.Moment(r.StartedAt))
	head.Add("结束", volume.Moment(r.EndedAt))
	head.Add("作答记录", count(int(r.Records), "条，末条校验值 ")+r.Chain)
	head.Add("正误", fmt.Sprintf("对 %d，部分对 %d，错 %d，未答 %d", r.Right, r.Partial, r.Wrong, r.Blank))
	t := volume.Part{Heading: "各题最后的答案", Widths: []float64{20, 40, 60, 60}, Head: []string{"题号", "答案", "最后作答（服务器时间）", "改动次数"}}
	last, changes := map[int]exam.Entry{}, map[int]int{}
	for _, e := range entries {
		if e.Kind == exam.EntryAnswer {
			last[e.Question] = e
			changes[e.Question]++
		}
	}
	var order []int
	for q := range last {
		order = append(order, q)
	}
	slices.Sort(order)
	for _, q := range order {
		t.Rows = append(t.Rows, []string{fmt.Sprint(q), yes(last[q].Answer != "", last[q].Answer, "（已清空）"), volume.Moment(last[q].ServerAt), fmt.Sprint(changes[q])})
	}
	return volume.Doc{Title: title + "答卷", Under: []string{whose}, At: r.EndedAt, Parts: []volume.Part{head, t}}
}

func (f PersonFiles) practical(_ context.Context, p permit.Permit, _ permit.Application, _ application.Application) ([]File, error) {
	b := p.Basis.Practical
	if b == nil || p.Basis.Imported != nil || p.Basis.Before {
		return nil, nil
	}
	return []File{{Name: "scores/practical.pdf", Section: secScores, Title: "实际操作考试评分表", Read: func(ctx context.Context) ([]byte, error) {
		d, err := f.Practical(ctx, b.Exam)
		if err != nil {
			return nil, err
		}
		d.Under = []string{about(p)}
		return f.Pages(d)
	}}}, nil
}

func (f PersonFiles) decisions(ctx context.Context, p permit.Permit, a permit.Application, _ application.Application) ([]File, error) {
	basis := volume.Part{Heading: "发证依据"}
	if a.ID != "" {
		basis.Add("申请审核", joined(a.ReviewerName, volume.Moment(a.ReviewedAt), said(a.State), a.Reason))
	}
	if m := p.Basis.Imported; m != nil {
		basis.Add("原有证书", joined(m.Issuer, "发证日期 "+string(m.IssuedOn), m.Source, "导入："+strings.Join(m.Signers, "、")))
	} else {
		basis.Add("理论", joined(string(p.Basis.Theory.On), count(p.Basis.Theory.Points, "分"), string(p.Basis.Theory.Result)))
		basis.Add("培训", joined(string(p.Basis.Training.Kind), count(p.Basis.Training.Hours, "学时"), "要求 "+count(p.Basis.Training.Required, "学时")))
	}
	basis.Add("条件核对日期", string(p.Basis.CheckedOn))
	var sets []string
	for _, r := range p.Basis.RuleSets {
		sets = append(sets, string(r))
	}
	basis.Add("规则版本", strings.Join(sets, "、"))
	basis.Add("签发", joined(p.IssuerSigner, volume.Moment(p.IssuedAt)))
	basis.Add("承接的证件", string(p.Follows))
	changes, err := f.Permits.ChangesOf(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	acts := volume.Part{Heading: "变动与两人签署", Widths: []float64{26, 44, 44, 66}, Head: []string{"事项", "提出", "决定", "理由与依据"}}
	for _, c := range changes {
		acts.Rows = append(acts.Rows, []string{said(c.Kind), c.ProposedName + "\n" + volume.Moment(c.ProposedAt), joined(said(c.State), c.DecidedName) + "\n" + volume.Moment(c.DecidedAt), joined(c.Reason, c.Legal, c.Note)})
	}
	lines, err := f.Permits.History(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	history := volume.Part{Heading: "状态经过", Widths: []float64{24, 40, 76, 40}, Head: []string{"日期", "状态", "理由", "经办"}}
	for _, l := range lines {
		history.Rows = append(history.Rows, []string{string(l.On), said(l.Status), joined(l.Reason, l.Legal), strings.Join(l.By, "、")})
	}
	return []File{f.page(p, "decisions/record.pdf", secDecisions, "审核、签发与变动记录", p.IssuedAt, basis, acts, history)}, nil
}

func (f PersonFiles) permit(_ context.Context, p permit.Permit, _ permit.Application, _ application.Application) ([]File, error) {
	return []File{{Name: "permit/certificate.pdf", Section: secPermit, Title: "证件", Once: true, Read: func(ctx context.Context) ([]byte, error) {
		b, err := f.Certificate(ctx, p.ID)
		if errors.Is(err, permit.ErrNoCertificate) {
			return nil, fault.From(err)
		}
		return b, err
	}}}, nil
}
