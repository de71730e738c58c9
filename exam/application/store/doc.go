// Package store keeps exam/application in the database with GORM.
package store
