package testenv

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Redis returns the URL of an empty Redis that belongs to this test alone: a private server, or SUIKAO_TEST_REDIS_URL,
// which is then shared by all tests, so keys need a prefix of their own.
func Redis(t testing.TB) string {
	t.Helper()
	if u := os.Getenv("SUIKAO_TEST_REDIS_URL"); u != "" {
		return u
	}
	return StartRedis(t).URL
}

// RedisServer is a private Redis without persistence that a test may kill and restart (it is empty then).
type RedisServer struct {
	Server
	URL string // redis:// or unix:// address
}

// StartRedis starts a private Redis on a unix socket.
func StartRedis(t testing.TB) *RedisServer {
	t.Helper()
	dir := tempDir(t)
	sock := filepath.Join(dir, "s")
	args := []string{"--port", "0", "--unixsocket", sock}
	return startRedis(t, dir, "unix", sock, "unix://"+sock, args)
}

// StartRedisCluster starts a Redis Cluster of one node that owns all slots. It refuses commands whose keys lie in
// different slots, as a large cluster does.
func StartRedisCluster(t testing.TB) *RedisServer {
	t.Helper()
	dir, addr, args := redisPort(t)
	args = append(args, "--cluster-enabled", "yes")
	s := startRedis(t, dir, "tcp", addr, "redis+cluster://"+addr, args)
	if answer, err := redisCall("tcp", addr, "CLUSTER ADDSLOTSRANGE 0 16383"); err != nil || answer != "+OK" {
		t.Fatalf("give the cluster its slots: %q %v", answer, err)
	}
	for deadline := time.Now().Add(startLimit); ; time.Sleep(20 * time.Millisecond) {
		// A node accepts keys a moment after it got its slots.
		if answer, err := redisCall("tcp", addr, "EXISTS x"); err == nil && answer == ":0" {
			return s
		} else if time.Now().After(deadline) {
			t.Fatalf("cluster does not come up: %q %v", answer, err)
		}
	}
}

// StartRedisSentinel starts a master and one sentinel that watches it, and returns the master with the URL of the
// sentinel.
func StartRedisSentinel(t testing.TB) *RedisServer {
	t.Helper()
	dir, addr, args := redisPort(t)
	master := startRedis(t, dir, "tcp", addr, "", args)
	sdir, saddr, sargs := redisPort(t)
	conf := filepath.Join(sdir, "sentinel.conf")
	host, port, _ := net.SplitHostPort(addr)
	text := fmt.Sprintf("sentinel monitor suikao %s %s 1\n", host, port)
	if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	startRedis(t, sdir, "tcp", saddr, "", append([]string{conf, "--sentinel"}, sargs...))
	master.URL = "redis+sentinel://" + saddr + "/suikao"
	return master
}

// redisPort chooses a loopback port that was free a moment ago.
func redisPort(t testing.TB) (dir, addr string, args []string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr = l.Addr().String()
	_ = l.Close()
	_, port, _ := net.SplitHostPort(addr)
	return tempDir(t), addr, []string{"--bind", "127.0.0.1", "--port", port}
}

func startRedis(t testing.TB, dir, network, addr, url string, args []string) *RedisServer {
	t.Helper()
	path, err := find("redis-server")
	if err != nil {
		missing(t, "redis", err)
	}
	if !strings.HasSuffix(args[0], ".conf") { // a sentinel refuses these
		args = append(args, "--save", "", "--appendonly", "no")
	}
	s := &RedisServer{URL: url, Server: Server{
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
		t.Fatal(err)
	}
	t.Cleanup(s.Kill)
	return s
}

// redisCall sends one command in Redis' plain form and returns the first line of the answer.
func redisCall(network, addr, command string) (string, error) {
	c, err := net.DialTimeout(network, addr, time.Second)
	if err != nil {
		return "", err
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(2 * time.Second))
	if _, err := c.Write([]byte(command + "\r\n")); err != nil {
		return "", err
	}
	line, err := bufio.NewReader(c).ReadString('\n')
	return strings.TrimSpace(line), err
}
