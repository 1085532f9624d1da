-- How files of one shape are read, as the user said it once: keyed by a digest of their header texts.
CREATE TABLE column_mapping (
    shape       BLOB    PRIMARY KEY CHECK (length(shape) = 32),
    -- JSON: kind, unit, and a field by column.
    reading     TEXT    NOT NULL CHECK (json_valid(reading)),
    user_id     INTEGER NOT NULL REFERENCES user (id),
    recorded_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
