-- The transparency log: records by number, their salts apart, every stored hash of the tree by its index, and the size in one row.
CREATE TABLE tlog_head (
	id INT NOT NULL PRIMARY KEY,
	size BIGINT NOT NULL
);
CREATE TABLE tlog_leaf (
	n BIGINT NOT NULL PRIMARY KEY,
	kind VARCHAR(20) NOT NULL,
	record_key VARCHAR(64) NOT NULL,
	leaf BLOB NOT NULL,
	at BIGINT NOT NULL
);
CREATE UNIQUE INDEX tlog_leaf_key ON tlog_leaf (kind, record_key);
CREATE TABLE tlog_salt (
	n BIGINT NOT NULL PRIMARY KEY,
	salt BLOB NOT NULL
);
CREATE TABLE tlog_hash (
	idx BIGINT NOT NULL PRIMARY KEY,
	hash BLOB NOT NULL
);
-- Keys behind the seeds of papers: the public half, the private one sealed. live_key is the rule while the key signs.
CREATE TABLE draw_key (
	fingerprint CHAR(64) NOT NULL PRIMARY KEY,
	rule VARCHAR(20) NOT NULL,
	live_key VARCHAR(20) NULL,
	public_key BLOB NOT NULL,
	sealed TEXT NOT NULL,
	made_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX draw_key_live ON draw_key (live_key);
-- What a person added to the seed of the coming paper when checking in.
CREATE TABLE draw_ticket (
	admission_id CHAR(26) NOT NULL PRIMARY KEY,
	nonce BLOB NOT NULL,
	at BIGINT NOT NULL
);
