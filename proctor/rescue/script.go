package rescue

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor"
)

// StepCode names a step of a script.
type StepCode string

// Step is one thing to do. {fire}, {medical} and {police} stand for the numbers of the exam point.
type Step struct {
	Code StepCode
	Text proctor.Words
}

// Tick is a step that an officer did, or found not to be needed.
type Tick struct {
	ID     string
	Room   site.RoomID
	Began  time.Time // names the emergency
	Step   StepCode
	Needed bool
	Note   string
	By     people.AccountID
	ByName string
	At     time.Time
}

// steps are the scripts by emergency, in the order in which things are done.
var steps = map[string][]Step{
	"FIRE": {
		{"TALK", proctor.Words{ZH: "用通话告诉考场里的人：放下东西，从打开的门离开，不乘电梯。", EN: "Tell the room by voice: leave everything, go out by the open door, use no lift."}},
		{"DIAL_FIRE", proctor.Words{ZH: "拨打 {fire}，说明地址、楼层和有没有人被困。", EN: "Dial {fire}; say address, floor and whether anybody is trapped."}},
		{"DOOR", proctor.Words{ZH: "看画面确认门已打开；没有打开的，请人用门内把手开门。", EN: "See that the door is open; if it is not, have it opened by the handle inside."}},
		{"HELP", proctor.Words{ZH: "呼叫到场人员。", EN: "Call the on-call person."}},
		{"COUNT", proctor.Words{ZH: "对照入场记录清点人数，没有出来的告诉 {fire}。", EN: "Count people against the entry log; tell {fire} who has not come out."}},
		{"DIAL_MEDICAL", proctor.Words{ZH: "有人受伤的，拨打 {medical}。", EN: "If anybody is hurt dial {medical}."}},
		{"ARRIVED", proctor.Words{ZH: "到场人员到达，登记是谁、几点。", EN: "The on-call person is there: enter who and when."}},
		{"HANDED", proctor.Words{ZH: "现场交给消防或现场负责人。", EN: "The place is handed to the fire brigade or whoever is in charge there."}},
	},
	"MEDICAL": {
		{"TALK", proctor.Words{ZH: "用通话问清情况：人是否清醒、有没有呼吸。", EN: "Ask by voice: is the person awake, do they breathe?"}},
		{"DIAL_MEDICAL", proctor.Words{ZH: "拨打 {medical}，说明地址、楼层和症状，按指导施救。", EN: "Dial {medical}; say address, floor and symptoms, do as you are told."}},
		{"DOOR", proctor.Words{ZH: "确认门已打开，让出通道。", EN: "See that the door is open and the way is free."}},
		{"HELP", proctor.Words{ZH: "呼叫到场人员，带急救包。", EN: "Call the on-call person, with the first-aid kit."}},
		{"OTHERS", proctor.Words{ZH: "请其他考生留在座位或到门外等候，考试已暂停并会补时。", EN: "Ask the others to stay seated or wait outside; sittings are paused and the time is given back."}},
		{"ARRIVED", proctor.Words{ZH: "到场人员到达，登记是谁、几点。", EN: "The on-call person is there: enter who and when."}},
		{"HANDED", proctor.Words{ZH: "伤病者交给急救人员，通知家属或单位。", EN: "The person is handed to the ambulance; tell the family or the employer."}},
	},
	"PANIC": {
		{"TALK", proctor.Words{ZH: "立即用通话询问发生了什么。", EN: "Ask by voice at once what happened."}},
		{"DOOR", proctor.Words{ZH: "确认门已打开；有人被锁在里面的，远程开门。", EN: "See that the door is open; open it from afar if somebody is locked in."}},
		{"DIAL_POLICE", proctor.Words{ZH: "有人受到威胁或打斗的，拨打 {police}。", EN: "If anybody is threatened or there is a fight dial {police}."}},
		{"DIAL_MEDICAL", proctor.Words{ZH: "有人受伤或发病的，拨打 {medical}。", EN: "If anybody is hurt or ill dial {medical}."}},
		{"DIAL_FIRE", proctor.Words{ZH: "有烟、火或有人被困的，拨打 {fire}。", EN: "If there is smoke or fire, or somebody is trapped, dial {fire}."}},
		{"HELP", proctor.Words{ZH: "呼叫到场人员。", EN: "Call the on-call person."}},
		{"ARRIVED", proctor.Words{ZH: "到场人员到达，登记是谁、几点。", EN: "The on-call person is there: enter who and when."}},
	},
}

// onSpot are what people at the room's door read, by emergency.
var onSpot = map[string][]proctor.Words{
	"FIRE": {
		{ZH: "请马上离开，不要拿东西，不要乘电梯。", EN: "Leave at once, take nothing, use no lift."},
		{ZH: "门已经打开；打不开时转动门内的把手。", EN: "The door is open; if it is not, turn the handle inside."},
		{ZH: "看见火或有人被困，拨打 {fire}。", EN: "If you see fire, or somebody is trapped, dial {fire}."},
	},
	"MEDICAL": {
		{ZH: "有人需要急救，请让出门口和通道。", EN: "Somebody needs first aid: keep door and way free."},
		{ZH: "会急救的请进入帮助；拨打 {medical}。", EN: "If you know first aid go in and help; dial {medical}."},
	},
	"PANIC": {
		{ZH: "考场里有人求助，门已经打开。", EN: "Somebody in the room calls for help; the door is open."},
		{ZH: "有危险请离开并拨打 {police}，有人受伤拨打 {medical}。", EN: "If it is dangerous leave and dial {police}; if anybody is hurt dial {medical}."},
	},
}

func (n Numbers) fill(w proctor.Words) proctor.Words {
	r := strings.NewReplacer("{fire}", n.Fire, "{medical}", n.Medical, "{police}", n.Police)
	return proctor.Words{ZH: r.Replace(w.ZH), EN: r.Replace(w.EN)}
}

// Done is a step of a script with what was entered about it; nil while nobody has.
type Done struct {
	Step
	Tick *Tick
}

// Script is what to do in an emergency, and what was done.
type Script struct {
	Standing
	OrgPath string
	Numbers Numbers
	Steps   []Done
}

// numbers are those of an exam point, the usual ones where it has none.
func (s *Service) numbers(ctx context.Context, id site.PointID) (Numbers, error) {
	n, err := s.d.Scripts.Numbers(ctx, id)
	if errors.Is(err, ErrNotFound) {
		n, err = Usual(), nil
		n.Point = id
	}
	return n, err
}

// numbersOf are those of a room's exam point.
func (s *Service) numbersOf(ctx context.Context, room site.RoomID) (Numbers, error) {
	r, err := s.d.Places.Room(ctx, room)
	if err != nil {
		return Numbers{}, err
	}
	return s.numbers(ctx, r.Point)
}

func (s *Service) script(ctx context.Context, st Standing) (Script, error) {
	r, err := s.d.Places.Room(ctx, st.Room)
	if err != nil {
		return Script{}, err
	}
	out := Script{Standing: st, OrgPath: r.OrgPath}
	if out.Numbers, err = s.numbers(ctx, r.Point); err != nil || st.Kind == "" {
		return out, err
	}
	ticks, err := s.d.Scripts.Ticks(ctx, st.Room, st.Began)
	for _, x := range steps[st.Kind] {
		d := Done{Step: Step{x.Code, out.Numbers.fill(x.Text)}}
		if i := slices.IndexFunc(ticks, func(t Tick) bool { return t.Step == x.Code }); i >= 0 {
			d.Tick = &ticks[i]
		}
		out.Steps = append(out.Steps, d)
	}
	return out, err
}

// Scripts lists the emergencies that stand in the caller's rooms, with their scripts, oldest first.
func (s *Service) Scripts(ctx context.Context) ([]Script, error) {
	a := actor.From(ctx)
	if len(a.Paths(exam.Watchers()...)) == 0 {
		return nil, ErrForbidden
	}
	all, err := s.d.Emergencies.All(ctx)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(x, y Standing) int { return x.Began.Compare(y.Began) })
	out := []Script{}
	for _, st := range all {
		sc, err := s.script(ctx, st)
		if err != nil {
			return nil, err
		}
		if a.Can(sc.OrgPath, exam.Watchers()...) {
			out = append(out, sc)
		}
	}
	return out, nil
}

// ScriptOf returns the script of the emergency that an incident is about, also of one that is over. ErrNotFound where it is about none.
func (s *Service) ScriptOf(ctx context.Context, id proctor.IncidentID) (Script, error) {
	in, err := s.d.Incidents.Incident(ctx, id)
	if err != nil {
		return Script{}, err
	}
	if err := allowed(ctx, in.OrgPath, exam.Watchers()); err != nil {
		return Script{}, err
	}
	kind, ok := map[proctor.Kind]string{proctor.Fire: "FIRE", proctor.Panic: "PANIC", proctor.Medical: "MEDICAL"}[in.Kind]
	if !ok || in.Sitting != "" {
		return Script{}, ErrNotFound
	}
	return s.script(ctx, Standing{Room: in.Room, Kind: kind, Began: in.At})
}

// Tick enters a step of the emergency that stands in a room. needed false: it was not needed, and note says why. Errors: ErrCalm,
// ErrStep, ErrNote, ErrTicked.
func (s *Service) Tick(ctx context.Context, room site.RoomID, step StepCode, needed bool, note string) (Script, error) {
	r, err := s.d.Places.Room(ctx, room)
	if err != nil {
		return Script{}, err
	}
	if err := allowed(ctx, r.OrgPath, exam.Overseers()); err != nil {
		return Script{}, s.refused(ctx, r.OrgPath, "exam_room:"+string(room), "room.emergency_step", err)
	}
	note = strings.TrimSpace(note)
	if f := actor.CheckLine(note); f != nil {
		return Script{}, f.At("body.note")
	}
	if n := utf8.RuneCountInString(note); n > 200 || !needed && n < 2 {
		return Script{}, ErrNote.At("body.note")
	}
	st, err := s.d.Emergencies.Standing(ctx, room)
	switch {
	case err != nil:
		return Script{}, err
	case st.Kind == "":
		return Script{}, ErrCalm
	case !slices.ContainsFunc(steps[st.Kind], func(x Step) bool { return x.Code == step }):
		return Script{}, ErrStep.At("body.step")
	}
	now := s.now()
	t := Tick{ID: actor.NewID(now), Room: room, Began: st.Began, Step: step, Needed: needed, Note: note, By: people.AccountID(actor.From(ctx).ID), ByName: nameOf(ctx), At: now}
	err = s.d.Store.InTx(ctx, func(ctx context.Context) error {
		fresh, err := s.d.Scripts.AddTick(ctx, t)
		if err != nil {
			return err
		}
		if !fresh {
			list, err := s.d.Scripts.Ticks(ctx, room, st.Began)
			for _, x := range list {
				if x.Step == step {
					return ErrTicked.With("name", x.ByName)
				}
			}
			return errors.Join(err, ErrStale)
		}
		detail := map[string]string{"kind": st.Kind, "step": string(step), "needed": "1", "note": note}
		if !needed {
			detail["needed"] = "0"
		}
		return s.d.Audit.Record(ctx, actor.Entry{Verb: "room.emergency_step", Object: "exam_room:" + string(room), Path: r.OrgPath, Detail: detail})
	})
	if err != nil {
		return Script{}, err
	}
	return s.script(ctx, st)
}

// Notice is what the calling gate or seat shows in an emergency of its room; an empty Kind where there is none.
type Notice struct {
	Standing
	Lines []proctor.Words
	Phone string // of the duty desk
}

// AtDoor tells the calling terminal what people there have to know.
func (s *Service) AtDoor(ctx context.Context) (Notice, error) {
	a := actor.From(ctx)
	if a.Kind != actor.Device || a.Room == "" {
		return Notice{}, ErrForbidden
	}
	st, err := s.d.Emergencies.Standing(ctx, site.RoomID(a.Room))
	if err != nil || st.Kind == "" {
		return Notice{Standing: st}, err
	}
	r, err := s.d.Places.Room(ctx, st.Room)
	if err != nil {
		return Notice{}, err
	}
	p, err := s.d.Places.Point(ctx, r.Point)
	if err != nil {
		return Notice{}, err
	}
	n, err := s.numbers(ctx, r.Point)
	out := Notice{Standing: st, Phone: p.Phone}
	for _, w := range onSpot[st.Kind] {
		out.Lines = append(out.Lines, n.fill(w))
	}
	return out, err
}

var dialled = regexp.MustCompile(`^[0-9][0-9-]{1,18}[0-9]$`)

// NumbersOf returns the emergency numbers of an exam point to who watches it, or manages it.
func (s *Service) NumbersOf(ctx context.Context, id site.PointID) (Numbers, error) {
	p, err := s.d.Places.Point(ctx, id)
	if err != nil {
		return Numbers{}, err
	}
	if err := allowed(ctx, p.OrgPath, exam.Watchers()); err != nil {
		return Numbers{}, err
	}
	return s.numbers(ctx, id)
}

// SetNumbers changes the emergency numbers of an exam point. An exam manager of it may. Version is that of the ones that were read.
// Errors: ErrNumber, ErrLead, ErrStale.
func (s *Service) SetNumbers(ctx context.Context, n Numbers) (Numbers, error) {
	p, err := s.d.Places.Point(ctx, n.Point)
	if err != nil {
		return Numbers{}, err
	}
	if err := allowed(ctx, p.OrgPath, []actor.Role{people.ExamManager}); err != nil {
		return Numbers{}, s.refused(ctx, p.OrgPath, "exam_point:"+string(p.ID), "exam_point.emergency_numbers", err)
	}
	var bad fault.List
	for path, number := range map[string]string{"body.fire": n.Fire, "body.medical": n.Medical, "body.police": n.Police} {
		if !dialled.MatchString(number) {
			bad.Add(path, ErrNumber)
		}
	}
	n.checkLead(&bad)
	if err := bad.Err(); err != nil {
		return Numbers{}, err
	}
	err = s.d.Store.InTx(ctx, func(ctx context.Context) error {
		if err := s.d.Scripts.SaveNumbers(ctx, n); err != nil {
			return err
		}
		return s.d.Audit.Record(ctx, actor.Entry{Verb: "exam_point.emergency_numbers", Object: "exam_point:" + string(p.ID), Path: p.OrgPath,
			Detail: map[string]string{"fire": n.Fire, "medical": n.Medical, "police": n.Police, "lead": n.LeadName}})
	})
	n.Version++
	return n, err
}

// checkLead trims name and telephone of the head of the exam point and says what is wrong with them.
func (n *Numbers) checkLead(bad *fault.List) {
	n.LeadName, n.LeadPhone = strings.TrimSpace(n.LeadName), strings.TrimSpace(n.LeadPhone)
	if n.LeadName == "" && n.LeadPhone == "" {
		return
	}
	if f := actor.CheckLine(n.LeadName); f != nil {
		bad.Add("body.leadName", f)
	} else if l := utf8.RuneCountInString(n.LeadName); l < 2 || l > 60 {
		bad.Add("body.leadName", ErrLead)
	}
	if !dialled.MatchString(n.LeadPhone) {
		bad.Add("body.leadPhone", ErrNumber)
	}
}
