-- Whether what becomes of a review whose day is over was settled: such a permit is not read again for it every hour.
ALTER TABLE permit ADD COLUMN review_settled TINYINT NOT NULL DEFAULT 0;
