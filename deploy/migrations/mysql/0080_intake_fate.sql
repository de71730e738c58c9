-- What the change of the regime makes of each permit that was taken in, and the day for which that was found.
ALTER TABLE permit_intake_line ADD COLUMN fate VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
ALTER TABLE permit_intake_line ADD COLUMN fate_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
CREATE INDEX permit_intake_line_fate ON permit_intake_line (fate, permit_id);
CREATE INDEX permit_intake_line_fate_on ON permit_intake_line (fate_on, permit_id);
