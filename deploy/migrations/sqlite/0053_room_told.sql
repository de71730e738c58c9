-- On a room node: what it noticed and counted of its seats and the centre does not have yet.
CREATE TABLE outpost_told (
	no BIGINT NOT NULL PRIMARY KEY,
	what VARCHAR(20) NOT NULL,
	body TEXT NOT NULL
);
-- At the centre: the number of the last of these that was entered for a node.
ALTER TABLE outpost_node ADD COLUMN told_no BIGINT NOT NULL DEFAULT 0;
