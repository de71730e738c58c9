-- Banks. One per owner, code and purpose.
CREATE TABLE bank (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	owner_org CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	level VARCHAR(16) NOT NULL,
	purpose VARCHAR(16) NOT NULL,
	item_code VARCHAR(40) NOT NULL,
	name VARCHAR(60) NOT NULL,
	created_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX bank_once ON bank (owner_org, item_code, purpose);
-- Applied imports.
CREATE TABLE import_batch (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	bank_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	file VARCHAR(120) NOT NULL,
	sum VARBINARY(32) NOT NULL,
	items INT NOT NULL,
	by_account VARCHAR(26) NOT NULL,
	by_person VARCHAR(26) NOT NULL,
	by_name VARCHAR(120) NOT NULL,
	by_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX import_batch_bank ON import_batch (bank_id, id);
-- Items; all that can change about one is in its versions.
CREATE TABLE item (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	bank_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX item_bank ON item (bank_id, id);
-- Which item holds a stem (blind index of the normalised text), so that two imports at once cannot both take it.
CREATE TABLE item_stem (
	bank_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	stem_index CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	item_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	PRIMARY KEY (bank_id, stem_index)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX item_stem_item ON item_stem (item_id);
-- Immutable versions; only the review columns and is_latest ever change. body and secret are sealed.
CREATE TABLE item_version (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	item_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	bank_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	no INT NOT NULL,
	is_latest INT NOT NULL,
	state VARCHAR(16) NOT NULL,
	type VARCHAR(16) NOT NULL,
	topic VARCHAR(60) NOT NULL,
	chapter VARCHAR(60) NOT NULL,
	difficulty INT NOT NULL,
	points INT NOT NULL,
	tags LONGTEXT NOT NULL,
	enemies LONGTEXT NOT NULL,
	citation VARCHAR(300) NOT NULL,
	fact VARCHAR(60) NOT NULL,
	source_no VARCHAR(60) NOT NULL,
	batch_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	body LONGTEXT NOT NULL,
	secret LONGTEXT NOT NULL,
	commitment VARBINARY(32) NOT NULL,
	leaf VARBINARY(32) NOT NULL,
	stem_index CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	writer_account VARCHAR(26) NOT NULL,
	writer_person VARCHAR(26) NOT NULL,
	writer_name VARCHAR(120) NOT NULL,
	writer_at BIGINT NOT NULL,
	checker_account VARCHAR(26) NOT NULL,
	checker_person VARCHAR(26) NOT NULL,
	checker_name VARCHAR(120) NOT NULL,
	checker_at BIGINT NOT NULL,
	reviewer_account VARCHAR(26) NOT NULL,
	reviewer_person VARCHAR(26) NOT NULL,
	reviewer_name VARCHAR(120) NOT NULL,
	reviewer_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX item_version_no ON item_version (item_id, no);
CREATE INDEX item_version_bank ON item_version (bank_id, state, id);
CREATE INDEX item_version_batch ON item_version (batch_id, id);
-- Remarks of writers and reviewers.
CREATE TABLE item_comment (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	version_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	act VARCHAR(16) NOT NULL,
	text VARCHAR(500) NOT NULL,
	by_account VARCHAR(26) NOT NULL,
	by_person VARCHAR(26) NOT NULL,
	by_name VARCHAR(120) NOT NULL,
	by_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX item_comment_version ON item_comment (version_id, id);
-- Frozen releases. active_key holds the slot of the release in use and is NULL elsewhere.
CREATE TABLE bank_release (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	bank_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	item_code VARCHAR(40) NOT NULL,
	purpose VARCHAR(16) NOT NULL,
	name VARCHAR(60) NOT NULL,
	no INT NOT NULL,
	digest VARBINARY(32) NOT NULL,
	items INT NOT NULL,
	state VARCHAR(16) NOT NULL,
	active_key VARCHAR(60) NULL,
	by_account VARCHAR(26) NOT NULL,
	by_person VARCHAR(26) NOT NULL,
	by_name VARCHAR(120) NOT NULL,
	by_at BIGINT NOT NULL,
	approver_account VARCHAR(26) NOT NULL,
	approver_person VARCHAR(26) NOT NULL,
	approver_name VARCHAR(120) NOT NULL,
	approver_at BIGINT NOT NULL,
	reason VARCHAR(500) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX bank_release_no ON bank_release (bank_id, no);
CREATE UNIQUE INDEX bank_release_active ON bank_release (active_key);
CREATE TABLE release_item (
	release_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	item_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	version_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	PRIMARY KEY (release_id, item_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
-- Keys of a release in versions, sealed; 1 is frozen with the release.
CREATE TABLE key_version (
	release_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	no INT NOT NULL,
	state VARCHAR(16) NOT NULL,
	digest VARBINARY(32) NOT NULL,
	changed LONGTEXT NOT NULL,
	secrets LONGTEXT NOT NULL,
	reason VARCHAR(500) NOT NULL,
	by_account VARCHAR(26) NOT NULL,
	by_person VARCHAR(26) NOT NULL,
	by_name VARCHAR(120) NOT NULL,
	by_at BIGINT NOT NULL,
	approver_account VARCHAR(26) NOT NULL,
	approver_person VARCHAR(26) NOT NULL,
	approver_name VARCHAR(120) NOT NULL,
	approver_at BIGINT NOT NULL,
	PRIMARY KEY (release_id, no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
-- Blueprints in versions; active_key as above.
CREATE TABLE blueprint (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	bank_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	item_code VARCHAR(40) NOT NULL,
	purpose VARCHAR(16) NOT NULL,
	version INT NOT NULL,
	body LONGTEXT NOT NULL,
	hash VARBINARY(32) NOT NULL,
	state VARCHAR(16) NOT NULL,
	active_key VARCHAR(60) NULL,
	by_account VARCHAR(26) NOT NULL,
	by_person VARCHAR(26) NOT NULL,
	by_name VARCHAR(120) NOT NULL,
	by_at BIGINT NOT NULL,
	approver_account VARCHAR(26) NOT NULL,
	approver_person VARCHAR(26) NOT NULL,
	approver_name VARCHAR(120) NOT NULL,
	approver_at BIGINT NOT NULL,
	reason VARCHAR(500) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX blueprint_version ON blueprint (bank_id, version);
CREATE UNIQUE INDEX blueprint_active ON blueprint (active_key);
-- One draw per attempt: canonical bytes of inputs and record; proof is the signature behind the seed, empty until then.
CREATE TABLE paper_draw (
	attempt VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	item_code VARCHAR(40) NOT NULL,
	release_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	blueprint_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	inputs LONGBLOB NOT NULL,
	record LONGBLOB NOT NULL,
	proof LONGBLOB NOT NULL,
	drawn_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX paper_draw_release ON paper_draw (release_id, attempt);
