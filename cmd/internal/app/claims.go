package app

import (
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/exam/site"
	examstore "github.com/suikao/suikao/exam/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/claims"
	claimstore "github.com/suikao/suikao/proctor/claims/store"
	"github.com/suikao/suikao/web"
	"github.com/suikao/suikao/web/api"
)

// wireClaims makes what keeps the words of seats' pages about what they see.
func (b *base) wireClaims(s *Services) {
	c := claims.Config{Incidents: s.Incidents, Clock: b.clock, Log: b.log, Sounds: claimstore.New(b.db)}
	if b.cfg.Cameras() {
		if s.Things = b.things(); s.Things != nil {
			c.Things = s.Things.Version
		}
		c.Faces = b.describesFaces()
	}
	s.Claims = claims.New(c)
}

// things is the model of telephones and books that seats' pages are given; nil where nobody named one.
func (b *base) things() *claims.Model {
	if b.cfg.Media.Objects == "" {
		return nil
	}
	m, err := claims.OpenModel(os.DirFS(b.cfg.Media.Objects))
	if err != nil {
		b.log.Error("telephones and books are not looked for: the model cannot be read", "folder", b.cfg.Media.Objects, "err", err)
		return nil
	}
	b.log.Info("seats' pages look for telephones and books; what they see is only noted", "model", m.Version)
	return m
}

// describesFaces reports whether faces may be described: the server's models include the one for it, and the pages have it too.
func (b *base) describesFaces() bool {
	const file = "faceres.json"
	own := b.faceModels()
	if own == nil {
		return false
	}
	_, here := fs.Stat(own, file)
	_, there := fs.Stat(web.Models(), file)
	return here == nil && there == nil
}

// registerClaims enters what seats' pages say in the register of detectors. None of it was measured.
func (s *Services) registerClaims(ctx context.Context) error {
	ctx = actor.AsSystem(ctx, "claims")
	for _, d := range s.Claims.Detectors() {
		if _, err := s.Incidents.Register(ctx, d); err != nil {
			return fmt.Errorf("detector %s: %w", d.Name, err)
		}
	}
	return nil
}

// thingsPath is where pages find the model of things, by its version.
const thingsPath = "/models/things/"

// serveThings gives seats' pages the model of things. It is no secret and names a version, so that browsers keep it.
func (a *App) serveThings(mux *http.ServeMux) {
	if a.Things == nil {
		return
	}
	mux.HandleFunc("GET "+thingsPath+"{version}/{file}", func(w http.ResponseWriter, r *http.Request) {
		b, ok := a.Things.Files[r.PathValue("file")]
		if !ok || r.PathValue("version") != a.Things.Version {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		w.Header().Set("Content-Type", map[bool]string{true: "application/json", false: "application/octet-stream"}[path.Ext(r.URL.Path) == ".json"])
		_, _ = w.Write(b)
	})
}

// seatMedia says what the calling seat does with its camera now.
func (a *App) seatMedia(ctx context.Context) api.SeatMedia {
	out := api.SeatMedia{Cameras: a.cfg.Cameras(), Kilobits: a.cfg.Media.Kilobits, Screen: a.cfg.Media.Screens, Servers: a.relays()(ctx)}
	if !out.Cameras {
		return out
	}
	if a.Things != nil {
		out.Things = &api.SeatThings{Model: "things/" + a.Things.Version + "/" + claims.ThingsFile, Every: int(a.cfg.Media.ObjectsEvery.Seconds()), Least: claims.Least}
	}
	out.Compare = a.Claims.Compares() && agreed(ctx, examstore.New(a.db, a.ring), a.Notices)
	return out
}

// agreed reports whether who sits at the calling seat agreed to have faces compared.
func agreed(ctx context.Context, sittings *examstore.Store, notices *notice.Service) bool {
	caller := actor.From(ctx)
	if caller.Seat == "" {
		return false
	}
	sit, err := sittings.LiveAtSeat(ctx, site.SeatID(caller.Seat))
	if err != nil {
		return false
	}
	c, err := notices.Standing(actor.AsSystem(ctx, "claims"), people.PersonID(sit.Person), notice.FaceConsent)
	return err == nil && c != nil
}

var _ claims.Incidents = (*proctor.Service)(nil)
