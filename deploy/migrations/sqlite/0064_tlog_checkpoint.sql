-- What the transparency log said of itself, with the signatures of its witnesses.
CREATE TABLE tlog_checkpoint (
	size BIGINT NOT NULL PRIMARY KEY,
	note TEXT NOT NULL,
	at BIGINT NOT NULL
);
-- The size that a witness signed last, as far as is known here; it knows better.
CREATE TABLE tlog_witness (
	name VARCHAR(200) NOT NULL PRIMARY KEY,
	size BIGINT NOT NULL
);
