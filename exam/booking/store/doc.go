// Package store keeps exam/booking in the database through GORM: unexported rows with explicit columns, conversions
// written by hand, no hooks. Uniqueness is the schema's; a refused row is booking.ErrDuplicate.
package store
