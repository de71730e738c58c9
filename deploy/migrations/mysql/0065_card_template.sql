-- Templates of certificates: what was proposed never changes; the decision is written once.
CREATE TABLE permit_template (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	org_path VARCHAR(400) NOT NULL,
	version INT NOT NULL,
	name VARCHAR(60) NOT NULL,
	from_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	content LONGTEXT NOT NULL,
	digest CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	state VARCHAR(16) NOT NULL,
	proposed_by VARCHAR(64) NOT NULL,
	proposed_person VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	proposed_name VARCHAR(120) NOT NULL,
	proposed_at BIGINT NOT NULL,
	decided_by VARCHAR(64) NOT NULL,
	decided_person VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	decided_name VARCHAR(120) NOT NULL,
	decided_at BIGINT NOT NULL,
	reason VARCHAR(400) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX permit_template_version ON permit_template (org_path, version);
CREATE INDEX permit_template_state ON permit_template (state, from_on);
