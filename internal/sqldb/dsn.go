package sqldb

import (
	"errors"
	"strings"

	driver "github.com/go-sql-driver/mysql"
)

// Address is what a DSN says, for whoever checks a configuration.
type Address struct {
	Engine   Engine
	Name     string // database, or path of the SQLite file
	Password string
	Socket   bool // MySQL on a unix socket of this machine, where the system knows the caller
}

// ParseDSN reads a Config.DSN without connecting. The error never holds the password.
func ParseDSN(dsn string) (Address, error) {
	if path, ok := strings.CutPrefix(dsn, "sqlite:"); ok {
		if path == "" {
			return Address{}, errors.New("sqlite: needs a path behind it")
		}
		return Address{Engine: SQLite, Name: path}, nil
	}
	c, err := driver.ParseDSN(strings.TrimPrefix(dsn, "mysql:"))
	if err != nil || c.DBName == "" {
		return Address{}, errors.New("want sqlite:PATH or user:password@tcp(host:3306)/name")
	}
	return Address{Engine: MySQL, Name: c.DBName, Password: c.Passwd, Socket: c.Net == "unix"}, nil
}
