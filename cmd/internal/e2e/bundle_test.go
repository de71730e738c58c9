package e2e_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A recorded sitting becomes a bundle for a court: two people, one file, checked without the database, played by any player.
func TestEvidenceForACourt(t *testing.T) {
	engines(t, func(t *testing.T, p *place) {
		st := withMedia(t, p)
		st.media.start()
		st.media.ready()
		cam := st.publish()
		eventually(t, "segments are kept", func() bool { return len(st.record().Segments) >= 2 })
		st.answer(chance(t), 10)
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		if _, err := st.robot.Submit(ctx); err != nil {
			t.Fatal(err)
		}
		_ = cam.Close()
		type exported struct{ ID, State, Manifest string }
		path := "/api/staff/sittings/" + st.sitting + "/evidence"
		var seen struct {
			Roots              []struct{ Hash, Former, Why string }
			Supervision, State string
			DeleteOn, Basis    string
			Months             int
			Tracks             []struct{ Segments int }
			NotCovered         []string
		}
		eventually(t, "the root is written", func() bool {
			r := st.as("inspector1").send("GET", path, nil)
			return r.ok()
		})
		eventually(t, "it names every segment", func() bool {
			seen = get[struct {
				Roots              []struct{ Hash, Former, Why string }
				Supervision, State string
				DeleteOn, Basis    string
				Months             int
				Tracks             []struct{ Segments int }
				NotCovered         []string
			}](st.as("inspector1"), path)
			return len(seen.Tracks) > 0 && !st.record().Live && seen.Tracks[0].Segments == len(st.record().Segments)
		})
		if seen.State != "KEPT" || seen.Months != 36 || seen.DeleteOn == "" || seen.Supervision != "REMOTE_OFFICER" || seen.Roots[0].Why != "CLOSED" {
			t.Errorf("%+v", seen)
		}
		for _, far := range []string{"company", "reviewer"} {
			if r := st.as(far).send("GET", path, nil); r.Status != http.StatusForbidden && r.Status != http.StatusNotFound {
				t.Errorf("%s: %s", far, r)
			}
		}
		asked := post[exported](st.as("inspector1"), path+"/exports", form{"reason": "法院调取考试证据", "document": "（2026）鄂06行初1号"})
		at := "/api/staff/evidence/exports/" + asked.ID
		st.as("inspector1").refused("GET", at+"/file", nil, "evidence.export_state")
		st.as("inspector1").refused("POST", at+"/decision", form{"approve": true}, "evidence.forbidden")
		if got := post[exported](st.as("regulator"), at+"/decision", form{"approve": true}); got.State != "APPROVED" {
			t.Fatalf("%+v", got)
		}
		st.as("inspector2").refused("GET", at+"/file", nil, "evidence.forbidden")
		got := st.as("inspector1").send("GET", at+"/file", nil)
		if !got.ok() || got.Header.Get("Content-Type") != "application/zip" {
			t.Fatalf("%s", got)
		}
		st.checked(t, p, got.Body)
		st.forget()
		st.media.stop()
		st.web.stop()
	})
}

// checked runs the offline check over a bundle and what was done to it, and plays what is in it.
func (st *studio) checked(t *testing.T, p *place, bundle []byte) {
	t.Helper()
	dir := t.TempDir()
	write := func(name string, body []byte) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, body, 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	public := newClient(t, st.web.url).send("GET", "/api/public/evidence/key", nil).Body
	if own := must(t, p.settings, "", "verify", "key"); own != string(public) || !strings.HasPrefix(own, "suikao-evidence/v1+") {
		t.Errorf("%q, published %q", own, public)
	}
	key := write("evidence.pub", public)
	nowhere := settings{"DATA_DIR": filepath.Join(dir, "none")} // the check needs nothing of the installation
	whole := write("whole.zip", bundle)
	if out := must(t, nowhere, "", "verify", "evidence", whole, "--key", key); !strings.Contains(out, "the bundle holds: sitting "+st.sitting) {
		t.Error(out)
	}
	bad := bytes.Clone(bundle)
	bad[len(bad)/2] ^= 1
	for name, body := range map[string][]byte{"ALTERED": bad, "TRUNCATED": bundle[:len(bundle)-100]} {
		if out, err := tool(t, nowhere, "", "verify", "evidence", write(name+".zip", body), "--key", key); err == nil || !strings.Contains(out, name) {
			t.Errorf("%s: %v %s", name, err, out)
		}
	}
	if _, err := tool(t, nowhere, "", "verify", "evidence", whole); err == nil {
		t.Error("checked without a key")
	}
	z, err := zip.NewReader(bytes.NewReader(bundle), int64(len(bundle)))
	if err != nil {
		t.Fatal(err)
	}
	films, copies := 0, 0
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case strings.HasPrefix(f.Name, "recordings/"):
			films++
			plays(t, body)
		case strings.HasPrefix(f.Name, "copies/"):
			copies++
			plays(t, body)
		}
	}
	if films < 2 || copies != films {
		t.Errorf("%d films, %d copies", films, copies)
	}
	if keep := os.Getenv("SUIKAO_KEEP_BUNDLE"); keep != "" { // for looking at it
		if err := os.WriteFile(keep, bundle, 0o600); err != nil {
			t.Error(err)
		}
	}
}
