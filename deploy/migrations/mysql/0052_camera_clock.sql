-- What a time without its camera did to the clock of a sitting: 0 nothing, 1 stopped it, 2 stopped it and gave it back.
ALTER TABLE camera_gap ADD COLUMN stopped INT NOT NULL DEFAULT 0;
CREATE INDEX camera_gap_stopped ON camera_gap (stopped, to_at);
