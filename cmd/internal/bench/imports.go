package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/suikao/suikao/cmd/internal/demo"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/interchange"
)

// importRows is how many questions the file holds: the most that one import takes.
const importRows = questionbank.MaxFileRows

// Import reads an Excel file of 20,000 questions into an empty bank with the program's own command: preview with the search
// for nearly equal stems, then the import in one transaction. Time and memory are those of that process, its start included.
func Import(ctx context.Context, exe string, out io.Writer) (err error) {
	p, err := newPlace(ctx, exe, sqldb.SQLite)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	bank := questionbank.BankID("")
	if err := p.furnish(ctx, func(ctx context.Context, h *house) (err error) {
		bank, err = h.emptyBank(ctx)
		return err
	}); err != nil {
		return err
	}
	body, losses, err := interchange.Write(ctx, interchange.XLSX, "题库", simQuestions(importRows))
	if err == nil && len(losses) > 0 {
		err = fmt.Errorf("the file loses %d fields", len(losses))
	}
	if err != nil {
		return err
	}
	file := filepath.Join(p.dir, "questions.xlsx")
	if err := os.WriteFile(file, body, 0o600); err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, exe, "import", "questions", file, "--bank", string(bank), "--as", "writer")
	cmd.Env, cmd.Stdin = p.environ(), bytes.NewBufferString(demo.StaffPassword+"\n")
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	began := time.Now()
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("import: %w: %s", err, said.Bytes()[max(0, said.Len()-2000):])
	}
	took := time.Since(began)
	if !bytes.Contains(said.Bytes(), fmt.Appendf(nil, ": %d questions as drafts", importRows)) {
		return fmt.Errorf("import: not all questions were taken: %s", said.Bytes()[max(0, said.Len()-2000):])
	}
	_, err = fmt.Fprintf(out, "bench import: rows=%d rows_per_s=%.0f peak_mb=%d file_mb=%.1f s=%.1f cpu_s=%.1f\n", importRows, importRows/took.Seconds(), peakMB(cmd.ProcessState),
		float64(len(body))/(1<<20), took.Seconds(), (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds())
	return err
}

// emptyBank makes a bank for a code that has none.
func (h *house) emptyBank(ctx context.Context) (questionbank.BankID, error) {
	root, err := h.People.RootOrg(ctx)
	if err != nil {
		return "", err
	}
	reviewer := actor.With(ctx, actor.Actor{Kind: actor.Staff, ID: "bench-reviewer", Person: "bench-reviewer", Name: "bench-reviewer",
		Grants: []actor.Grant{{Role: people.ItemReviewer, Org: string(root.ID), Path: root.Path}}})
	b, err := h.Bank.CreateBank(reviewer, questionbank.BankInput{Owner: root.ID, Level: questionbank.Provincial, Purpose: questionbank.Certification, ItemCode: simCode, Name: "模拟题库"})
	return b.ID, err
}

// simQuestions are questions of the usual lengths in words drawn with a fixed seed; the first hundred words are far commoner
// than the others, as in real stems.
func simQuestions(n int) []questionbank.Content {
	r := rand.New(rand.NewPCG(5, 20_000)) //nolint:gosec // the same file every time
	words := func(n int) string {
		out := make([]rune, 0, 2*n)
		for range n {
			w := r.IntN(100)
			if r.IntN(2) == 0 {
				w = r.IntN(3000)
			}
			out = append(out, rune(0x4e00+w), rune(0x6000+w*7%2000))
		}
		return string(out)
	}
	list := make([]questionbank.Content, n)
	for i := range list {
		c := questionbank.Content{Type: questionbank.TrueFalse, Stem: words(10+r.IntN(15)) + "。", Options: questionbank.TrueFalseOptions(), Key: []int{r.IntN(2)},
			Explanation: words(20 + r.IntN(40)), Difficulty: 1 + r.IntN(5), Topic: words(3), Chapter: words(2), Citation: words(6), Tags: []string{words(2)},
			SourceNo: fmt.Sprintf("Q-%05d", i), Points: 1}
		if i%10 >= 7 {
			c.Type, c.Options, c.Key = questionbank.Single, nil, []int{r.IntN(4)}
			for range 4 {
				c.Options = append(c.Options, words(2+r.IntN(6)))
			}
		}
		list[i] = c
	}
	return list
}
