package ws

import "sync"

// outbox holds the frames that wait for the socket. It takes memory only while some wait.
type outbox struct {
	most  int           // more wait: the client does not read
	ready chan struct{} // told when one was added

	mu   sync.Mutex
	list [][]byte
}

// add queues a frame; false when too many wait already.
func (o *outbox) add(frame []byte) bool {
	o.mu.Lock()
	if len(o.list) >= o.most {
		o.mu.Unlock()
		return false
	}
	o.list = append(o.list, frame)
	first := len(o.list) == 1
	o.mu.Unlock()
	if first {
		select {
		case o.ready <- struct{}{}:
		default:
		}
	}
	return true
}

// empty hands the frames to put, in order, until none is left; false when put failed. Only one goroutine calls it.
func (o *outbox) empty(put func([]byte) bool) bool {
	for {
		frame, ok := o.first()
		if !ok {
			return true
		}
		if !put(frame) {
			return false
		}
	}
}

// first takes the oldest frame. A frame leaves the queue before it is written, so the one that is under way does not count.
func (o *outbox) first() ([]byte, bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.list) == 0 {
		return nil, false
	}
	frame := o.list[0]
	if o.list[0] = nil; len(o.list) == 1 {
		o.list = o.list[:0]
		if cap(o.list) > 8 {
			o.list = nil
		}
	} else {
		o.list = o.list[1:]
	}
	return frame, true
}
