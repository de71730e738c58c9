-- Papers that prove the ground of an application about an existing permit.
CREATE TABLE permit_proof (
	id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	application_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	file_key VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	type VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	size INT NOT NULL,
	at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX permit_proof_application ON permit_proof (application_id, id);
