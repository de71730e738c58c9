package cose

import (
	"encoding/base32"
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// ErrText means that a text is no code: another address, other signs, cut short.
var ErrText = errors.New("cose: no code")

// maxHost keeps the code in a symbol that a phone reads from a card.
const maxHost = 20

// maxText is longer than the largest code, a wallet with a long name.
const maxText = 4296 // alphanumeric capacity of QR version 40-L

var base = base32.StdEncoding.WithPadding(base32.NoPadding)

var hostForm = regexp.MustCompile(`^[A-Z0-9]([A-Z0-9.-]*[A-Z0-9])?(:[0-9]{1,5})?$`)

// HostFits reports whether a host can stand in a code.
func HostFits(host string) bool {
	return len(host) <= maxHost && hostForm.MatchString(strings.ToUpper(host))
}

// Text is the code of a message: an address in letters that a QR carries in its alphanumeric mode. letter is V or W.
func Text(host string, letter byte, msg []byte) (string, error) {
	host = strings.ToUpper(host)
	if !HostFits(host) {
		return "", fmt.Errorf("cose: %q cannot stand in a code: at most %d letters, digits, dots and hyphens", host, maxHost)
	}
	return "HTTPS://" + host + "/" + string(letter) + "/" + base.EncodeToString(msg), nil
}

// ParseText reads a code: the address as a scanner gives it, or from its letter on ("V/…"). Case does not matter. Errors: ErrText.
func ParseText(text string) (letter byte, msg []byte, err error) {
	text = strings.ToUpper(strings.TrimSpace(text))
	if len(text) > maxText {
		return 0, nil, ErrText
	}
	cut := strings.LastIndexByte(text, '/')
	if cut < 1 || (cut > 1 && text[cut-2] != '/') {
		return 0, nil, ErrText
	}
	letter = text[cut-1]
	if letter != 'V' && letter != 'W' {
		return 0, nil, ErrText
	}
	body := text[cut+1:]
	msg, err = base.DecodeString(body)
	if err != nil || len(msg) == 0 || base.EncodeToString(msg) != body { // spare bits of the last letter are zero
		return 0, nil, ErrText
	}
	return letter, msg, nil
}
