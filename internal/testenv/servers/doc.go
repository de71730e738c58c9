// Package servers runs private MariaDB, Galera and Redis processes in folders of their own, and harms them: kills, freezes
// and restarts servers, cuts connections at chosen moments. Package testenv hands them to tests; benchmarks and chaos
// runs use them without a test. Nothing here is for production.
//
// A server dies with the process that started it, on Linux also when that process is killed. Addresses are unix sockets
// inside the folder or ports on loopback; users other than the caller cannot reach a socket's folder.
//
// Why Galera nodes start from copies of one template (2026-11-22): a joiner without a state asks for a full copy by rsync,
// some ten seconds each. A template that was a cluster of one and stopped cleanly carries the cluster's id and position,
// so copies of it need only the few writes since then. A node that was killed is asked for its position first
// (--wsrep-recover, what Debian's service does as well), so that it too catches up instead of copying everything.
//
// Why the nodes run as another user when the caller is root (2026-11-22): the rsync that serves a full copy gives up root
// by itself and then cannot enter the data folder.
package servers
