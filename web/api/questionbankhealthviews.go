package api

import (
	"math"
	"math/bits"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/calibration"
	"github.com/suikao/suikao/questionbank/health"
)

// HealthLine is one item of the release in use. Shares are in thousandths; difficulties in thousandths of a logit, where 0 is the
// ability of a person who just passes by the writers' labels.
type HealthLine struct {
	Item       string             `json:"item"`
	Version    string             `json:"version"`
	Type       questionbank.Type  `json:"type" enum:"TRUE_FALSE,SINGLE,MULTIPLE,HOTSPOT,CASE"`
	Topic      string             `json:"topic"`
	Label      int                `json:"label" minimum:"1" maximum:"5" doc:"the writer's level of difficulty"`
	Responses  int                `json:"responses" doc:"answers of first attempts"`
	Stage      int                `json:"stage" minimum:"0" maximum:"3" doc:"where the estimate comes from: 0 the label, 1 the share of right answers, 2 every sitting, 3 every night"`
	Share      int                `json:"share" doc:"right answers in thousandths; 0 where nobody answered"`
	Difficulty int                `json:"difficulty" doc:"thousandths of a logit"`
	Slope      int                `json:"slope" doc:"thousandths; 1000 where it is not estimated"`
	Error      int                `json:"error" doc:"standard error of the difficulty, thousandths of a logit"`
	Biserial   int                `json:"biserial" doc:"corrected point-biserial in thousandths, as of the last night"`
	Drawn      int                `json:"drawn" doc:"papers under release and blueprint in use that took it"`
	Fair       int                `json:"fair" doc:"share of papers that would take it if all items of its cell were taken alike, in hundred-thousandths; 0: no paper takes it"`
	Flags      []calibration.Flag `json:"flags" nullable:"false" enum:"WEAK,REVERSED,EASY,HARD,DISTRACTOR,MISFIT,SLOW"`
	Quarantine health.State       `json:"quarantine,omitempty" enum:"PROPOSED,OUT,RETIRED"`
}

// HealthCount is how many items have something.
type HealthCount struct {
	Key   string `json:"key"`
	Items int    `json:"items"`
}

// BankHealthView is how a bank stands.
type BankHealthView struct {
	Bank        string           `json:"bank"`
	Release     string           `json:"release,omitempty" doc:"in use; left out where none is, and then there are no items"`
	ReleaseNo   int              `json:"release_no,omitempty"`
	Draws       int              `json:"draws" doc:"papers drawn under release and blueprint in use"`
	FittedOn    actor.Date       `json:"fitted_on,omitempty" doc:"day of the last nightly estimation"`
	FittedFrom  int              `json:"fitted_from" doc:"sittings that it rested on"`
	Cut         int              `json:"cut" doc:"ability at the pass mark, thousandths of a logit"`
	CutAt       *time.Time       `json:"cut_at,omitempty" doc:"when it was set; left out while the labels set it"`
	Stages      []int            `json:"stages" nullable:"false" doc:"items by stage 0 to 3"`
	Flags       []HealthCount    `json:"flags" nullable:"false" doc:"items by flag, every flag, the gravest first"`
	Items       []HealthLine     `json:"items" nullable:"false"`
	Quarantines []QuarantineView `json:"quarantines" nullable:"false" doc:"proposals and items out, newest first"`
}

func thousandths(x float64) int { return int(math.Round(x * 1000)) }

func bankHealthView(h health.BankHealth) BankHealthView {
	v := BankHealthView{Bank: string(h.Bank.ID), Release: string(h.Release.ID), ReleaseNo: h.Release.No, Draws: h.Draws, FittedOn: h.State.FittedOn,
		FittedFrom: h.State.From, Cut: thousandths(h.State.Cut), CutAt: when(h.State.CutAt), Stages: make([]int, 4), Items: make([]HealthLine, len(h.Lines)),
		Quarantines: views(h.Live, quarantineView)}
	count := map[calibration.Flag]int{}
	for i, l := range h.Lines {
		v.Items[i] = healthLine(l)
		v.Stages[l.Stage]++
		for _, f := range l.Flags {
			count[f]++
		}
	}
	for _, f := range health.Flags() {
		v.Flags = append(v.Flags, HealthCount{string(f), count[f]})
	}
	return v
}

func views[T, V any](list []T, view func(T) V) []V {
	out := make([]V, len(list))
	for i, x := range list {
		out[i] = view(x)
	}
	return out
}

func flagged(list []calibration.Flag) []calibration.Flag {
	if list == nil {
		return []calibration.Flag{}
	}
	return list
}

func healthLine(l health.Line) HealthLine {
	share := 0
	if l.Responses > 0 {
		share = (1000*l.Rights + l.Responses/2) / l.Responses
	}
	return HealthLine{Item: string(l.Item.Item), Version: string(l.Version), Type: l.Type, Topic: l.Topic, Label: l.Difficulty, Responses: l.Responses,
		Stage: int(l.Stage), Share: share, Difficulty: thousandths(l.Estimate.Curve.B), Slope: thousandths(l.Estimate.Curve.A), Error: thousandths(l.Estimate.Error),
		Biserial: int(l.Figures.Biserial / 1000), Drawn: l.Drawn, Fair: int(math.Round(l.Fair * 100_000)), Flags: flagged(l.Flags), Quarantine: l.Live}
}

// QuarantineView is a proposal to keep an item out of papers, and what became of it.
type QuarantineView struct {
	ID       string         `json:"id"`
	Bank     string         `json:"bank"`
	Item     string         `json:"item"`
	Version  string         `json:"version"`
	State    health.State   `json:"state" enum:"PROPOSED,DISMISSED,OUT,BACK,RETIRED"`
	Source   health.Source  `json:"source" enum:"WATCH,PERSON"`
	Sum      int            `json:"sum,omitempty" doc:"of the watch for leaks, thousandths"`
	Answers  int            `json:"answers,omitempty" doc:"since the sum began"`
	Reason   string         `json:"reason,omitempty"`
	Owner    string         `json:"owner,omitempty" doc:"name of the person whom the proposal waits for"`
	At       time.Time      `json:"at"`
	By       string         `json:"by,omitempty" doc:"name; left out where the watch proposed"`
	Decider  *BankSignature `json:"decider,omitempty"`
	Decision string         `json:"decision,omitempty"`
	Ender    *BankSignature `json:"ender,omitempty"`
	Ending   string         `json:"ending,omitempty"`
}

func quarantineView(q health.Quarantine) QuarantineView {
	return QuarantineView{ID: string(q.ID), Bank: string(q.Bank), Item: string(q.Item), Version: string(q.Version), State: q.State, Source: q.Source,
		Sum: thousandths(q.Sum), Answers: q.Answers, Reason: q.Reason, Owner: q.Owner.Name, At: q.By.At, By: q.By.Name, Decider: bankSignature(q.Decider),
		Decision: q.Decision, Ender: bankSignature(q.Ender), Ending: q.Ending}
}

// ChosenView is one answer and who gave it, by thirds of people: best, middle, last by their score on the other items.
type ChosenView struct {
	Options []int `json:"options" nullable:"false" doc:"places from 0; empty: nothing chosen"`
	Right   bool  `json:"right"`
	Thirds  []int `json:"thirds" nullable:"false"`
}

// PartHealthView is how one question of a case stands.
type PartHealthView struct {
	No       int                `json:"no" minimum:"1" doc:"place in the case"`
	Answers  int                `json:"answers" doc:"answers of which it is known how each question was answered"`
	Right    int                `json:"right"`
	Open     int                `json:"open" doc:"without an answer"`
	Late     int                `json:"late" doc:"of those without an answer, open when the time was over"`
	Biserial int                `json:"biserial" doc:"corrected point-biserial with the rest of the paper, the other questions of the case left out, thousandths"`
	Flags    []calibration.Flag `json:"flags" nullable:"false" enum:"WEAK,REVERSED,EASY,HARD,SLOW"`
}

// SeenWeek is a week of an item.
type SeenWeek struct {
	Monday actor.Date `json:"monday"`
	Seen   int        `json:"seen"`
	Right  int        `json:"right"`
}

// FrozenView is what a release froze of an item.
type FrozenView struct {
	Release   string    `json:"release"`
	No        int       `json:"no"`
	Name      string    `json:"name"`
	At        time.Time `json:"at"`
	Stage     int       `json:"stage" doc:"0: papers go by the writer's label"`
	Responses int       `json:"responses"`
	AtCut     int       `json:"at_cut,omitempty" doc:"chance of a right answer at the cut, hundred-thousandths"`
	Info      int       `json:"info,omitempty" doc:"information at the cut, hundred-thousandths"`
}

// ItemHealthView is how one item version stands.
type ItemHealthView struct {
	Version     string             `json:"version"`
	Item        string             `json:"item"`
	Bank        string             `json:"bank"`
	Label       int                `json:"label"`
	Responses   int                `json:"responses"`
	Share       int                `json:"share" doc:"right answers in thousandths"`
	Stage       int                `json:"stage" minimum:"0" maximum:"3"`
	Difficulty  int                `json:"difficulty" doc:"thousandths of a logit"`
	Slope       int                `json:"slope" doc:"thousandths"`
	Error       int                `json:"error" doc:"standard error of the difficulty, thousandths of a logit"`
	Cut         int                `json:"cut" doc:"ability at the pass mark, thousandths of a logit"`
	ExaminedOn  actor.Date         `json:"examined_on,omitempty" doc:"day of the figures from here on; left out where there are none yet"`
	Examined    int                `json:"examined" doc:"answers they rest on"`
	Biserial    int                `json:"biserial" doc:"corrected point-biserial, thousandths"`
	Infit       int                `json:"infit" doc:"thousandths; 1000 is as the curve has it"`
	Late        int                `json:"late" doc:"answers that the end of time cut off"`
	Told        int                `json:"told" doc:"answers given in another language, which no other figure counts"`
	Thirds      []int              `json:"thirds" nullable:"false" doc:"people in the best, middle and last third"`
	MaySee      bool               `json:"may_see" doc:"whether choices are shown to the caller"`
	Choices     []ChosenView       `json:"choices" nullable:"false"`
	Parts       []PartHealthView   `json:"parts" nullable:"false" doc:"of a case its questions by themselves; empty until a night has seen answers to them"`
	Weeks       []SeenWeek         `json:"weeks" nullable:"false" doc:"oldest first"`
	Pace        int                `json:"pace" doc:"usual time in seconds; 0: not known"`
	Watch       int                `json:"watch" doc:"sum of the watch for leaks, thousandths"`
	WatchBound  int                `json:"watch_bound" doc:"at which it proposes a quarantine"`
	Flags       []calibration.Flag `json:"flags" nullable:"false" enum:"WEAK,REVERSED,EASY,HARD,DISTRACTOR,MISFIT,SLOW"`
	Quarantines []QuarantineView   `json:"quarantines" nullable:"false" doc:"newest first"`
	Frozen      []FrozenView       `json:"frozen" nullable:"false" doc:"releases that hold the version, oldest first"`
}

func itemHealthView(h health.ItemHealth) ItemHealthView {
	f := h.Figures
	v := ItemHealthView{Version: string(h.Head.ID), Item: string(h.Head.Item), Bank: string(h.Head.Bank), Label: h.Head.Content.Difficulty, Responses: h.Responses,
		Share: thousandths(h.Share), Stage: int(h.Stage), Difficulty: thousandths(h.Estimate.Curve.B), Slope: thousandths(h.Estimate.Curve.A),
		Error: thousandths(h.Estimate.Error), Cut: thousandths(h.Cut), ExaminedOn: f.On, Examined: f.Answers, Biserial: int(f.Biserial / 1000), Infit: int(f.Infit / 1000),
		Late: f.Late, Told: f.Told, Thirds: f.Thirds[:], MaySee: h.Choices, Choices: views(f.Choices, chosenView), Watch: thousandths(h.Watch.Sum),
		WatchBound: thousandths(calibration.Bound), Flags: flagged(h.Flags), Quarantines: views(h.Quarantines, quarantineView), Frozen: views(h.Frozen, frozenView),
		Weeks: views(f.Weeks, func(w health.Week) SeenWeek { return SeenWeek(w) })}
	v.Parts = make([]PartHealthView, len(f.Parts))
	for i, p := range f.Parts {
		v.Parts[i] = PartHealthView{No: i + 1, Answers: p.Answers, Right: p.Right, Open: p.Open, Late: p.Late, Biserial: int(p.Biserial / 1000), Flags: flagged(p.Flags)}
	}
	if h.Pace.Answers > 0 {
		v.Pace = int(math.Round(math.Exp(h.Pace.Mean) / 1000))
	}
	return v
}

func chosenView(c health.Choice) ChosenView {
	v := ChosenView{Options: []int{}, Right: c.Right, Thirds: c.Thirds[:]}
	for set := c.Options; set != 0; set &= set - 1 {
		v.Options = append(v.Options, bits.TrailingZeros16(set))
	}
	return v
}

func frozenView(f health.FrozenAt) FrozenView {
	v := FrozenView{Release: string(f.Release), No: f.No, Name: f.Name, At: f.At}
	if m := f.Measure; m != nil {
		v.Stage, v.Responses, v.AtCut, v.Info = m.Stage, m.Responses, int(m.Params.P[1]), int(m.Params.Info)
	}
	return v
}

// QuarantineDetail is a quarantine with what it would leave short.
type QuarantineDetail struct {
	Quarantine QuarantineView `json:"quarantine"`
	Lacking    ReportView     `json:"lacking"`
}

// ForeknowledgeView is a sitting whose recording is worth a look.
type ForeknowledgeView struct {
	Sitting string                `json:"sitting"`
	SatOn   actor.Date            `json:"sat_on"`
	Index   int                   `json:"index" doc:"thousandths of a log likelihood ratio; of 5,000 simulated honest people one reached 5300"`
	Share   int                   `json:"share" doc:"of the paper that fits best, thousandths"`
	State   health.SuspicionState `json:"state" enum:"OPEN,LOOKED"`
	By      *BankSignature        `json:"by,omitempty"`
	Note    string                `json:"note,omitempty"`
}

func foreknowledgeView(x health.Suspicion) ForeknowledgeView {
	return ForeknowledgeView{x.Sitting, x.SatOn, thousandths(x.Index), thousandths(x.Share), x.State, bankSignature(x.By), x.Note}
}
