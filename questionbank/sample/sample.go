package sample

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// The bank that demonstrations and tests are filled with. The code is the one of the operation catalogue.
const (
	ItemCode = "SO-01-02"
	Name     = "低压电工作业（示例题库）"
)

//go:embed low_voltage.csv
var lowVoltage string

//go:embed low_voltage.blueprint.json
var lowVoltageBlueprint string

//go:embed *.csv *.json pictures/*.svg
var files embed.FS

const (
	about = ".bank.json"
	shown = ".pictures.csv"
	told  = ".cases.csv"
)

// Bank is one sample bank: the files <stem>.bank.json, <stem>.csv, <stem>.pictures.csv, <stem>.cases.csv and
// <stem>.blueprint.json of this package.
type Bank struct {
	Stem  string   `json:"-"`     // beginning of the file names
	Name  string   `json:"name"`  // what people read
	Codes []string `json:"codes"` // rows of the operation catalogue that the bank serves, the first one foremost
	// Numbers begins every 原题号 of the bank; no two banks share it.
	Numbers string `json:"numbers"`
}

// Banks returns all sample banks in the order of their stems. A bank is found by its .bank.json; one without a bank or
// a blueprint beside it is an error, and so is a description that cannot be read.
func Banks() ([]Bank, error) {
	entries, err := files.ReadDir(".")
	if err != nil {
		return nil, fmt.Errorf("sample banks: %w", err)
	}
	var out []Bank
	for _, e := range entries {
		stem, found := strings.CutSuffix(e.Name(), about)
		if !found {
			continue
		}
		b, err := open(stem)
		if err != nil {
			return nil, fmt.Errorf("sample bank %s: %w", stem, err)
		}
		out = append(out, b)
	}
	return out, nil
}

func open(stem string) (Bank, error) {
	b := Bank{Stem: stem}
	text, err := files.ReadFile(stem + about)
	if err != nil {
		return Bank{}, err
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&b); err != nil {
		return Bank{}, err
	}
	for _, end := range []string{".csv", shown, told, ".blueprint.json"} {
		if _, err := files.ReadFile(stem + end); err != nil {
			return Bank{}, err
		}
	}
	return b, nil
}

// Find returns the bank that serves a code of the operation catalogue, and whether there is one.
func Find(code string) (Bank, bool, error) {
	all, err := Banks()
	if err != nil {
		return Bank{}, false, err
	}
	k := slices.IndexFunc(all, func(b Bank) bool { return slices.Contains(b.Codes, code) })
	if k < 0 {
		return Bank{}, false, nil
	}
	return all[k], true, nil
}

// CSV returns the bank in the columns of the import template, UTF-8 without a byte order mark, and nothing for a bank
// that did not come from Banks or Find. The caller owns the bytes.
func (b Bank) CSV() []byte { return b.file(".csv") }

// Blueprint returns the rules of the paper as JSON in the form of assembly.Body, and nothing for a bank that did not
// come from Banks or Find. The caller owns the bytes.
func (b Bank) Blueprint() []byte { return b.file(".blueprint.json") }

func (b Bank) file(end string) []byte {
	text, err := files.ReadFile(b.Stem + end)
	if err != nil {
		return nil
	}
	return text
}

// CSV returns the low-voltage bank, see Bank.CSV.
func CSV() []byte { return []byte(lowVoltage) }

// Blueprint returns the rules of the low-voltage paper, see Bank.Blueprint: 70 TRUE_FALSE and 30 SINGLE with quotas per
// topic, 120 minutes, 100 points, 80 to pass, at least 4 items tagged 重大事故隐患.
func Blueprint() []byte { return []byte(lowVoltageBlueprint) }
