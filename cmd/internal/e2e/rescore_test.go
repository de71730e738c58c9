package e2e_test

import (
	"testing"
	"time"

	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/web/ws"
	"github.com/suikao/suikao/web/ws/wsclient"
)

// A person fails by one point over a question whose key was wrong. The key is corrected by two people, the released result is scored again
// by two people, and the person is told of the pass; the first version of the result stays to be read, and the job does it once.
func TestACorrectedKeyTurnsAReleasedResult(t *testing.T) {
	engines(t, func(t *testing.T, p *place) {
		srv := serve(t, p.settings)
		s := visit(t, srv.url, time.Now)
		r := &s.rooms[0]
		b := s.robot(t.Context(), r, s.walkIn(r, 4), wsclient.Options{})
		sheet, err := b.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		first := sheet.Sheet.Questions[0]
		if first.Type != assembly.TrueFalse {
			t.Fatalf("the first question is %s", first.Type)
		}
		for _, q := range sheet.Sheet.Questions {
			letter := wrong(t, q)
			if 2 <= q.No && q.No <= 80 {
				letter = right(t, q)
			}
			if _, err := b.Answer(t.Context(), q.No, letter); err != nil {
				t.Fatalf("question %d: %v", q.No, err)
			}
		}
		post[none](s.as("watch1"), "/api/staff/sittings/"+sheet.Sitting+"/hand-in", form{"reason": "OTHER", "text": "考生要求交卷"})
		if end, err := b.Until(t.Context(), func(s ws.SeatState) bool { return s.Outcome != nil }); err != nil || end.Outcome.Points != 79 || end.Outcome.Passed {
			t.Fatalf("%+v %v", end.Outcome, err)
		}
		me := s.candidate(4)
		mine := get[list[result]](me, "/api/candidate/results").Items[0]
		s.until(s.clock().Add(3 * time.Hour)) // past the slot of now
		s.forget()
		me = s.candidate(4)
		rec := s.drafted(t, mine.ID)
		s.sign(t, rec)
		s.release(t, rec)

		type id struct{ ID string }
		var release string
		for _, bank := range get[list[struct {
			ID       string
			ItemCode string `json:"item_code"`
		}]](s.as("writer"), "/api/staff/banks").Items {
			if bank.ItemCode == itemCode {
				release = get[list[id]](s.as("writer"), "/api/staff/banks/"+bank.ID+"/releases").Items[0].ID
			}
		}
		at := "/api/staff/bank-releases/" + release
		var version string
		for next := ""; version == ""; {
			page := get[list[struct {
				ID      string
				Content struct{ Stem string }
			}]](s.as("writer"), at+"/items?type=TRUE_FALSE&limit=200&cursor="+next)
			for _, v := range page.Items {
				if v.Content.Stem == first.Stem {
					version = v.ID
				}
			}
			if next = page.Next; next == "" && version == "" {
				t.Fatal("the question is not in the release")
			}
		}
		key := get[struct{ Content struct{ Key []int } }](s.as("reviewer"), "/api/staff/item-versions/"+version).Content.Key[0]
		post[none](s.as("writer"), at+"/keys", form{"reason": "依据的条文已修订，核对后更正", "keys": []form{{"version": version, "key": []int{1 - key}}}})
		post[none](s.as("reviewer"), at+"/keys/2/decision", form{"approve": true})
		if now := get[result](me, "/api/candidate/results/"+mine.ID); now.Points != 79 || now.Passed {
			t.Fatalf("a corrected key alone changed the result: %+v", now)
		}

		type report struct {
			Rescore          struct{ State string }
			Results, Changed int
			NowPass, NowFail int
			Applied          int
			Corrected        []struct{ Item string }
			Lines            []struct {
				Points    int
				NewPoints int
				NowPassed bool
				Outcome   string
			}
		}
		act := "/api/staff/rescores/" + post[id](s.as("reviewer"), "/api/staff/rescores", form{"release": release, "reason": "答案已更正，重新评分"}).ID
		var said report
		eventually(t, "the report is made", func() bool {
			said = get[report](s.as("releaser"), act)
			return said.Rescore.State == "READY"
		})
		if said.Results != 1 || said.Changed != 1 || said.NowPass != 1 || said.NowFail != 0 || len(said.Corrected) != 1 || len(said.Lines) != 1 || said.Lines[0].Points != 79 || said.Lines[0].NewPoints != 80 || !said.Lines[0].NowPassed {
			t.Fatalf("the report says %+v", said)
		}
		if now := get[result](me, "/api/candidate/results/"+mine.ID); now.Points != 79 {
			t.Fatal("a report changed the result")
		}
		post[none](s.as("releaser"), act+"/decision", form{"approve": true})
		eventually(t, "the result is another", func() bool { return get[report](s.as("releaser"), act).Applied == 1 })
		type version2 struct {
			Points    int
			Passed    bool
			WasPoints int
			WasPassed bool
		}
		check := get[struct{ Versions []version2 }](me, "/api/candidate/results/"+mine.ID+"/check")
		if len(check.Versions) != 1 || check.Versions[0] != (version2{80, true, 79, false}) {
			t.Errorf("the person is told %+v", check)
		}
		rowsOf := func(query string) (n int) {
			t.Helper()
			if err := p.db(t).SQL().QueryRow("SELECT COUNT(*) FROM " + query).Scan(&n); err != nil {
				t.Fatal(err)
			}
			return n
		}
		if n := rowsOf("result_revision"); n != 1 {
			t.Errorf("%d revisions", n)
		}
		s.ahead(10 * time.Minute) // the act stays open, its job runs on
		time.Sleep(2 * time.Second)
		if n := rowsOf("result_revision"); n != 1 {
			t.Errorf("%d revisions after more runs of the job", n)
		}
		for what, now := range map[string]result{"the list": get[list[result]](me, "/api/candidate/results").Items[0], "the page": get[result](me, "/api/candidate/results/"+mine.ID)} {
			if now.Points != 80 || !now.Passed {
				t.Errorf("%s of the person says %+v", what, now)
			}
		}
		if was := rowsOf("exam_result WHERE points = 79"); was != 1 {
			t.Error("the first version is gone")
		}
	})
}
