-- Items in other languages: written by one translator, confirmed by another, never edited.
CREATE TABLE item_variant (
	id CHAR(26) NOT NULL PRIMARY KEY,
	item_id CHAR(26) NOT NULL,
	version_id CHAR(26) NOT NULL,
	bank_id CHAR(26) NOT NULL,
	language VARCHAR(16) NOT NULL,
	state VARCHAR(16) NOT NULL,
	body TEXT NOT NULL,
	digest VARBINARY(32) NOT NULL,
	live_key CHAR(64),
	reason VARCHAR(500) NOT NULL,
	writer_account VARCHAR(26) NOT NULL,
	writer_person VARCHAR(26) NOT NULL,
	writer_name VARCHAR(120) NOT NULL,
	writer_at BIGINT NOT NULL,
	decider_account VARCHAR(26) NOT NULL,
	decider_person VARCHAR(26) NOT NULL,
	decider_name VARCHAR(120) NOT NULL,
	decider_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX item_variant_live ON item_variant (live_key);
CREATE INDEX item_variant_item ON item_variant (item_id);
CREATE INDEX item_variant_bank ON item_variant (bank_id, state);
-- Which of them a release froze.
CREATE TABLE release_variant (
	release_id CHAR(26) NOT NULL,
	item_id CHAR(26) NOT NULL,
	language VARCHAR(16) NOT NULL,
	variant_id CHAR(26) NOT NULL,
	PRIMARY KEY (release_id, item_id, language)
);
-- The language that an applicant asked for and was granted, from the application to the sitting.
ALTER TABLE exam_application ADD COLUMN help_language VARCHAR(16) NOT NULL DEFAULT '';
ALTER TABLE seat_booking ADD COLUMN language VARCHAR(16) NOT NULL DEFAULT '';
ALTER TABLE admission ADD COLUMN language VARCHAR(16) NOT NULL DEFAULT '';
ALTER TABLE sitting ADD COLUMN language VARCHAR(16) NOT NULL DEFAULT '';
