-- Loans and off-balance items that stand with a balance and a day they fall due, CNY: what the newest day of
-- their ledger says. What is due is read from here in the order of its days; kept like `client_figure`, in the
-- transaction that writes or undoes a batch.

CREATE TABLE loan_due (
    loan_id    INTEGER PRIMARY KEY REFERENCES loan (id),
    client_id  INTEGER NOT NULL REFERENCES client (id),
    -- The fact that says so.
    as_of      INTEGER NOT NULL,
    batch_id   INTEGER NOT NULL REFERENCES batch (id),
    matures_on INTEGER NOT NULL,
    balance    INTEGER NOT NULL CHECK (balance > 0)
) STRICT;

CREATE INDEX loan_due_client ON loan_due (client_id);
-- Answers the day's list by itself.
CREATE INDEX loan_due_day ON loan_due (matures_on, loan_id, balance);

WITH standing AS (
    SELECT l.id AS loan_id, l.client_id, l.currency, f.as_of, f.batch_id, f.matures_on, f.balance,
           coalesce(p.code IN ('B01', 'B02', 'G01', 'G02', 'G03', 'G04', 'G05', 'G06', 'T01', 'T02'), 0) AS off
    FROM loan l JOIN loan_fact f ON f.loan_id = l.id
         AND (f.as_of, f.batch_id) = (
             SELECT g.as_of, g.batch_id FROM loan_fact g JOIN batch b ON b.id = g.batch_id AND b.undone_at IS NULL
             WHERE g.loan_id = l.id ORDER BY g.as_of DESC, g.batch_id DESC LIMIT 1)
    LEFT JOIN product p ON p.id = f.product_id),
newest AS (SELECT client_id, off, max(as_of) AS as_of FROM standing GROUP BY client_id, off)
INSERT INTO loan_due (loan_id, client_id, as_of, batch_id, matures_on, balance)
SELECT s.loan_id, s.client_id, s.as_of, s.batch_id, s.matures_on, s.balance
FROM standing s JOIN newest n ON n.client_id = s.client_id AND n.off = s.off AND n.as_of = s.as_of
WHERE s.currency = 'CNY' AND s.balance > 0 AND s.matures_on IS NOT NULL;
