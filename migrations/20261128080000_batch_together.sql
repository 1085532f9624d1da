-- Batches that were committed in one transaction, from files that came together: the first of them.
ALTER TABLE batch ADD COLUMN together_id INTEGER REFERENCES batch (id);

CREATE INDEX batch_together ON batch (together_id) WHERE together_id IS NOT NULL;
