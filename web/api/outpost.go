package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/outpost"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// OutpostNode is a room node as staff see it.
type OutpostNode struct {
	ID         string     `json:"id"`
	Name       string     `json:"name"`
	EnrolledAt time.Time  `json:"enrolledAt"`
	SeenAt     time.Time  `json:"seenAt" doc:"last statement"`
	RevokedAt  *time.Time `json:"revokedAt,omitempty"`
	Version    string     `json:"version,omitempty" doc:"of its program, as last heard"`
	Seats      int        `json:"seats" doc:"connected through it, as last heard"`
	Booked     int        `json:"booked" doc:"people of the coming hours"`
	Prepared   int        `json:"prepared" doc:"for how many of them it has all questions, sealed"`
	Single     *time.Time `json:"singleSince,omitempty" doc:"since when it stores records without the other node of its pair"`
}

// OutpostOverview is a room node in the list of all.
type OutpostOverview struct {
	OutpostNode
	Room      string     `json:"room"`
	Silent    bool       `json:"silent" doc:"not heard for longer than the grace"`
	CutSince  *time.Time `json:"cutSince,omitempty" doc:"from when on centre and node did not hear each other; left out while they do"`
	Away      int        `json:"away" doc:"sittings that it holds"`
	Undecided int        `json:"undecided" doc:"journals of it that wait for a decision"`
	Films     int        `json:"films" doc:"pieces of recordings that lie there, as last heard"`
}

// OutpostCall is a call to the on-call person that a room node made by its own path.
type OutpostCall struct {
	ID      string    `json:"id"`
	Node    string    `json:"node"`
	Name    string    `json:"name"`
	Phone   string    `json:"phone"`
	At      time.Time `json:"at"`
	Outcome string    `json:"outcome" enum:"CALLING,ANSWERED,SENT,FAILED,NO_PATH,NO_PERSON"`
	Detail  string    `json:"detail,omitempty"`
}

// OutpostHold is a sitting that was handed over to a room node.
type OutpostHold struct {
	Sitting    string     `json:"sitting"`
	Node       string     `json:"node"`
	HandedAt   time.Time  `json:"handedAt"`
	RecallAt   *time.Time `json:"recallAt,omitempty" doc:"staff asked for it"`
	RecallName string     `json:"recallName,omitempty"`
	RecallWhy  string     `json:"recallWhy,omitempty"`
	ClosedAt   *time.Time `json:"closedAt,omitempty" doc:"left out while the node holds it"`
	How        string     `json:"how,omitempty" doc:"RETURNED, RELEASED, CALLED_BACK"`
	Films      int        `json:"films,omitempty" doc:"pieces of its recording that lie at the node; the result waits for them, or for a recall with lost"`
}

// OutpostEvidence is a journal that a room node handed back and could not be applied.
type OutpostEvidence struct {
	ID          string     `json:"id"`
	Sitting     string     `json:"sitting"`
	Node        string     `json:"node"`
	Code        string     `json:"code"`
	Why         string     `json:"why"`
	Statement   []byte     `json:"statement" doc:"as it came, canonical CBOR"`
	Signature   []byte     `json:"signature" doc:"Ed25519 of the node over the statement"`
	ReceivedAt  time.Time  `json:"receivedAt"`
	DecidedAt   *time.Time `json:"decidedAt,omitempty"`
	DecidedName string     `json:"decidedName,omitempty"`
	Decision    string     `json:"decision,omitempty"`
}

// OutpostRoom is all of it for a room.
type OutpostRoom struct {
	Nodes    []OutpostNode     `json:"nodes" nullable:"false"`
	Holds    []OutpostHold     `json:"holds" nullable:"false" doc:"of the last 24 hours, newest first; then older ones whose recordings are not back"`
	Evidence []OutpostEvidence `json:"evidence" nullable:"false"`
	Calls    []OutpostCall     `json:"calls" nullable:"false" doc:"to the on-call person, newest first"`
}

func outpostNode(n outpost.Node) OutpostNode {
	return OutpostNode{string(n.ID), n.Name, n.EnrolledAt, n.SeenAt, when(n.RevokedAt), n.Beat.Version, n.Beat.Seats, n.Beat.Booked, n.Beat.Prepared, when(n.Beat.Single)}
}

func outpostHold(h outpost.Hold, films int) OutpostHold {
	return OutpostHold{string(h.Sitting), string(h.Node), h.HandedAt, when(h.RecallAt), h.RecallName, h.RecallWhy, when(h.ClosedAt), h.How, films}
}

func outpostEvidence(e outpost.Evidence) OutpostEvidence {
	return OutpostEvidence{string(e.ID), string(e.Sitting), string(e.Node), e.Code, e.Why, e.Statement, e.Signature, e.ReceivedAt, when(e.DecidedAt), e.DecidedName, e.Decision}
}

func outpostRoom(r outpost.Room) OutpostRoom {
	out := OutpostRoom{Nodes: make([]OutpostNode, len(r.Nodes)), Holds: make([]OutpostHold, len(r.Holds)), Evidence: make([]OutpostEvidence, len(r.Evidence)),
		Calls: make([]OutpostCall, len(r.Calls))}
	for i, n := range r.Nodes {
		out.Nodes[i] = outpostNode(n)
	}
	for i, h := range r.Holds {
		out.Holds[i] = outpostHold(h, r.Films[h.Sitting])
	}
	for i, e := range r.Evidence {
		out.Evidence[i] = outpostEvidence(e)
	}
	for i, c := range r.Calls {
		out.Calls[i] = OutpostCall{c.ID, string(c.Node), c.Name, c.Phone, c.At, string(c.Outcome), c.Detail}
	}
	return out
}

// RegisterSeats declares the way of a seat terminal over HTTP alone, for a room node.
func RegisterSeats(g Groups, s *exam.Service, inputs SeatInputs) {
	registerSeatState(g, s, inputs)
	registerSeatActs(g, s)
	registerSeatAnswers(g, s, inputs)
	registerSeatInput(g, inputs)
	registerSeatPictures(g, s)
}

// RegisterOutposts declares what room nodes say to the centre, and what staff do with them.
func RegisterOutposts(g Groups, c *outpost.Centre) {
	registerOutpostWire(g, c)
	registerOutpostFilms(g, c)
	registerOutpostStaff(g, c)
}

func registerOutpostWire(g Groups, c *outpost.Centre) {
	huma.Register(g.Public, huma.Operation{OperationID: "outpost-enrol", Method: http.MethodPost, Path: "/outposts/enrol", DefaultStatus: http.StatusCreated, Summary: "Enrol a room node",
		Description: "By the code that staff made; the node keeps its private keys."},
		func(ctx context.Context, in *struct {
			Body struct {
				Code    string `json:"code" minLength:"1" maxLength:"20"`
				SignKey []byte `json:"signKey" doc:"Ed25519 public key"`
				BoxKey  []byte `json:"boxKey" doc:"X25519 public key, to which packages are sealed"`
			}
		}) (*struct{ Body OutpostNode }, error) {
			n, err := c.Enrol(ctx, in.Body.Code, in.Body.SignKey, in.Body.BoxKey, actor.From(ctx).Remote)
			return &struct{ Body OutpostNode }{outpostNode(n)}, err
		})
	huma.Register(g.Public, huma.Operation{OperationID: "outpost-sync", Method: http.MethodPost, Path: "/outposts/sync", Summary: "A room node says what it holds",
		Description: "Statement and reply are canonical CBOR of package exam/outpost; the signature is the proof of who speaks. Saying it again with a newer serial is harmless.", MaxBodyBytes: 2 * outpost.MaxStatement},
		func(ctx context.Context, in *struct {
			Body struct {
				Statement []byte `json:"statement"`
				Signature []byte `json:"signature"`
			}
		}) (*struct {
			Body struct {
				Reply []byte `json:"reply"`
			}
		}, error) {
			reply, err := c.Sync(ctx, in.Body.Statement, in.Body.Signature)
			if err != nil {
				return nil, err
			}
			out := &struct {
				Body struct {
					Reply []byte `json:"reply"`
				}
			}{}
			out.Body.Reply, err = outpost.EncodeReply(reply)
			return out, err
		})
}

// registerOutpostFilms declares how recordings come back.
func registerOutpostFilms(g Groups, c *outpost.Centre) {
	huma.Register(g.Public, huma.Operation{OperationID: "outpost-film", Method: http.MethodPost, Path: "/outposts/films", Summary: "A room node hands a recording back", MaxBodyBytes: 2 * outpost.MaxFilmPart,
		Description: "One part of a piece that it recorded while the centre could not be reached, canonical CBOR of package exam/outpost, signed by the node. The answer says where to go on; the same part again changes nothing. A part without bytes asks."},
		func(ctx context.Context, in *struct {
			Body struct {
				Part      []byte `json:"part"`
				Signature []byte `json:"signature"`
			}
		}) (*struct{ Body OutpostFilm }, error) {
			r, err := c.TakeFilm(ctx, in.Body.Part, in.Body.Signature)
			return &struct{ Body OutpostFilm }{OutpostFilm(r)}, err
		})
}

// OutpostFilm is what the centre has of a piece.
type OutpostFilm struct {
	Have int64 `json:"have" doc:"bytes, from the beginning"`
	Kept bool  `json:"kept" doc:"it stands in the record of its sitting: the node may forget it"`
}

func registerOutpostStaff(g Groups, c *outpost.Centre) {
	huma.Register(g.Staff, huma.Operation{OperationID: "outpost-enrolment", Method: http.MethodPost, Path: "/rooms/{id}/outposts", DefaultStatus: http.StatusCreated, Summary: "Make an enrolment code for a room node",
		Description: "Set at the node as room.enrol_code; works once, for 30 minutes."},
		func(ctx context.Context, in *struct {
			ID   string `path:"id" minLength:"26" maxLength:"26"`
			Body struct {
				Name string `json:"name" maxLength:"120"`
			}
		}) (*struct {
			Body struct {
				Code    string    `json:"code"`
				Expires time.Time `json:"expires"`
			}
		}, error) {
			out := &struct {
				Body struct {
					Code    string    `json:"code"`
					Expires time.Time `json:"expires"`
				}
			}{}
			var err error
			out.Body.Code, out.Body.Expires, err = c.CreateEnrolment(ctx, site.RoomID(in.ID), in.Body.Name)
			return out, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "outpost-list", Method: http.MethodGet, Path: "/outposts", Summary: "Room nodes", Description: "The live room nodes of all rooms one may see, silent ones first."},
		func(ctx context.Context, _ *struct{}) (*struct {
			Body struct {
				Items []OutpostOverview `json:"items" nullable:"false"`
			}
		}, error) {
			list, err := c.List(ctx)
			out := &struct {
				Body struct {
					Items []OutpostOverview `json:"items" nullable:"false"`
				}
			}{}
			out.Body.Items = make([]OutpostOverview, len(list))
			for i, o := range list {
				out.Body.Items[i] = OutpostOverview{outpostNode(o.Node), string(o.Node.Room), o.Silent, when(o.Since), o.Load.Away, o.Load.Undecided, o.Load.Films}
			}
			return out, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "outposts", Method: http.MethodGet, Path: "/rooms/{id}/outposts", Summary: "Room nodes of a room", Description: "Nodes, sittings handed over, and journals kept for a decision."},
		func(ctx context.Context, in *IDRef) (*struct{ Body OutpostRoom }, error) {
			r, err := c.Look(ctx, site.RoomID(in.ID))
			return &struct{ Body OutpostRoom }{outpostRoom(r)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "outpost-revoke", Method: http.MethodPost, Path: "/outposts/{id}/revoke", DefaultStatus: http.StatusNoContent, Summary: "End a room node", Description: "Nothing it says is taken any more; call back what it holds."},
		func(ctx context.Context, in *outpostReason) (*struct{}, error) {
			return nil, c.Revoke(ctx, outpost.NodeID(in.ID), in.Body.Reason)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "outpost-recall", Method: http.MethodPost, Path: "/sittings/{id}/recall", DefaultStatus: http.StatusNoContent, Summary: "Call a sitting back from its room node",
		Description: "The node closes its journal and hands it back; the sitting goes on at the centre. With lost the centre does not wait: what the node still brings is kept for a decision and not applied, and its recordings are not waited for. Of a sitting that is back already, lost gives up the recordings that lie at the node; what comes all the same is kept."},
		func(ctx context.Context, in *struct {
			ID   string `path:"id" minLength:"26" maxLength:"26"`
			Body struct {
				Reason string `json:"reason" minLength:"2" maxLength:"200"`
				Lost   bool   `json:"lost,omitempty" doc:"the node is lost"`
			}
		}) (*struct{}, error) {
			return nil, c.Recall(ctx, exam.SittingID(in.ID), in.Body.Reason, in.Body.Lost)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "outpost-decide", Method: http.MethodPost, Path: "/outpost-evidence/{id}/decide", Summary: "Decide about a kept journal", Description: "By a named person, once. It changes no sitting and no score."},
		func(ctx context.Context, in *outpostReason) (*struct{ Body OutpostEvidence }, error) {
			e, err := c.Decide(ctx, outpost.EvidenceID(in.ID), in.Body.Reason)
			return &struct{ Body OutpostEvidence }{outpostEvidence(e)}, err
		})
}

type outpostReason struct {
	ID   string `path:"id" minLength:"26" maxLength:"26"`
	Body struct {
		Reason string `json:"reason" minLength:"2" maxLength:"400"`
	}
}
