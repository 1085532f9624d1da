-- Lists and counts that ask nothing of the client itself read this index instead of 100,000 client rows. SQLite
-- takes it for covering only with the column of its own condition in it.
DROP INDEX client_list;
CREATE INDEX client_list ON client (sort_number, id, current_batch_id) WHERE current_batch_id IS NOT NULL;
