package rules

import (
	"context"

	"github.com/suikao/suikao/exam/people"
)

// Question is a matter decided by rule.
type Question string

// The questions that name a date.
const (
	AskConditions  Question = "CONDITIONS"  // age, schooling, region, papers, fee
	AskTraining    Question = "TRAINING"    // hours asked for, exemptions
	AskPaper       Question = "PAPER"       // duration, points, pass mark of an examination
	AskAttempts    Question = "ATTEMPTS"    // how many sittings, what follows when they are used up
	AskScoreLife   Question = "SCORE_LIFE"  // how long a passed part counts
	AskPublication Question = "PUBLICATION" // until when the result is published; score check
	AskIssue       Question = "ISSUE"       // until when the application is decided
	AskValidity    Question = "VALIDITY"    // period and review interval of a new credential
	AskReview      Question = "REVIEW"      // whether a review that falls due is needed
	AskRenewal     Question = "RENEWAL"     // what a renewal asks for
	AskSanction    Question = "SANCTION"    // length of a ban
)

// DateKind is an event whose date chooses the rule.
type DateKind string

// The events.
const (
	OnApplication DateKind = "APPLICATION" // the application was accepted
	OnSitting     DateKind = "SITTING"     // the paper starts (for SCORE_LIFE: the sitting that relies on the earlier part)
	OnDecision    DateKind = "DECISION"    // the authority decides
	OnDue         DateKind = "DUE"         // the day something falls due (reviews only)
)

// Basis states which date answers a question, why, and on what source. Organisations may state their own.
type Basis struct {
	ID       BasisID
	Org      people.OrgID
	Question Question
	Date     DateKind
	Reason   string
	Source   string
	Proposal ProposalID // empty for a seed
	Seq      int64      // later rows of the same organisation and question win
}

// BasisOf returns the row that answers question for an organisation: the nearest organisation, then the latest row.
// Errors: ErrNoBasis for a question without a row.
func (s *Service) BasisOf(ctx context.Context, question Question, orgPath string) (Basis, error) {
	rows, err := s.store.Rows(ctx)
	if err != nil {
		return Basis{}, err
	}
	return rows.basis(question, orgPath)
}

func (r *Rows) basis(question Question, orgPath string) (Basis, error) {
	var best Basis
	nearest := -1
	for _, b := range r.bases {
		near := nearness(b.Org, orgPath)
		if b.Question == question && (near > nearest || near == nearest && near >= 0 && b.Seq > best.Seq) {
			best, nearest = b, near
		}
	}
	if best.Question == "" {
		return Basis{}, ErrNoBasis.With("question", question)
	}
	return best, nil
}

// Questions lists all questions in the order of the pages.
func Questions() []Question {
	return []Question{AskConditions, AskTraining, AskPaper, AskAttempts, AskScoreLife, AskPublication, AskIssue, AskValidity,
		AskReview, AskRenewal, AskSanction}
}

// BasesOf returns the row in force for every question, in the order of Questions.
func (s *Service) BasesOf(ctx context.Context, orgPath string) ([]Basis, error) {
	var out []Basis
	for _, q := range Questions() {
		b, err := s.BasisOf(ctx, q, orgPath)
		if err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	return out, nil
}
