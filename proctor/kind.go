package proctor

import (
	"slices"
	"strings"
)

// Kind is the code of an entry of the catalogue: area, full stop, what happened. Codes do not change their meaning.
type Kind string

// Class is the first level of the catalogue. 疑似违纪 is said of Candidate alone.
type Class string

// The classes.
const (
	Environment Class = "ENVIRONMENT" // 环境: room, power, line, camera
	Candidate   Class = "CANDIDATE"   // 疑似违纪: what may concern the conduct of the person at the seat
	Staff       Class = "STAFF"       // 值守: what those on duty did not do
	Technical   Class = "TECHNICAL"   // 设备: terminal, program, network
	Other       Class = "OTHER"       // 其他
)

// Severity says how soon somebody has to look.
type Severity int

// The degrees of severity.
const (
	Low      Severity = 1 // in the course of the shift
	Medium   Severity = 2 // within minutes
	High     Severity = 3 // within ReactIn
	Critical Severity = 4 // at once: people or the whole room
)

// String returns the code of the wire and the database.
func (s Severity) String() string {
	if s < Low || s > Critical {
		return "LOW"
	}
	return [...]string{"LOW", "MEDIUM", "HIGH", "CRITICAL"}[s-Low]
}

// Words is one text in both languages.
type Words struct{ ZH, EN string }

// In returns the text in a language: "en…" or Chinese.
func (w Words) In(lang string) string {
	if strings.HasPrefix(strings.ToLower(lang), "en") && w.EN != "" {
		return w.EN
	}
	return w.ZH
}

// Entry is one kind of the catalogue.
type Entry struct {
	Kind     Kind
	Class    Class
	Severity Severity
	Holds    bool  // a result whose sitting it concerns is not released before a named person has decided
	Title    Words // what happened
	Do       Words // what the duty officer does now
}

// The kinds.
const (
	CameraLost     Kind = "environment.camera_lost"
	RoomCameraLost Kind = "environment.room_camera_lost"
	CameraCovered  Kind = "environment.camera_covered"
	CameraFrozen   Kind = "environment.camera_frozen"
	CameraLooped   Kind = "environment.camera_looped"
	SceneChanged   Kind = "environment.scene_changed"
	MicrophoneLost Kind = "environment.microphone_lost"
	UplinkLost     Kind = "environment.uplink_lost"
	PowerLost      Kind = "environment.power_lost"
	DiskFull       Kind = "environment.disk_full"
	Fire           Kind = "environment.fire"
	Panic          Kind = "environment.panic"
	Medical        Kind = "environment.medical"
	Headcount      Kind = "environment.headcount"
	DoorForced     Kind = "environment.door_forced"
	Unrecorded     Kind = "environment.unrecorded"

	Absent          Kind = "candidate.absent"
	SeveralFaces    Kind = "candidate.several_faces"
	OtherPerson     Kind = "candidate.other_person"
	TurnedAway      Kind = "candidate.turned_away"
	Phone           Kind = "candidate.phone"
	Book            Kind = "candidate.book"
	Voice           Kind = "candidate.voice"
	ChallengeFailed Kind = "candidate.challenge_failed"
	Photograph      Kind = "candidate.photograph"
	LeftSeat        Kind = "candidate.left_seat"
	ItemFound       Kind = "candidate.item_found"
	AlarmMisused    Kind = "candidate.alarm_misused"

	WithoutEvent    Kind = "input.without_event"
	WithoutMovement Kind = "input.without_movement"
	RemoteArtefact  Kind = "input.remote_artefact"
	Synthetic       Kind = "input.synthetic"
	SecondSocket    Kind = "input.second_socket"
	DevTools        Kind = "input.devtools"

	KioskCrash        Kind = "technical.kiosk_crash"
	AttestationFailed Kind = "technical.attestation_failed"
	ClockSkew         Kind = "technical.clock_skew"
	StorageFailed     Kind = "technical.storage"
	NetworkFailed     Kind = "technical.network"
	SelfTestFailed    Kind = "technical.self_test_failed"
	MediaProcess      Kind = "technical.media_process"

	LateReaction    Kind = "staff.late_reaction"
	HandoverMissing Kind = "staff.handover_missing"

	Mismatch      Kind = "identity.mismatch"
	ThreeFailures Kind = "identity.three_failures"
	RecheckFailed Kind = "identity.recheck_failed"
	Tailgating    Kind = "identity.tailgating"

	Reported Kind = "other.reported"
)

// Find returns the entry of a kind; false for a code that the catalogue does not have.
func Find(k Kind) (Entry, bool) {
	i := slices.IndexFunc(catalogue, func(e Entry) bool { return e.Kind == k })
	if i < 0 {
		return Entry{}, false
	}
	return catalogue[i], true
}

// Catalogue lists every kind.
func Catalogue() []Entry { return slices.Clone(catalogue) }

// aboutPeople reports whether the kind says something of a person that only a measured detector may say.
func (e Entry) aboutPeople() bool {
	return e.Class == Candidate || strings.HasPrefix(string(e.Kind), "identity.") || strings.HasPrefix(string(e.Kind), "input.")
}
