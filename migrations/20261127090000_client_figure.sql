-- Figures kept for each client, so that a list of 100,000 sorts and filters without summing a ledger. They
-- follow from the facts: whatever writes or undoes a batch refreshes them in the same transaction
-- (`client::figure`), and they equal what `metrics` says of the client's dossier.

-- CNY sums of a client on each day its accounts are known.
CREATE TABLE client_month (
    client_id     INTEGER NOT NULL REFERENCES client (id),
    as_of         INTEGER NOT NULL,
    point         INTEGER,
    month_average INTEGER,
    year_average  INTEGER,
    PRIMARY KEY (client_id, as_of)
) STRICT, WITHOUT ROWID;

CREATE TABLE client_figure (
    client_id           INTEGER PRIMARY KEY REFERENCES client (id),
    deposit_day         INTEGER,
    point               INTEGER,
    month_average       INTEGER,
    year_average        INTEGER,
    -- The month's average at the end of the month before, and on the same day of the year before.
    previous_average    INTEGER,
    year_before_average INTEGER,
    loan_day            INTEGER,
    loans               INTEGER,
    off_balance_day     INTEGER,
    off_balance         INTEGER,
    -- Of items with a balance; past when one is past its day.
    matures_on          INTEGER,
    worst_class         INTEGER,
    overdue_days        INTEGER,
    -- Orders lists only; what is shown is computed exactly.
    movement            REAL GENERATED ALWAYS AS (
        CASE WHEN previous_average > 0 THEN (month_average - previous_average) * 1.0 / previous_average END) VIRTUAL,
    year_movement       REAL GENERATED ALWAYS AS (
        CASE WHEN year_before_average > 0 THEN (month_average - year_before_average) * 1.0 / year_before_average END) VIRTUAL
) STRICT;

CREATE TRIGGER client_has_figures AFTER INSERT ON client
BEGIN
    INSERT INTO client_figure (client_id) VALUES (new.id);
END;

-- Lists order tiers by weight, not by their characters.
ALTER TABLE client ADD COLUMN tier_rank INTEGER GENERATED ALWAYS AS (
    CASE WHEN tier IS NULL THEN NULL
         WHEN tier LIKE '战略%' THEN 1
         WHEN tier LIKE '重点%' THEN 2
         WHEN tier LIKE '潜力%' THEN 3
         WHEN tier LIKE '一般%' THEN 4
         WHEN tier LIKE '压退%' THEN 6
         ELSE 5 END) VIRTUAL;

-- Which clients a batch speaks of.
CREATE INDEX deposit_fact_batch ON deposit_fact (batch_id);
CREATE INDEX loan_fact_batch ON loan_fact (batch_id);

INSERT INTO client_month (client_id, as_of, point, month_average, year_average)
SELECT client_id, as_of, sum(point), sum(month_average), sum(year_average)
FROM (SELECT a.client_id, f.as_of, f.point, f.month_average, f.year_average, max(f.batch_id)
      FROM account a JOIN deposit_fact f ON f.account_id = a.id
      JOIN batch b ON b.id = f.batch_id AND b.undone_at IS NULL
      WHERE a.currency = 'CNY'
      GROUP BY f.account_id, f.as_of)
GROUP BY client_id, as_of;

INSERT INTO client_figure (client_id) SELECT id FROM client;

UPDATE client_figure
SET deposit_day = m.as_of, point = m.point, month_average = m.month_average, year_average = m.year_average,
    previous_average = (
        SELECT p.month_average FROM client_month p WHERE p.client_id = m.client_id AND p.as_of = CAST(
            strftime('%Y%m%d', printf('%04d-%02d-01', m.as_of / 10000, m.as_of / 100 % 100), '-1 day') AS INTEGER)),
    year_before_average = (
        SELECT y.month_average FROM client_month y WHERE y.client_id = m.client_id AND y.as_of =
            CASE CAST(strftime('%Y%m%d', printf('%04d-%02d-01', m.as_of / 10000, m.as_of / 100 % 100),
                               '+1 month', '-1 day') AS INTEGER)
                WHEN m.as_of THEN CAST(strftime('%Y%m%d',
                    printf('%04d-%02d-01', m.as_of / 10000 - 1, m.as_of / 100 % 100), '+1 month', '-1 day') AS INTEGER)
                ELSE m.as_of - 10000 END)
FROM client_month m
WHERE m.client_id = client_figure.client_id
  AND m.as_of = (SELECT max(n.as_of) FROM client_month n WHERE n.client_id = client_figure.client_id);

-- Of each loan the newest fact that stands; of each client those of the newest day, in which what is no
-- longer listed is settled. Loans and off-balance items have days of their own.
WITH standing AS (
    SELECT l.client_id, l.currency, f.as_of, f.balance, f.matures_on, f.class, f.overdue_days,
           coalesce(p.code IN ('B01', 'B02', 'G01', 'G02', 'G03', 'G04', 'G05', 'G06', 'T01', 'T02'), 0) AS off
    FROM loan l JOIN loan_fact f ON f.loan_id = l.id
         AND (f.as_of, f.batch_id) = (
             SELECT g.as_of, g.batch_id FROM loan_fact g JOIN batch b ON b.id = g.batch_id AND b.undone_at IS NULL
             WHERE g.loan_id = l.id ORDER BY g.as_of DESC, g.batch_id DESC LIMIT 1)
    LEFT JOIN product p ON p.id = f.product_id),
newest AS (SELECT client_id, off, max(as_of) AS as_of FROM standing GROUP BY client_id, off),
summed AS (
    SELECT s.client_id,
           max(CASE WHEN NOT s.off AND s.currency = 'CNY' THEN s.as_of END) AS loan_day,
           sum(CASE WHEN NOT s.off AND s.currency = 'CNY' THEN s.balance END) AS loans,
           max(CASE WHEN s.off AND s.currency = 'CNY' THEN s.as_of END) AS off_balance_day,
           sum(CASE WHEN s.off AND s.currency = 'CNY' THEN s.balance END) AS off_balance,
           min(CASE WHEN s.currency = 'CNY' AND s.balance > 0 THEN s.matures_on END) AS matures_on,
           max(s.class) AS worst_class, max(s.overdue_days) AS overdue_days
    FROM standing s JOIN newest n ON n.client_id = s.client_id AND n.off = s.off AND n.as_of = s.as_of
    GROUP BY s.client_id)
UPDATE client_figure
SET loan_day = s.loan_day, loans = s.loans, off_balance_day = s.off_balance_day, off_balance = s.off_balance,
    matures_on = s.matures_on, worst_class = s.worst_class, overdue_days = s.overdue_days
FROM summed s WHERE s.client_id = client_figure.client_id;
