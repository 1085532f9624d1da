-- A row comes after the last one, and nowhere else: no number below 1, no gap, and no REPLACE, which passes
-- by the triggers that keep rows from being deleted.

CREATE TRIGGER audit_keeps_order BEFORE INSERT ON audit
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit)
BEGIN
    SELECT RAISE (ABORT, 'audit rows are numbered from 1, without a gap');
END;
