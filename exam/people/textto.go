package people

import (
	"context"

	"github.com/suikao/suikao/exam/people/guard"
)

// ForNotice is the purpose of a text that tells something and holds no code.
const ForNotice guard.Purpose = "NOTICE"

// Courier delivers a message and waits for the gateway's answer. What fails may be tried again.
type Courier interface {
	Deliver(ctx context.Context, m Message) error
}

// TextTo sends a text to a person's phone on file; false when none is on file. It serves the program's own notices and
// checks no rights: the number is opened here and goes to the courier alone.
func (s *Service) TextTo(ctx context.Context, id PersonID, text string, by Courier) (bool, error) {
	_, sealed, err := s.d.Persons.Person(ctx, id)
	if err != nil {
		return false, err
	}
	phone, err := s.openPhone(id, sealed)
	if err != nil || phone == "" {
		return false, err
	}
	return true, by.Deliver(ctx, Message{Phone: phone, Purpose: ForNotice, Text: text})
}
