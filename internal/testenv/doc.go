// Package testenv gives tests the real things they need: an empty database on a real MariaDB or a cluster of them, a real
// Redis, temporary SQLite files, a proxy that cuts connections, and a clock that tests set. The processes themselves are
// run by package servers, which programs without a test may use as well.
//
// What a test asks for is there, or the test is skipped with the reason. SUIKAO_TEST_REQUIRE=mysql,redis,galera turns the
// skip into a failure; `make test` sets it. SUIKAO_TEST_MYSQL_DSN (a user that may create databases) and
// SUIKAO_TEST_REDIS_URL use servers that already run instead of private ones.
//
// Why one MariaDB for all test processes (2026-11-21): `go test ./...` runs one process per package, and a server costs
// 0.8 s and 150 MB. The first process starts it in a folder of the user's own under os.TempDir; every process holds a
// shared lock on one file there for as long as it lives; a supervising shell stops the server and deletes the folder
// when nobody has held the lock for 20 s. The kernel drops the lock of a process that died in whatever way, so nothing
// has to be counted and nothing can leak. Tests never share a database at a time.
//
// Why a database is emptied and used again (2026-11-22): MariaDB takes 0.3 s of processor time to make and drop some 140
// tables, and the whole run made 570 databases, which was a tenth of what it cost. Deleting the rows of one that a finished
// test of the same process left takes a few milliseconds. Tables are compared with the template's first; a database that a
// test altered, or that somebody is still connected to, is not used again.
//
// Why no fsync (2026-11-21): the servers write through to the operating system at every commit
// (innodb_flush_log_at_trx_commit=1), so a killed server keeps what it acknowledged, which is what the kill tests ask.
// Only a power cut needs the fsync, and no test pulls the plug of the machine.
package testenv
