-- What the transparency log stands for of each released result: the head of its transcript, never changed.
CREATE TABLE transcript (
	result CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	revision INT NOT NULL,
	head LONGTEXT NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (result, revision)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
