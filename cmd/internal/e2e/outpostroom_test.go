package e2e_test

import (
	"os/exec"
	"testing"
	"time"

	"github.com/suikao/suikao/proctor/media/mediatest"
)

// A camera of the room is recorded by the node while the uplink is cut and at no other time, and its pieces come back into the room's chain.
func TestARoomNodeRecordsItsRoomsCamera(t *testing.T) {
	t.Parallel()
	film, err := exec.Command("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=320x240:rate=15", "-t", "2", "-c:v", "libx264", "-threads", "1",
		"-preset", "ultrafast", "-bf", "0", "-g", "15", "-pix_fmt", "yuv420p", "-f", "h264", "pipe:1").Output()
	if err != nil {
		t.Skipf("no H.264 to test with: %v", err)
	}
	camera, err := mediatest.StartRoomCamera(film, 15, "viewer", "pass-word_1")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(camera.Unplug)
	f, _ := films(t, onSQLite(t), settings{"MEDIA_ROOM_CAMERAS": "ROOM=" + camera.URL()})
	was := camera.Played() // from before it reached the centre first
	time.Sleep(2 * time.Second)
	if n := camera.Played(); n != was || f.spool(".json") != 0 {
		t.Fatalf("the node looks at the room (%d pictures, %d before) although the centre is there", n, was)
	}
	f.cut(true)
	eventually(t, "two pieces of the room lie at the node", func() bool { return f.spool(".mp4") >= 2 })
	f.cut(false)
	eventually(t, "they are at the centre", func() bool {
		return f.spool("") == 1 && f.ev.number(t, "SELECT COUNT(*) FROM recording_segment WHERE track = 'ROOM' AND node_id <> '' AND room_id = ? AND sitting_id = ?", f.room.ID, f.room.ID) >= 2
	})
	was = camera.Played()
	time.Sleep(2 * time.Second)
	if n := camera.Played(); n > was+30 {
		t.Errorf("the node goes on looking at the room: %d pictures more", n-was)
	}
	list := get[struct{ Pieces []struct{ Node string } }](f.as("watch1"), "/api/staff/rooms/"+f.room.ID+"/recording?from="+
		time.Now().Add(-time.Hour).UTC().Format(time.RFC3339)+"&to="+time.Now().Add(time.Hour).UTC().Format(time.RFC3339))
	if len(list.Pieces) < 2 || len(list.Pieces[0].Node) != 26 {
		t.Errorf("%+v", list)
	}
}
