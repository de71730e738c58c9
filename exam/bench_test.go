package exam_test

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// BenchmarkJournal stores answers of 500 sittings through the commit pipeline, each sitting waiting for its own receipt.
func BenchmarkJournal(b *testing.B) {
	for _, engine := range []sqldb.Engine{sqldb.SQLite, sqldb.MySQL} {
		b.Run(string(engine), func(b *testing.B) {
			h := examtest.NewHouse(b, testenv.Open(b, testenv.Migrated(b, engine)), examtest.DefaultMix)
			robots := make([]*examtest.Robot, 500)
			for i := range robots {
				robots[i] = h.Sit().Begin()
			}
			var left atomic.Int64
			left.Store(int64(b.N))
			b.ResetTimer()
			var wg sync.WaitGroup
			for _, r := range robots {
				wg.Go(func() {
					got := make(chan exam.Receipt, 1)
					for left.Add(-1) >= 0 {
						if err := h.Service.Put(r.Ctx, r.Write(exam.EntryAnswer, 1, "A"), func(x exam.Receipt) { got <- x }); err != nil {
							b.Error(err)
						}
						if x := <-got; x.Err != nil {
							b.Error(x.Err)
						}
					}
				})
			}
			wg.Wait()
			records, batches := h.Service.Stored()
			b.ReportMetric(float64(records)/b.Elapsed().Seconds(), "records/s")
			b.ReportMetric(float64(records)/float64(batches), "records/batch")
		})
	}
}
