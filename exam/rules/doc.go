// Package rules holds the law as dated data: rule sets, the operation catalogue, the working-day calendar, the table that
// says which date chooses a rule, and the path by which two people change any of them.
//
// How to use it: Service.InForce answers one Query (an item, an organisation, a day) with a Set whose fields are Param
// values; Param.Get returns the value or ErrBlank, which names the field and whom to ask. A blank is never zero, never
// "no limit": "no limit" is a Bound whose None is true. Service.For picks the day first, by the table Basis. Service.Explain
// says which sets were considered and where each field came from. Set.Attempts, Set.ScoreLastDay and Service.ReviewState
// answer the questions of a change of law.
//
// The import file is YAML of the form of seed/*.yaml ("format: suikao-rules/1", a title, org: NATIONAL or an organisation's
// id, and rule_sets, catalogue, calendar or basis). Fields lists every name a rule set may state. A national file is
// carried by editors and approvers of the root authority.
//
// Why layers (2026-11-21): the winner is the most specific set in force (item before group before person type, then the
// longer organisation path). A field that the winner does not mention is taken from the next set, so an authority writes
// down only what it decides and the national row stays the source of the rest. A field that a set mentions as blank stops
// that search: the law says that the matter is open. Last of all comes the catalogue row, for hours and validity.
//
// Why rows never change (2026-11-21): a permit of today is explained years later by the row that decided it. A set that
// ends early gets a closure row; reading applies it. The seed of a release is inserted once by its key; a changed seed
// needs a new key.
//
// Why one set for principals and safety managers across 2026-06-01 (2026-11-21): Order 19 governs special operators only.
// The basis of the other two person types (安全生产法 Art. 27, 令3, 令44, 104号办法) did not change on that day, and two equal
// rows would say that it did.
//
// Why only the EMERGENCY track is seeded (2026-11-21): coal, construction and transport run under other texts that the
// project has not confirmed. A query there answers ErrNoRules until their authority imports a file.
//
// Why a year without calendar data is computed from weekdays (2026-11-21): a deadline that refuses to be computed helps
// nobody, and the holidays of a year are announced in the November before. Such a result is marked Provisional and is
// computed again once the year is loaded.
//
// Why a file is pending once (2026-11-22): the same file sent again, while it waits for its approver, answers the proposal that
// waits, by a unique key over organisation and digest. Hidden characters are refused anywhere in a file, comments too,
// because the approver decides on what the screen shows.
//
// Why the rows are remembered by the guard's count (2026-11-22): every sitting asks three times what is in force, and each
// answer read six tables that change a few times a year. Whoever changes rules holds the guard and raises it in the same
// transaction, so rows of the present count are the present rows, on every node. A row that somebody alters in the
// database by hand is seen after the next change or start.
//
// Libraries: go.yaml.in/yaml/v3 reads the import files, because its nodes carry the line of every value.
package rules
