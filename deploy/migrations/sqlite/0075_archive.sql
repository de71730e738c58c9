-- Volumes of the archive: one part for each subject and number; the digests of their files, so that a supplement holds only what is new; lists by which they are handed over.
CREATE TABLE archive_volume (
	id CHAR(26) NOT NULL PRIMARY KEY,
	kind VARCHAR(10) NOT NULL,
	subject VARCHAR(60) NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	authority VARCHAR(26) NOT NULL,
	title VARCHAR(300) NOT NULL,
	part INT NOT NULL,
	state VARCHAR(10) NOT NULL,
	fault VARCHAR(60) NOT NULL,
	digest VARCHAR(64) NOT NULL,
	follows VARCHAR(64) NOT NULL,
	file_key VARCHAR(100) NOT NULL,
	size BIGINT NOT NULL,
	files INT NOT NULL,
	missing INT NOT NULL,
	keep_until VARCHAR(10) NOT NULL,
	by_account VARCHAR(26) NOT NULL,
	by_name VARCHAR(120) NOT NULL,
	asked_at BIGINT NOT NULL,
	made_at BIGINT NOT NULL,
	handover VARCHAR(26) NOT NULL,
	version BIGINT NOT NULL
);
CREATE UNIQUE INDEX archive_volume_part ON archive_volume (kind, subject, part);
CREATE INDEX archive_volume_state ON archive_volume (state, id);
CREATE INDEX archive_volume_handover ON archive_volume (handover, id);
CREATE TABLE archive_file (
	volume_id CHAR(26) NOT NULL,
	name VARCHAR(130) NOT NULL,
	sha256 CHAR(64) NOT NULL,
	PRIMARY KEY (volume_id, name)
);
CREATE TABLE archive_handover (
	id CHAR(26) NOT NULL PRIMARY KEY,
	org_path VARCHAR(400) NOT NULL,
	number INT NOT NULL,
	kind VARCHAR(10) NOT NULL,
	receiver VARCHAR(400) NOT NULL,
	volumes INT NOT NULL,
	by_account VARCHAR(26) NOT NULL,
	by_name VARCHAR(120) NOT NULL,
	made_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX archive_handover_number ON archive_handover (org_path, number);
