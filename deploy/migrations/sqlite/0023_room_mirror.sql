-- On a room node that has a second one beside it: copies of the sittings that the other holds. taken_at is 0 until this one has
-- taken the sitting over, at a place of its journal.
CREATE TABLE outpost_mirror (
	sitting_id CHAR(26) NOT NULL PRIMARY KEY,
	seat_id CHAR(26) NOT NULL,
	room_id CHAR(26) NOT NULL,
	epoch BIGINT NOT NULL,
	not_after BIGINT NOT NULL,
	attempts INT NOT NULL,
	card TEXT NOT NULL,
	taken_at BIGINT NOT NULL,
	taken_place BIGINT NOT NULL
);
CREATE INDEX outpost_mirror_seat ON outpost_mirror (seat_id, taken_at);
-- A charge that came by taking over, and one that the other node has taken over although this one has more than it.
ALTER TABLE outpost_charge ADD COLUMN took INT NOT NULL DEFAULT 0;
ALTER TABLE outpost_charge ADD COLUMN orphan INT NOT NULL DEFAULT 0;
-- Since when a node of a pair stores what it acknowledges alone, as it said last; 0: both do, or there is no other.
ALTER TABLE outpost_node ADD COLUMN single_since BIGINT NOT NULL DEFAULT 0;
