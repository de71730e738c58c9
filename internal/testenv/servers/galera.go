package servers

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/go-sql-driver/mysql"
	"golang.org/x/sync/errgroup"
)

// galeraLimit is how long a node may take to join; a full copy on a busy machine takes a while.
const galeraLimit = 90 * time.Second

// Galera is a cluster of MariaDB servers on this machine that all take writes.
type Galera struct {
	Nodes []*Node
}

// Node is one server of a cluster. Kill, Freeze and Thaw harm it alone; Rejoin brings it back.
type Node struct {
	*Process
	cfg  *mysql.Config
	data string
}

// StartGalera starts a cluster of n nodes (three keep working when one is lost) in dir, which must be short, exist and
// belong to the cluster alone; when the caller is root, it is given to the account of the database's package. Extra
// options override the defaults on every node. The error is an ErrMissing where MariaDB, Galera's library or rsync are
// not installed. Its ports are free when they are chosen and may be taken a moment later, so it is tried three times.
func StartGalera(dir string, n int, options ...string) (*Galera, error) {
	tools, lib, err := FindGalera()
	if err != nil {
		return nil, err
	}
	for try := 1; ; try++ {
		sub := filepath.Join(dir, fmt.Sprint(try)) // what a broken start left is not built on
		if err := os.Mkdir(sub, 0o755); err != nil {
			return nil, err
		}
		g, err := startGalera(tools, lib, dir, sub, n, options)
		if err == nil || try == 3 {
			return g, err
		}
	}
}

func startGalera(tools Tools, lib, top, dir string, n int, options []string) (*Galera, error) {
	as, name, err := galeraAccount()
	if err != nil {
		return nil, err
	}
	template := filepath.Join(dir, "t")
	if err := makeTemplate(tools, lib, template, as, name, top); err != nil {
		return nil, fmt.Errorf("galera template: %w", err)
	}
	g := &Galera{}
	ports := make([]int, 3*n)
	for i := range ports {
		if ports[i], err = freePort(); err != nil {
			return nil, err
		}
	}
	for i := range n {
		node, err := newNode(tools, lib, filepath.Join(dir, fmt.Sprint("n", i)), as, name, ports, i)
		if err != nil {
			return nil, err
		}
		node.args = append(node.args, options...)
		if out, err := exec.Command("cp", "-a", "--reflink=auto", filepath.Join(template, "data"), node.data).CombinedOutput(); err != nil {
			return nil, fmt.Errorf("copy the template: %w: %s", err, out)
		}
		g.Nodes = append(g.Nodes, node)
	}
	if err := errors.Join(os.RemoveAll(template), g.start(0)); err != nil {
		g.Kill()
		return nil, err
	}
	return g, nil
}

// start makes node first a new cluster and lets the others join.
func (g *Galera) start(first int) error {
	if err := g.Nodes[first].bootstrap(); err != nil {
		return err
	}
	var wg errgroup.Group
	for i, node := range g.Nodes {
		if i != first {
			wg.Go(node.Rejoin)
		}
	}
	return wg.Wait()
}

// Kill ends all nodes at once with SIGKILL, as a power cut would.
func (g *Galera) Kill() {
	for _, n := range g.Nodes {
		n.signal(syscall.SIGKILL)
	}
	for _, n := range g.Nodes {
		n.Kill()
	}
}

// Bootstrap brings back a cluster of which no node runs: the node that knows the most becomes the new cluster, the others
// join it. It is what an operator does after a power cut.
func (g *Galera) Bootstrap() error {
	best, most := 0, int64(-1)
	for i, n := range g.Nodes {
		if n.Alive() {
			return fmt.Errorf("node %d still runs", i)
		}
		pos, err := n.position()
		if err != nil {
			return err
		}
		if pos.seqno > most {
			best, most = i, pos.seqno
		}
	}
	return g.start(best)
}

// FindGalera looks for what a node needs. The error is an ErrMissing.
func FindGalera() (tools Tools, lib string, err error) {
	if tools, err = FindMariaDB(); err != nil {
		return tools, "", err
	}
	if _, err := Find("rsync"); err != nil {
		return tools, "", err
	}
	for _, pattern := range []string{"/usr/lib/galera/libgalera_smm.so", "/usr/lib*/galera*/libgalera_smm.so", "/usr/lib/*/libgalera_smm.so"} {
		if found, _ := filepath.Glob(pattern); len(found) > 0 {
			return tools, found[0], nil
		}
	}
	return tools, "", fmt.Errorf("libgalera_smm.so (Debian: galera-4) %w", ErrMissing)
}

// galeraAccount is who the nodes run as: the caller, unless that is root.
func galeraAccount() (as *account, name string, err error) {
	if os.Geteuid() != 0 {
		return nil, fmt.Sprint(os.Geteuid()), nil
	}
	for _, name := range []string{"mysql", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, uerr := strconv.ParseUint(u.Uid, 10, 32)
		gid, gerr := strconv.ParseUint(u.Gid, 10, 32)
		return &account{uint32(uid), uint32(gid)}, name, errors.Join(uerr, gerr)
	}
	return nil, "", errors.New("root needs an account mysql or nobody to run a cluster as")
}

// makeTemplate leaves in dir/data what a cluster of one stopped with.
func makeTemplate(tools Tools, lib, dir string, as *account, name, top string) error {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	if err := tools.Install(dir); err != nil {
		return err
	}
	if as != nil {
		if out, err := exec.Command("chown", "-R", fmt.Sprintf("%d:%d", as.uid, as.gid), top).CombinedOutput(); err != nil {
			return fmt.Errorf("chown: %w: %s", err, out)
		}
	}
	ports := make([]int, 3)
	for i := range ports {
		var err error
		if ports[i], err = freePort(); err != nil {
			return err
		}
	}
	n, err := newNode(tools, lib, dir, as, name, ports, 0)
	if err != nil {
		return err
	}
	if err := n.start("--wsrep-new-cluster"); err != nil {
		n.Kill()
		return err
	}
	n.Stop()
	return errors.Join(os.RemoveAll(filepath.Join(n.data, "galera.cache")), os.RemoveAll(filepath.Join(n.data, "gvwstate.dat")))
}

// newNode describes node i of a cluster whose nodes have three ports each: group, incremental copy, full copy.
func newNode(tools Tools, lib, dir string, as *account, name string, ports []int, i int) (*Node, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	if as != nil {
		if err := os.Chown(dir, int(as.uid), int(as.gid)); err != nil {
			return nil, err
		}
	}
	data := filepath.Join(dir, "data")
	var peers []string
	for p := 0; p < len(ports); p += 3 {
		peers = append(peers, fmt.Sprintf("127.0.0.1:%d", ports[p]))
	}
	args := slices.DeleteFunc(MariaDBArgs(dir), func(a string) bool { return strings.HasPrefix(a, "--user=") || a == "--skip-log-bin" })
	args = append(args, "--user="+name, "--binlog-format=ROW", "--innodb-autoinc-lock-mode=2", "--innodb-buffer-pool-size=64M",
		"--wsrep-on=ON", "--wsrep-provider="+lib, "--wsrep-cluster-name=suikao", "--wsrep-cluster-address=gcomm://"+strings.Join(peers, ","),
		fmt.Sprintf("--wsrep-node-name=n%d", i), "--wsrep-node-address="+peers[i], "--wsrep-node-incoming-address=127.0.0.1:3306",
		"--wsrep-sst-method=rsync", fmt.Sprintf("--wsrep-sst-receive-address=127.0.0.1:%d", ports[3*i+2]), "--wsrep-slave-threads=2",
		fmt.Sprintf("--wsrep-provider-options=gmcast.listen_addr=tcp://%s;ist.recv_addr=127.0.0.1:%d;gcache.size=128M;"+
			// A node that is lost is given up after 3 s instead of 5: chaos runs are short.
			"evs.keepalive_period=PT0.5S;evs.inactive_check_period=PT0.5S;evs.suspect_timeout=PT3S;evs.inactive_timeout=PT6S;evs.install_timeout=PT6S",
			peers[i], ports[3*i+1]))
	n := &Node{cfg: Socket(filepath.Join(dir, "s")), data: data}
	n.Process = &Process{name: fmt.Sprintf("galera node %d", i), path: tools.Server, args: args, dir: dir, as: as, limit: galeraLimit,
		ready: n.Ready}
	return n, nil
}

// Config is how to reach the node, without a database's name.
func (n *Node) Config() *mysql.Config { return n.cfg.Clone() }

// Socket is the node's unix socket.
func (n *Node) Socket() string { return n.cfg.Addr }

// Ready reports whether the node takes statements: it belongs to the majority and has caught up.
func (n *Node) Ready() error {
	db, err := Connect(n.cfg, "")
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	var state string
	err = db.QueryRow("SELECT GROUP_CONCAT(variable_value ORDER BY variable_name) FROM information_schema.global_status" +
		" WHERE variable_name IN ('wsrep_local_state_comment', 'wsrep_ready')").Scan(&state)
	if err == nil && state != "Synced,ON" {
		err = fmt.Errorf("the node is %s", state)
	}
	return err
}

// Rejoin starts a node that was killed; it catches up with the others before Rejoin returns.
func (n *Node) Rejoin() error {
	n.Kill()
	pos, err := n.position()
	if err != nil {
		return err
	}
	return n.start("--wsrep-start-position=" + pos.String())
}

// Restart is Rejoin.
func (n *Node) Restart() error { return n.Rejoin() }

// bootstrap starts the node as a cluster of its own.
func (n *Node) bootstrap() error {
	pos, err := n.position()
	if err != nil {
		return err
	}
	state := filepath.Join(n.data, "grastate.dat")
	body := fmt.Sprintf("# GALERA saved state\nversion: 2.1\nuuid:    %s\nseqno:   %d\nsafe_to_bootstrap: 1\n", pos.uuid, pos.seqno)
	if err := errors.Join(os.WriteFile(state, []byte(body), 0o600), os.RemoveAll(filepath.Join(n.data, "gvwstate.dat"))); err != nil {
		return err
	}
	if n.as != nil {
		if err := os.Chown(state, int(n.as.uid), int(n.as.gid)); err != nil {
			return err
		}
	}
	return n.start("--wsrep-new-cluster", "--wsrep-start-position="+pos.String())
}

// gtid is a place in the cluster's history.
type gtid struct {
	uuid  string
	seqno int64
}

func (g gtid) String() string { return fmt.Sprintf("%s:%d", g.uuid, g.seqno) }

var recovered = regexp.MustCompile(`Recovered position:? ([0-9a-f-]{36}):(-?[0-9]+)`)

// position asks the storage engine of a stopped node how far it came.
func (n *Node) position() (gtid, error) {
	path := filepath.Join(n.dir, "recover.log")
	cmd := exec.Command(n.path, append(slices.Clone(n.args), "--wsrep-recover", "--log-error="+path)...)
	cmd.Dir = n.dir
	tie(cmd, n.as)
	out, err := cmd.CombinedOutput()
	body, rerr := os.ReadFile(path)
	if rerr == nil {
		out = append(out, body...)
		_ = os.Remove(path)
	}
	found := recovered.FindAllSubmatch(out, -1)
	if len(found) == 0 {
		return gtid{}, fmt.Errorf("%s has no position: %w: %s", n.name, cmp.Or(err, errors.New("nothing recovered")), out[max(0, len(out)-1000):])
	}
	last := found[len(found)-1]
	seqno, err := strconv.ParseInt(string(last[2]), 10, 64)
	return gtid{string(last[1]), seqno}, err
}
