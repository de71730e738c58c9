-- When somebody who was asked to come said by the link in the text that they are coming, and that they stand at the door.
ALTER TABLE help_person ADD COLUMN acked_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE help_person ADD COLUMN arrived_at BIGINT NOT NULL DEFAULT 0;
