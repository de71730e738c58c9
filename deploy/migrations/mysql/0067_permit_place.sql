-- Where each permit stands in the status lists, what stands there, and in which version of the lists it came; 0: in none yet.
CREATE TABLE permit_place (
	place BIGINT NOT NULL PRIMARY KEY,
	permit CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	state INT NOT NULL,
	version BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX permit_place_permit ON permit_place (permit);
CREATE INDEX permit_place_state ON permit_place (state, place);
CREATE INDEX permit_place_version ON permit_place (version, place);

-- The versions of the status lists.
CREATE TABLE permit_status_version (
	version BIGINT NOT NULL PRIMARY KEY,
	size BIGINT NOT NULL,
	at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The number under which an authority stands in signed codes.
CREATE TABLE permit_issuer (
	number BIGINT NOT NULL PRIMARY KEY,
	org VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	name VARCHAR(200) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX permit_issuer_org ON permit_issuer (org, name);
