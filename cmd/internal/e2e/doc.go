// Package e2e holds the black-box tests of the whole program; everything is in its test files. They build cmd/suikao,
// start it as operators do, and speak to it over HTTP and sockets only, on SQLite and on MariaDB with Redis. Databases are
// opened from outside only to look for damage or to do some.
//
// What must move time (a deadline after two hours, a slot that ends) runs the same program inside the test's process with
// a clock that can be put forward, behind a real listener.
//
// Why (2026-11-21): a demo database takes seconds to fill and tests need dozens. The first test of a run has the program
// fill one, and every test gets a copy of that folder; for MariaDB the copy goes through `suikao backup` and `restore`,
// which moves it between engines.
//
// SUIKAO_TEST_BIN names a built program to test instead of building one; SUIKAO_TEST_SEED repeats a random run.
//
// Libraries: none beyond those of the packages under test; gorilla/websocket for clients that misbehave.
package e2e
