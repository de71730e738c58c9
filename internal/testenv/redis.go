package testenv

import (
	"os"
	"testing"

	"github.com/suikao/suikao/internal/testenv/servers"
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
	return redisServer(t)(servers.StartRedis(tempDir(t)))
}

// StartRedisCluster starts a Redis Cluster of one node that owns all slots. It refuses commands whose keys lie in
// different slots, as a large cluster does.
func StartRedisCluster(t testing.TB) *RedisServer {
	t.Helper()
	return redisServer(t)(servers.StartRedisCluster(tempDir(t)))
}

// StartRedisSentinel starts a master and one sentinel that watches it, and returns the master with the URL of the
// sentinel.
func StartRedisSentinel(t testing.TB) *RedisServer {
	t.Helper()
	master, sentinel, err := servers.StartRedisSentinel(tempDir(t))
	s := redisServer(t)(master, err)
	t.Cleanup(sentinel.Kill)
	return s
}

func redisServer(t testing.TB) func(*servers.Redis, error) *RedisServer {
	return func(s *servers.Redis, err error) *RedisServer {
		t.Helper()
		started(t, "redis", err)
		t.Cleanup(s.Kill)
		return &RedisServer{Server: Server{s.Process}, URL: s.URL}
	}
}
