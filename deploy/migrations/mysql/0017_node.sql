-- Processes that serve this database, seen by their beats.
CREATE TABLE node (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	name VARCHAR(120) NOT NULL,
	role VARCHAR(16) NOT NULL,
	version VARCHAR(60) NOT NULL,
	fence CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	started_at BIGINT NOT NULL,
	seen_at BIGINT NOT NULL,
	left_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX node_seen ON node (seen_at);
-- What the serving nodes agree on: one row a subject. Whoever scores holds the row shared in the same transaction.
CREATE TABLE node_fence (
	subject VARCHAR(40) NOT NULL PRIMARY KEY,
	value CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	set_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
-- Times in which nothing served, found from the beats when a node joined. Evidence for credited time.
CREATE TABLE outage (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	cause VARCHAR(20) NOT NULL,
	scope VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	from_at BIGINT NOT NULL,
	to_at BIGINT NOT NULL,
	evidence LONGTEXT NOT NULL,
	settled_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX outage_once ON outage (cause, scope, from_at);
CREATE INDEX outage_open ON outage (settled_at, from_at);
