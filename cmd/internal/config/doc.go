// Package config is the manual of every setting: the Config struct documents each one, Load reads them, and what Load
// returns is checked.
//
// Sources, later ones win: the defaults below, a YAML file (--config or SUIKAO_CONFIG), the environment. The key
// session.idle of the file is SUIKAO_SESSION_IDLE in the environment; lists are divided by commas there. DEMO=0 and DEMO=1
// are short for SUIKAO_DEMO.
//
// Why everything unknown is an error (2026-11-21): a misspelt key that is ignored runs an examination under settings
// that nobody chose. The message names the nearest key that exists. All problems are listed at once.
//
// Library: go.yaml.in/yaml/v3 (the maintained continuation of the usual YAML package), used for its nodes, which know
// line numbers.
package config
