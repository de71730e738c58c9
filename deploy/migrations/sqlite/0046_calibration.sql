-- What answers of certification sittings say of items, and what people did about it. Numbers that have a fraction are integers of millionths (…_micro):
-- logits, shares, sums; times are logarithms of milliseconds.
ALTER TABLE release_item ADD COLUMN p_below INT;
ALTER TABLE release_item ADD COLUMN p_cut INT;
ALTER TABLE release_item ADD COLUMN p_above INT;
ALTER TABLE release_item ADD COLUMN info INT;
ALTER TABLE release_item ADD COLUMN stage INT;
ALTER TABLE release_item ADD COLUMN responses INT;
ALTER TABLE release_item ADD COLUMN leaf BLOB;
CREATE INDEX exam_result_decided ON exam_result (state, decided_at, id);
-- How far decisions about results were read.
CREATE TABLE calibration_mark (
	name VARCHAR(20) NOT NULL PRIMARY KEY,
	decided_at BIGINT NOT NULL,
	result_id VARCHAR(26) NOT NULL
);
-- One row per sitting that counts: its answers, nine bytes each (place in the release, choice, milliseconds, bits).
CREATE TABLE calibration_sheet (
	sitting_id CHAR(26) NOT NULL PRIMARY KEY,
	bank_id CHAR(26) NOT NULL,
	release_id CHAR(26) NOT NULL,
	key_version INT NOT NULL,
	is_first TINYINT NOT NULL,
	sat_on CHAR(10) NOT NULL,
	decided_at BIGINT NOT NULL,
	answers BLOB NOT NULL
);
CREATE INDEX calibration_sheet_bank ON calibration_sheet (bank_id, decided_at, sitting_id);
CREATE TABLE calibration_bank (
	bank_id CHAR(26) NOT NULL PRIMARY KEY,
	taken BIGINT NOT NULL,
	cut_micro BIGINT NOT NULL,
	cut_at BIGINT NOT NULL,
	fitted_on VARCHAR(10) NOT NULL,
	fitted_at BIGINT NOT NULL,
	fitted_from INT NOT NULL,
	fitted_curves INT NOT NULL
);
-- One row per item version that was answered. level and spread: stage 2 (mean and variance of the believed difficulty); slope and place: the
-- curve of stage 3, slope 0 where there is none yet; figures: what the nightly run found, JSON of integers.
CREATE TABLE calibration_item (
	version_id CHAR(26) NOT NULL PRIMARY KEY,
	bank_id CHAR(26) NOT NULL,
	item_id CHAR(26) NOT NULL,
	responses INT NOT NULL,
	rights INT NOT NULL,
	level_micro BIGINT NOT NULL,
	spread_micro BIGINT NOT NULL,
	online INT NOT NULL,
	slope_micro BIGINT NOT NULL,
	place_micro BIGINT NOT NULL,
	error_micro BIGINT NOT NULL,
	pace_answers INT NOT NULL,
	pace_mean_micro BIGINT NOT NULL,
	pace_squares_micro BIGINT NOT NULL,
	watch_micro BIGINT NOT NULL,
	watch_seen INT NOT NULL,
	flags VARCHAR(200) NOT NULL,
	figures TEXT NOT NULL
);
CREATE INDEX calibration_item_bank ON calibration_item (bank_id, version_id);
-- Items in quarantine, proposed for it, or back from it. live_key is the item version while the row is PROPOSED, OUT or RETIRED.
CREATE TABLE item_quarantine (
	id CHAR(26) NOT NULL PRIMARY KEY,
	bank_id CHAR(26) NOT NULL,
	item_id CHAR(26) NOT NULL,
	version_id CHAR(26) NOT NULL,
	live_key VARCHAR(26),
	state VARCHAR(16) NOT NULL,
	source VARCHAR(16) NOT NULL,
	sum_micro BIGINT NOT NULL,
	answers INT NOT NULL,
	reason VARCHAR(500) NOT NULL,
	owner_account VARCHAR(26) NOT NULL,
	owner_person VARCHAR(26) NOT NULL,
	owner_name VARCHAR(120) NOT NULL,
	by_account VARCHAR(26) NOT NULL,
	by_person VARCHAR(26) NOT NULL,
	by_name VARCHAR(120) NOT NULL,
	by_at BIGINT NOT NULL,
	decider_account VARCHAR(26) NOT NULL,
	decider_person VARCHAR(26) NOT NULL,
	decider_name VARCHAR(120) NOT NULL,
	decider_at BIGINT NOT NULL,
	decision VARCHAR(500) NOT NULL,
	ender_account VARCHAR(26) NOT NULL,
	ender_person VARCHAR(26) NOT NULL,
	ender_name VARCHAR(120) NOT NULL,
	ender_at BIGINT NOT NULL,
	ending VARCHAR(500) NOT NULL
);
CREATE UNIQUE INDEX item_quarantine_live ON item_quarantine (live_key);
CREATE INDEX item_quarantine_bank ON item_quarantine (bank_id, state, id);
CREATE INDEX item_quarantine_version ON item_quarantine (version_id, id);
-- Sittings whose recording is proposed for a look because much of the paper seems to have been known. No result hangs on it.
CREATE TABLE foreknowledge (
	sitting_id CHAR(26) NOT NULL PRIMARY KEY,
	bank_id CHAR(26) NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	sat_on CHAR(10) NOT NULL,
	index_micro BIGINT NOT NULL,
	share_micro BIGINT NOT NULL,
	state VARCHAR(16) NOT NULL,
	at BIGINT NOT NULL,
	by_account VARCHAR(26) NOT NULL,
	by_person VARCHAR(26) NOT NULL,
	by_name VARCHAR(120) NOT NULL,
	by_at BIGINT NOT NULL,
	note VARCHAR(500) NOT NULL
);
CREATE INDEX foreknowledge_bank ON foreknowledge (bank_id, state, sitting_id);
