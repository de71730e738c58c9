-- Pictures that a bank holds for its items. The bytes are a blob named by the digest; items name the digest too.
CREATE TABLE bank_picture (
	bank_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	digest CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	name VARCHAR(60) NOT NULL,
	type VARCHAR(20) NOT NULL,
	width INT NOT NULL,
	height INT NOT NULL,
	bytes INT NOT NULL,
	by_account VARCHAR(26) NOT NULL,
	by_person VARCHAR(26) NOT NULL,
	by_name VARCHAR(120) NOT NULL,
	by_at BIGINT NOT NULL,
	PRIMARY KEY (bank_id, digest)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX bank_picture_name ON bank_picture (bank_id, name);
CREATE INDEX bank_picture_at ON bank_picture (bank_id, by_at);
