-- Sealed releases of higher banks that a release of an own bank took items of.
CREATE TABLE release_source (
	release_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	taken_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	PRIMARY KEY (release_id, taken_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
