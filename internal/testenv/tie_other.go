//go:build !linux

package testenv

import (
	"errors"
	"os/exec"
)

// tie does nothing here: only Linux can end a child with its parent. Servers still end with their test.
func tie(*exec.Cmd) {}

// sharedSocket is for Linux, which has the lock and shell tools that it needs.
func sharedSocket(mysqlTools) (string, error) {
	return "", errors.New("a MariaDB shared by test processes needs Linux; set SUIKAO_TEST_MYSQL_DSN")
}
