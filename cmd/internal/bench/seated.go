package bench

import "context"

// Seated fills the database that the settings (names without SUIKAO_) point to with n people at seats, none of whom has
// begun, and returns the tokens of their terminals.
func Seated(ctx context.Context, settings map[string]string, n int) ([]string, error) {
	seats, err := (&place{env: settings}).prepare(ctx, n, seated)
	out := make([]string, len(seats))
	for i, s := range seats {
		out[i] = s.Token
	}
	return out, err
}
