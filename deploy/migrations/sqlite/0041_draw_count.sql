-- How often each item of a release was drawn under a blueprint: counted draws, and four bytes per item by item id. Each counted draw
-- has the number of draws before it and the places of its items, so that the counts of any moment can be reckoned up again.
CREATE TABLE draw_count (
	release_id CHAR(26) NOT NULL,
	blueprint_id CHAR(26) NOT NULL,
	draws BIGINT NOT NULL,
	times BLOB NOT NULL,
	PRIMARY KEY (release_id, blueprint_id)
);
ALTER TABLE paper_draw ADD COLUMN no BIGINT;
ALTER TABLE paper_draw ADD COLUMN slots BLOB;
CREATE UNIQUE INDEX paper_draw_no ON paper_draw (release_id, blueprint_id, no);
