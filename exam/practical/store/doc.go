// Package store keeps practical examinations in the database.
package store
