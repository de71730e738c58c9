package outside

import (
	"context"
	"sync"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Failures of this package; those of exam/permit pass through.
var (
	ErrKey = fault.Define("permit.api_key", fault.Unauthenticated, "接口密钥不正确、已过期、已停用，或不允许从这个网络地址使用。请向本单位管理人员核对。",
		"The key is wrong, expired, ended, or may not be used from this network address. Ask who manages the keys of your organisation.")
	ErrKeyState  = fault.Define("permit.api_key_ended", fault.Conflict, "这把密钥已经停用。", "This key has ended already.")
	ErrKeyReason = fault.Define("permit.api_key_reason", fault.Invalid, "请写明停用原因（2 到 200 个字）。", "Say why the key is ended, in 2 to 200 characters.")
	ErrKeyName   = fault.Define("permit.api_key_name", fault.Invalid, "请给密钥起一个名称（2 到 60 个字），写明用在哪里。", "Name the key after its use, in 2 to 60 characters.")
	ErrKeyDays   = fault.Define("permit.api_key_expiry", fault.Invalid, "有效期应在明天到两年之内。", "A key may last from tomorrow to two years.")
	ErrKeyNet    = fault.Define("permit.api_key_network", fault.Invalid, "网络范围应写成 10.1.0.0/16 这样的形式，最多 20 条。", "Write networks as 10.1.0.0/16, 20 at most.")
	ErrKeyQuota  = fault.Define("permit.api_key_quota", fault.Invalid, "每日查询条数应在 1 到 100000 之间。", "The rows a day are between 1 and 100000.")
	ErrKeyMany   = fault.Define("permit.api_key_many", fault.Conflict, "一个单位最多同时有 20 把密钥，请先停用不用的。", "An organisation has 20 keys at most. End one first.")
	ErrQuota     = fault.Define("permit.api_quota", fault.TooMany, "这把密钥今天的查询条数（{quota}）已经用完，请 {seconds} 秒后再试。",
		"This key's {quota} rows of today are used up. Try again in {seconds} seconds.")
	ErrMisses = fault.Define("permit.api_misses", fault.Forbidden, "这把密钥今天查不到的条数超过 {limit} 条，已被停用，以防猜测证号。请核对名单，并由本单位管理人员重新设置密钥。",
		"More than {limit} rows found nothing today, so this key was ended to keep numbers from being guessed. Check the list and have a new key made.")
	ErrOrgMisses = fault.Define("permit.api_org_misses", fault.TooMany, "本单位今天查不到的条数超过 {limit} 条，今天不再答复，以防猜测证号。请核对名单，{seconds} 秒后再试。",
		"More than {limit} rows of your organisation found nothing today, so nothing more is answered today, to keep numbers from being guessed. Check the list and try again in {seconds} seconds.")
	ErrRows = fault.Define("permit.api_rows", fault.Invalid, "一次查询 1 到 1000 条。", "Ask about 1 to 1000 rows at once.")
)

// Permits answers questions; *permit.Service is one.
type Permits interface {
	LookUp(ctx context.Context, questions []permit.Question) ([]permit.Found, error)
}

// Held lists the permits of persons; permit.PermitStore is one.
type Held interface {
	PermitsOf(ctx context.Context, persons []people.PersonID) ([]permit.Permit, error)
}

// Orgs knows organisations; *people.Service is one.
type Orgs interface {
	Org(ctx context.Context, id people.OrgID) (people.Org, error)
}

// Deps are what the service needs; all are required.
type Deps struct {
	Clock   actor.Clock
	Audit   actor.Auditor
	Tx      permit.Tx
	Keys    KeyStore
	Checks  CheckStore
	Days    DayStore
	Sheets  SheetStore
	Items   Catalogue
	Vault   Vault
	Permits Permits
	Held    Held
	Places  Places
	Orgs    Orgs
	Limiter permit.Limiter
	Token   func() string             // a new random key
	Hash    func(token string) []byte // what is kept of it
}

// Options are the figures of an installation. The zero value of a field means its default.
type Options struct {
	PerMinute    int           // requests per key and minute (120)
	MissesPerDay int           // rows per key and day that may find nothing (200)
	Keep         time.Duration // how long checks are kept (two years)

	OrgMissesPerDay int // rows per organisation and day, over all of its keys and files, that may find nothing (500)
	SheetRowsPerDay int // rows of files per organisation and day (40,000)
}

// Service keeps keys and answers those who hold them. It is safe for concurrent use.
type Service struct {
	Deps
	o Options

	mu   sync.Mutex
	seen map[permit.ID]int
}

// New returns the service with defaults filled in.
func New(d Deps, o Options) *Service {
	if o.PerMinute == 0 {
		o.PerMinute = 120
	}
	if o.MissesPerDay == 0 {
		o.MissesPerDay = 200
	}
	if o.OrgMissesPerDay == 0 {
		o.OrgMissesPerDay = 500
	}
	if o.SheetRowsPerDay == 0 {
		o.SheetRowsPerDay = 40_000
	}
	if o.Keep == 0 {
		o.Keep = 2 * 365 * 24 * time.Hour
	}
	return &Service{Deps: d, o: o, seen: map[permit.ID]int{}}
}

func (s *Service) now() time.Time { return s.Clock().UTC().Truncate(time.Millisecond) }

// maxSeen bounds the counts that wait in memory.
const maxSeen = 100_000

// Saw counts a stranger's look at a permit.
func (s *Service) Saw(id permit.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.seen[id]; ok || len(s.seen) < maxSeen {
		s.seen[id]++
	}
}

// CountOnce adds what strangers looked at to the month; what cannot be written is tried again with the next.
func (s *Service) CountOnce(ctx context.Context) error {
	s.mu.Lock()
	seen := s.seen
	s.seen = map[permit.ID]int{}
	s.mu.Unlock()
	if len(seen) == 0 {
		return nil
	}
	err := s.Tx.InTx(ctx, func(ctx context.Context) error { return s.Checks.AddSeen(ctx, month(s.now()), seen) })
	if err != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		for id, n := range seen {
			s.seen[id] += n
		}
	}
	return err
}

// ForgetOnce removes checks whose time is over.
func (s *Service) ForgetOnce(ctx context.Context) error {
	return s.Checks.Forget(ctx, s.now().Add(-s.o.Keep))
}

func month(at time.Time) string { return string(actor.DateOf(at))[:7] }
