-- Holds 保全 that keep a client and its people from being erased.
CREATE TABLE hold (
    id          INTEGER PRIMARY KEY,
    uid         BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
    client_id   INTEGER NOT NULL REFERENCES client (id),
    reason      TEXT    NOT NULL CHECK (reason <> ''),
    -- This day included; without it until it is lifted.
    until       INTEGER,
    user_id     INTEGER NOT NULL REFERENCES user (id),
    recorded_at INTEGER NOT NULL,
    lifted_at   INTEGER,
    lifted_by   INTEGER REFERENCES user (id),
    lift_reason TEXT    CHECK (lift_reason <> ''),
    CHECK ((lifted_at IS NULL) = (lifted_by IS NULL)),
    CHECK ((lifted_at IS NULL) = (lift_reason IS NULL))
) STRICT;

CREATE INDEX hold_client ON hold (client_id);

-- What was erased: ids, counts and who asked for it, never a value. A backup that is restored erases it anew.
CREATE TABLE erasure (
    id          INTEGER PRIMARY KEY,
    uid         BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
    kind        TEXT    NOT NULL CHECK (kind IN ('person', 'client')),
    -- The outward ids of who was erased, and of whose they were.
    subject     BLOB    NOT NULL CHECK (length(subject) = 16),
    client      BLOB    NOT NULL CHECK (length(client) = 16),
    -- Holds none of the erased values.
    reason      TEXT    NOT NULL CHECK (reason <> ''),
    -- Rows by table.
    counts      TEXT    NOT NULL CHECK (json_valid(counts)),
    -- Done again on what a backup brought back.
    is_replay   INTEGER NOT NULL CHECK (is_replay IN (0, 1)),
    user_id     INTEGER NOT NULL REFERENCES user (id),
    recorded_at INTEGER NOT NULL
) STRICT;

CREATE INDEX erasure_subject ON erasure (subject);
