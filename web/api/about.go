package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
)

// About is what every page asks first.
type About struct {
	Name    string    `json:"name" doc:"name of the installation, shown in page titles"`
	Demo    bool      `json:"demo" doc:"true where the data is made up; every page then shows a banner"`
	Version string    `json:"version"`
	Now     time.Time `json:"now" doc:"server time"`
}

// RegisterAbout declares the operation that tells pages where they are.
func RegisterAbout(g Groups, about func() About) {
	huma.Register(g.Public, huma.Operation{
		OperationID: "about", Method: http.MethodGet, Path: "/about", Summary: "What this installation is",
		Description: "Name, version, server time, and whether the data is demonstration data.",
	}, func(context.Context, *struct{}) (*struct{ Body About }, error) {
		return &struct{ Body About }{about()}, nil
	})
}
