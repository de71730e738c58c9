package people

import (
	"context"

	"github.com/suikao/suikao/internal/actor"
)

// EmploymentOn returns the employment that Employer goes by on a day, with its kind; false where there is none. It is for
// use inside the program and checks no rights.
func (s *Service) EmploymentOn(ctx context.Context, p PersonID, on actor.Date) (Employment, bool, error) {
	all, err := s.d.Works.EmploymentsOf(ctx, p)
	if err != nil {
		return Employment{}, false, err
	}
	best, ok := chief(all, on)
	return best, ok, nil
}
