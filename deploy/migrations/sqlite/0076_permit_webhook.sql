-- What happened to permits, written with the change itself; done: given to the subscriptions. once keeps what the calendar does from being told twice.
CREATE TABLE permit_news (
	id CHAR(26) NOT NULL PRIMARY KEY,
	permit_id CHAR(26) NOT NULL,
	event VARCHAR(16) NOT NULL,
	at BIGINT NOT NULL,
	once VARCHAR(64) NOT NULL,
	done INT NOT NULL
);
CREATE UNIQUE INDEX permit_news_once ON permit_news (once);
CREATE INDEX permit_news_done ON permit_news (done, id);
-- Who is told of changes. last_seq is the newest item, sent_seq the last one that the address took. Secrets are sealed.
CREATE TABLE permit_sub (
	id CHAR(26) NOT NULL PRIMARY KEY,
	org_id CHAR(26) NOT NULL,
	org_path VARCHAR(400) NOT NULL,
	org_name VARCHAR(120) NOT NULL,
	name VARCHAR(60) NOT NULL,
	url VARCHAR(500) NOT NULL,
	events VARCHAR(400) NOT NULL,
	employees INT NOT NULL,
	state VARCHAR(16) NOT NULL,
	state_at BIGINT NOT NULL,
	why VARCHAR(200) NOT NULL,
	secret TEXT NOT NULL,
	key_no INT NOT NULL,
	old_secret TEXT NOT NULL,
	old_until BIGINT NOT NULL,
	made_name VARCHAR(120) NOT NULL,
	made_at BIGINT NOT NULL,
	last_seq BIGINT NOT NULL,
	sent_seq BIGINT NOT NULL,
	tries INT NOT NULL,
	next_at BIGINT NOT NULL,
	failing_at BIGINT NOT NULL
);
CREATE INDEX permit_sub_org ON permit_sub (org_id);
CREATE INDEX permit_sub_due ON permit_sub (state, next_at);
-- Permits that a subscription watches: blind index of number and name, and the subscriber's own reference.
CREATE TABLE permit_sub_watch (
	sub_id CHAR(26) NOT NULL,
	query_index BLOB NOT NULL,
	ref VARCHAR(80) NOT NULL,
	PRIMARY KEY (sub_id, query_index)
);
CREATE INDEX permit_sub_watch_query ON permit_sub_watch (query_index);
-- What a subscription is told, numbered without gaps by subscription. body is sealed.
CREATE TABLE permit_sub_item (
	sub_id CHAR(26) NOT NULL,
	seq BIGINT NOT NULL,
	id CHAR(26) NOT NULL,
	event VARCHAR(16) NOT NULL,
	at BIGINT NOT NULL,
	body TEXT NOT NULL,
	PRIMARY KEY (sub_id, seq)
);
CREATE INDEX permit_sub_item_at ON permit_sub_item (at);
-- The log of deliveries.
CREATE TABLE permit_sub_try (
	id CHAR(26) NOT NULL PRIMARY KEY,
	sub_id CHAR(26) NOT NULL,
	seq BIGINT NOT NULL,
	event VARCHAR(16) NOT NULL,
	at BIGINT NOT NULL,
	took_ms INT NOT NULL,
	status INT NOT NULL,
	problem VARCHAR(200) NOT NULL
);
CREATE INDEX permit_sub_try_sub ON permit_sub_try (sub_id, id);
CREATE INDEX permit_sub_try_at ON permit_sub_try (at);
