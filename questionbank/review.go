package questionbank

import (
	"context"
	"strconv"
	"strings"

	"github.com/suikao/suikao/internal/actor"
)

// Submit hands drafts to review (DRAFT → CHECKED). The submitter cannot approve them.
func (s *Service) Submit(ctx context.Context, ids []VersionID, comment string) error {
	return s.move(ctx, ids, step{from: Draft, to: Checked, right: write, act: "SUBMIT", verb: "item.submit"}, comment)
}

// Approve accepts checked versions. Whoever wrote or submitted one of them cannot. Older approved versions of the same
// items are retired.
func (s *Service) Approve(ctx context.Context, ids []VersionID, comment string) error {
	return s.move(ctx, ids, step{from: Checked, to: Approved, right: review, act: "APPROVE", verb: "item.approve"}, comment)
}

// Reject refuses checked versions with a reason. The answer to it is a new version (Revise).
func (s *Service) Reject(ctx context.Context, ids []VersionID, reason string) error {
	reason, err := reasoned(reason)
	if err != nil {
		return err
	}
	return s.move(ctx, ids, step{from: Checked, to: Rejected, right: review, act: "REJECT", verb: "item.reject"}, reason)
}

// Retire withdraws approved versions from future releases. Releases that hold them keep them.
func (s *Service) Retire(ctx context.Context, ids []VersionID, reason string) error {
	reason, err := reasoned(reason)
	if err != nil {
		return err
	}
	return s.move(ctx, ids, step{from: Approved, to: Retired, right: review, act: "RETIRE", verb: "item.retire"}, reason)
}

// Discard drops drafts that were never handed to review, such as a mistaken import.
func (s *Service) Discard(ctx context.Context, ids []VersionID, reason string) error {
	reason, err := reasoned(reason)
	if err != nil {
		return err
	}
	return s.move(ctx, ids, step{from: Draft, to: Retired, right: write, act: "DISCARD", verb: "item.discard"}, reason)
}

// Note adds a remark to a version without changing its state.
func (s *Service) Note(ctx context.Context, id VersionID, comment string) error {
	comment, err := reasoned(comment)
	if err != nil {
		return err
	}
	by, err := s.sign(ctx)
	if err != nil {
		return err
	}
	if err := s.notForeign(ctx, id, write); err != nil {
		return err
	}
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		_, b, err := s.versionFor(ctx, id, write)
		if err != nil {
			return err
		}
		if err := s.d.Items.AddComments(ctx, comments([]VersionID{id}, "NOTE", comment, by)); err != nil {
			return err
		}
		return s.record(ctx, b, "item.note", "item_version:"+string(id), nil)
	})
}

// SubmitBatch hands all drafts of an import to review.
func (s *Service) SubmitBatch(ctx context.Context, id BatchID, comment string) error {
	return s.batch(ctx, id, Draft, write, func(ctx context.Context, ids []VersionID) error { return s.Submit(ctx, ids, comment) })
}

// ApproveBatch accepts all checked versions of an import.
func (s *Service) ApproveBatch(ctx context.Context, id BatchID, comment string) error {
	return s.batch(ctx, id, Checked, review, func(ctx context.Context, ids []VersionID) error { return s.Approve(ctx, ids, comment) })
}

// RejectBatch refuses all checked versions of an import.
func (s *Service) RejectBatch(ctx context.Context, id BatchID, reason string) error {
	return s.batch(ctx, id, Checked, review, func(ctx context.Context, ids []VersionID) error { return s.Reject(ctx, ids, reason) })
}

// DiscardBatch drops all drafts of an import.
func (s *Service) DiscardBatch(ctx context.Context, id BatchID, reason string) error {
	return s.batch(ctx, id, Draft, write, func(ctx context.Context, ids []VersionID) error { return s.Discard(ctx, ids, reason) })
}

func (s *Service) batch(ctx context.Context, id BatchID, in State, r right, act func(context.Context, []VersionID) error) error {
	b, err := s.d.Items.Batch(ctx, id)
	if err != nil {
		return err
	}
	if _, err := s.bankFor(ctx, b.Bank, r); err != nil {
		return hidden(err, ErrBatchUnknown)
	}
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		list, err := s.d.Items.FindVersions(ctx, ItemQuery{Bank: b.Bank, Batch: id, State: in, Limit: MaxAtOnce})
		if err != nil {
			return err
		}
		ids := make([]VersionID, len(list))
		for i, v := range list {
			ids[i] = v.ID
		}
		return act(ctx, ids)
	})
}

// step is one move of the review.
type step struct {
	from, to State
	right    right
	act      string // on the comment
	verb     string // on the trail
}

// move carries out a step for versions of one bank, all or none.
func (s *Service) move(ctx context.Context, ids []VersionID, st step, comment string) error {
	by, err := s.sign(ctx)
	if err != nil {
		return err
	}
	if comment, err = commented(comment); err != nil {
		return err
	}
	if len(ids) == 0 {
		return ErrNothing
	}
	if len(ids) > MaxAtOnce {
		return ErrTooMany.With("n", MaxAtOnce)
	}
	if err := s.notForeign(ctx, ids[0], st.right); err != nil {
		return err
	}
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		b, err := s.mayMove(ctx, ids, st, by)
		if err != nil {
			return err
		}
		if err := s.d.Items.Move(ctx, ids, st.from, st.to, by); err != nil {
			return err
		}
		if st.to == Approved {
			if err := s.d.Items.RetireOthers(ctx, ids); err != nil {
				return err
			}
		}
		if st.to == Rejected || st.to == Retired {
			if err := s.d.Items.FreeStems(ctx, ids); err != nil {
				return err
			}
		}
		if err := s.d.Items.AddComments(ctx, comments(ids, st.act, comment, by)); err != nil {
			return err
		}
		return s.record(ctx, b, st.verb, "bank:"+string(b.ID), map[string]string{"versions": strconv.Itoa(len(ids)),
			"first": string(ids[0]), "last": string(ids[len(ids)-1]), "comment": comment})
	})
}

// mayMove checks rights, states and the second person for every version.
func (s *Service) mayMove(ctx context.Context, ids []VersionID, st step, by Signature) (Bank, error) {
	list, err := s.d.Items.Versions(ctx, ids)
	if err != nil {
		return Bank{}, err
	}
	if len(list) != len(ids) {
		return Bank{}, ErrItemUnknown
	}
	b, err := s.bankFor(ctx, list[0].Bank, st.right)
	if err != nil {
		return Bank{}, hidden(err, ErrItemUnknown)
	}
	for _, v := range list {
		switch {
		case v.Bank != b.ID:
			return Bank{}, ErrItemUnknown // also a foreign id among own ones
		case v.State != st.from:
			return Bank{}, ErrState.With("version", v.ID)
		}
		if st.from == Checked {
			if err := second(by, v.Writer, v.Checker); err != nil {
				return Bank{}, err
			}
		}
	}
	return b, nil
}

func comments(ids []VersionID, act, text string, by Signature) []Comment {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	out := make([]Comment, len(ids))
	for i, id := range ids {
		out[i] = Comment{ID: CommentID(actor.NewID(by.At)), Version: id, Act: act, Text: text, By: by}
	}
	return out
}
