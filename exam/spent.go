package exam

import "time"

// Times of answers are differences of when the server received entries. Entries that come closer together than a person can act
// were kept back by an outage and say nothing; longer than most is somebody who did something else.
const (
	together = 50 * time.Millisecond
	most     = 10 * time.Minute
)

// Spent tells how long the person was with each question, from the journal: what lies between an answer or a mark and the entry
// before it. Questions of which it cannot be told are left out: answers that arrived together, and long absences. Pauses count for nothing.
func Spent(entries []Entry) map[int]time.Duration {
	out, lost := map[int]time.Duration{}, map[int]bool{}
	for i, e := range entries {
		if i == 0 || e.Kind != EntryAnswer && e.Kind != EntryMark {
			continue
		}
		took := e.ServerAt.Sub(entries[i-1].ServerAt)
		burst := took < together || i+1 < len(entries) && entries[i+1].Seq != 0 && entries[i+1].ServerAt.Sub(e.ServerAt) < together
		if burst || took > most {
			lost[e.Question] = true
		}
		out[e.Question] += took
	}
	for q := range lost {
		delete(out, q)
	}
	return out
}
