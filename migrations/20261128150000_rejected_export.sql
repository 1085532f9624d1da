-- Rejected rows of a file leave with whole numbers, so they leave as an export does; a CHECK cannot be altered.
CREATE TABLE list_export_new (
    id          INTEGER PRIMARY KEY,
    what        TEXT    NOT NULL CHECK (what IN ('clients', 'audit', 'whole', 'rejected')),
    entries     INTEGER NOT NULL,
    reason      TEXT    NOT NULL CHECK (reason <> ''),
    -- The file's name, never its path.
    file_name   TEXT    NOT NULL,
    sha256      BLOB    NOT NULL CHECK (length(sha256) = 32),
    user_id     INTEGER NOT NULL REFERENCES user (id),
    recorded_at INTEGER NOT NULL
) STRICT;

INSERT INTO list_export_new (id, what, entries, reason, file_name, sha256, user_id, recorded_at)
SELECT id, what, entries, reason, file_name, sha256, user_id, recorded_at FROM list_export;

DROP TABLE list_export;

ALTER TABLE list_export_new RENAME TO list_export;
