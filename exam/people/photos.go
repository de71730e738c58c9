package people

import (
	"context"

	"github.com/suikao/suikao/exam/people/photo"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Failures of handing in and deciding about photos.
var (
	ErrPhotoNone  = fault.Define("photo.none", fault.NotFound, "还没有上传证件照。", "There is no document photo yet.")
	ErrPhotoDone  = fault.Define("photo.done", fault.Conflict, "这张照片已经处理过，请刷新后查看。", "This photo has been decided already. Reload the page.")
	ErrPhotoSelf  = fault.Define("photo.self", fault.Forbidden, "提交照片的人不能审核同一张照片，请由另一位同事审核。", "Whoever handed the photo in cannot approve it. Ask a colleague.")
	ErrPhotoCause = fault.Define("photo.reason", fault.Invalid, "请选择重拍原因；选“其他”时请写明怎么改。", "Choose why it must be taken again; with OTHER, say what to change.")
)

// photoJudges decide about photos.
var photoJudges = []actor.Role{ApplicationReviewer, CounterClerk}

// SubmitPhoto checks an upload and makes it the person's current photo, pending a person's approval: by the candidate for
// himself or a counter clerk for a person who stands there. Faults: those of CheckPhoto, ErrNotFound, ErrForbidden.
func (s *Service) SubmitPhoto(ctx context.Context, id PersonID, upload []byte) (Photo, error) {
	a := actor.From(ctx)
	if err := s.maySubmit(ctx, a, id); err != nil {
		return Photo{}, err
	}
	clean, err := photo.Check(upload, s.d.PhotoRules)
	if err != nil {
		return Photo{}, err
	}
	now := s.d.Clock()
	ph := Photo{ID: actor.NewID(now), State: PhotoPending, SubmittedAt: now, SubmittedBy: PersonID(a.Person)}
	ph.Key = "person/" + string(id) + "/photo/" + ph.ID + ".jpg"
	if err := s.d.Photos.PutPhoto(ctx, ph.Key, clean); err != nil {
		return Photo{}, err
	}
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		p, _, err := s.d.Persons.Person(ctx, id)
		if err != nil {
			return err
		}
		if err := s.d.Persons.LockPerson(ctx, id); err != nil {
			return err
		}
		if err := s.d.Pictures.AddPhoto(ctx, id, ph); err != nil {
			return err
		}
		return s.recordPerson(ctx, "photo.submit", p, map[string]string{"photo": ph.ID})
	})
	return ph, err
}

func (s *Service) maySubmit(ctx context.Context, a actor.Actor, id PersonID) error {
	if a.Kind == actor.System || a.Kind == actor.Candidate && a.Person == string(id) {
		return nil
	}
	if a.Kind != actor.Staff {
		return ErrForbidden
	}
	_, _, err := s.personFor(ctx, id, CounterClerk)
	return err
}

// PhotoDecision is a reviewer's decision about a photo.
type PhotoDecision struct {
	Photo   string // id of the photo that was looked at
	Approve bool
	Reason  photo.RetakeReason // when refused
	Note    string             // at most 100 characters, needed with OTHER
}

// DecidePhoto approves or refuses the person's current photo, by a reviewer or clerk other than the natural person who
// handed it in. The event person.photo_decided follows. Faults: ErrPhotoDone, ErrPhotoSelf, ErrPhotoCause, ErrNotFound,
// ErrForbidden.
func (s *Service) DecidePhoto(ctx context.Context, id PersonID, d PhotoDecision) (Photo, error) {
	note, f := Line(d.Note, 100)
	if f != nil {
		return Photo{}, f.At("body.note")
	}
	d.Note = note
	if !d.Approve && (!d.Reason.Known() || d.Reason == photo.RetakeOther && d.Note == "") {
		return Photo{}, ErrPhotoCause.At("body.reason")
	}
	a := actor.From(ctx)
	var ph Photo
	err := s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		p, _, err := s.personFor(ctx, id, photoJudges...)
		if err != nil {
			return err
		}
		if ph, err = s.d.Pictures.PhotoOf(ctx, id); err != nil {
			return err
		}
		switch {
		case ph.ID != d.Photo || ph.State != PhotoPending:
			return ErrPhotoDone
		case a.Kind != actor.System && (a.Person == string(ph.SubmittedBy) || a.Person == string(id)):
			return ErrPhotoSelf
		}
		ph.State, ph.Reason, ph.Note, ph.DecidedAt, ph.DecidedBy = PhotoApproved, "", d.Note, s.d.Clock(), AccountID(a.ID)
		if !d.Approve {
			ph.State, ph.Reason = PhotoRejected, d.Reason
		}
		if a.Kind != actor.Staff {
			ph.DecidedBy = ""
		}
		if err := s.d.Pictures.DecidePhoto(ctx, ph); err != nil {
			return err
		}
		err = s.d.Outbox.Emit(ctx, actor.Event{Topic: "person.photo_decided", Key: string(id), Body: []byte(`{"state":"` + string(ph.State) + `"}`)})
		if err != nil {
			return err
		}
		return s.recordPerson(ctx, "photo.decide", p, map[string]string{"photo": ph.ID, "state": string(ph.State), "reason": string(ph.Reason)})
	})
	return ph, err
}

// PhotoOf returns the person's current photo and its JPEG to whoever may see the person; ErrPhotoNone.
func (s *Service) PhotoOf(ctx context.Context, id PersonID) (Photo, []byte, error) {
	p, err := s.ViewPerson(ctx, id)
	if err != nil {
		return Photo{}, nil, err
	}
	return s.picture(ctx, p)
}

// PhotoFor returns the current photo for use inside the program (ticket, room record, permit); it checks no rights.
func (s *Service) PhotoFor(ctx context.Context, id PersonID) (Photo, []byte, error) {
	p, err := s.Person(ctx, id)
	if err != nil {
		return Photo{}, nil, err
	}
	return s.picture(ctx, p)
}

func (s *Service) picture(ctx context.Context, p Person) (Photo, []byte, error) {
	if p.Photo.Key == "" {
		return Photo{}, nil, ErrPhotoNone
	}
	b, err := s.d.Photos.GetPhoto(ctx, p.Photo.Key)
	return p.Photo, b, err
}
