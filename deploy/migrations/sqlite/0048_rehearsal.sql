-- Rehearsals: a thousand papers drawn from a blueprint and a release before anybody sits one. One per pair; report is JSON, sum its SHA-256. why_zh
-- and why_en say why there is none.
CREATE TABLE blueprint_rehearsal (
	blueprint_id CHAR(26) NOT NULL,
	release_id CHAR(26) NOT NULL,
	state VARCHAR(16) NOT NULL,
	done INT NOT NULL,
	papers INT NOT NULL,
	report TEXT NOT NULL,
	sum VARBINARY(32) NOT NULL,
	why_zh VARCHAR(1000) NOT NULL,
	why_en VARCHAR(1000) NOT NULL,
	ended_at BIGINT NOT NULL,
	by_account VARCHAR(26) NOT NULL,
	by_person VARCHAR(26) NOT NULL,
	by_name VARCHAR(120) NOT NULL,
	by_at BIGINT NOT NULL,
	PRIMARY KEY (blueprint_id, release_id)
);
CREATE INDEX blueprint_rehearsal_state ON blueprint_rehearsal (state, by_at);
