// Package bench measures the program from outside and prints one machine-readable line per benchmark:
// "bench NAME: key=value …", plain numbers, units in the key. What leads to a line goes to standard error.
//
// How delivery is measured: the program, a private MariaDB (every commit flushed) and a load process run side by side on one
// machine. People at seats are prepared in the database through the stores and the exam service; robots of web/ws/wsclient
// answer over real websockets. Records come as a Poisson stream that does not wait for the server, and an acknowledgement
// counts from the moment its record was due, so a stall cannot hide. Processor time is user and kernel time of program and
// database from /proc. At the end every acknowledgement is compared with the journal: number, kind, question, content, hash.
//
// The bare limit is the same work without SuiKao, in the same run: web/ws/wsbare decodes and acknowledges the same frames at
// the same rate, and a bare loop writes batches of the same size with the same statements.
//
// Why MariaDB gets no binary log here (2026-11-22): a cluster by Galera needs none, and the figures are of one machine.
//
// Why the search for the highest rate takes the 99th percentile from due times (2026-11-22): a server that answers fast what
// it reads late looks well in closed loops.
package bench
