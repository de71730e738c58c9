package app

import (
	"cmp"
	"context"

	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

// corrected names questions whose keys were corrected, by their number at the writers where they have one.
func corrected(bank *questionbank.Service) func(context.Context, assembly.ReleaseID, int) ([]release.Correction, error) {
	return func(ctx context.Context, id assembly.ReleaseID, version int) ([]release.Correction, error) {
		list, err := bank.CorrectedKeys(ctx, id, version)
		out := make([]release.Correction, len(list))
		for i, x := range list {
			out[i] = release.Correction{Item: cmp.Or(x.SourceNo, string(x.Item)), Topic: x.Topic, Part: x.Part, KeyVersion: x.No, Reason: x.Reason, By: x.By.Name, Approver: x.Approver.Name}
		}
		return out, err
	}
}

// bankOf tells where a release of questions belongs.
func bankOf(bank *questionbank.Service) func(context.Context, assembly.ReleaseID) (release.BankOf, error) {
	return func(ctx context.Context, id assembly.ReleaseID) (release.BankOf, error) {
		r, err := bank.ReleaseAt(ctx, id)
		return release.BankOf{Path: r.Path, ItemCode: r.ItemCode}, err
	}
}
