package recording

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/fault"
)

// Typed identifiers of this context; each is an actor.NewID.
type (
	SegmentID string
	GapID     string
)

// Segment is one closed piece of a sitting's recording.
type Segment struct {
	ID            SegmentID
	Sitting       exam.SittingID
	No            int // 1, 2, 3 … within the sitting
	Room          site.RoomID
	Seat          site.SeatID
	OrgPath       string
	Track         string // which picture: TrackCamera, TrackScreen or TrackRoom
	Session       string // the camera's connection
	From, To      time.Time
	Size          int64 // bytes
	Width, Height int
	Frames        int
	Sounds        int    // packets of sound
	Note          string // why it stands apart from the one before, see media.Note; empty: it follows
	Node          string // the room node that recorded it while the centre could not; empty: the centre did
	Key           string // in the file store
	SHA256        string // hex, of the file
	Prev, Hash    string // hex, of the chain
	KeptAt        time.Time
}

// Base is the hash that the first segment of a sitting stands on.
func Base(s exam.SittingID) string { return digest("suikao recording 1", string(s)) }

// The tracks. A segment of a camera of the room belongs to no sitting: its chain is the room's, see RoomChain.
const (
	TrackCamera = ""
	TrackScreen = "SCREEN"
	TrackRoom   = "ROOM"
)

// RoomChain stands where a sitting's id stands for the segments of a room's own camera.
func RoomChain(room site.RoomID) exam.SittingID { return exam.SittingID(room) }

// Chained returns what Hash must be. Segments of seats' cameras are hashed as they were before there were other tracks.
func (s Segment) Chained() string {
	if s.Node != "" {
		return digest("suikao segment 3", s.Node, s.Track, s.Prev, string(s.ID), string(s.Sitting), fmt.Sprint(s.No), string(s.Room), string(s.Seat), s.Session,
			fmt.Sprint(s.From.UnixMilli()), fmt.Sprint(s.To.UnixMilli()), fmt.Sprint(s.Size), fmt.Sprint(s.Frames), fmt.Sprint(s.Sounds), s.Note, s.SHA256)
	}
	if s.Track != TrackCamera {
		return digest("suikao segment 2", s.Track, s.Prev, string(s.ID), string(s.Sitting), fmt.Sprint(s.No), string(s.Room), string(s.Seat), s.Session,
			fmt.Sprint(s.From.UnixMilli()), fmt.Sprint(s.To.UnixMilli()), fmt.Sprint(s.Size), fmt.Sprint(s.Frames), fmt.Sprint(s.Sounds), s.Note, s.SHA256)
	}
	return digest("suikao segment 1", s.Prev, string(s.ID), string(s.Sitting), fmt.Sprint(s.No), string(s.Room), string(s.Seat), s.Session,
		fmt.Sprint(s.From.UnixMilli()), fmt.Sprint(s.To.UnixMilli()), fmt.Sprint(s.Size), fmt.Sprint(s.Frames), fmt.Sprint(s.Sounds), s.Note, s.SHA256)
}

// digest is over lines; no part holds a line break.
func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\n") + "\n"))
	return hex.EncodeToString(sum[:])
}

// CheckChain returns the number of the first segment that does not continue the chain of its sitting; 0 when all do.
func CheckChain(sitting exam.SittingID, list []Segment) int {
	prev := Base(sitting)
	for i, s := range list {
		if s.No != i+1 || s.Sitting != sitting || s.Prev != prev || s.Chained() != s.Hash {
			return i + 1
		}
		prev = s.Hash
	}
	return 0
}

// Cause is what is known of a camera that is away.
type Cause string

// The causes.
const (
	Unknown Cause = ""        // no picture comes
	Refused Cause = "REFUSED" // the browser or the person refused it
	Absent  Cause = "ABSENT"  // there is none
	Busy    Cause = "BUSY"    // another program holds it
	Muted   Cause = "MUTED"   // the browser has it and gets nothing from it
	// Repeats is no cause of a loss: pictures come, and each is the same as the one before, point by point.
	Repeats Cause = "REPEATS"
)

// Watch is one sitting whose seat must be seen.
type Watch struct {
	Sitting exam.SittingID
	Room    site.RoomID
	Seat    site.SeatID
	OrgPath string
	From    time.Time // the paper was opened
	To      time.Time // zero while it is open
	SeenAt  time.Time // zero: never
	Cause   Cause
	Lost    bool // a gap lasts
}

// Gap is a time in which a camera was away while the paper was open.
type Gap struct {
	ID       GapID
	Sitting  exam.SittingID
	Room     site.RoomID
	Seat     site.SeatID
	OrgPath  string
	Cause    Cause
	From, To time.Time // To is zero while it lasts
	Stopped  Stopped
	Node     time.Duration // of it, what a room node recorded; filled in by Of
}

// Stopped is what a gap did to the clock of its sitting.
type Stopped int

// What it did.
const (
	NotStopped Stopped = 0
	Stands     Stopped = 1 // the clock was stopped because of it
	GivenBack  Stopped = 2 // it was, and the camera came back
)

// Coverage is how much of a sitting is recorded.
type Coverage struct {
	Total    time.Duration // the paper was open
	Recorded time.Duration // of that; what overlaps counts once
}

// Percent is the part recorded, rounded down; 100 for a paper that was never open.
func (c Coverage) Percent() int {
	if c.Total <= 0 {
		return 100
	}
	return int(c.Recorded * 100 / c.Total)
}

// Cover computes the coverage of a paper open from from to to.
func Cover(from, to time.Time, list []Segment) Coverage {
	if from.IsZero() || !from.Before(to) {
		return Coverage{}
	}
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b Segment) int { return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To)) })
	c, until := Coverage{Total: to.Sub(from)}, from
	for _, s := range list {
		if s.Track != TrackCamera {
			continue
		}
		begin, end := s.From, s.To
		if begin.Before(until) {
			begin = until
		}
		if end.After(to) {
			end = to
		}
		if begin.Before(end) {
			c.Recorded += end.Sub(begin)
			until = end
		}
	}
	return c
}

// AtNode is how much of a gap a room node recorded: the centre did not see the seat, and somebody had its picture all the same. A gap that
// lasts counts to now.
func (g Gap) AtNode(list []Segment, now time.Time) time.Duration {
	to := g.To
	if to.IsZero() {
		to = now
	}
	var own []Segment
	for _, s := range list {
		if s.Node != "" {
			own = append(own, s)
		}
	}
	return Cover(g.From, to, own).Recorded
}

// Failures of recordings.
var (
	ErrNotFound  = fault.Define("recording.not_found", fault.NotFound, "没有找到这段录像。", "This recording was not found.")
	ErrForbidden = fault.Define("recording.forbidden", fault.Forbidden, "您没有查看录像的权限。", "You may not look at recordings.")
	ErrNotSeat   = fault.Define("recording.not_a_seat", fault.Forbidden, "只有座位终端可以上传录像。", "Only a seat terminal publishes a camera.")
	ErrNoSitting = fault.Define("recording.no_sitting", fault.Conflict, "该座位当前没有考试，不开启录像。", "Nobody sits at this seat now, so its camera is not recorded.")
	// ErrDeleted is what a segment says whose period is over. Its hashes stay, the chain still verifies.
	ErrDeleted = fault.Define("recording.deleted", fault.Conflict, "这段录像已于{on}按保存期规定删除，哈希值和删除证明仍在。",
		"This recording was deleted by rule on {on}. Its hashes and the proof of the deletion remain.")
	// ErrOther means that a segment of this id is kept whose content is another.
	ErrOther = fault.Define("recording.other", fault.Conflict, "同一编号已有不同内容的录像。", "A recording with another content exists under this number.")
	// ErrTaken means that another segment took the number meanwhile; Keep tries again.
	ErrTaken = fault.Define("recording.taken", fault.Conflict, "录像正在写入，请稍候。", "Another segment of this sitting was kept at the same time. Try again.")
)
