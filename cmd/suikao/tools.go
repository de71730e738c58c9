package main

import (
	"log/slog"
	"net/http"

	"github.com/spf13/cobra"

	"github.com/suikao/suikao/cmd/internal/app"
	"github.com/suikao/suikao/web/ws"
)

func openapiCmd() *cobra.Command {
	c := &cobra.Command{Use: "openapi", Short: "print the HTTP interface (OpenAPI 3.1), or with --wire the socket's TypeScript types", Args: cobra.NoArgs}
	wire := c.Flags().Bool("wire", false, "print the types of the seat socket")
	c.RunE = func(c *cobra.Command, _ []string) error {
		out := ws.TypeScript()
		if !*wire {
			var err error
			if out, err = app.OpenAPI(http.NewServeMux(), slog.New(slog.DiscardHandler)); err != nil {
				return err
			}
		}
		_, err := c.OutOrStdout().Write(out)
		return err
	}
	return c
}
