package bench

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	mrand "math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/boombuler/barcode/qr"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/credential"
	"github.com/suikao/suikao/exam/permit/statuslist"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/cose"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sqldb"
)

// permitFigures is the line of Permits.
type permitFigures struct {
	verifyUS, signUS float64
	version, bytes   int
	issuePerS        float64
	logMS            float64
	statusKB         float64
	checksPerS       float64
	checksP99        time.Duration
	timing           timing
	told             propagation
}

// Permits measures what a device and the house pay for a permit: verifying and signing a code, issuing (row, log, outbox, place; durable on MariaDB), the
// status list of ten million, and the public check among a million. checks is how many permits stand in the table of the last.
func Permits(ctx context.Context, exe string, checks int, out io.Writer) error {
	var f permitFigures
	if err := f.codes(ctx); err != nil {
		return err
	}
	if err := f.status(ctx); err != nil {
		return err
	}
	if err := f.house(ctx, exe, checks); err != nil {
		return err
	}
	t, p := f.timing, f.told
	_, err := fmt.Fprintf(out, "bench permits-timing: unknown_us=%.0f wrong_name_us=%.0f ratio=%.3f\n"+
		"bench permits-propagation: n=%d webhook_p50_s=%.2f webhook_p99_s=%.2f stream_p99_s=%.2f slow_got=%d dead_tries=%d\n",
		t.unknownUS, t.wrongUS, t.unknownUS/t.wrongUS, p.n, p.p50.Seconds(), p.p99.Seconds(), p.streamP99.Seconds(), p.slow, p.tries)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "bench permits: verify_us=%.1f sign_us=%.1f qr_version=%d bytes=%d issue_per_s=%.0f log_ms_per_leaf=%.2f status_10m_kb=%.1f public_checks_per_s=%.0f public_p99_ms=%.1f\n",
		f.verifyUS, f.signUS, f.version, f.bytes, f.issuePerS, f.logMS, f.statusKB, f.checksPerS, float64(f.checksP99.Microseconds())/1000)
	return err
}

// benchKeys are keys of a house that has set up none.
func benchKeys(now time.Time) (*cose.Keys, error) {
	secret := func(label string) []byte { s := sha256.Sum256([]byte("bench " + label)); return s[:] }
	return cose.DerivedKeys(secret, cose.TrustList{Version: 1, Issued: now.Unix() - 60, Expires: now.Unix() + 1e6, House: "bench", Issuers: map[uint64]string{1: "襄阳市应急管理局"}}, 0, 30000)
}

// tenMillion is a list of 10,000,000 permits of which one in 200 is revoked, on lists that are nine tenths full.
func tenMillion(now time.Time) (*statuslist.List, error) {
	const permits, revoked = 10_000_000, 50_000
	size := uint64(permits * 10 / 9)
	size = (size/statuslist.PerList + 1) * statuslist.PerList
	r := mrand.New(mrand.NewPCG(1, 2))
	seen := map[uint32]bool{}
	for len(seen) < revoked {
		seen[uint32(r.Uint64N(size))] = true
	}
	places := make([]uint32, 0, revoked)
	for p := range seen {
		places = append(places, p)
	}
	slices.Sort(places)
	return statuslist.NewList(1, now, now.Add(24*time.Hour), size, map[credential.State][]uint32{credential.Ended: places})
}

func (f *permitFigures) status(ctx context.Context) error {
	now := time.Now()
	keys, err := benchKeys(now)
	if err != nil {
		return err
	}
	signers, err := keys.Signers(cose.DayOf(now), cose.ForStatus)
	if err != nil {
		return err
	}
	l, err := tenMillion(now)
	if err != nil {
		return err
	}
	raw, err := l.Sign(ctx, signers[0])
	if err != nil {
		return err
	}
	f.statusKB = float64(len(raw)) / 1000
	_, err = statuslist.Open(raw, keys.Trust)
	return err
}

// codes signs and verifies the full form of a card, as a device does: text, trust list, signature, dates, status of ten million.
func (f *permitFigures) codes(ctx context.Context) error {
	now := time.Now()
	keys, err := benchKeys(now)
	if err != nil {
		return err
	}
	signers, err := keys.Signers(cose.DayOf(now), cose.ForPermits)
	if err != nil {
		return err
	}
	list, err := tenMillion(now)
	if err != nil {
		return err
	}
	today := cose.DayOf(now)
	place := uint64(7_000_001)
	for s, _ := list.State(place); s != credential.InForce; s, _ = list.State(place) {
		place++
	}
	claims := credential.Claims{Number: "T420602199308151118", Name: "热依扎·买买提", Signed: today, Issuer: 1, Placed: uint64(now.Add(-time.Hour).Unix()),
		Items: []credential.Item{{Code: simCode, From: today, To: today + 2191, Status: place}}}
	const rounds = 4000
	var msg []byte
	before := processorTime()
	for range rounds {
		if msg, err = credential.Sign(ctx, claims, signers[0]); err != nil {
			return err
		}
	}
	f.signUS = (processorTime() - before).Seconds() * 1e6 / rounds
	text, err := cose.Text("ks.changsha.gov.cn:8", 'V', msg)
	if err != nil {
		return err
	}
	code, err := qr.Encode(text, qr.M, qr.AlphaNumeric)
	if err != nil {
		return err
	}
	f.version, f.bytes = (code.Bounds().Dx()-17)/4, len(msg)
	before = processorTime()
	for range rounds {
		if v := credential.Check(text, keys.Trust, list, credential.Question{Now: now, Job: simCode}); v.Colour != credential.Green {
			return fmt.Errorf("the code is %s: %v", v.Colour, v.Reasons)
		}
	}
	f.verifyUS = (processorTime() - before).Seconds() * 1e6 / rounds
	return nil
}

// house measures on MariaDB.
func (f *permitFigures) house(ctx context.Context, exe string, checks int) (err error) {
	p, err := newPlace(ctx, exe, sqldb.MySQL)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	return p.furnish(ctx, func(ctx context.Context, h *house) error {
		d, err := newPermitDesk(ctx, h)
		if err != nil {
			return err
		}
		if err := p.flush(ctx); err != nil {
			return err
		}
		if f.issuePerS, err = d.issue(ctx, issuesMeasured); err != nil {
			return err
		}
		if f.logMS, err = logTime(ctx, h, d.Tx); err != nil {
			return err
		}
		if err := d.multiply(ctx, checks); err != nil {
			return err
		}
		if f.checksPerS, f.checksP99, err = d.check(ctx, checks, 10*time.Second); err != nil {
			return err
		}
		if f.timing, err = d.compare(ctx, checks, 2000); err != nil {
			return err
		}
		f.told, err = d.propagate(ctx, 300)
		return err
	})
}

const (
	issuesMeasured = 3000
	issuers        = 16 // officers who issue at once
	checkers       = 16 // people who ask at once
)

// logTime is what a leaf costs whoever appends one in a transaction of its own, one after the other.
func logTime(ctx context.Context, h *house, tx permit.Tx) (float64, error) {
	const leaves = 300
	began := time.Now()
	for i := range leaves {
		err := tx.InTx(ctx, func(ctx context.Context) error {
			return h.Ledger.Append(ctx, "bench", fmt.Sprint(i), []byte("a record of a permit"))
		})
		if err != nil {
			return 0, err
		}
	}
	return time.Since(began).Seconds() * 1000 / leaves, nil
}

// issue has officers issue n approved applications and returns how many a second.
func (d *permitDesk) issue(ctx context.Context, n int) (float64, error) {
	apps, err := d.approved(ctx, n)
	if err != nil {
		return 0, err
	}
	var next atomic.Int64
	began := time.Now()
	err = together(issuers, func(i int) error {
		ctx := d.officer(ctx, i)
		for {
			k := int(next.Add(1)) - 1
			if k >= len(apps) {
				return nil
			}
			if _, err := d.Issue(ctx, apps[k]); err != nil {
				return fmt.Errorf("application %s: %w %v", apps[k], err, fault.From(err))
			}
		}
	})
	return float64(n) / time.Since(began).Seconds(), err
}

// check asks by number and name for a time; one question in five is about a permit that there is not.
func (d *permitDesk) check(ctx context.Context, permits int, long time.Duration) (perS float64, p99 time.Duration, err error) {
	known, err := d.known(ctx, permits, 2000)
	if err != nil {
		return 0, 0, err
	}
	var mu sync.Mutex
	var all histogram
	asked := 0
	end := time.Now().Add(long)
	began := time.Now()
	err = together(checkers, func(i int) error {
		var mine []time.Duration
		for k := i; time.Now().Before(end); k++ {
			number, want := known[k%len(known)], 1
			if k%5 == 0 {
				number, want = fmt.Sprintf("T99%016d", k), 0
			}
			from := actor.With(ctx, actor.Actor{Kind: actor.Public, Remote: fmt.Sprintf("10.%d.%d.%d", i, k>>8&255, k&255)})
			at := time.Now()
			a, err := d.CheckNumber(from, number, benchName)
			mine = append(mine, time.Since(at))
			if err != nil || len(a.Permits) != want {
				return fmt.Errorf("number %s: %d permits: %w", number, len(a.Permits), err)
			}
		}
		mu.Lock()
		defer mu.Unlock()
		for _, t := range mine {
			all.add(t)
		}
		asked += len(mine)
		return nil
	})
	return float64(asked) / time.Since(began).Seconds(), all.quantile(0.99), err
}

// together runs n functions at once and returns the first error.
func together(n int, do func(i int) error) error {
	var wg sync.WaitGroup
	var failed atomic.Pointer[error]
	for i := range n {
		wg.Go(func() {
			if err := do(i); err != nil {
				failed.CompareAndSwap(nil, &err)
			}
		})
	}
	wg.Wait()
	if p := failed.Load(); p != nil {
		return *p
	}
	return nil
}
