package e2e_test

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// watch starts a witness of a log and returns its verifier key and how to kill it.
func watch(t *testing.T, addr, dir, logs string) (key string, kill func()) {
	t.Helper()
	bin, err := program()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(bin, "witness", "--listen", addr, "--dir", dir, "--name", "witness.example.cn/w1", "--logs", logs)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	kill = func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }
	t.Cleanup(kill)
	return strings.TrimSpace(strings.TrimPrefix(line, "verifier key: ")), kill
}

func noted(t *testing.T, name, text string) string {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// The house publishes its log, somebody else's program signs that it only grows, and a third checks both on files alone. A witness that is
// away holds nothing up; one that was killed goes on from what it signed.
func TestTheLogIsWatchedFromOutside(t *testing.T) {
	t.Parallel()
	p := onSQLite(t)
	p.settings["TRANSPARENCY_ORIGIN"] = "exam.example.cn/log"
	dir, addr := t.TempDir(), freeAddress(t)
	logs := noted(t, filepath.Join(dir, "logs"), must(t, p.settings, "", "keys", "log"))
	key, kill := watch(t, addr, filepath.Join(dir, "w"), logs)
	keys := noted(t, filepath.Join(dir, "keys"), key+"\n")
	list := noted(t, filepath.Join(dir, "witnesses"), "# who watches\nhttp://"+addr+" "+key+"\n")
	srv := serve(t, p.settings.with(settings{"TRANSPARENCY_WITNESSES": list}))
	s := visit(t, srv.url, time.Now)

	check := func(where string, more ...string) (string, error) {
		return tool(t, settings{}, "", append([]string{"verify", "log", where, "--key", logs, "--witnesses", keys, "--quorum", "1"}, more...)...)
	}
	said := ""
	within(t, 3*patience, "the log is published with the witness's signature", func() bool {
		s.ahead(time.Minute)
		var err error
		said, err = check(srv.url + "/log")
		return err == nil
	})
	if !strings.Contains(said, "signed by 1 witnesses") {
		t.Fatal(said)
	}
	older := filepath.Join(dir, "older")
	if got := must(t, p.settings, "", "export", "log", older); !strings.Contains(got, "records") {
		t.Fatal(got)
	}
	if said, err := check(older); err != nil {
		t.Fatalf("%s %v", said, err)
	}

	// While the witness is away the house works on and its log grows; then the witness signs what came meanwhile.
	kill()
	b := post[struct{ ID string }](s.as("writer"), "/api/staff/banks/"+ownBank(s)+"/releases", form{"name": "又一版"})
	post[none](s.as("reviewer"), "/api/staff/bank-releases/"+b.ID+"/activate", form{})
	within(t, 3*patience, "the log is published without the witness", func() bool {
		s.ahead(time.Minute)
		_, err := tool(t, settings{}, "", "verify", "log", srv.url+"/log", "--key", logs, "--since", filepath.Join(older, "checkpoint"))
		_, unsigned := check(srv.url + "/log")
		return err == nil && unsigned != nil
	})
	again, _ := watch(t, addr, filepath.Join(dir, "w"), logs)
	if again != key {
		t.Fatal("the witness made another key")
	}
	within(t, 3*patience, "the witness signs what came meanwhile", func() bool {
		s.ahead(time.Minute)
		said, err := check(srv.url+"/log", "--since", filepath.Join(older, "checkpoint"))
		return err == nil && strings.Contains(said, "goes on from the older checkpoint")
	})

	// One byte of any published file changed is found on files alone.
	after := filepath.Join(dir, "after")
	must(t, p.settings, "", "export", "log", after)
	err := filepath.WalkDir(after, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		was, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		bad := bytes.Clone(was)
		bad[len(bad)/2] ^= 1
		if err := os.WriteFile(name, bad, 0o600); err != nil {
			return err
		}
		if said, err := check(after); err == nil {
			t.Errorf("%s changed: %s", name, said)
		}
		return os.WriteFile(name, was, 0o600)
	})
	if err != nil {
		t.Fatal(err)
	}
	if said, err := check(after); err != nil {
		t.Errorf("%s %v", said, err)
	}
}

func ownBank(s *site) string {
	for _, b := range get[list[struct {
		ID       string
		ItemCode string `json:"item_code"`
	}]](s.as("writer"), "/api/staff/banks").Items {
		if b.ItemCode == itemCode {
			return b.ID
		}
	}
	return ""
}
