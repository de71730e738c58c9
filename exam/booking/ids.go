package booking

// Typed identifiers of this context; each is an actor.NewID.
type (
	SlotID      string
	BookingID   string
	TicketID    string
	VisitID     string
	AdmissionID string
	CallID      string
)
