-- Releases that somebody else owns. A bank that holds them is of that owner, beside an own bank for the same code.
ALTER TABLE bank ADD COLUMN foreign_owner CHAR(64) NOT NULL DEFAULT '';
DROP INDEX bank_once;
CREATE UNIQUE INDEX bank_once ON bank (owner_org, item_code, purpose, foreign_owner);
-- Public keys of owners, entered by two people.
CREATE TABLE sealed_owner (
	fingerprint CHAR(64) NOT NULL PRIMARY KEY,
	name VARCHAR(120) NOT NULL,
	public_key VARBINARY(64) NOT NULL,
	valid_from CHAR(10) NOT NULL,
	valid_to CHAR(10) NOT NULL,
	first_account VARCHAR(26) NOT NULL,
	first_person VARCHAR(26) NOT NULL,
	first_name VARCHAR(120) NOT NULL,
	first_at BIGINT NOT NULL,
	second_account VARCHAR(26) NOT NULL,
	second_person VARCHAR(26) NOT NULL,
	second_name VARCHAR(120) NOT NULL,
	second_at BIGINT NOT NULL
);
-- What the owner of a release said of it and allows.
CREATE TABLE sealed_release (
	release_id CHAR(26) NOT NULL PRIMARY KEY,
	bank_id CHAR(26) NOT NULL,
	owner CHAR(64) NOT NULL,
	owner_name VARCHAR(120) NOT NULL,
	sum VARBINARY(32) NOT NULL,
	source_no INT NOT NULL,
	supersedes VARCHAR(26) NOT NULL,
	keeps_statistics INT NOT NULL,
	not_before CHAR(10) NOT NULL,
	not_after CHAR(10) NOT NULL,
	region VARCHAR(6) NOT NULL,
	by_account VARCHAR(26) NOT NULL,
	by_person VARCHAR(26) NOT NULL,
	by_name VARCHAR(120) NOT NULL,
	by_at BIGINT NOT NULL
);
CREATE INDEX sealed_release_bank ON sealed_release (bank_id, source_no);
