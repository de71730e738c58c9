-- Sealed releases of higher banks that a release of an own bank took items of.
CREATE TABLE release_source (
	release_id CHAR(26) NOT NULL,
	taken_id CHAR(26) NOT NULL,
	PRIMARY KEY (release_id, taken_id)
);
