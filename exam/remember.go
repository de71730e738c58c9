package exam

import "sync"

// mostRemembered is how many heads a lane remembers, about 250 bytes each.
const mostRemembered = 16384

// memory is the heads of a lane as its last transactions left them. A batch of which every record follows such a head is
// written without asking for the heads first: the write itself compares epoch, gate and deadline, and the place in the
// journal is unique, so a head that has changed elsewhere undoes the transaction and the batch goes the long way. What is
// remembered never decides alone, and a record is refused only by heads that are locked.
type memory struct {
	mu    sync.Mutex
	heads map[SittingID]Head
}

// ledger returns the batch as judged by the remembered heads, or nil when one is unknown or a record does not follow.
func (m *memory) ledger(batch []waiting) *ledger {
	m.mu.Lock()
	defer m.mu.Unlock()
	l := newLedger(len(batch))
	for i, b := range batch {
		h := l.heads[b.w.Sitting]
		if h == nil {
			known, ok := m.heads[b.w.Sitting]
			if !ok {
				return nil
			}
			h = &known
			l.heads[b.w.Sitting] = h
		}
		if b.w.Seq <= h.Seq || h.Gate != GateOpen { // what else it takes to decide is in the database
			return nil
		}
		l.take(i, b.w)
		if l.receipts[i].Err != nil {
			return nil
		}
	}
	return l
}

// keep remembers heads after the commit.
func (m *memory) keep(heads []Head) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.heads)+len(heads) > mostRemembered {
		clear(m.heads)
	}
	for _, h := range heads {
		m.heads[h.Sitting] = h
	}
}

func (m *memory) forget(batch []waiting) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, b := range batch {
		delete(m.heads, b.w.Sitting)
	}
}

// forget is for an act on a sitting, which changes its head: the next batch would be undone for nothing.
func (p *pipeline) forget(id SittingID) {
	m := &p.lane(id).known
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.heads, id)
}
