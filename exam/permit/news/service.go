package news

import (
	"context"
	"sync"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/outside"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Failures of this package; those of exam/permit and exam/permit/outside pass through.
var (
	ErrName    = fault.Define("permit.sub_name", fault.Invalid, "请给订阅起一个名称（2 到 60 个字）。", "Name the subscription in 2 to 60 characters.")
	ErrURL     = fault.Define("permit.sub_url", fault.Invalid, "推送地址应为 https 开头的公网域名地址，最长 500 个字符，不能写 IP 地址、用户名或本机名称。", "The address is https with a public host name, at most 500 characters, without an IP address, user name or local name.")
	ErrEvents  = fault.Define("permit.sub_events", fault.Invalid, "请至少选择一种变化，每种一次。", "Choose at least one kind of change, each once.")
	ErrMany    = fault.Define("permit.sub_many", fault.Conflict, "一个单位最多同时有 10 个订阅，请先停用不用的。", "An organisation has 10 subscriptions at most. End one first.")
	ErrState   = fault.Define("permit.sub_state", fault.Conflict, "订阅现在的状态不能这样操作。", "The subscription's state does not allow this.")
	ErrWatch   = fault.Define("permit.sub_watch", fault.Invalid, "关注名单最多 5000 条，每条要有证件上的证号和姓名，自有编号最多 80 个字。", "At most 5,000 permits, each with number and name as on the permit; an own reference has at most 80 characters.")
	ErrCursor  = fault.Define("permit.sub_cursor", fault.Invalid, "起始位置应是上次收到的序号。", "The position is the number of the last item received.")
	ErrStreams = fault.Define("permit.sub_streams", fault.TooMany, "这把密钥同时打开的连接太多（最多 4 个），请 {seconds} 秒后再试。", "This key has too many connections open (4 at most). Try again in {seconds} seconds.")
	ErrNoURL   = fault.Define("permit.sub_no_url", fault.Conflict, "这个订阅没有推送地址，请用密钥读取变化。", "This subscription has no address: read its changes with a key.")
)

// Bounds of subscriptions.
const (
	maxSubs    = 10
	MaxWatched = 5000
	maxURL     = 500
	maxRef     = 80
	oldKeyFor  = 24 * time.Hour     // how long the secret before the newest signs as well
	giveUp     = 3 * 24 * time.Hour // so long an address may fail
	keepItems  = 30 * 24 * time.Hour
	keepTries  = 90 * 24 * time.Hour
)

// TopicPaused tells that an address failed for three days; body: org, subscription.
const TopicPaused = "permit.subscription_paused"

// Permits says what may be told of permits; *permit.Service is one.
type Permits interface {
	Tell(ctx context.Context, id permit.ID) (permit.Told, error)
	QueryIndex(number, name string) ([]byte, error)
}

// People knows where persons work; *people.Service is one.
type People interface {
	EmploymentOn(ctx context.Context, p people.PersonID, on actor.Date) (people.Employment, bool, error)
}

// Orgs lets in who manages an organisation's keys; *outside.Service is one.
type Orgs interface {
	Managed(ctx context.Context, org people.OrgID) (people.Org, error)
}

// Log keeps who was told about whom; outside.CheckStore is one.
type Log interface {
	AddChecks(ctx context.Context, list []outside.Check) error
}

// Sender posts a body to an address that somebody else chose. It answers with the status, or with an error that says in a few words without addresses
// what went wrong.
type Sender interface {
	// Allowed refuses an address that could never be posted to.
	Allowed(url string) error
	Post(ctx context.Context, url string, header map[string]string, body []byte) (status int, err error)
}

// Deps are what the service needs; all are required.
type Deps struct {
	Clock   actor.Clock
	Audit   actor.Auditor
	Outbox  actor.Outbox
	Tx      permit.Tx
	News    NewsStore
	Subs    SubStore
	Permits Permits
	People  People
	Orgs    Orgs
	Log     Log
	Vault   outside.Vault
	Sender  Sender
	Token   func(n int) []byte // random bytes
}

// Service keeps subscriptions and tells them. It is safe for concurrent use.
type Service struct {
	Deps

	mu   sync.Mutex
	busy map[SubID]bool // being sent to from here
	open map[outside.KeyID]int
	work sync.WaitGroup
}

// New returns the service.
func New(d Deps) *Service {
	return &Service{Deps: d, busy: map[SubID]bool{}, open: map[outside.KeyID]int{}}
}

func (s *Service) now() time.Time { return s.Clock().UTC().Truncate(time.Millisecond) }

func (s *Service) record(ctx context.Context, verb string, sub Subscription, detail map[string]string) error {
	return s.Audit.Record(ctx, actor.Entry{Verb: verb, Object: "permit_sub:" + string(sub.ID), Path: sub.OrgPath, Detail: detail})
}
