-- Views of the client list that users keep, and lists that left the vault.

CREATE TABLE view (
    id          INTEGER PRIMARY KEY,
    uid         BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
    user_id     INTEGER NOT NULL REFERENCES user (id),
    name        TEXT    NOT NULL CHECK (name <> ''),
    position    INTEGER NOT NULL,
    -- Filters, order and columns.
    content     TEXT    NOT NULL CHECK (json_valid(content)),
    recorded_at INTEGER NOT NULL,
    -- Deleting can be taken back.
    deleted_at  INTEGER
) STRICT;

CREATE UNIQUE INDEX view_name ON view (user_id, name) WHERE deleted_at IS NULL;

CREATE TABLE list_export (
    id          INTEGER PRIMARY KEY,
    clients     INTEGER NOT NULL,
    reason      TEXT    NOT NULL CHECK (reason <> ''),
    -- The file's name, never its path.
    file_name   TEXT    NOT NULL,
    sha256      BLOB    NOT NULL CHECK (length(sha256) = 32),
    user_id     INTEGER NOT NULL REFERENCES user (id),
    recorded_at INTEGER NOT NULL
) STRICT;
