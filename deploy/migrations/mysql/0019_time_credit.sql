-- Time given back to a sitting for an outage, once each, with the evidence. Time given back after a pause stands in the journal.
CREATE TABLE time_credit (
	sitting_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	outage_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	cause VARCHAR(20) NOT NULL,
	seconds INT NOT NULL,
	from_at BIGINT NOT NULL,
	to_at BIGINT NOT NULL,
	evidence LONGTEXT NOT NULL,
	given_at BIGINT NOT NULL,
	PRIMARY KEY (sitting_id, outage_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
