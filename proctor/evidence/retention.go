package evidence

import (
	"context"
	"fmt"

	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

// Class is a sort of data with a period of its own.
type Class string

// The classes.
const (
	ClassRecording  Class = "RECORDING"
	ClassRoomCamera Class = "ROOM_CAMERA"
	ClassRoomRecord Class = "ROOM_RECORD"
	ClassTemplate   Class = "FACE_TEMPLATE"
	ClassTrail      Class = "AUDIT_TRAIL"
	ClassLog        Class = "SYSTEM_LOG"
	ClassArchive    Class = "ARCHIVE"
)

// Ending is what happens to data after its period.
type Ending string

// The endings.
const (
	ByKey     Ending = "KEY_DESTROYED" // the key is destroyed, files are removed, the proof stays
	ByRemoval Ending = "DELETED"
	Never     Ending = "KEPT"
	ByTurn    Ending = "ROTATED" // by the operator's log keeping
)

// Retention is how long a class of data is kept.
type Retention struct {
	Class  Class
	Months int // 0: see Rule
	Rule   string
	How    Ending
}

// Retention lists how long each class of data is kept where the caller works, by the rules of today. Errors: ErrForbidden.
func (s *Storage) Retention(ctx context.Context) ([]Retention, error) {
	a := actor.From(ctx)
	paths := a.Paths(overseers()...)
	if len(paths) == 0 {
		return nil, ErrForbidden
	}
	recordings, rule, err := s.months(ctx, paths[0], s.clock().UTC())
	if err != nil {
		return nil, err
	}
	archive := 0
	set, err := s.rules.InForce(ctx, rules.Query{Track: rules.Emergency, PersonType: rules.SpecialOperator, OrgPath: paths[0], On: actor.DateOf(s.clock())})
	if stop := trouble(err); stop != nil {
		return nil, stop
	}
	basis := NoPeriod
	if err == nil && set.ArchiveMonths.State == rules.Given {
		archive, basis = set.ArchiveMonths.Value, fmt.Sprintf("%s %s", set.Winner.Key, set.ArchiveMonths.Source)
	}
	return []Retention{
		{ClassRecording, recordings, rule, ByKey},  // with the pictures beside them
		{ClassRoomCamera, recordings, rule, ByKey}, // by day; never before the recordings of who sat there
		{ClassRoomRecord, recordings, rule, Never}, // at least so long; roots and records are small and stay
		{ClassTemplate, 0, "[S: 人脸识别办法公告与解读]", ByRemoval},
		{ClassTrail, 36, "[S: 104号办法]", Never},
		{ClassLog, 6, "[S: 网络安全法]", ByTurn},
		{ClassArchive, archive, basis, Never},
	}, nil
}
