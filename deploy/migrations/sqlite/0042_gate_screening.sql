-- What a person at a gate left in a locker, and by what it is known that they carry no telephone in. live_key: room and locker while it is held.
CREATE TABLE gate_screening (
	visit_id CHAR(26) NOT NULL PRIMARY KEY,
	room_id CHAR(26) NOT NULL,
	person_id CHAR(26) NOT NULL,
	locker INT NOT NULL,
	live_key VARCHAR(40) NULL,
	screened VARCHAR(10) NOT NULL,
	at BIGINT NOT NULL,
	back_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX gate_screening_live ON gate_screening (live_key);
CREATE INDEX gate_screening_room ON gate_screening (room_id, person_id);
