// Package store keeps exam/site in the database with GORM.
package store
