//go:build !linux

package testenv

import (
	"errors"

	"github.com/suikao/suikao/internal/testenv/servers"
)

// sharedSocket is for Linux, which has the lock and shell tools that it needs.
func sharedSocket(servers.Tools) (string, error) {
	return "", errors.New("a MariaDB shared by test processes needs Linux; set SUIKAO_TEST_MYSQL_DSN")
}
