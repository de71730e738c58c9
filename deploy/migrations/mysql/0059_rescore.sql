-- Results that are scored again because keys were corrected: the act, and what it found of each result.
CREATE TABLE rescore (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	live_key CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
	release_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	item_code VARCHAR(40) NOT NULL,
	key_version INT NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	reason VARCHAR(2000) NOT NULL,
	state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	asked_by CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	asked_person VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	asked_name VARCHAR(60) NOT NULL,
	asked_at BIGINT NOT NULL,
	decided_by VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	decided_person VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	decided_name VARCHAR(60) NOT NULL,
	decided_at BIGINT NOT NULL,
	note VARCHAR(2000) NOT NULL,
	version BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX rescore_live ON rescore (live_key);
CREATE INDEX rescore_state ON rescore (state, id);
CREATE TABLE rescore_line (
	rescore_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	result_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	key_version INT NOT NULL,
	points INT NOT NULL,
	passed INT NOT NULL,
	new_points INT NOT NULL,
	now_passed INT NOT NULL,
	outcome VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	applied_at BIGINT NOT NULL,
	PRIMARY KEY (rescore_id, result_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX rescore_line_outcome ON rescore_line (rescore_id, outcome, applied_at);
CREATE INDEX exam_result_release ON exam_result (release_id, state, key_version);
