package e2e_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"net/http"
	"sync"
	"testing"
	"time"
)

// portrait is a picture that passes as a document photo: light ground, a darker head.
func portrait(seed uint64) []byte {
	rng := rand.New(rand.NewPCG(seed, 3))
	img := image.NewRGBA(image.Rect(0, 0, 295, 413))
	for y := range 413 {
		for x := range 295 {
			c := color.RGBA{244, 246, 250, 255}
			if dx, dy := float64(x-147)/80, float64(y-190)/110; dx*dx+dy*dy < 1 || y > 320 && x > 50 && x < 245 {
				n := uint8(rng.IntN(60))
				c = color.RGBA{120 + n, 90 + n, 70 + n, 255}
			}
			img.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 80}); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// register brings a demo person who has an account as far as an approved application, as the people themselves, the
// centre's clerk and the reviewer do it.
func (s *site) register(i int) *client {
	s.t.Helper()
	c := s.candidate(i)
	if apps := get[list[application]](c, "/api/candidate/applications").Items; len(apps) > 0 && apps[0].State == "APPROVED" {
		return c
	}
	me := get[struct {
		ID    string `json:"id"`
		Photo struct {
			ID, State string
		} `json:"photo"`
	}](c, "/api/candidate/me")
	if me.Photo.State != "APPROVED" {
		photo := call[struct{ ID string }](c, http.MethodPut, "/api/candidate/me/photo", portrait(uint64(i)))
		post[none](s.as("clerk"), "/api/staff/persons/"+me.ID+"/photo/decision", form{"photo": photo.ID, "approve": true})
		s.train(i, me.ID)
	}
	authority := get[list[struct{ ID string }]](s.as("admin"), "/api/staff/orgs?kind=AUTHORITY").Items[0].ID
	app := post[application](c, "/api/candidate/applications", form{"authority": authority, "itemCode": itemCode, "personType": "SPECIAL_OPERATOR", "kind": "FIRST_ISSUE"})
	path := "/api/candidate/applications/" + app.ID
	for _, kind := range []string{"IDENTITY_DOCUMENT", "EDUCATION_PROOF"} {
		call[none](c, http.MethodPut, path+"/files/"+kind, portrait(99))
	}
	day := s.clock().In(china).AddDate(0, 0, -10).Format(time.DateOnly)
	pledge := get[struct{ Version int }](c, "/api/public/notices/TRUTH_PLEDGE?lang=zh-CN").Version
	for _, m := range []form{
		{"kind": "HEALTH_STATEMENT", "fit": true, "date": day, "institution": "演示市第一人民医院"},
		{"kind": "PLEDGE", "value": string(rune('0' + pledge))},
		{"kind": "EDUCATION_PROOF", "value": "SENIOR", "institution": "演示市第二中学"},
	} {
		call[none](c, http.MethodPut, path+"/material", m)
	}
	post[none](c, path+"/submit", nil)
	for _, step := range []string{"accept", "approve"} {
		post[none](s.as("clerk"), "/api/staff/applications/"+app.ID+"/"+step, nil)
	}
	return c
}

// train records a person's class hours as the demo centre's clerk.
func (s *site) train(i int, person string) {
	s.t.Helper()
	centre := get[list[struct{ ID string }]](s.as("admin"), "/api/staff/orgs?kind=CENTRE").Items[0].ID
	day := func(n int) string { return s.clock().In(china).AddDate(0, 0, n).Format(time.DateOnly) }
	post[none](s.as("centre"), "/api/staff/hours", form{"org": centre, "person": form{"id": person}, "item": itemCode, "kind": "INITIAL", "mode": "CLASSROOM",
		"classHours": 88, "from": day(-30), "to": day(-15), "class": "低压电工 2026 第 4 期", "evidence": "签到册 DY-2026-04"})
}

// Promise 3, through the wire: twenty-four people reach for the twelve seats of one slot at the same moment.
func TestOneSeatIsBookedOnce(t *testing.T) {
	engines(t, func(t *testing.T, p *place) {
		h := attacked(t, p)
		const people, rounds = 24, 3
		clients, apps := make([]*client, people), make([]string, people)
		for i := range clients {
			clients[i] = h.register(i)
			apps[i] = h.applied(clients[i]).ID
		}
		x := h.nextSlot(clients[0], &h.rooms[0], time.Hour)
		if x.Capacity != 12 || x.Free != 12 {
			t.Fatalf("%+v", x)
		}
		var mu sync.Mutex
		held := map[string]string{} // booking by application
		codes := map[string]int{}
		var wg sync.WaitGroup
		start := make(chan struct{})
		for i, c := range clients {
			for range rounds { // and everybody presses three times
				wg.Go(func() {
					<-start
					r := c.send("POST", "/api/candidate/bookings", form{"application": apps[i], "slot": x.ID})
					mu.Lock()
					defer mu.Unlock()
					codes[r.code()]++
					if r.Err != nil || r.Status >= 500 {
						t.Errorf("%s", r)
					}
				})
			}
		}
		close(start)
		wg.Wait()
		for i, c := range clients {
			for _, b := range get[list[booked]](c, "/api/candidate/bookings").Items {
				if b.State == "HELD" || b.State == "CONFIRMED" {
					if held[apps[i]] != "" {
						t.Errorf("candidate %d holds two places", i)
					}
					held[apps[i]] = b.ID
				}
			}
		}
		t.Logf("answers %v", codes)
		if len(held) != 12 {
			t.Errorf("%d people hold the 12 places of the slot", len(held))
		}
		if codes[""] < 12 || codes["booking.slot_full"] == 0 {
			t.Errorf("answers %v", codes)
		}
		h.confirmAll(t, clients, apps, held)
		if n := h.ev.number(t, "SELECT COUNT(*) FROM slot_place WHERE slot_id = ?", x.ID); n != 12 {
			t.Errorf("%d places are taken", n)
		}
	})
}

// confirmAll confirms the twelve, twice at once each; nobody else gets in meanwhile.
func (h *house) confirmAll(t *testing.T, clients []*client, apps []string, held map[string]string) {
	t.Helper()
	var wg sync.WaitGroup
	for i, c := range clients {
		id := held[apps[i]]
		if id == "" {
			continue
		}
		for range 2 {
			wg.Go(func() {
				if r := c.send("POST", "/api/candidate/bookings/"+id+"/confirm", nil); !r.ok() {
					t.Errorf("confirm: %s", r)
				}
			})
		}
	}
	wg.Wait()
	for i, c := range clients {
		if id := held[apps[i]]; id != "" {
			if b := get[booked](c, "/api/candidate/bookings/"+id); b.State != "CONFIRMED" {
				t.Errorf("%+v", b)
			}
		}
	}
	if n := h.ev.number(t, "SELECT COUNT(*) FROM admission_ticket"); n != 12 {
		t.Errorf("%d tickets", n)
	}
}
