package booking

import (
	"context"

	"github.com/suikao/suikao/internal/fault"
)

// ErrNotLetIn says that a visit has not led into the room.
var ErrNotLetIn = fault.Define("gate.not_let_in", fault.Conflict, "还没有入场，不能抽签。请先完成身份核对。",
	"Nobody was let in by this visit yet. Finish the check of the person first.")

// LetIn returns the admission that a visit at the calling gate has led to; ErrNotLetIn where it has led to none, also for somebody
// who leaves or comes back.
func (s *Service) LetIn(ctx context.Context, id VisitID) (AdmissionID, error) {
	v, err := s.visitAt(ctx, id)
	if err != nil {
		return "", err
	}
	if v.State != VisitAdmitted || v.Way != WayIn || v.AdmissionID == "" {
		return "", ErrNotLetIn
	}
	return v.AdmissionID, nil
}
