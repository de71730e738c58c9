-- One live confirmation of a version by a person about one thing: live_key is set until it is withdrawn. Of repeats that are
-- there already the first stays.
DELETE FROM notice_confirmation WHERE withdrawn_at = 0 AND id NOT IN
	(SELECT first FROM (SELECT MIN(id) AS first FROM notice_confirmation WHERE withdrawn_at = 0 GROUP BY person_id, kind, version, about) AS kept);
ALTER TABLE notice_confirmation ADD COLUMN live_key VARCHAR(160) NULL;
UPDATE notice_confirmation SET live_key = person_id || '|' || kind || '|' || version || '|' || about WHERE withdrawn_at = 0;
CREATE UNIQUE INDEX notice_confirmation_live ON notice_confirmation (live_key);
-- By which proposal the authority published a text; empty for those shipped with the program.
ALTER TABLE notice ADD COLUMN proposal_id VARCHAR(26) NOT NULL DEFAULT '';
-- New versions of texts that wait for the second person, and what became of them. live_key is the kind while one waits.
CREATE TABLE notice_proposal (
	id CHAR(26) NOT NULL PRIMARY KEY,
	kind VARCHAR(16) NOT NULL,
	live_key VARCHAR(16) NULL,
	title_zh VARCHAR(120) NOT NULL,
	body_zh TEXT NOT NULL,
	title_en VARCHAR(120) NOT NULL,
	body_en TEXT NOT NULL,
	reason VARCHAR(200) NOT NULL,
	state VARCHAR(16) NOT NULL,
	proposed_by VARCHAR(26) NOT NULL,
	proposed_person VARCHAR(26) NOT NULL,
	proposed_name VARCHAR(60) NOT NULL,
	proposed_at BIGINT NOT NULL,
	decided_by VARCHAR(26) NOT NULL,
	decided_person VARCHAR(26) NOT NULL,
	decided_name VARCHAR(60) NOT NULL,
	decided_at BIGINT NOT NULL,
	remark VARCHAR(200) NOT NULL,
	version INT NOT NULL
);
CREATE UNIQUE INDEX notice_proposal_live ON notice_proposal (live_key);
