package app

import "context"

// Attend puts this process on the list of nodes without opening a socket, for commands that run sittings themselves, and
// returns what takes it off again. It fails with jobs.ErrFence while nodes serve that would decide differently.
func (a *App) Attend(ctx context.Context) (leave func(), err error) {
	if err := a.node.Join(ctx); err != nil {
		return nil, err
	}
	return func() { a.leave(ctx) }, nil
}
