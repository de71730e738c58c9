package app

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"log/slog"

	"github.com/suikao/suikao/cmd/internal/config"
	"github.com/suikao/suikao/courseware"
	coursestore "github.com/suikao/suikao/courseware/store"
	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/application"
	applicationstore "github.com/suikao/suikao/exam/application/store"
	"github.com/suikao/suikao/exam/booking"
	bookstore "github.com/suikao/suikao/exam/booking/store"
	"github.com/suikao/suikao/exam/halt"
	haltstore "github.com/suikao/suikao/exam/halt/store"
	"github.com/suikao/suikao/exam/outpost"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/guard"
	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/exam/people/roster"
	"github.com/suikao/suikao/exam/people/sms"
	peoplestore "github.com/suikao/suikao/exam/people/store"
	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/archive"
	takein "github.com/suikao/suikao/exam/permit/intake"
	"github.com/suikao/suikao/exam/permit/issuing"
	"github.com/suikao/suikao/exam/permit/making"
	"github.com/suikao/suikao/exam/permit/news"
	"github.com/suikao/suikao/exam/permit/outside"
	"github.com/suikao/suikao/exam/permit/printing"
	"github.com/suikao/suikao/exam/permit/proof"
	proofstore "github.com/suikao/suikao/exam/permit/proof/store"
	"github.com/suikao/suikao/exam/permit/register"
	permitstore "github.com/suikao/suikao/exam/permit/store"
	"github.com/suikao/suikao/exam/practical"
	practicalstore "github.com/suikao/suikao/exam/practical/store"
	"github.com/suikao/suikao/exam/release"
	releasestore "github.com/suikao/suikao/exam/release/store"
	"github.com/suikao/suikao/exam/release/transcripts"
	"github.com/suikao/suikao/exam/rules"
	rulestore "github.com/suikao/suikao/exam/rules/store"
	"github.com/suikao/suikao/exam/site"
	sitestore "github.com/suikao/suikao/exam/site/store"
	examstore "github.com/suikao/suikao/exam/store"
	"github.com/suikao/suikao/exam/supervision"
	watchstore "github.com/suikao/suikao/exam/supervision/store"
	"github.com/suikao/suikao/exam/textnotice"
	textstore "github.com/suikao/suikao/exam/textnotice/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/blob"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/kv"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/tlog"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/agent"
	"github.com/suikao/suikao/proctor/claims"
	"github.com/suikao/suikao/proctor/device"
	"github.com/suikao/suikao/proctor/evidence"
	"github.com/suikao/suikao/proctor/face"
	"github.com/suikao/suikao/proctor/input"
	"github.com/suikao/suikao/proctor/recording"
	"github.com/suikao/suikao/proctor/rescue"
	"github.com/suikao/suikao/proctor/review"
	"github.com/suikao/suikao/proctor/room"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/clip"
	"github.com/suikao/suikao/questionbank/health"
	healthstore "github.com/suikao/suikao/questionbank/health/store"
	"github.com/suikao/suikao/questionbank/sealed"
	bankstore "github.com/suikao/suikao/questionbank/store"
)

// base is what every service stands on.
type base struct {
	cfg   *config.Config
	log   *slog.Logger
	clock actor.Clock
	db    *sqldb.DB
	kv    kv.Store
	blobs blob.Store
	ring  *crypt.Ring
	trail *audit.Log
	out   *jobs.Outbox

	program string // its version, for what is signed

	gateway *sms.HTTP      // nil unless text messages go through a gateway
	courier people.Courier // what delivers notices: the gateway, or the log
}

// Services are the contexts of the house, plugged into each other.
type Services struct {
	People       *people.Service
	Guard        *guard.Guard
	Accounts     *people.Accounts
	Candidates   *people.Candidates
	Notices      *notice.Service
	Roster       *roster.Service
	Devices      *terminal.Service
	Rules        *rules.Service
	Bank         *questionbank.Service
	Health       *health.Service
	Hours        *courseware.Service
	Applications *application.Service
	Sites        *site.Service
	Booking      *booking.Service
	Exam         *exam.Service
	Supervision  *supervision.Service
	Halts        *halt.Service
	Desk         *release.Desk
	Ledger       *tlog.Log
	Signed       *signed
	Transcripts  *transcripts.Service
	Practical    *practical.Service
	Permit       *permit.Service
	Bans         *permit.Bans
	Making       *making.Service
	Proofs       *proof.Service
	Register     *register.Service
	Intake       *takein.Service
	Issuing      *issuing.Service
	Printing     *printing.Service
	Archive      *archive.Service
	Outside      *outside.Service
	News         *news.Service
	Texts        *textnotice.Service
	Outposts     *outpost.Centre
	Recordings   *recording.Service
	Evidence     *evidence.Service
	Storage      *evidence.Storage
	Incidents    *proctor.Service
	Reviews      *review.Service
	Inputs       *input.Judge
	Claims       *claims.Service
	Things       *claims.Model // nil: seats' pages look for no things
	Agents       *agent.Service
	Faces        *face.Service
	Rooms        *room.Service
	Rescue       *rescue.Service
	Trail        *audit.Log
}

// later answers the contexts to the left of sites and bookings, which are plugged in after they exist: application.Bookings
// and site.Bookings by the service itself.
type later struct {
	*booking.Service
	sites *site.Service
}

// RoomPath implements people.Rooms.
func (l *later) RoomPath(ctx context.Context, room, seat string) (string, error) {
	return l.sites.RoomPath(ctx, room, seat)
}

// Lanes are how many transactions with answers a node has under way at once. SQLite has one writer. On MariaDB a second lane
// bought nothing on 4 cores (2026-11-22, 17,000 records a second): smaller batches, 87 µs of processor time a record instead
// of 83, a 99th percentile of 54 ms instead of 43.
var Lanes = map[sqldb.Engine]int{sqldb.SQLite: 1, sqldb.MySQL: 1}

// seedRule is the rule by which seeds of papers are made from now on.
func seedRule(cfg *config.Config) assembly.SeedRule {
	if cfg.Papers.Seed == "sm3" {
		return assembly.SeedRevealed
	}
	return assembly.SeedSigned
}

func clipLimits(c config.Clips) clip.Limits {
	return clip.Limits{Seconds: c.Seconds, Bytes: c.Megabytes << 20, Side: c.Side, Rate: c.FramesPerSecond}
}

func (b *base) wire(hw device.Devices, fence exam.Fence) (*Services, error) {
	s := &Services{Trail: b.trail}
	standing := &later{}
	b.wirePeople(s, standing)
	s.Rules = rules.New(rulestore.New(b.db), s.People, b.trail, b.out, b.clock)
	bs, items := bankstore.New(b.db), healthstore.New(b.db)
	s.Ledger = tlog.New(b.db, b.clock)
	sealKeys, bad := sealed.DeriveKeys(b.ring)
	if bad != nil {
		return nil, bad
	}
	offered, _ := b.cfg.Offered() // checked with the configuration
	s.Bank = questionbank.New(questionbank.Deps{Tx: bs, Banks: bs, Items: bs, Releases: bs, Blueprints: bs, Draws: bs, Exports: bs, Rehearsals: bs, Pictures: bs, Variants: bs, Languages: offered, Files: bankstore.Files{Blobs: b.blobs}, Sealed: bs, SealKeys: sealKeys, Clips: clipLimits(b.cfg.Limits.Clips), Orgs: s.People,
		Catalogue: catalogue{s.Rules, b.clock}, Vault: b.ring, Audit: b.trail, Outbox: b.out, Clock: b.clock,
		Ledger: s.Ledger, SeedRule: seedRule(b.cfg), Standing: health.Shelf{Items: items, Quarantines: items}, Fence: fence.Holds})
	s.Hours = courseware.New(coursestore.New(b.db), s.People, s.Rules, b.trail, b.out, b.clock,
		func(key string) string { return hex.EncodeToString(b.ring.Index("courseware.request", key)[:24]) })

	es := examstore.New(b.db, b.ring)
	gaps := watchstore.New(b.db)
	ps := permitstore.New(b.db)
	authority := func(ctx context.Context) (string, error) { return authorityPath(ctx, s.People) }
	s.Bans = permit.NewBans(permitstore.NewBans(b.db), s.People, authority, b.trail, b.clock)
	spent := func(ctx context.Context, p people.PersonID, item string, result exam.ResultID, on actor.Date) (bool, error) {
		used, err := s.Permit.Used(ctx, p, item, result)
		if err != nil || used {
			return used, err
		}
		root, err := authorityPath(ctx, s.People)
		if err != nil {
			return false, err
		}
		return s.Practical.TheoryAnew(ctx, p, item, root, on)
	}
	check := eligibility{spent: spent, people: s.People, rules: s.Rules, hours: s.Hours, results: es, permits: permitBarriers{ps, s.Bans}, papers: func(ctx context.Context, item string, on actor.Date) error { return s.Bank.PapersOn(ctx, item, on) }}

	facts := peopleFacts{s.People, s.Accounts}
	files, terms := uploads{b.blobs, b.clock, "materials"}, bookingTerms{s.Rules, s.People, s.Notices}
	as := applicationstore.New(b.db)
	s.Applications = application.New(application.Deps{Tx: as, Store: as, Clock: b.clock, Audit: b.trail, Events: b.out, Files: files,
		People: facts, Rules: terms, Eligibility: check, Bookings: standing})
	ss, scans := sitestore.New(b.db), uploads{b.blobs, b.clock, "papers"}
	s.Sites = site.New(site.Deps{Tx: ss, Places: ss, Duty: ss, Clock: b.clock, Audit: b.trail, Files: scans, People: facts, Bookings: standing,
		Opened: func(ctx context.Context, r site.Room) error { return s.Booking.LayOut(ctx, r, slotDays) }},
		site.Options{RequireAuthorization: b.cfg.Production()})
	ks, faces, rooms := bookstore.New(b.db), &lateFaces{}, &lateRooms{}
	s.Booking = booking.New(booking.Deps{Tx: ks, Places: ss, Duty: ss, Slots: ks, Bookings: ks, Gate: ks, Calls: ks,
		Clock: b.clock, Audit: b.trail, Events: b.out, Keys: b.ring, Files: files, People: facts,
		Applications: s.Applications, Rules: terms, Eligibility: check, Watch: gaps, Reader: hw, Door: hw,
		Scanner: hw, Faces: faces, Doorkeeper: rooms,
	}, booking.Options{RequireAuthorization: b.cfg.Production(), HoldFor: b.cfg.Room.Hold})
	standing.Service, standing.sites = s.Booking, s.Sites
	s.Roster = roster.New(roster.Deps{Clock: b.clock, Audit: b.trail, Tx: peoplestore.New(b.db), People: s.People,
		Intake: intake{s.Rules, s.People, s.Applications, b.clock}})

	s.Supervision = supervision.New(supervision.Deps{Clock: b.clock, Audit: b.trail, Outbox: b.out, Tx: es, Gaps: gaps, Sittings: es, Rooms: s.Sites})
	hs := haltstore.New(b.db)
	board := halt.NewBoard(hs, hs, ss)
	cards := sittingFacts{s.People, s.Rules, s.Hours, s.Applications, b.clock}
	s.Exam = exam.New(exam.Deps{Clock: b.clock, Log: b.log, Random: rand.Reader, Audit: b.trail, Outbox: b.out, Store: es, Journal: es,
		Draws: es, Results: es, Admissions: s.Booking, Papers: papers{s.Bank}, Rules: s.Rules,
		Facts: cards, Notices: sittingNotices{s.Notices}, Fence: fence, Aborts: es, Watch: gaps, Halts: board, Credits: es, Pictures: papers{s.Bank},
		Scorer: exam.Grade, Tuning: exam.Tuning{Lanes: Lanes[b.db.Engine()]}})
	s.Health = health.New(health.Deps{Tx: items, Sheets: items, Items: items, Quarantines: items, Suspicions: items, Banks: s.Bank, Sittings: decidedSittings{es, papers{s.Bank}},
		Audit: b.trail, Outbox: b.out, Clock: b.clock, Log: b.log, Workers: 2})
	s.Halts = halt.New(halt.Deps{Clock: b.clock, Log: b.log, Audit: b.trail, Outbox: b.out, Tx: es, Pauses: hs, Power: hs, Board: board,
		Finder: es, Sittings: s.Exam, Places: ss, OutageFrom: b.cfg.Node.OutageFrom,
		Recall: func(ctx context.Context, id exam.SittingID, why string) error {
			return s.Outposts.Recall(ctx, id, why, false)
		}})
	s.Exam.OnBack(s.Halts.Back)

	s.Outposts = b.outposts(s)
	s.Recordings = b.recordings()
	s.Incidents = b.incidents(s, ss, facts)
	b.wireInputs(s)
	b.wireClaims(s)
	b.wireRooms(s, hw, ss, faces, rooms)
	s.Rescue = b.rescue(s, facts)
	permits := &permitFacts{people: s.People, hours: s.Hours, bans: s.Bans, check: check}
	var err error
	if s.Signed, err = b.signing(); err != nil {
		return nil, err
	}
	s.Signed.Log = logVersion(s.Ledger, ps)
	if s.Transcripts, err = b.transcripts(s, es); err != nil {
		return nil, err
	}
	lines := b.registerOutbox()
	s.Permit = permit.New(permit.Deps{Followers: []permit.Follower{s.Signed.Follower, permitLeaf{s.Ledger, s.Transcripts}, lines, takein.Follower{Store: b.intakeStore()}, b.newsFollower(ps)},
		Clock: b.clock, Audit: b.trail, Outbox: b.out, Tx: ps, Passes: ps, Applications: ps, Permits: ps,
		Changes: ps, Reminders: ps, Rules: s.Rules, People: s.People, Texts: s.Notices, Exams: s.Applications, Facts: permits, Registry: permit.ManualRegistry{}, Vault: b.ring,
		Limiter: limiter{b.kv}, Code: crypt.Code, Normalize: crypt.NormalizeCode, Seen: func(id permit.ID) { s.Outside.Saw(id) }, Logged: permitLeaf{log: s.Ledger}.number,
	}, permit.Options{PublicURL: b.cfg.PublicURL, AddressChecks: b.cfg.Limits.VerifyPerMinute})
	if s.Making, err = b.making(s); err != nil {
		return nil, err
	}
	papersOf := proofstore.New(b.db)
	s.Proofs = proof.New(proof.Deps{Clock: b.clock, Audit: b.trail, Tx: papersOf, Store: papersOf, Applications: s.Permit, Files: uploads{b.blobs, b.clock, "proofs"}})
	s.Register = b.register(s, lines, ps)
	s.Intake = b.takeIn(s, ps)
	s.Issuing = b.issuing(s)
	s.Printing = b.printing(s, ps)
	s.Outside = b.outside(s, ps)
	s.News = b.news(s)
	rs := releasestore.New(b.db)
	if s.Evidence, err = b.evidence(s, cards); err != nil {
		return nil, err
	}
	s.Storage = b.storage(s)
	s.Desk = release.New(release.Deps{Clock: b.clock, Audit: b.trail, Outbox: b.out, Tx: es, Sittings: s.Exam, Evidence: es, Supervision: gaps, Halts: board, Results: es,
		Papers: papers{s.Bank}, Rules: s.Rules, Cards: cards, Records: rs, Releases: rs, Checks: rs, Rescores: rs, Banks: bankOf(s.Bank), Corrected: corrected(s.Bank), Seat: ss.Seat, Slots: s.Booking,
		Calendar: s.Rules, Staff: facts, Passes: s.Permit, Transcripts: s.Transcripts, Undecided: s.Outposts.Undecided, Incidents: undecidedIncidents(s.Incidents), Inputs: b.watchedInputs(s.Inputs), Uncounted: b.uncounted(s), Happened: b.happened(), Recorded: b.recorded(s.Recordings), Root: root(s.Evidence), Missing: b.missing(s.Recordings), Awaited: awaited(s.Recordings, s.Outposts)})

	s.Archive = b.archive(s, ps, es, rs)
	s.Reviews = b.reviews(s)
	s.Practical, err = practical.New(practical.Deps{Store: practicalstore.New(b.db), Clock: b.clock, Audit: b.trail, Outbox: b.out,
		Theory: theoryPass(s.Permit), Rules: attemptRules(s.Rules), Assessor: assessor(facts)})
	permits.practical = s.Practical
	s.Texts = textnotice.New(textnotice.Deps{Store: textstore.New(b.db), People: texter{s.People, b.courier}, Clock: b.clock, Log: b.log, Quiet: b.quietHours(),
		Facts: noticeFacts{s.Booking, ps, s.Rules, b.clock}})
	return s, err
}

func (b *base) wirePeople(s *Services, standing *later) {
	var sender people.SMS = sms.Log{Log: b.log}
	b.courier = sms.Log{Log: b.log}
	if b.cfg.SMS.Kind == "http" {
		b.gateway = sms.NewHTTP(b.cfg.SMS.URL, b.cfg.SMS.Token, b.log)
		sender, b.courier = b.gateway, b.gateway
	}
	st := peoplestore.New(b.db)
	s.Guard = guard.New(guard.Deps{Clock: b.clock, Audit: b.trail, Vault: b.ring, Tx: st, Codes: st, Throttles: st,
		Random: guard.Random{Digits: crypt.Digits, Code: crypt.Code, Token: crypt.Token, HashToken: crypt.HashToken, Normalize: crypt.NormalizeCode}}, guard.Limits{})
	s.People = people.New(people.Deps{Clock: b.clock, Audit: b.trail, Outbox: b.out, Vault: b.ring,
		Passwords: crypt.NewPasswords(crypt.DefaultParams(), 2),
		SMS:       sender, Photos: peoplestore.Photos{Blobs: b.blobs}, Tx: st, Orgs: st, Persons: st, Works: st,
		Pictures: st, Staff: st, Logins: st, Guard: s.Guard})
	s.Notices = notice.New(notice.Deps{Clock: b.clock, Audit: b.trail, Outbox: b.out, Tx: st, Texts: st, People: s.People})
	s.Accounts, s.Candidates = people.NewAccounts(s.People), people.NewCandidates(s.People, s.Notices)
	s.Devices = terminal.New(terminal.Deps{Clock: b.clock, Audit: b.trail, Tx: st, Devices: st, Rooms: standing, Guard: s.Guard})
}

// seed puts in the rows every installation starts with: the texts people confirm, the rule sets, catalogue and calendar.
func (s *Services) seed(ctx context.Context) error {
	ctx = actor.AsSystem(ctx, "seed")
	if err := s.Notices.Seed(ctx); err != nil {
		return fmt.Errorf("notices: %w", err)
	}
	if err := s.Rules.LoadSeeds(ctx); err != nil {
		return fmt.Errorf("rules: %w", err)
	}
	if err := s.Bank.LogPublished(ctx); err != nil {
		return fmt.Errorf("what was published: %w", err)
	}
	if err := s.registerEyes(ctx); err != nil {
		return err
	}
	if err := s.registerClaims(ctx); err != nil {
		return err
	}
	return s.registerInputDetectors(ctx)
}

// catalogue tells the question bank which codes exist today.
type catalogue struct {
	rules *rules.Service
	clock actor.Clock
}

// HasItem implements questionbank.Catalogue.
func (c catalogue) HasItem(ctx context.Context, code string) (bool, error) {
	_, err := c.rules.Item(ctx, code, actor.DateOf(c.clock()))
	return err == nil, notFoundIsNo(err)
}

func attemptRules(r *rules.Service) func(context.Context, string, string, actor.Date) (rules.Set, error) {
	return func(ctx context.Context, item, path string, on actor.Date) (rules.Set, error) {
		return r.For(ctx, rules.AskAttempts, rules.Query{Item: item, OrgPath: path}, rules.Dates{Application: on, Sitting: on})
	}
}

func assessor(f peopleFacts) func(context.Context, people.AccountID, string) (people.PersonID, error) {
	return func(ctx context.Context, id people.AccountID, path string) (people.PersonID, error) {
		ok, err := f.Holds(ctx, id, path, people.Assessor)
		if err := notFoundIsNo(err); err != nil {
			return "", err
		}
		if !ok {
			return "", practical.ErrAssessors.At("body.assessors")
		}
		p, _, err := f.AccountPerson(ctx, id)
		return p, err
	}
}
