package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/people/photo"
)

const (
	photoBody  = 2<<20 + 1 // one more than the service's limit, so that its own fault answers
	rosterBody = 4<<20 + 1
)

// PhotoUpload is a part of inputs; huma reads embedded parts only where their names are exported.
type PhotoUpload struct {
	RawBody []byte `contentType:"application/octet-stream"`
}

type jpegOut struct {
	Type string `header:"Content-Type"`
	Body []byte
}

// PersonRef is a part of inputs; huma reads embedded parts only where their names are exported.
type PersonRef struct {
	ID string `path:"id" minLength:"26" maxLength:"26"`
}

func (p PersonRef) person() people.PersonID { return people.PersonID(p.ID) }

type personOut struct{ Body PersonView }

// RegisterPeople declares what staff do with persons.
func RegisterPeople(g Groups, p People) {
	registerPersonReads(g, p)
	registerPersonWrites(g, p)
	registerPersonPhoto(g, p)
	registerCounter(g, p)
	registerWork(g, p)
	registerRoster(g, p)
	registerAuthorities(g, p)
}

func registerPersonReads(g Groups, p People) {
	huma.Register(g.Staff, huma.Operation{OperationID: "persons-search", Method: http.MethodPost, Path: "/persons/search", Summary: "Find persons",
		Description: "Within the caller's organisations; numbers travel in the body and must be whole."},
		func(ctx context.Context, in *struct {
			Paging
			Body struct {
				Name     string            `json:"name,omitempty" maxLength:"60" doc:"beginning of the name"`
				Document *DocumentForm     `json:"document,omitempty"`
				Phone    string            `json:"phone,omitempty" maxLength:"30"`
				Employer string            `json:"employer,omitempty" maxLength:"26"`
				Photo    people.PhotoState `json:"photo,omitempty" enum:"NONE,PENDING,APPROVED,REJECTED"`
			}
		}) (*struct{ Body Page[PersonView] }, error) {
			q := people.PersonSearch{Name: in.Body.Name, Phone: in.Body.Phone, Employer: people.OrgID(in.Body.Employer), Photo: in.Body.Photo,
				After: people.PersonID(in.Cursor), Limit: in.Limit + 1}
			if d := in.Body.Document; d != nil {
				q.Document = &people.PersonInput{DocKind: d.Kind, DocNumber: d.Number, Country: d.Country}
			}
			rows, err := p.Persons.FindPersons(ctx, q)
			return &struct{ Body Page[PersonView] }{page(rows, in.Limit, personView, func(x people.Person) string { return string(x.ID) })}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "person", Method: http.MethodGet, Path: "/persons/{id}", Summary: "A person", Description: "Numbers are masked."},
		func(ctx context.Context, in *PersonRef) (*personOut, error) {
			x, err := p.Persons.ViewPerson(ctx, in.person())
			return &personOut{personView(x)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "person-unmask", Method: http.MethodPost, Path: "/persons/{id}/unmask", Summary: "Show a whole number",
		Description: "For roles that need it, with a reason; the audit trail keeps both."},
		func(ctx context.Context, in *struct {
			PersonRef
			Body struct {
				Field  people.NumberField `json:"field" enum:"DOCUMENT,PHONE"`
				Reason string             `json:"reason" minLength:"2" maxLength:"200"`
			}
		}) (*struct {
			Body struct {
				Number string `json:"number"`
			}
		}, error) {
			n, err := p.Persons.Unmask(ctx, in.person(), in.Body.Field, in.Body.Reason)
			out := &struct {
				Body struct {
					Number string `json:"number"`
				}
			}{}
			out.Body.Number = n
			return out, err
		})
}

func registerPersonWrites(g Groups, p People) {
	huma.Register(g.Staff, huma.Operation{OperationID: "person-add", Method: http.MethodPost, Path: "/persons", DefaultStatus: http.StatusCreated, Summary: "Enter a person",
		Description: "Kept by an organisation of the caller's."},
		func(ctx context.Context, in *struct {
			Body struct {
				PersonForm
				Home string `json:"home" minLength:"26" maxLength:"26"`
			}
		}) (*personOut, error) {
			x, err := p.Persons.AddPerson(ctx, people.OrgID(in.Body.Home), in.Body.input())
			return &personOut{personView(x)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "person-update", Method: http.MethodPatch, Path: "/persons/{id}", Summary: "Change a person's record",
		Description: "By a clerk or reviewer with a reason; a changed version is refused."},
		func(ctx context.Context, in *struct {
			PersonRef
			Body struct {
				Version   int64             `json:"version" minimum:"1"`
				Reason    string            `json:"reason" minLength:"2" maxLength:"200"`
				Name      *string           `json:"name,omitempty" maxLength:"60"`
				Document  *DocumentForm     `json:"document,omitempty"`
				Sex       *identity.Sex     `json:"sex,omitempty" enum:"M,F"`
				Birth     *string           `json:"birth,omitempty" maxLength:"10"`
				Education *people.Education `json:"education,omitempty" enum:"PRIMARY,JUNIOR,SENIOR,VOCATIONAL,COLLEGE,BACHELOR,GRADUATE"`
			}
		}) (*personOut, error) {
			b := in.Body
			ch := people.PersonChange{Name: b.Name, Education: b.Education, Sex: b.Sex, Birth: b.Birth, Reason: b.Reason}
			if d := b.Document; d != nil {
				ch.Document = &people.PersonInput{DocKind: d.Kind, DocNumber: d.Number, Country: d.Country, Expires: d.Expires}
			}
			x, err := p.Persons.UpdatePerson(ctx, in.person(), b.Version, ch)
			return &personOut{personView(x)}, err
		})
}

func registerPersonPhoto(g Groups, p People) {
	huma.Register(g.Staff, huma.Operation{OperationID: "person-photo", Method: http.MethodGet, Path: "/persons/{id}/photo", Summary: "A person's document photo", Description: "The current photo as JPEG."},
		func(ctx context.Context, in *PersonRef) (*jpegOut, error) {
			_, b, err := p.Persons.PhotoOf(ctx, in.person())
			return &jpegOut{"image/jpeg", b}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "person-photo-put", Method: http.MethodPut, Path: "/persons/{id}/photo", Summary: "Hand in a photo for a person",
		Description: "By a counter clerk; somebody else approves it.", MaxBodyBytes: photoBody},
		func(ctx context.Context, in *struct {
			PersonRef
			PhotoUpload
		}) (*struct{ Body PhotoView }, error) {
			ph, err := p.Persons.SubmitPhoto(ctx, in.person(), in.RawBody)
			return &struct{ Body PhotoView }{photoView(ph)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "person-photo-decide", Method: http.MethodPost, Path: "/persons/{id}/photo/decision", Summary: "Approve or refuse a photo",
		Description: "By a reviewer or clerk other than who handed it in; names the photo that was looked at."},
		func(ctx context.Context, in *struct {
			PersonRef
			Body struct {
				Photo   string             `json:"photo" minLength:"26" maxLength:"26"`
				Approve bool               `json:"approve"`
				Reason  photo.RetakeReason `json:"reason,omitempty" enum:"FACE,BACKGROUND,BLURRED,OLD,PERSON,OTHER"`
				Note    string             `json:"note,omitempty" maxLength:"100"`
			}
		}) (*struct{ Body PhotoView }, error) {
			ph, err := p.Persons.DecidePhoto(ctx, in.person(), people.PhotoDecision{Photo: in.Body.Photo, Approve: in.Body.Approve, Reason: in.Body.Reason, Note: in.Body.Note})
			return &struct{ Body PhotoView }{photoView(ph)}, err
		})
}

// registerCounter declares what a clerk does for a person who stands there or telephones.
func registerCounter(g Groups, p People) {
	huma.Register(g.Staff, huma.Operation{OperationID: "person-claim-code", Method: http.MethodPost, Path: "/persons/{id}/claim-code", Summary: "Make a claim code",
		Description: "Handed to the person after the document was seen; works once, for 24 hours."},
		func(ctx context.Context, in *struct {
			PersonRef
			Body struct {
				Reason string `json:"reason" minLength:"2" maxLength:"200"`
			}
		}) (*struct {
			Body struct {
				Code string `json:"code"`
			}
		}, error) {
			code, err := p.Candidates.ClerkCode(ctx, in.person(), in.Body.Reason)
			out := &struct {
				Body struct {
					Code string `json:"code"`
				}
			}{}
			out.Body.Code = code
			return out, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "person-phone", Method: http.MethodPut, Path: "/persons/{id}/phone", Summary: "Change a person's phone at the counter",
		Description: "By the code sent to the new phone; the audit trail keeps both names."},
		func(ctx context.Context, in *struct {
			PersonRef
			Body struct {
				Phone  string `json:"phone" minLength:"1" maxLength:"30"`
				Code   string `json:"code" minLength:"1" maxLength:"20"`
				Reason string `json:"reason" minLength:"2" maxLength:"200"`
			}
		}) (*struct{}, error) {
			return nil, p.Candidates.ChangePhoneAtCounter(ctx, in.person(), in.Body.Phone, in.Body.Code, in.Body.Reason)
		})
}

// EmploymentView is a person's work for an organisation.
type EmploymentView struct {
	ID   string                `json:"id"`
	Org  string                `json:"org"`
	Kind people.EmploymentKind `json:"kind" enum:"REGULAR,DISPATCHED,INTERN"`
	From string                `json:"from"`
	To   string                `json:"to,omitempty"`
}

func employmentView(e people.Employment) EmploymentView {
	return EmploymentView{e.ID, string(e.Org), e.Kind, string(e.From), string(e.To)}
}

func registerWork(g Groups, p People) {
	huma.Register(g.Staff, huma.Operation{OperationID: "employments", Method: http.MethodGet, Path: "/persons/{id}/employments", Summary: "Where a person works", Description: "Oldest first."},
		func(ctx context.Context, in *PersonRef) (*struct{ Body []EmploymentView }, error) {
			rows, err := p.Persons.Employments(ctx, in.person())
			out := []EmploymentView{}
			for _, e := range rows {
				out = append(out, employmentView(e))
			}
			return &struct{ Body []EmploymentView }{out}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "employee-add", Method: http.MethodPost, Path: "/orgs/{id}/employees", DefaultStatus: http.StatusCreated, Summary: "Enter an employee",
		Description: "Found by document and name, or entered; a phone is taken for a new person only."},
		func(ctx context.Context, in *struct {
			OrgRef
			Body struct {
				PersonForm
				Employment people.EmploymentKind `json:"employment" enum:"REGULAR,DISPATCHED,INTERN"`
				From       string                `json:"from" maxLength:"10"`
				To         string                `json:"to,omitempty" maxLength:"10"`
			}
		}) (*struct {
			Body struct {
				Person     PersonView     `json:"person"`
				Employment EmploymentView `json:"employment"`
			}
		}, error) {
			x, e, err := p.Persons.Hire(ctx, in.org(), people.HireInput{Person: in.Body.input(), Kind: in.Body.Employment, From: in.Body.From, To: in.Body.To})
			out := &struct {
				Body struct {
					Person     PersonView     `json:"person"`
					Employment EmploymentView `json:"employment"`
				}
			}{}
			out.Body.Person, out.Body.Employment = personView(x), employmentView(e)
			return out, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "employment-end", Method: http.MethodPost, Path: "/employments/{id}/end", Summary: "End an employment", Description: "Sets its last day."},
		func(ctx context.Context, in *struct {
			PersonRef
			Body struct {
				To string `json:"to" maxLength:"10"`
			}
		}) (*struct{}, error) {
			return nil, p.Persons.EndEmployment(ctx, in.ID, in.Body.To)
		})
}
