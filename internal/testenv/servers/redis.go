package servers

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Redis is a private Redis without persistence: restarted, it is empty.
type Redis struct {
	*Process
	URL string // address in the form that internal/kv reads
}

// StartRedis starts a Redis on a unix socket in dir, which must be short (a socket's address has 107 bytes at most) and
// belong to this server alone.
func StartRedis(dir string) (*Redis, error) {
	sock := filepath.Join(dir, "s")
	return startRedis(dir, "unix", sock, "unix://"+sock, []string{"--port", "0", "--unixsocket", sock})
}

// StartRedisCluster starts a Redis Cluster of one node that owns all slots. It refuses commands whose keys lie in
// different slots, as a large cluster does.
func StartRedisCluster(dir string) (*Redis, error) {
	addr, args, err := redisPort()
	if err != nil {
		return nil, err
	}
	s, err := startRedis(dir, "tcp", addr, "redis+cluster://"+addr, append(args, "--cluster-enabled", "yes"))
	if err != nil {
		return nil, err
	}
	answer, err := redisCall("tcp", addr, "CLUSTER ADDSLOTSRANGE 0 16383")
	if err != nil || answer != "+OK" {
		s.Kill()
		return nil, fmt.Errorf("give the cluster its slots: %q %v", answer, err)
	}
	for deadline := time.Now().Add(StartLimit); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		// A node accepts keys a moment after it got its slots.
		if answer, err = redisCall("tcp", addr, "EXISTS x"); err == nil && answer == ":0" {
			return s, nil
		}
	}
	s.Kill()
	return nil, fmt.Errorf("redis cluster does not come up: %q %v", answer, err)
}

// StartRedisSentinel starts a master in dir/m and one sentinel in dir/w that watches it as "suikao". The URL of the
// returned master names the sentinel.
func StartRedisSentinel(dir string) (master, sentinel *Redis, err error) {
	mdir, wdir := filepath.Join(dir, "m"), filepath.Join(dir, "w")
	for _, d := range []string{mdir, wdir} {
		if err := os.Mkdir(d, 0o700); err != nil {
			return nil, nil, err
		}
	}
	addr, args, err := redisPort()
	if err != nil {
		return nil, nil, err
	}
	if master, err = startRedis(mdir, "tcp", addr, "", args); err != nil {
		return nil, nil, err
	}
	host, port, _ := net.SplitHostPort(addr)
	conf := filepath.Join(wdir, "sentinel.conf")
	err = os.WriteFile(conf, fmt.Appendf(nil, "sentinel monitor suikao %s %s 1\n", host, port), 0o600)
	saddr, sargs, perr := redisPort()
	if err == nil {
		err = perr
	}
	if err == nil {
		sentinel, err = startRedis(wdir, "tcp", saddr, "", append([]string{conf, "--sentinel"}, sargs...))
	}
	if err != nil {
		master.Kill()
		return nil, nil, err
	}
	master.URL = "redis+sentinel://" + saddr + "/suikao"
	return master, sentinel, nil
}

func redisPort() (addr string, args []string, err error) {
	port, err := freePort()
	return fmt.Sprintf("127.0.0.1:%d", port), []string{"--bind", "127.0.0.1", "--port", fmt.Sprint(port)}, err
}

// freePort returns a loopback port that was free a moment ago.
func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer func() { _ = l.Close() }()
	return l.Addr().(*net.TCPAddr).Port, nil
}

func startRedis(dir, network, addr, url string, args []string) (*Redis, error) {
	path, err := Find("redis-server")
	if err != nil {
		return nil, err
	}
	if !strings.HasSuffix(args[0], ".conf") { // a sentinel refuses these
		args = append(args, "--save", "", "--appendonly", "no")
	}
	s := &Redis{URL: url, Process: &Process{
		name: "redis-server", path: path, args: append(args, "--dir", dir, "--daemonize", "no"), dir: dir,
		ready: func() error {
			answer, err := redisCall(network, addr, "PING")
			if err == nil && answer != "+PONG" {
				err = fmt.Errorf("redis answers %q", answer)
			}
			return err
		},
	}}
	if err := s.start(); err != nil {
		s.Kill()
		return nil, err
	}
	return s, nil
}

// redisCall sends one command in Redis' plain form and returns the first line of the answer.
func redisCall(network, addr, command string) (string, error) {
	c, err := net.DialTimeout(network, addr, time.Second)
	if err != nil {
		return "", err
	}
	defer func() { _ = c.Close() }()
	_ = c.SetDeadline(time.Now().Add(2 * time.Second))
	if _, err := c.Write([]byte(command + "\r\n")); err != nil {
		return "", err
	}
	line, err := bufio.NewReader(c).ReadString('\n')
	return strings.TrimSpace(line), err
}

// Flush removes everything that the server holds.
func (r *Redis) Flush() error {
	network, addr := "unix", strings.TrimPrefix(r.URL, "unix://")
	if rest, ok := strings.CutPrefix(r.URL, "redis://"); ok {
		network, addr = "tcp", strings.TrimSuffix(rest, "/0")
	}
	said, err := redisCall(network, addr, "FLUSHALL")
	if err == nil && !strings.HasPrefix(said, "+OK") {
		err = fmt.Errorf("redis says %s", said)
	}
	return err
}
