-- Which picture a piece is of: empty for the seat's camera, SCREEN, or ROOM for a camera of the room, whose chain is the room's own:
-- sitting_id holds the room's id there and seat_id is empty.
ALTER TABLE recording_segment ADD COLUMN track VARCHAR(20) NOT NULL DEFAULT '';
CREATE INDEX recording_segment_track ON recording_segment (room_id, track, from_at);
