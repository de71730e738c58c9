package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/fault"
)

var (
	errAuditForbidden = fault.Define("audit.forbidden", fault.Forbidden, "只有审计管理员和安全管理员可以查看审计记录。", "Only audit and security administrators may read the audit trail.")
)

// AuditEntry is one act on the trail.
type AuditEntry struct {
	ID        string            `json:"id"`
	At        time.Time         `json:"at"`
	ActorKind string            `json:"actorKind"`
	Actor     string            `json:"actor"`
	Name      string            `json:"name"`
	Verb      string            `json:"verb"`
	Object    string            `json:"object"`
	Detail    map[string]string `json:"detail"`
	Position  int64             `json:"position" doc:"place in the chain; 0 within the first second"`
	Request   string            `json:"request"`
}

// RegisterAudit declares reading the audit trail, and the calls that stand on it.
func RegisterAudit(g Groups, l *audit.Log) {
	huma.Register(g.Staff, huma.Operation{OperationID: "audit-list", Method: http.MethodGet, Path: "/audit",
		Summary: "The audit trail of the own area", Description: "Newest first, for audit and security administrators; nothing on it can be changed."},
		func(ctx context.Context, in *struct {
			Paging
			Object string `query:"object" maxLength:"120" doc:"kind:id"`
			Verb   string `query:"verb" maxLength:"80" doc:"beginning of the verb"`
			Actor  string `query:"actor" maxLength:"64"`
		}) (*struct{ Body Page[AuditEntry] }, error) {
			paths := actor.From(ctx).Paths(people.AuditAdmin, people.SecurityAdmin)
			if len(paths) == 0 {
				return nil, errAuditForbidden
			}
			list, err := l.Find(ctx, audit.Query{Paths: paths, Object: in.Object, Verb: in.Verb, Actor: in.Actor, Before: in.Cursor, Limit: in.Limit})
			if err != nil {
				return nil, err
			}
			out := &struct{ Body Page[AuditEntry] }{Page[AuditEntry]{Items: make([]AuditEntry, len(list))}}
			for i, r := range list {
				if r.Detail == nil {
					r.Detail = map[string]string{}
				}
				out.Body.Items[i] = AuditEntry{ID: r.ID, At: time.UnixMilli(r.AtMillis).UTC(), ActorKind: r.ActorKind, Actor: r.ActorID, Name: r.ActorName,
					Verb: r.Verb, Object: r.Object, Detail: r.Detail, Position: r.Pos, Request: r.Request}
			}
			if len(list) == in.Limit {
				out.Body.Next = list[len(list)-1].ID
			}
			return out, nil
		})
}
