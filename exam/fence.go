package exam

import "context"

// ScoringVersion names the code that turns a journal into points. Raise it with every change that can give another score
// to any paper: nodes with different versions never serve together (TestScoringVersionNamesTheScores holds them to it).
const ScoringVersion = 1

// Fence says whether this node may decide about results.
type Fence interface {
	// Holds returns nil while every serving node decides as this one does. Inside a transaction that stays so to its end.
	Holds(ctx context.Context) error
}
