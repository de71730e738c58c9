package app

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/suikao/suikao/cmd/internal/config"
	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/web"
	"github.com/suikao/suikao/web/api"
	"github.com/suikao/suikao/web/session"
	"github.com/suikao/suikao/web/ws"
)

// serve builds the program's handler: API, seats' socket, pages, health and metrics.
func (a *App) serve() {
	mux := http.NewServeMux()
	sessions := session.New(session.Config{Store: a.kv, Clock: a.clock, Token: crypt.Token, Key: a.ring.Derive("session.csrf", 32),
		Staff: session.Limits{Idle: a.cfg.Session.Idle, Life: a.cfg.Session.Absolute}})
	a.silence = a.newSilenceWatch()
	auth := session.Authenticator{Sessions: sessions, Accounts: a.Accounts, Candidates: a.Candidates, Devices: listening{a.Devices, a.silence}}
	_, groups := api.New(mux, auth, a.log, a.version)
	a.register(groups, sessions)
	a.serveCameras(mux, groups)

	a.hub = ws.NewHub(ws.Config{Sittings: a.Exam, Lost: a.Halts.Lost, Inputs: a.hubInputs(), Seen: a.hinted, Presence: a.silence.presence, Claims: a.Claims, Crashed: a.crashed, Took: a.took, Device: a.Devices.Actor, Clock: a.clock, Log: a.log, Origins: []string{a.cfg.PublicURL},
		PerSecond: float64(a.cfg.Limits.FramesPerSecond)})
	a.Exam.OnChange(a.hub.Poke)
	a.metrics.gauge("suikao_seat_connections", "Seats connected to this node.", func() float64 { return float64(a.hub.Count()) })
	a.metrics.gauge("suikao_journal_records", "Journal records this process has committed.", func() float64 {
		n, _ := a.Exam.Stored()
		return float64(n)
	})
	a.metrics.gauge("suikao_journal_batches", "Transactions in which this process has committed them.", func() float64 {
		_, n := a.Exam.Stored()
		return float64(n)
	})
	a.metrics.counter("suikao_scorer_disagreements_total", "Scores this process found that the second scorer does not reach, or whose evidence does not fit. Any is an alarm.",
		func() float64 { return float64(a.Desk.Disagreements()) })
	mux.Handle("GET /api/device/ws", a.hub)
	a.serveThings(mux)
	a.serveLog(mux)
	a.serveTrust(mux)
	if a.demo != nil {
		a.demo.mount(mux)
	}
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) })
	mux.HandleFunc("GET /readyz", ready([]probe{
		{"database", true, func(ctx context.Context) error { return a.db.Serves(ctx, a.steps) }},
		{"kv", false, a.kv.Ping},
		{"serving", true, a.node.probe},
	}))
	if a.cfg.Metrics.Listen == "" {
		mux.Handle("GET /metrics", localOnly(a.metrics.handler()))
	}
	mux.Handle("/", web.Handler())
	a.handler = a.gate(api.Chain(mux, a.log, a.clock, a.cfg.TrustedProxies, a.metrics.observe))
}

// localOnly answers requests of this machine alone.
func localOnly(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !loopbackAddress(actor.From(r.Context()).Remote) {
			http.NotFound(w, r)
			return
		}
		h.ServeHTTP(w, r)
	})
}

// OpenAPI returns the description of the HTTP interface.
func OpenAPI(mux *http.ServeMux, log *slog.Logger) ([]byte, error) {
	a := &App{Services: &Services{}, base: base{cfg: &config.Config{}, log: log, clock: time.Now}}
	described, groups := api.New(mux, session.Authenticator{}, log, "1")
	a.register(groups, nil)
	api.RegisterCameras(groups, nil)
	return described.OpenAPI().YAML()
}

// register declares every operation.
func (a *App) register(g api.Groups, sessions *session.Manager) {
	path := func(ctx context.Context, org people.OrgID) (string, error) {
		o, err := a.People.Org(ctx, org)
		return o.Path, err
	}
	persons := api.People{Persons: a.People, Accounts: a.Accounts, Candidates: a.Candidates, Notices: a.Notices, Roster: a.Roster, Devices: a.Devices, Sessions: sessions}
	api.RegisterAbout(g, func() api.About {
		return api.About{Name: "随考", Demo: a.cfg.DemoData(), Version: a.version, Now: a.clock().UTC()}
	})
	api.RegisterAuth(g, persons)
	api.RegisterMe(g, persons)
	api.RegisterOrgs(g, persons)
	api.RegisterPeople(g, persons)
	api.RegisterAccounts(g, persons)
	api.RegisterDevices(g, persons)
	api.RegisterRules(g, a.Rules, path)
	api.RegisterCourseware(g, a.Hours, path)
	api.RegisterQuestionBank(g, a.Bank)
	api.RegisterBookedLanguage(g, a.Booking, a.Bank)
	api.RegisterBookedPast(g, a.Bank, a.Booking)
	api.RegisterBankHealth(g, a.Health)
	api.RegisterApplications(g, a.Applications)
	api.RegisterSites(g, a.Sites)
	lots := exam.NewPhoneLots(a.Exam, a.Booking)
	api.RegisterBooking(g, a.Booking, lots)
	api.RegisterPhoneLot(g, lots)
	api.RegisterGate(g, a.Booking)
	api.RegisterGateLot(g, a.Booking, a.Exam)
	api.RegisterSitting(g, a.Exam, a.seatInputs(), a.Desk)
	api.RegisterSeatMedia(g, a.Recordings, a.seatMedia)
	api.RegisterLive(g, a.lives(), a.relays())
	api.RegisterRecordings(g, a.Recordings)
	api.RegisterRoomEyes(g, a.Recordings, a.roomEyes())
	api.RegisterEvidence(g, a.Evidence, a.log)
	api.RegisterEvidenceStorage(g, a.Storage)
	names := a.incidentNames()
	api.RegisterIncidents(g, a.Incidents, names)
	api.RegisterReviews(g, a.Reviews, names)
	api.RegisterInputs(g, a.Inputs, a.Exam)
	api.RegisterAgents(g, a.Agents)
	api.RegisterOutposts(g, a.Outposts)
	api.RegisterPractical(g, a.Practical, path)
	api.RegisterResults(g, a.Desk)
	api.RegisterSupervision(g, a.Supervision, a.Exam)
	api.RegisterHalts(g, a.Halts)
	api.RegisterRooms(g, a.Rooms)
	api.RegisterFaces(g, a.Faces)
	api.RegisterRescue(g, a.Rescue)
	api.RegisterPermit(g, a.Permit)
	api.RegisterMaking(g, a.Making)
	api.RegisterProofs(g, a.Proofs)
	api.RegisterExchange(g, a.Register)
	api.RegisterIntake(g, a.Intake)
	api.RegisterIssuing(g, a.Issuing)
	api.RegisterPrinting(g, a.Printing)
	api.RegisterArchive(g, a.Archive, a.log)
	api.RegisterTranscripts(g, a.Transcripts)
	api.RegisterVerify(g, a.Permit, api.Puzzles{Key: func() []byte { return a.ring.Derive("verify.puzzle", 32) }, Clock: a.clock, First: func(ctx context.Context, key string, keep time.Duration) (bool, error) {
		n, err := a.kv.Add(ctx, key, 1, keep)
		return n == 1, err
	}})
	api.RegisterOutside(g, a.Outside)
	api.RegisterPermitSheets(g, a.Outside)
	api.RegisterPermitNews(g, a.Outside, a.News)
	api.RegisterBans(g, a.Bans)
	api.RegisterAudit(g, a.Trail)
}
