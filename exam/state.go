package exam

// State is where a sitting stands.
type State string

// The states of a sitting. A candidate at a seat passes ASSIGNED … SCORED; the others are side exits.
const (
	Assigned  State = "ASSIGNED"          // admitted, a seat given, nothing confirmed
	Pledged   State = "PLEDGED"           // notices confirmed, paper drawn and put by
	Practised State = "PRACTISED"         // practice question done or skipped
	Running   State = "RUNNING"           // paper delivered, the clock runs
	Paused    State = "PAUSED"            // an officer stopped the clock
	Submitted State = "SUBMITTED"         // handed in, not scored yet
	Scored    State = "SCORED"            // a provisional result exists
	Review    State = "UNDER_REVIEW"      // the result is held until a named person has decided
	Aborted   State = "ABORTED_TECHNICAL" // given up for technical reasons: no attempt, answers kept as evidence
	Lapsed    State = "LAPSED"            // never started: no attempt
	Voided    State = "VOIDED"            // made void by a decision of the authority
)

// States lists every state in the order of a life.
func States() []State {
	return []State{Assigned, Pledged, Practised, Running, Paused, Submitted, Scored, Review, Aborted, Lapsed, Voided}
}

// Act is what moves a sitting from one state to another.
type Act string

// The acts.
const (
	ActPledge   Act = "PLEDGE"
	ActPractise Act = "PRACTISE"
	ActStart    Act = "START"
	ActPause    Act = "PAUSE"
	ActResume   Act = "RESUME"
	ActCredit   Act = "CREDIT" // time is given back for an outage
	ActSubmit   Act = "SUBMIT"
	ActScore    Act = "SCORE"
	ActAbort    Act = "ABORT"
	ActLapse    Act = "LAPSE"
	ActHold     Act = "HOLD"  // a review of the result begins
	ActClear    Act = "CLEAR" // the review ends without a decision against the candidate
	ActVoid     Act = "VOID"
)

// Acts lists every act.
func Acts() []Act {
	return []Act{ActPledge, ActPractise, ActStart, ActPause, ActResume, ActCredit, ActSubmit, ActScore, ActAbort, ActLapse, ActHold, ActClear, ActVoid}
}

type edge struct {
	from State
	act  Act
}

// transitions is the whole state machine: what is not here does not happen.
var transitions = map[edge]State{
	{Assigned, ActPledge}:  Pledged,
	{Pledged, ActPractise}: Practised,
	{Practised, ActStart}:  Running,
	{Running, ActPause}:    Paused,
	{Paused, ActResume}:    Running,
	{Running, ActCredit}:   Running,
	{Paused, ActCredit}:    Paused, // an outage before the pause
	{Running, ActSubmit}:   Submitted,
	{Paused, ActSubmit}:    Submitted,
	{Submitted, ActScore}:  Scored,
	{Assigned, ActLapse}:   Lapsed,
	{Pledged, ActLapse}:    Lapsed,
	{Practised, ActLapse}:  Lapsed,
	{Assigned, ActAbort}:   Aborted,
	{Pledged, ActAbort}:    Aborted,
	{Practised, ActAbort}:  Aborted,
	{Running, ActAbort}:    Aborted,
	{Paused, ActAbort}:     Aborted,
	{Scored, ActHold}:      Review,
	{Review, ActClear}:     Scored,
	{Scored, ActVoid}:      Voided,
	{Review, ActVoid}:      Voided,
}

// After returns the state that act a leads to from s, or ErrState naming both.
func (s State) After(a Act) (State, error) {
	to, ok := transitions[edge{s, a}]
	if !ok {
		return s, ErrState.With("state", s).With("act", a)
	}
	return to, nil
}

// Party is who has to act next.
type Party string

// The parties.
const (
	ByCandidate Party = "CANDIDATE"
	ByOfficer   Party = "REMOTE_INVIGILATOR"
	BySystem    Party = "SYSTEM"
	ByReleaser  Party = "RESULT_RELEASER"
	ByReviewer  Party = "REVIEWER"
	ByNobody    Party = ""
)

// Next names who must act for the matter to go on: after an end without a paper handed in the person books again. ByNobody
// where the authority has decided.
func (s State) Next() Party {
	switch s {
	case Assigned, Pledged, Practised, Running, Aborted, Lapsed: // the last two book again
		return ByCandidate
	case Paused:
		return ByOfficer
	case Submitted:
		return BySystem
	case Scored:
		return ByReleaser
	case Review:
		return ByReviewer
	default:
		return ByNobody
	}
}

// Final reports whether no act leads out of the state.
func (s State) Final() bool { return s == Aborted || s == Lapsed || s == Voided }

// Live reports whether the sitting occupies its person and its seat: a person has at most one live sitting.
func (s State) Live() bool { return s.Unstarted() || s == Running || s == Paused }

// Unstarted reports whether the paper has not been opened yet.
func (s State) Unstarted() bool { return s == Assigned || s == Pledged || s == Practised }

// HandedIn reports whether the answers are final: submitted, whatever became of the result.
func (s State) HandedIn() bool { return s == Submitted || s == Scored || s == Review || s == Voided }
