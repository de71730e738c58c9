-- One live row of what must not be there twice: live_key is set while the row lives and NULL afterwards. Of equal rows that
-- are there already the first keeps the key.
ALTER TABLE ban ADD COLUMN live_key VARCHAR(250) NULL;
UPDATE ban SET live_key = CONCAT(person_id, '|', kind, '|', decision) WHERE state <> 'LIFTED' AND id IN
	(SELECT first FROM (SELECT MIN(id) AS first FROM ban WHERE state <> 'LIFTED' GROUP BY person_id, kind, decision) AS kept);
CREATE UNIQUE INDEX ban_live ON ban (live_key);
ALTER TABLE bank_release ADD COLUMN live_key VARCHAR(96) CHARACTER SET ascii COLLATE ascii_bin NULL;
UPDATE bank_release SET live_key = CONCAT(bank_id, '|', LOWER(HEX(digest))) WHERE state = 'PROPOSED' AND id IN
	(SELECT first FROM (SELECT MIN(id) AS first FROM bank_release WHERE state = 'PROPOSED' GROUP BY bank_id, digest) AS kept);
CREATE UNIQUE INDEX bank_release_live ON bank_release (live_key);
ALTER TABLE blueprint ADD COLUMN live_key VARCHAR(96) CHARACTER SET ascii COLLATE ascii_bin NULL;
UPDATE blueprint SET live_key = CONCAT(bank_id, '|', LOWER(HEX(hash))) WHERE state = 'PROPOSED' AND id IN
	(SELECT first FROM (SELECT MIN(id) AS first FROM blueprint WHERE state = 'PROPOSED' GROUP BY bank_id, hash) AS kept);
CREATE UNIQUE INDEX blueprint_live ON blueprint (live_key);
ALTER TABLE rule_proposal ADD COLUMN live_key VARCHAR(96) CHARACTER SET ascii COLLATE ascii_bin NULL;
UPDATE rule_proposal SET live_key = CONCAT(org_id, '|', digest) WHERE state = 'PENDING' AND id IN
	(SELECT first FROM (SELECT MIN(id) AS first FROM rule_proposal WHERE state = 'PENDING' GROUP BY org_id, digest) AS kept);
CREATE UNIQUE INDEX rule_proposal_live ON rule_proposal (live_key);
