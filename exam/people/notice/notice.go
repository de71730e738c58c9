package notice

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam/people"
)

// Kind is the kind of a versioned text.
type Kind string

// The texts that are kept apart (bureau process, section 1).
const (
	Privacy         Kind = "PRIVACY"      // 个人信息处理告知
	TruthPledge     Kind = "TRUTH_PLEDGE" // 材料真实性承诺书
	HonestyPledge   Kind = "EXAM_PLEDGE"  // 诚信考试承诺书
	RecordingNotice Kind = "RECORDING"    // 录音录像告知
	FaceConsent     Kind = "FACE_CONSENT" // 人脸单独同意, can be withdrawn
)

// Text is one version of a text in one language.
type Text struct {
	Kind      Kind
	Version   int
	Lang      string // zh-CN, en
	Title     string
	Body      string // paragraphs separated by an empty line
	Published time.Time
}

// Confirmation says that a person confirmed a version of a text.
type Confirmation struct {
	ID        string
	Person    people.PersonID
	Kind      Kind
	Version   int
	Lang      string
	About     string // "sitting:ID", "exam_application:ID"; empty = in general
	Channel   string // PORTAL, SEAT, GATE, COUNTER
	By        string // account id where a clerk took it for the person
	At        time.Time
	Withdrawn time.Time
}

// Store keeps the versioned texts and who confirmed them.
type Store interface {
	AddNotice(ctx context.Context, n Text) error
	Notice(ctx context.Context, kind Kind, version int, lang string) (Text, error)
	// LatestNotice returns the highest version that is published at t.
	LatestNotice(ctx context.Context, kind Kind, lang string, t time.Time) (Text, error)
	AddConfirmation(ctx context.Context, c Confirmation) error
	Confirmations(ctx context.Context, p people.PersonID, kind Kind) ([]Confirmation, error)
	WithdrawConfirmations(ctx context.Context, p people.PersonID, kind Kind, at time.Time) (int, error)
}
