-- What the transparency log stands for of each released result: the head of its transcript, never changed.
CREATE TABLE transcript (
	result CHAR(26) NOT NULL,
	revision INT NOT NULL,
	head TEXT NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (result, revision)
);
