package media

import (
	"errors"
	"syscall"
	"time"
)

// UnstoredFor is how long pictures must have come without one on the disk for a seat to count as not recorded; a second is stored
// once a second.
const UnstoredFor = 5 * time.Second

// Unstored lists whose pictures come and do not come onto the disk, and whether the disk said lately that it is full.
func (s *Server) Unstored() (list []Source, full bool) {
	now := time.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, ss := range s.sessions {
		if ss.src.Gate {
			continue
		}
		stored := ss.opened
		if at := ss.rec.out.stored.Load(); at != 0 {
			stored = time.Unix(0, at)
		}
		if seen := ss.rec.lastSeen(); now.Sub(seen) < SilenceFor && now.Sub(stored) > UnstoredFor {
			list = append(list, ss.src)
		}
	}
	return list, now.Sub(time.Unix(0, s.figures.full.Load())) < 2*UnstoredFor
}

// fullDisk reports whether err says that there is no room: of the disk, or of what this user may have.
func fullDisk(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, errBudget)
}
