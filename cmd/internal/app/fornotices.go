package app

import (
	"context"
	"encoding/json"
	"maps"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/textnotice"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// noticeFacts tells exam/textnotice what a text names.
type noticeFacts struct {
	bookings *booking.Service
	permits  permit.PermitStore
	rules    *rules.Service
	clock    actor.Clock
}

// Appointment implements textnotice.Facts.
func (f noticeFacts) Appointment(ctx context.Context, id booking.BookingID) (booking.Appointment, error) {
	return f.bookings.AppointmentOf(ctx, id)
}

// Permit implements textnotice.Facts.
func (f noticeFacts) Permit(ctx context.Context, id permit.ID) (string, actor.Date, error) {
	p, err := f.permits.Permit(ctx, id)
	return p.ItemName, p.ValidTo, err
}

// ItemName implements textnotice.Facts. An item that the catalogue lost meanwhile goes by its code.
func (f noticeFacts) ItemName(ctx context.Context, code string) (string, error) {
	item, err := f.rules.Item(ctx, code, actor.DateOf(f.clock()))
	if err != nil && fault.KindOf(err) == fault.NotFound {
		return code, nil
	}
	return item.Name, err
}

// quietHours are the hours of rest; the configuration was checked at the start.
func (b *base) quietHours() textnotice.Quiet {
	from, to, _ := b.cfg.SMS.Quiet()
	return textnotice.Quiet{From: from, To: to}
}

// employerNotices tells those who run an enterprise that permits of its people end soon.
type employerNotices struct {
	org     func(ctx context.Context, id people.OrgID) (people.Org, error)
	holders func(ctx context.Context, role actor.Role, path string) ([]people.PersonID, error)
	inTx    func(ctx context.Context, fn func(ctx context.Context) error) error
	out     actor.Outbox
}

// due asks for a text to each manager of the enterprise. Delivered again it asks again, which costs one more text.
func (n employerNotices) due(ctx context.Context, e actor.Event) error {
	var body struct {
		Org     people.OrgID
		Permits string
	}
	if err := json.Unmarshal(e.Body, &body); err != nil {
		return err
	}
	return n.tell(actor.AsSystem(ctx, "permit.employer"), body.Org, textnotice.TopicEmployerNotice, map[string]string{"permits": body.Permits})
}

// tell asks for a text to each who runs an organisation: of an authority its regulators.
func (n employerNotices) tell(ctx context.Context, id people.OrgID, topic string, what map[string]string) error {
	org, err := n.org(ctx, id)
	if err != nil {
		return err
	}
	role := people.EnterpriseManager
	if org.Kind == people.Authority {
		role = people.Regulator
	}
	list, err := n.holders(ctx, role, org.Path)
	if err != nil {
		return err
	}
	return n.inTx(ctx, func(ctx context.Context) error {
		for _, p := range list {
			body := map[string]string{"person": string(p)}
			maps.Copy(body, what)
			b, err := json.Marshal(body)
			if err != nil {
				return err
			}
			if err := n.out.Emit(ctx, actor.Event{Topic: topic, Key: string(p), Body: b}); err != nil {
				return err
			}
		}
		return nil
	})
}

// texter sends texts to phones on file.
type texter struct {
	people *people.Service
	by     people.Courier
}

// Text implements textnotice.People.
func (t texter) Text(ctx context.Context, id people.PersonID, text string) (bool, error) {
	return t.people.TextTo(ctx, id, text, t.by)
}
