package e2e_test

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// smallDisk is a folder with room for so many megabytes.
func smallDisk(t *testing.T, size string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "disk")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+size); err != nil {
		t.Skip("needs the right to mount: ", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}

// fill leaves no room in a folder; what it returns makes room again.
func fill(t *testing.T, dir string) (free func()) {
	t.Helper()
	name := filepath.Join(dir, "filler")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	for block := make([]byte, 4096); err == nil; {
		_, err = f.Write(block)
	}
	_ = f.Close()
	return func() {
		if err := os.Remove(name); err != nil {
			t.Error(err)
		}
	}
}

// The disk of recordings is full while somebody sits: answers go on and are stored, the officer on duty is told, and with room again it
// is recorded again, told as over, and everything that was kept plays. Nothing that was acknowledged is lost.
func TestAFullDiskOfRecordingsStopsNobody(t *testing.T) {
	t.Parallel()
	p, rng := onSQLite(t), chance(t)
	spool := smallDisk(t, "6m")
	st := withMedia(t, p, settings{"MEDIA_SPOOL": spool})
	st.media.start()
	st.media.ready()
	cam := st.publish()
	eventually(t, "a segment is kept", func() bool { return len(st.record().Segments) > 0 })
	st.answer(rng, 10)

	free := fill(t, spool)
	full := func() (lasts, known bool) {
		list := get[list[struct {
			Kind  string
			Until *time.Time
		}]](st.as("watch1"), "/api/staff/incidents?room="+st.room.ID)
		for _, in := range list.Items {
			if in.Kind == "environment.disk_full" {
				return in.Until == nil, true
			}
		}
		return false, false
	}
	st.answer(rng, 30)
	eventually(t, "the duty officer is told that the disk is full", func() bool { lasts, known := full(); return lasts && known })
	sent := cam.Sent()
	st.answer(rng, 20)
	eventually(t, "pictures go on coming", func() bool { return cam.Sent() > sent+15 })

	before := len(st.record().Segments)
	free()
	eventually(t, "it is recorded again", func() bool { r := st.record(); return r.Live && len(r.Segments) > before })
	eventually(t, "that it was full is over", func() bool { lasts, known := full(); return known && !lasts })
	st.answer(rng, 10)
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if _, err := st.robot.Submit(ctx); err != nil {
		t.Fatal(err)
	}
	_ = cam.Close()
	st.judged()
	st.forget()
	st.media.stop()
	st.web.stop()
	for _, lost := range p.evidence(t).check(t, st.robot.Acks()) {
		t.Error(lost)
	}
	if n := len(st.robot.Acks()); n < 70 {
		t.Errorf("only %d answers were acknowledged", n)
	}
}
