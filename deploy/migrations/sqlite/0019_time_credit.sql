-- Time given back to a sitting for an outage, once each, with the evidence. Time given back after a pause stands in the journal.
CREATE TABLE time_credit (
	sitting_id CHAR(26) NOT NULL,
	outage_id CHAR(26) NOT NULL,
	cause VARCHAR(20) NOT NULL,
	seconds INT NOT NULL,
	from_at BIGINT NOT NULL,
	to_at BIGINT NOT NULL,
	evidence TEXT NOT NULL,
	given_at BIGINT NOT NULL,
	PRIMARY KEY (sitting_id, outage_id)
);
