package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/internal/actor"
)

// NoticeView is a text in force.
type NoticeView struct {
	Kind        notice.Kind `json:"kind"`
	Version     int         `json:"version"`
	Lang        string      `json:"lang"`
	Title       string      `json:"title"`
	Body        string      `json:"body" doc:"paragraphs separated by an empty line"`
	PublishedAt time.Time   `json:"publishedAt"`
}

type noticeIn struct {
	Kind notice.Kind `path:"kind" enum:"PRIVACY,TRUTH_PLEDGE,EXAM_PLEDGE,RECORDING,FACE_CONSENT"`
	Lang string      `query:"lang" maxLength:"8" doc:"zh-CN or en"`
}

// ConfirmForm says which version of which text is confirmed.
type ConfirmForm struct {
	Kind    notice.Kind `json:"kind" enum:"PRIVACY,TRUTH_PLEDGE,EXAM_PLEDGE,RECORDING,FACE_CONSENT"`
	Version int         `json:"version" minimum:"1"`
	Lang    string      `json:"lang,omitempty" maxLength:"8"`
	About   string      `json:"about,omitempty" maxLength:"64" pattern:"^[a-z_]+:[0-9a-z]{26}$" doc:"an application or session, for texts that are confirmed for one"`
}

func (f ConfirmForm) input(channel string) notice.ConfirmInput {
	return notice.ConfirmInput{Kind: f.Kind, Version: f.Version, Lang: f.Lang, About: f.About, Channel: channel}
}

// ConfirmedView is a confirmation that stands.
type ConfirmedView struct {
	Kind    notice.Kind `json:"kind"`
	Version int         `json:"version"`
	At      time.Time   `json:"at" doc:"when it was confirmed first; confirming again changes nothing"`
}

type confirmedOut struct{ Body ConfirmedView }

func confirmed(c notice.Confirmation, err error) (*confirmedOut, error) {
	return &confirmedOut{ConfirmedView{c.Kind, c.Version, c.At}}, err
}

// WordingView is a text in one language.
type WordingView struct {
	Title string `json:"title" minLength:"1" maxLength:"60"`
	Body  string `json:"body" minLength:"1" maxLength:"10000" doc:"paragraphs separated by an empty line"`
}

// NoticeVersionView is one version of a text that is or was in force.
type NoticeVersionView struct {
	Kind        notice.Kind `json:"kind" enum:"PRIVACY,TRUTH_PLEDGE,EXAM_PLEDGE,RECORDING,FACE_CONSENT"`
	Version     int         `json:"version"`
	PublishedAt time.Time   `json:"publishedAt"`
	Own         bool        `json:"own" doc:"published by the authority, not shipped with the program"`
	ZH          WordingView `json:"zh"`
	EN          WordingView `json:"en"`
}

// NoticeProposalView is a new version that waits for the second person, or what became of it.
type NoticeProposalView struct {
	ID         string       `json:"id"`
	Kind       notice.Kind  `json:"kind" enum:"PRIVACY,TRUTH_PLEDGE,EXAM_PLEDGE,RECORDING,FACE_CONSENT"`
	ZH         WordingView  `json:"zh"`
	EN         WordingView  `json:"en"`
	Reason     string       `json:"reason"`
	State      notice.State `json:"state" enum:"PENDING,PUBLISHED,REJECTED,WITHDRAWN"`
	ProposedBy string       `json:"proposedBy" doc:"name"`
	ProposedAt time.Time    `json:"proposedAt"`
	Mine       bool         `json:"mine" doc:"the caller is the natural person who proposed it, and cannot decide"`
	DecidedBy  string       `json:"decidedBy,omitempty"`
	DecidedAt  *time.Time   `json:"decidedAt,omitempty"`
	Remark     string       `json:"remark,omitempty" doc:"why it was rejected"`
	Version    int          `json:"version,omitempty" doc:"under which it was published"`
}

func noticeProposalView(ctx context.Context, p notice.Proposal) NoticeProposalView {
	me := actor.From(ctx).Person
	return NoticeProposalView{string(p.ID), p.Kind, WordingView(p.ZH), WordingView(p.EN), p.Reason, p.State, p.Proposed.Name, p.Proposed.At,
		me != "" && me == string(p.Proposed.Person), p.Decided.Name, when(p.Decided.At), p.Remark, p.Version}
}

type noticeProposalOut struct{ Body NoticeProposalView }

// NoticeProposalRef is a part of inputs; huma reads embedded parts only where their names are exported.
type NoticeProposalRef struct {
	ID string `path:"id" minLength:"26" maxLength:"26"`
}

func (r NoticeProposalRef) proposal() notice.ProposalID { return notice.ProposalID(r.ID) }

// noticeVersions joins the languages of each version.
func noticeVersions(texts []notice.Text) []NoticeVersionView {
	out := []NoticeVersionView{}
	for _, t := range texts {
		last := len(out) - 1
		if last < 0 || out[last].Kind != t.Kind || out[last].Version != t.Version {
			out = append(out, NoticeVersionView{Kind: t.Kind, Version: t.Version, PublishedAt: t.Published, Own: t.Proposal != ""})
			last++
		}
		w := &out[last].ZH
		if t.Lang == "en" {
			w = &out[last].EN
		}
		*w = WordingView{t.Title, t.Body}
	}
	return out
}

// registerNotices declares the texts that people read and confirm.
func registerNotices(g Groups, p People) {
	huma.Register(g.Public, huma.Operation{OperationID: "notice", Method: http.MethodGet, Path: "/notices/{kind}", Summary: "A text in force",
		Description: "Privacy notice, pledges, recording notice, face consent: the version in force in one language."},
		func(ctx context.Context, in *noticeIn) (*struct{ Body NoticeView }, error) {
			n, err := p.Notices.Notice(ctx, in.Kind, in.Lang)
			if err != nil {
				return nil, err
			}
			return &struct{ Body NoticeView }{NoticeView{n.Kind, n.Version, n.Lang, n.Title, n.Body, n.Published}}, nil
		})
	huma.Register(g.Candidate, huma.Operation{OperationID: "candidate-confirm", Method: http.MethodPost, Path: "/me/confirmations", Summary: "Confirm a text",
		Description: "The version in force only; about names an application or sitting where the text is confirmed for one. Confirming again changes nothing."},
		func(ctx context.Context, in *struct{ Body ConfirmForm }) (*confirmedOut, error) {
			return confirmed(p.Notices.Confirm(ctx, people.PersonID(actor.From(ctx).Person), in.Body.input("PORTAL")))
		})
	huma.Register(g.Candidate, huma.Operation{OperationID: "candidate-withdraw", Method: http.MethodDelete, Path: "/me/face-consent", DefaultStatus: http.StatusNoContent,
		Summary: "Withdraw face consent", Description: "Templates are deleted; the way without a face is as good."},
		func(ctx context.Context, _ *struct{}) (*struct{}, error) {
			return nil, p.Notices.Withdraw(ctx, notice.FaceConsent)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "person-confirm", Method: http.MethodPost, Path: "/persons/{id}/confirmations", Summary: "Take a confirmation at the counter",
		Description: "The person read or heard the text; the audit trail keeps both names. Confirming again changes nothing."},
		func(ctx context.Context, in *struct {
			PersonRef
			Body ConfirmForm
		}) (*confirmedOut, error) {
			return confirmed(p.Notices.Confirm(ctx, in.person(), in.Body.input("COUNTER")))
		})
	registerNoticeVersions(g, p)
	registerNoticeDecisions(g, p)
}

// registerNoticeVersions declares how the authority words its texts.
func registerNoticeVersions(g Groups, p People) {
	huma.Register(g.Staff, huma.Operation{OperationID: "notices", Method: http.MethodGet, Path: "/notices", Summary: "All versions of the texts",
		Description: "Kind by kind, the newest version first; each kind's first is in force."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body Page[NoticeVersionView] }, error) {
			list, err := p.Notices.Versions(ctx)
			return &struct{ Body Page[NoticeVersionView] }{Page[NoticeVersionView]{Items: noticeVersions(list)}}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "notice-proposals", Method: http.MethodGet, Path: "/notice-proposals", Summary: "Proposed texts",
		Description: "Newest first, decided ones included; for rule editors, rule approvers and audit administrators of the root authority."},
		func(ctx context.Context, in *Paging) (*struct{ Body Page[NoticeProposalView] }, error) {
			rows, err := p.Notices.Proposals(ctx, notice.ProposalID(in.Cursor), in.Limit+1)
			return &struct{ Body Page[NoticeProposalView] }{page(rows, in.Limit, func(x notice.Proposal) NoticeProposalView { return noticeProposalView(ctx, x) },
				func(x notice.Proposal) string { return string(x.ID) })}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "notice-propose", Method: http.MethodPost, Path: "/notice-proposals", DefaultStatus: http.StatusCreated, Summary: "Propose a text",
		Description: "The next version in both languages, by a rule editor of the root authority. The same words again, while they wait, are that proposal."},
		func(ctx context.Context, in *struct {
			Body struct {
				Kind   notice.Kind `json:"kind" enum:"PRIVACY,TRUTH_PLEDGE,EXAM_PLEDGE,RECORDING,FACE_CONSENT"`
				ZH     WordingView `json:"zh"`
				EN     WordingView `json:"en"`
				Reason string      `json:"reason" minLength:"2" maxLength:"200" doc:"why the text changes"`
			}
		}) (*noticeProposalOut, error) {
			x, err := p.Notices.Propose(ctx, in.Body.Kind, notice.Wording(in.Body.ZH), notice.Wording(in.Body.EN), in.Body.Reason)
			return &noticeProposalOut{noticeProposalView(ctx, x)}, err
		})
}

func registerNoticeDecisions(g Groups, p People) {
	huma.Register(g.Staff, huma.Operation{OperationID: "notice-publish", Method: http.MethodPost, Path: "/notice-proposals/{id}/publication", Summary: "Put a proposed text into force",
		Description: "As the next version, by a rule approver of the root authority other than who proposed it; everybody confirms it from then on."},
		func(ctx context.Context, in *NoticeProposalRef) (*noticeProposalOut, error) {
			x, err := p.Notices.Publish(ctx, in.proposal())
			return &noticeProposalOut{noticeProposalView(ctx, x)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "notice-reject", Method: http.MethodPost, Path: "/notice-proposals/{id}/rejection", Summary: "Reject a proposed text",
		Description: "With a reason; same caller as for publication."},
		func(ctx context.Context, in *struct {
			NoticeProposalRef
			Body struct {
				Reason string `json:"reason" minLength:"2" maxLength:"200"`
			}
		}) (*noticeProposalOut, error) {
			x, err := p.Notices.Reject(ctx, in.proposal(), in.Body.Reason)
			return &noticeProposalOut{noticeProposalView(ctx, x)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "notice-take-back", Method: http.MethodPost, Path: "/notice-proposals/{id}/withdrawal", Summary: "Take back a proposed text",
		Description: "By who proposed it, while it waits."},
		func(ctx context.Context, in *NoticeProposalRef) (*noticeProposalOut, error) {
			x, err := p.Notices.TakeBack(ctx, in.proposal())
			return &noticeProposalOut{noticeProposalView(ctx, x)}, err
		})
}
