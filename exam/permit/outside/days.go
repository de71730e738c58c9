package outside

import (
	"context"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

// OrgUse is what an organisation asked on a day.
type OrgUse struct {
	SheetRows int  // rows of its files
	Missed    int  // rows of its keys and files that found nothing
	Closed    bool // too many did: nothing more is answered that day
}

// DayStore counts by organisation and day.
type DayStore interface {
	OrgUse(ctx context.Context, org people.OrgID, day actor.Date) (OrgUse, error) // zero where nothing was asked
	// OrgMiss counts rows that found nothing; false, and nothing counted, when that would pass limit.
	OrgMiss(ctx context.Context, org people.OrgID, day actor.Date, n, limit int) (bool, error)
	// OrgSpend counts rows of a file; false, and nothing counted, when that would pass limit.
	OrgSpend(ctx context.Context, org people.OrgID, day actor.Date, n, limit int) (bool, error)
	// CloseOrg closes a day; false where it was closed already.
	CloseOrg(ctx context.Context, org people.OrgID, day actor.Date) (bool, error)
}
