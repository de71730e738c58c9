-- What a person's phone gives to the seed of the paper of a booking, and what the house promised before: rule, key and its own random
-- bytes, sealed. admission_id is who was let in with it.
CREATE TABLE draw_lot (
	booking_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	rule VARCHAR(20) NOT NULL,
	draw_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	random LONGTEXT NOT NULL,
	promised_at BIGINT NOT NULL,
	nonce LONGBLOB NULL,
	given_at BIGINT NULL,
	admission_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX draw_lot_admission ON draw_lot (admission_id);
-- The record by which a key was taken out of use; NULL while it signs.
ALTER TABLE draw_key ADD COLUMN ended LONGBLOB NULL;
