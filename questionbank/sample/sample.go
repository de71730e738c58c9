package sample

import _ "embed" // the two files are part of the program

// What the bank is for. The code is the one of the operation catalogue.
const (
	ItemCode = "SO-01-02"
	Name     = "低压电工作业（示例题库）"
)

//go:embed low_voltage.csv
var bank string

//go:embed blueprint.json
var blueprint string

// CSV returns the bank in the columns of the import template, UTF-8 without a byte order mark. The caller owns the bytes.
func CSV() []byte { return []byte(bank) }

// Blueprint returns the rules of the paper as JSON in the form of assembly.Body: 70 TRUE_FALSE and 30 SINGLE with quotas
// per topic, 120 minutes, 100 points, 80 to pass, at least 4 items tagged 重大事故隐患. The caller owns the bytes.
func Blueprint() []byte { return []byte(blueprint) }
