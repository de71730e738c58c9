// Package store keeps exam/textnotice in the database with GORM.
package store
