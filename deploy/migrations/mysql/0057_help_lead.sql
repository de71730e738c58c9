-- The head of an exam point, who is asked when everybody else was asked in vain, and when that was done.
ALTER TABLE help_call ADD COLUMN lead_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE emergency_number ADD COLUMN lead_name VARCHAR(60) NOT NULL DEFAULT '';
ALTER TABLE emergency_number ADD COLUMN lead_phone VARCHAR(40) NOT NULL DEFAULT '';
