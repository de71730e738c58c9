// Package api is the HTTP interface of the house: Go types in, OpenAPI out (openapi.yaml, a golden file from which the
// pages' client is generated), one mapping of failure kinds to statuses, one chain of middleware.
//
// Five groups with separate authentication: /api/public, /api/auth, /api/candidate (candidate session), /api/staff (staff
// session and CSRF header), /api/device (bearer token of an enrolled terminal). An area's file declares its operations;
// services check rights themselves, this layer only says who is asking.
//
// Library: danielgtaylor/huma v2 on the standard mux: code-first OpenAPI 3.1 with validation from field tags, released
// monthly in 2026; it refuses unknown JSON fields by itself. Its docs page is off, because it loads from a CDN.
//
// Why (2026-11-21): huma's error constructor is a package variable. It is set once, in New, to the same function every
// time, because that is the only door huma offers for one error shape.
package api
