package bench

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/interchange"
)

// drawers is how many seats draw at once.
const drawers = 8

// PapersDB draws papers of the demo's bank for ten seconds by eight drawers at once, each in a durable transaction of its own
// that counts it, on both engines.
func PapersDB(ctx context.Context, exe string, out io.Writer) error {
	for _, engine := range []sqldb.Engine{sqldb.MySQL, sqldb.SQLite} {
		if err := papersOn(ctx, exe, engine, out); err != nil {
			return err
		}
	}
	return nil
}

func papersOn(ctx context.Context, exe string, engine sqldb.Engine, out io.Writer) (err error) {
	p, err := newPlace(ctx, exe, engine)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	return p.furnish(ctx, func(ctx context.Context, h *house) error {
		b := makeSimBank(paperPlan{items: 2000})
		if err := errors.Join(h.takeIn(ctx, b), p.flush(ctx)); err != nil {
			return err
		}
		began, before := time.Now(), processorTime()
		times, drawn, err := drawFor(ctx, h, 10*time.Second)
		if err != nil {
			return err
		}
		seconds, cpu := time.Since(began).Seconds(), processorTime()-before
		floors, _ := b.floors(drawn)
		most := 0.0
		for stem, n := range times {
			most = max(most, float64(n)/float64(drawn)/floors[stem])
		}
		name := map[sqldb.Engine]string{sqldb.MySQL: "mariadb", sqldb.SQLite: "sqlite"}[engine]
		_, err = fmt.Fprintf(out, "bench papers-db-%s: engine=%s drawers=%d draws=%d draws_per_s=%.0f exposure_max_ratio=%.4f us_cpu_node_per_draw=%.0f\n",
			name, name, drawers, drawn, float64(drawn)/seconds, most, cpu.Seconds()*1e6/float64(drawn))
		return err
	})
}

// drawFor returns how often each item was drawn and how many papers.
func drawFor(ctx context.Context, h *house, long time.Duration) (map[assembly.ItemID]int, int, error) {
	end := time.Now().Add(long)
	var mu sync.Mutex
	times, drawn := map[assembly.ItemID]int{}, 0
	var failed atomic.Pointer[error]
	var wg sync.WaitGroup
	for range drawers {
		wg.Go(func() {
			for time.Now().Before(end) && failed.Load() == nil {
				in := questionbank.DrawInput{Attempt: actor.NewID(time.Now()), Counted: true}
				_, _ = rand.Read(in.ServerRandom[:])
				_, _ = rand.Read(in.Nonce[:])
				paper, _, err := h.Bank.DrawFor(ctx, simCode, in)
				if err != nil {
					failed.Store(&err)
					return
				}
				mu.Lock()
				drawn++
				for _, q := range paper.Questions {
					times[assembly.ItemID(strings.TrimPrefix(q.Stem, "题干 "))]++
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if err := failed.Load(); err != nil {
		return nil, 0, *err
	}
	return times, drawn, nil
}

// simCode is an item of the catalogue that the demo has no bank for.
const simCode = "SO-01-03"

// takeIn imports the simulated bank and makes it ready for examinations, as two people would.
func (h *house) takeIn(ctx context.Context, b *simBank) error {
	root, err := h.People.RootOrg(ctx)
	if err != nil {
		return err
	}
	as := func(person string, role actor.Role) context.Context {
		return actor.With(ctx, actor.Actor{Kind: actor.Staff, ID: person, Person: person, Name: person,
			Grants: []actor.Grant{{Role: role, Org: string(root.ID), Path: root.Path}}})
	}
	writer, reviewer := as("bench-writer", people.ItemWriter), as("bench-reviewer", people.ItemReviewer)
	bank, err := h.Bank.CreateBank(reviewer, questionbank.BankInput{Owner: root.ID, Level: questionbank.Provincial, Purpose: questionbank.Certification, ItemCode: simCode, Name: "模拟题库"})
	if err != nil {
		return err
	}
	file, err := interchange.Read(ctx, "bank.csv", bytes.NewReader(b.csv()))
	if err != nil {
		return err
	}
	batch, err := h.Bank.ApplyImport(writer, bank.ID, file, file.Sum, false)
	if err != nil {
		return err
	}
	if err := errors.Join(h.Bank.SubmitBatch(writer, batch.ID, ""), h.Bank.ApproveBatch(reviewer, batch.ID, "")); err != nil {
		return err
	}
	release, err := h.Bank.ProposeRelease(writer, bank.ID, "模拟")
	if err != nil {
		return err
	}
	if _, err := h.Bank.ActivateRelease(reviewer, release.ID); err != nil {
		return err
	}
	plan, err := h.Bank.ProposeBlueprint(writer, bank.ID, b.bp.Body)
	if err != nil {
		return err
	}
	if err := h.Bank.RehearseOnce(ctx); err != nil {
		return err
	}
	seen, err := h.Bank.RehearsalOf(reviewer, plan.ID)
	if err != nil {
		return err
	}
	_, err = h.Bank.PublishBlueprint(reviewer, plan.ID, seen.Sum)
	return err
}

// csv is the bank as a file to import.
func (b *simBank) csv() []byte {
	var out bytes.Buffer
	out.WriteString("题型,题干,选项A,选项B,选项C,选项D,答案,解析,难度,知识点,章节,分值,原题号,标签,依据,事实\n")
	for i, it := range b.snap.Items {
		kind, options, key := "判断", ",,,", "正确"
		if it.Type == assembly.Single {
			kind, options, key = "单选", fmt.Sprintf("甲%d,乙,丙,丁", i), "A"
		}
		fmt.Fprintf(&out, "%s,%s,%s,%s,,%d,%s,,1,,,GB,\n", kind, it.Stem, options, key, 1+i%5, it.Topic)
	}
	return out.Bytes()
}
