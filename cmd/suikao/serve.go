package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/suikao/suikao/cmd/internal/app"
	"github.com/suikao/suikao/cmd/internal/config"
	"github.com/suikao/suikao/cmd/internal/demo"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/web"
)

func serveCmd() *cobra.Command {
	c := &cobra.Command{Use: "serve", Short: "run the service", Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error {
		file, err := c.Flags().GetString("config")
		if err != nil {
			return err
		}
		environ := os.Environ()
		if role, _ := c.Flags().GetString("role"); role != "" { // another role is checked by other rules
			environ = append(environ, "SUIKAO_ROLE="+role)
		}
		cfg, err := config.Load(file, environ)
		if err != nil {
			return err
		}
		return serve(c.Context(), cfg, c.OutOrStdout(), steadyClock(c.Context(), app.Logger(cfg, os.Stderr)))
	}}
	c.Flags().String("role", "", "parts to run: all, web, media for cameras, or room for the node inside a room (overrides the configuration)")
	return c
}

func serve(ctx context.Context, cfg *config.Config, out io.Writer, clock actor.Clock) (err error) {
	roomyHeap()
	log := app.Logger(cfg, os.Stderr)
	log.Info("starting", "version", version)
	fmt.Fprint(os.Stderr, cfg.Dump())
	ln, err := net.Listen("tcp", cfg.Listen)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := ln.Close(); !errors.Is(cerr, net.ErrClosed) {
			err = errors.Join(err, cerr)
		}
	}()
	if cfg.Role == "room" {
		return serveRoom(ctx, cfg, out, log, clock, ln)
	}
	if cfg.Role == "media" {
		return serveMedia(ctx, cfg, out, log, clock, ln)
	}
	a, err := app.New(ctx, cfg, log, clock, version)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	var logins []demo.Login
	if cfg.DemoData() {
		if logins, err = demo.Fill(ctx, a, a.Now); err != nil {
			return fmt.Errorf("demo data: %w", err)
		}
	}
	if err := greet(ctx, a, cfg, out, logins); err != nil {
		return err
	}
	debug.FreeOSMemory() // what migrations and demo data took
	return a.Run(ctx, ln)
}

// serveRoom runs the node inside an examination room.
func serveRoom(ctx context.Context, cfg *config.Config, out io.Writer, log *slog.Logger, clock actor.Clock, ln net.Listener) (err error) {
	r, err := app.NewRoom(ctx, cfg, log, clock, version)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	fmt.Fprintf(out, "\nSuiKao 随考 %s serves an examination room at %s for the centre %s.\n", version, cfg.PublicURL, cfg.Room.Centre)
	return r.Run(ctx, ln)
}

// serveMedia runs the node that takes cameras.
func serveMedia(ctx context.Context, cfg *config.Config, out io.Writer, log *slog.Logger, clock actor.Clock, ln net.Listener) (err error) {
	m, err := app.NewMedia(ctx, cfg, log, clock, version)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, m.Close()) }()
	fmt.Fprintf(out, "\nSuiKao 随考 %s takes the cameras of seats: offers at %s, pictures at udp %s, tcp %s.\n", version, cfg.Listen, cfg.Media.UDP, cfg.Media.TCP)
	return m.Run(ctx, ln)
}

// greet tells a person at the terminal where to go.
func greet(ctx context.Context, a *app.App, cfg *config.Config, out io.Writer, logins []demo.Login) error {
	fmt.Fprintf(out, "\nSuiKao 随考 %s is serving.\n", version)
	if !web.Built() {
		fmt.Fprintln(out, "The pages are not built into this program (run make web); only the interface answers.")
	}
	for _, p := range [][2]string{{"/", "portal 考生"}, {"/kiosk", "gate and seats 考场"}, {"/console", "console 工作台"}, {"/verify", "public check 核验"}} {
		fmt.Fprintf(out, "  %-40s %s\n", cfg.PublicURL+p[0], p[1])
	}
	token, open, err := a.Accounts.SetupLink(ctx)
	if err != nil {
		return err
	}
	if open {
		fmt.Fprintf(out, "\nNo administrator exists yet. Set up the first one within 24 hours, once:\n  %s/console/setup#%s\n", cfg.PublicURL, token)
	}
	if len(logins) > 0 {
		fmt.Fprintln(out, "\nDEMO DATA 演示数据: these logins are known to everybody and exist on loopback only.")
		for _, l := range logins {
			fmt.Fprintf(out, "  %-12s %-22s %-18s %s\n", l.Where, l.User, l.Secret, l.Who)
		}
	}
	if len(logins) > 0 {
		fmt.Fprintf(out, "\nThe demo's clock can be moved forward, to reach a slot's end or a deadline: curl -d '{\"seconds\": 9600}' %s/demo/clock\n", cfg.PublicURL)
	}
	fmt.Fprintln(out)
	return nil
}
