package guard

import (
	"strings"
	"unicode/utf8"

	"github.com/suikao/suikao/internal/fault"
)

// Failures of a new password.
var (
	ErrPasswordShort = fault.Define("auth.password_short", fault.Invalid, "密码太短，至少{min}个字符。", "The password is too short: at least {min} characters.")
	ErrPasswordLong  = fault.Define("auth.password_long", fault.Invalid, "密码太长，最多{max}个字节。", "The password is too long: at most {max} bytes.")
	ErrPasswordWeak  = fault.Define("auth.password_weak", fault.Invalid, "这个密码太常见或含有账号、证件号、手机号，容易被猜到，请换一个。",
		"This password is common or contains your login, document or phone number. Choose another.")
)

// maxPassword bounds the work on a password; internal/crypt refuses more than as many bytes.
const maxPassword = 256

// CheckPassword refuses short, long, common and guessable passwords. personal are strings that must not be part of it.
func CheckPassword(pw string, least int, personal ...string) error {
	switch n := utf8.RuneCountInString(pw); {
	case n < least:
		return ErrPasswordShort.With("min", least).At("body.password")
	case len(pw) > maxPassword:
		return ErrPasswordLong.With("max", maxPassword).At("body.password")
	case guessable(pw, personal):
		return ErrPasswordWeak.At("body.password")
	}
	return nil
}

// commonPasswords are the fragments that make up most guessed passwords; a password that is nothing but such fragments
// and short decoration is refused.
var commonPasswords = []string{
	"password", "passw0rd", "p@ssw0rd", "p@ssword", "qwertyuiop", "qwerty", "asdfghjkl", "asdfgh", "zxcvbnm", "1qaz2wsx", "qazwsx", "1q2w3e4r",
	"q1w2e3r4", "iloveyou", "5201314", "1314520", "woaini", "admin", "administrator", "welcome", "letmein", "abc123", "a123456", "123qwe",
	"qwe123", "suikao", "anquan", "kaoshi", "xiangyang", "dragon", "monkey", "football", "88888888", "66666666", "11223344", "147258369", "789456123",
	"123321", "112233", "0123456789", "987654321", "87654321", "abcdef", "abcd1234", "test", "root", "user", "guest", "china",
}

// guessable reports whether a password is common, repetitive, a run of neighbouring characters, or holds something that
// is known about its owner.
func guessable(pw string, personal []string) bool {
	low := strings.ToLower(pw)
	for _, p := range personal {
		if p = strings.ToLower(p); len(p) >= 4 && strings.Contains(low, p) {
			return true
		}
	}
	rest := low
	for _, c := range commonPasswords {
		rest = strings.ReplaceAll(rest, c, "")
	}
	return len([]rune(withoutRuns(rest))) <= 3
}

// withoutRuns drops characters that repeat the one before or continue a sequence (4567, dcba).
func withoutRuns(s string) string {
	var out []rune
	var prev rune
	for _, r := range s {
		if d := r - prev; prev == 0 || d < -1 || d > 1 {
			out = append(out, r)
		}
		prev = r
	}
	return string(out)
}
