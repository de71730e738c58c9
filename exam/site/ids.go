package site

// Typed identifiers of this context; each is an actor.NewID.
type (
	PointID         string
	RoomID          string
	SeatID          string
	AuthorizationID string
	ShiftID         string
	ClosureID       string
)
