-- Papers that prove the ground of an application about an existing permit.
CREATE TABLE permit_proof (
	id CHAR(26) NOT NULL PRIMARY KEY,
	application_id CHAR(26) NOT NULL,
	file_key VARCHAR(100) NOT NULL,
	type VARCHAR(40) NOT NULL,
	size INT NOT NULL,
	at BIGINT NOT NULL
);
CREATE INDEX permit_proof_application ON permit_proof (application_id, id);
