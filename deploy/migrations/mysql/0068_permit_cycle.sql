-- What an application for a permit asks for, about which permit, and with which grounds and proofs (JSON).
ALTER TABLE permit_application ADD COLUMN kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'FIRST_ISSUE';
ALTER TABLE permit_application ADD COLUMN old_permit VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
ALTER TABLE permit_application ADD COLUMN ask VARCHAR(4000) NOT NULL DEFAULT '{}';
-- The permit that this one follows, and the last day of a deferral of its renewal.
ALTER TABLE permit ADD COLUMN follows VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
ALTER TABLE permit ADD COLUMN extended_to VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
ALTER TABLE permit_change ADD COLUMN until_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
