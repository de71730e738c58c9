-- Keys with which enterprises, site gates and authorities ask about permits. token_hash is the SHA-256 of a key that was shown once.
CREATE TABLE api_key (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	org_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	org_name VARCHAR(120) NOT NULL,
	name VARCHAR(60) NOT NULL,
	token_hash VARBINARY(32) NOT NULL,
	networks VARCHAR(1000) NOT NULL,
	quota INT NOT NULL,
	expires_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	made_by VARCHAR(64) NOT NULL,
	made_name VARCHAR(120) NOT NULL,
	made_at BIGINT NOT NULL,
	state VARCHAR(16) NOT NULL,
	ended_name VARCHAR(120) NOT NULL,
	ended_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX api_key_token ON api_key (token_hash);
CREATE INDEX api_key_org ON api_key (org_id);
-- What a key asked on a day.
CREATE TABLE api_key_use (
	key_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	day VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	asked INT NOT NULL,
	missed INT NOT NULL,
	PRIMARY KEY (key_id, day)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
-- Who asked what; only added to, until its time is over. asked is the blind index that was looked up, never the number.
CREATE TABLE permit_check (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	at BIGINT NOT NULL,
	month CHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	key_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	org_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	org_name VARCHAR(120) NOT NULL,
	permit_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	asked VARBINARY(32) NOT NULL,
	result VARCHAR(16) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX permit_check_permit ON permit_check (permit_id, month);
CREATE INDEX permit_check_key ON permit_check (key_id, at);
CREATE INDEX permit_check_at ON permit_check (at);
-- How often strangers looked at a permit in a month.
CREATE TABLE permit_seen (
	permit_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	month CHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	times INT NOT NULL,
	PRIMARY KEY (permit_id, month)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
