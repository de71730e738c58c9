package app

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/suikao/suikao/cmd/internal/config"
)

// newServer is an HTTP server with the limits that every role has.
func newServer(log *slog.Logger, h http.Handler) *http.Server {
	return &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug), MaxHeaderBytes: 32 << 10}
}

// listen serves on ln, with TLS where the configuration names a certificate. The channel tells the end.
func listen(cfg *config.Config, srv *http.Server, ln net.Listener) <-chan error {
	ended := make(chan error, 1)
	go func() {
		if cfg.TLS.Cert != "" {
			ended <- srv.ServeTLS(ln, cfg.TLS.Cert, cfg.TLS.Key)
			return
		}
		ended <- srv.Serve(ln)
	}()
	return ended
}

// finish lets requests come to their end, for as long as a shutdown may take.
func finish(ctx context.Context, srv *http.Server) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer cancel()
	return srv.Shutdown(ctx)
}

// unlessClosed is err, but for the end that was asked for.
func unlessClosed(err error) error {
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
