package people

import "strings"

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
