package kv

// Len returns how many entries the store holds, also ones that ran out.
func (m *Memory) Len() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.sessions) + len(m.leases) + len(m.presence) + len(m.limits) + len(m.counters)
}
