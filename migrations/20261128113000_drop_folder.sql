-- The digest of a whole file, beside that of the one table of it which a batch brought: a file that lies in the drop
-- folder is known again, whatever tables it holds.
ALTER TABLE batch ADD COLUMN file_digest BLOB CHECK (length(file_digest) = 32);
UPDATE batch SET file_digest = digest;
CREATE INDEX batch_file_digest ON batch (file_digest);

-- Files of the drop folder that the user does not want: known by their bytes and no longer told of.
CREATE TABLE passed_file (
    digest      BLOB    PRIMARY KEY CHECK (length(digest) = 32),
    user_id     INTEGER NOT NULL REFERENCES user (id),
    recorded_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
