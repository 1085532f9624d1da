-- A batch's newest day is one seek: the newest day of the whole ledger is asked for at every unlocking.
DROP INDEX deposit_fact_batch;
CREATE INDEX deposit_fact_batch ON deposit_fact (batch_id, as_of);
DROP INDEX loan_fact_batch;
CREATE INDEX loan_fact_batch ON loan_fact (batch_id, as_of);
