package people_test

import (
	"testing"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/notice"
)

func TestVersionsOfANotice(t *testing.T) {
	onBoth(t, func(w *world) {
		_, admin := w.staff("admin", w.root, people.SystemAdmin)
		_, clerk := w.staff("clerk", w.countyA, people.ApplicationReviewer)
		zh, en := notice.Text{Title: "第二版", Body: "第一段。\n\n第二段。"}, notice.Text{Title: "Second", Body: "One.\n\nTwo."}
		_, err := w.notices.PublishAfter(clerk, notice.RecordingNotice, 1, zh, en)
		w.wants("people.forbidden", err, "a clerk publishes")
		_, err = w.notices.PublishAfter(admin, notice.RecordingNotice, 7, zh, en)
		w.wants("people.changed", err, "after a version nobody saw")
		_, err = w.notices.PublishAfter(admin, notice.RecordingNotice, 1, notice.Text{Title: "第\u202e二版", Body: "文。"}, en)
		w.wants("invalid", err, "hidden characters in the title")
		n, err := w.notices.PublishAfter(admin, notice.RecordingNotice, 1, zh, en)
		if err != nil || n != 2 {
			w.Fatalf("version %d: %v", n, err)
		}
		_, err = w.notices.PublishAfter(admin, notice.RecordingNotice, 1, zh, en)
		w.wants("people.changed", err, "the same form sent twice")
		all, err := w.notices.Versions(clerk, notice.RecordingNotice)
		if err != nil || len(all) != 2 || all[0].ZH.Title != "第二版" || all[0].EN.Body != "One.\n\nTwo." || all[1].ZH.Version != 1 || all[1].EN.Title == "" {
			w.Fatalf("%+v: %v", all, err)
		}
		_, err = w.notices.Versions(w.public(), notice.RecordingNotice)
		w.wants("people.forbidden", err, "the public reads old versions")
		_, err = w.notices.Versions(clerk, "NOTHING")
		w.wants("people.notice", err, "a kind that is none")
	})
}
