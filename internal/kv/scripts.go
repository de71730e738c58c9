package kv

import (
	"errors"

	"github.com/redis/go-redis/v9"
)

// check refuses a limit that would divide by zero or lose all precision.
func (l Limit) check() error {
	if l.N < 1 || l.Per.Microseconds() < int64(l.N) {
		return errors.New("kv: a limit needs at least one event and a microsecond for each")
	}
	return nil
}

// scripts run inside Redis in one step, each on one key, by Redis' own clock.
var scripts = struct{ renew, release, beat, present, allow, add *redis.Script }{
	renew: redis.NewScript(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1`),

	release: redis.NewScript(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[1])
return 1`),

	// Scores are the moments at which members stop being present, in ms.
	beat: redis.NewScript(`
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
redis.call('ZADD', KEYS[1], string.format('%.0f', now + ARGV[2]), ARGV[1])
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 1`),

	present: redis.NewScript(`
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now))
return redis.call('ZRANGE', KEYS[1], 0, -1)`),

	// GCRA: the key holds the theoretical arrival time in µs. Returns 0, or the µs to wait.
	allow: redis.NewScript(`
local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
local per = tonumber(ARGV[2])
local tat = tonumber(redis.call('GET', KEYS[1]) or now)
if tat < now then tat = now end
local after = tat + math.floor(per / ARGV[1])
local wait = after - per - now
if wait > 0 then return wait end
redis.call('SET', KEYS[1], string.format('%.0f', after), 'PX', math.ceil((after - now) / 1000))
return 0`),

	add: redis.NewScript(`
if tonumber(ARGV[1]) == 0 then return tonumber(redis.call('GET', KEYS[1]) or 0) end
local n = redis.call('INCRBY', KEYS[1], ARGV[1])
if redis.call('PTTL', KEYS[1]) < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return n`),
}
