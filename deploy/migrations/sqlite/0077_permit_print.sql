-- Blank cards, each with its preprinted number, and batches of permits printed on them. live is the permit while the card is laid, handed out or posted: one card each.
CREATE TABLE permit_blank (
	id CHAR(26) NOT NULL PRIMARY KEY,
	org_path VARCHAR(400) NOT NULL,
	number VARCHAR(20) NOT NULL,
	state VARCHAR(12) NOT NULL,
	permit_id VARCHAR(26) NOT NULL,
	live VARCHAR(26) NULL,
	batch_id VARCHAR(26) NOT NULL,
	pos INT NOT NULL,
	reason VARCHAR(800) NOT NULL,
	by_name VARCHAR(120) NOT NULL,
	by_person VARCHAR(26) NOT NULL,
	taker VARCHAR(120) NOT NULL,
	parcel VARCHAR(40) NOT NULL,
	changed_at BIGINT NOT NULL,
	version BIGINT NOT NULL
);
CREATE UNIQUE INDEX permit_blank_number ON permit_blank (org_path, number);
CREATE UNIQUE INDEX permit_blank_live ON permit_blank (live);
CREATE INDEX permit_blank_batch ON permit_blank (batch_id, pos);
CREATE INDEX permit_blank_state ON permit_blank (state, number);
CREATE TABLE permit_print_batch (
	id CHAR(26) NOT NULL PRIMARY KEY,
	org_path VARCHAR(400) NOT NULL,
	number INT NOT NULL,
	cards INT NOT NULL,
	by_name VARCHAR(120) NOT NULL,
	made_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX permit_print_batch_number ON permit_print_batch (org_path, number);
