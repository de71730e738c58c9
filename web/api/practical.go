package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/practical"
	"github.com/suikao/suikao/internal/actor"
)

// PracticalMark is an assessor's mark for one subject.
type PracticalMark struct {
	Subject string   `json:"subject" enum:"K1,K2,K3,K4"`
	Points  int      `json:"points" minimum:"0" maximum:"100"`
	Vetoes  []string `json:"vetoes" maxItems:"10" nullable:"false" doc:"否决项 that were hit, worded as the task words them"`
	Note    string   `json:"note,omitempty" maxLength:"200"`
}

// PracticalTask is a drawn task.
type PracticalTask struct {
	Code    string   `json:"code"`
	Name    string   `json:"name"`
	Minutes int      `json:"minutes"`
	Vetoes  []string `json:"vetoes" nullable:"false"`
	Subject string   `json:"subject"`
	Title   string   `json:"title" doc:"name of the subject"`
	Weight  int      `json:"weight"`
}

// PracticalExam is one practical examination as staff see it.
type PracticalExam struct {
	ID       string           `json:"id"`
	Person   string           `json:"person"`
	Item     string           `json:"item"`
	On       string           `json:"on" format:"date"`
	State    practical.State  `json:"state" enum:"OPEN,DIFFERENT,CONFIRMED,VOID"`
	Attempt  int              `json:"attempt"`
	Tasks    []PracticalTask  `json:"tasks" nullable:"false"`
	Sheets   []PracticalSheet `json:"sheets" nullable:"false" doc:"the sheets the caller may see"`
	Points   *int             `json:"points,omitempty"`
	Vetoed   bool             `json:"vetoed"`
	Passed   *bool            `json:"passed,omitempty"`
	Reason   string           `json:"reason,omitempty"`
	OpenedAt time.Time        `json:"openedAt"`
}

// PracticalSheet is one assessor's sheet.
type PracticalSheet struct {
	Assessor string          `json:"assessor"`
	Marks    []PracticalMark `json:"marks" nullable:"false"`
}

func practicalView(s *practical.Service, e practical.Exam) PracticalExam {
	v := PracticalExam{ID: string(e.ID), Person: string(e.Person), Item: e.Item, On: string(e.On), State: e.State, Attempt: e.Attempt,
		Vetoed: e.Outcome.Vetoed, Reason: e.Reason, OpenedAt: e.OpenedAt, Tasks: []PracticalTask{}, Sheets: []PracticalSheet{}}
	if st, err := s.Standard(e.Item); err == nil && len(st.Subjects) == len(e.Tasks) {
		for i, t := range e.Tasks {
			k := st.Subjects[i]
			v.Tasks = append(v.Tasks, PracticalTask{t.Code, t.Name, t.Minutes, t.Vetoes, k.Code, k.Name, k.Weight})
		}
	}
	for i, sheet := range e.Sheets {
		if sheet == nil {
			continue
		}
		out := PracticalSheet{Assessor: string(e.Assessors[i]), Marks: []PracticalMark{}}
		for _, m := range sheet {
			vetoes := m.Vetoes
			if vetoes == nil {
				vetoes = []string{}
			}
			out.Marks = append(out.Marks, PracticalMark{m.Subject, m.Points, vetoes, m.Note})
		}
		v.Sheets = append(v.Sheets, out)
	}
	if e.State == practical.Confirmed {
		v.Points, v.Passed = &e.Outcome.Points, &e.Outcome.Passed
	}
	return v
}

type practicalOut struct{ Body PracticalExam }

// PracticalRef is a part of inputs; huma reads embedded parts only where their names are exported.
type PracticalRef struct {
	ID string `path:"id" maxLength:"26"`
}

// RegisterPractical declares the practical examinations: begin, enter a sheet, break off, read.
func RegisterPractical(g Groups, s *practical.Service, path func(ctx context.Context, org people.OrgID) (string, error)) {
	huma.Register(g.Staff, huma.Operation{
		OperationID: "practical-begin", Method: http.MethodPost, Path: "/practical", DefaultStatus: http.StatusCreated,
		Summary: "Begin a practical examination", Description: "Draws the tasks and names the two assessors; refused before a valid theory pass.",
	}, func(ctx context.Context, in *struct {
		Body struct {
			Person    string   `json:"person" maxLength:"26"`
			Item      string   `json:"item" maxLength:"20"`
			Org       string   `json:"org" maxLength:"26" doc:"organisation of the exam point"`
			Assessors []string `json:"assessors" minItems:"2" maxItems:"2" nullable:"false" doc:"staff account ids"`
		}
	}) (*practicalOut, error) {
		p, err := path(ctx, people.OrgID(in.Body.Org))
		if err != nil {
			return nil, err
		}
		e, err := s.Begin(ctx, people.PersonID(in.Body.Person), in.Body.Item, p,
			[2]people.AccountID{people.AccountID(in.Body.Assessors[0]), people.AccountID(in.Body.Assessors[1])})
		if err != nil {
			return nil, err
		}
		return &practicalOut{practicalView(s, e)}, nil
	})
	huma.Register(g.Staff, huma.Operation{
		OperationID: "practical-enter", Method: http.MethodPost, Path: "/practical/{id}/sheet",
		Summary: "Enter one's own sheet", Description: "The acting assessor's marks; equal sheets of both assessors confirm the result.",
	}, func(ctx context.Context, in *struct {
		PracticalRef
		Body struct {
			Sheet []PracticalMark `json:"sheet" minItems:"1" maxItems:"8" nullable:"false"`
		}
	}) (*practicalOut, error) {
		marks := make([]practical.Mark, len(in.Body.Sheet))
		for i, m := range in.Body.Sheet {
			marks[i] = practical.Mark{Subject: m.Subject, Points: m.Points, Vetoes: m.Vetoes, Note: m.Note}
		}
		if _, err := s.Enter(ctx, practical.ExamID(in.ID), marks); err != nil {
			return nil, err
		}
		e, err := s.Exam(ctx, practical.ExamID(in.ID))
		if err != nil {
			return nil, err
		}
		return &practicalOut{practicalView(s, e)}, nil
	})
	huma.Register(g.Staff, huma.Operation{
		OperationID: "practical-break-off", Method: http.MethodPost, Path: "/practical/{id}/break-off", DefaultStatus: http.StatusNoContent,
		Summary: "Break off for a technical reason", Description: "Ends an unfinished examination; it does not count as an attempt.",
	}, func(ctx context.Context, in *struct {
		PracticalRef
		Body struct {
			Reason string `json:"reason" minLength:"2" maxLength:"200"`
		}
	}) (*struct{}, error) {
		return nil, s.BreakOff(ctx, practical.ExamID(in.ID), in.Body.Reason)
	})
	huma.Register(g.Staff, huma.Operation{
		OperationID: "practical-list", Method: http.MethodGet, Path: "/practical",
		Summary: "Practical examinations of the own organisations", Description: "Newest first; mine=true lists those the caller assesses.",
	}, func(ctx context.Context, in *struct {
		Paging
		Mine  bool   `query:"mine"`
		State string `query:"state" enum:"OPEN,DIFFERENT,CONFIRMED,VOID"`
	}) (*struct{ Body Page[PracticalExam] }, error) {
		q := practical.Query{State: practical.State(in.State), After: practical.ExamID(in.Cursor), Limit: in.Limit}
		if in.Mine {
			q.Assessor = people.AccountID(actor.From(ctx).ID)
		}
		list, err := s.Find(ctx, q)
		if err != nil {
			return nil, err
		}
		return &struct{ Body Page[PracticalExam] }{pageOf(list, in.Limit, func(e practical.Exam) PracticalExam { return practicalView(s, e) },
			func(e practical.Exam) string { return string(e.ID) })}, nil
	})
	huma.Register(g.Staff, huma.Operation{
		OperationID: "practical-read", Method: http.MethodGet, Path: "/practical/{id}",
		Summary: "One practical examination", Description: "Until it is closed an assessor sees only the own sheet.",
	}, func(ctx context.Context, in *PracticalRef) (*practicalOut, error) {
		e, err := s.Exam(ctx, practical.ExamID(in.ID))
		if err != nil {
			return nil, err
		}
		return &practicalOut{practicalView(s, e)}, nil
	})
}
