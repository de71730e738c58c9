-- Somebody whose card was read knew the ticket's PIN and waits for an officer, where the room wants both.
ALTER TABLE gate_visit ADD COLUMN pin_matched INT NOT NULL DEFAULT 0;
