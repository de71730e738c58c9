package store

import (
	"sync"

	"github.com/suikao/suikao/exam/rules"
)

// mostDecoded is more texts than there are rule sets anywhere.
const mostDecoded = 1000

// params remembers what texts decode to: the same few dozen are read for every pledge and every result. The rows themselves
// are read again after every change, so it holds at once. Nobody writes into what it returns.
type params struct {
	mu   sync.Mutex
	held map[string]rules.Params
}

func (p *params) decode(text string) (rules.Params, error) {
	p.mu.Lock()
	out, ok := p.held[text]
	p.mu.Unlock()
	if ok {
		return out, nil
	}
	out, err := rules.DecodeParams([]byte(text))
	if err != nil {
		return out, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.held == nil || len(p.held) >= mostDecoded {
		p.held = map[string]rules.Params{}
	}
	p.held[text] = out
	return out, nil
}
