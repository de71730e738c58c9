-- Which way somebody goes at a gate: '' in, LEAVE out, RETURN back to the seat.
ALTER TABLE gate_visit ADD COLUMN way VARCHAR(8) NOT NULL DEFAULT '';
