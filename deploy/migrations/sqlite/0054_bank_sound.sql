-- Sounds that read items aloud are held like pictures; this is how long one lasts, in milliseconds, and 0 for what is no sound.
ALTER TABLE bank_picture ADD COLUMN millis INT NOT NULL DEFAULT 0;
