package app

import (
	"context"

	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

// bankOf tells where a release of questions belongs.
func bankOf(bank *questionbank.Service) func(context.Context, assembly.ReleaseID) (release.BankOf, error) {
	return func(ctx context.Context, id assembly.ReleaseID) (release.BankOf, error) {
		r, err := bank.ReleaseAt(ctx, id)
		return release.BankOf{Path: r.Path, ItemCode: r.ItemCode}, err
	}
}
