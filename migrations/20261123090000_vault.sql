-- Who works here, what was done, and the batches that are the clock of every fact (docs/domain.md §9.1).
-- Times are Unix milliseconds; days are yyyymmdd; amounts are 分 with their quantum (power of ten of 分).

CREATE TABLE user (
    id           INTEGER PRIMARY KEY,
    uid          BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
    name         TEXT    NOT NULL CHECK (name <> ''),
    staff_number TEXT    CHECK (staff_number <> ''),
    branch       TEXT,
    role         TEXT    NOT NULL CHECK (role IN ('client_manager', 'team_leader', 'reviewer', 'approver')),
    -- Made the vault.
    is_owner     INTEGER NOT NULL CHECK (is_owner IN (0, 1)),
    recorded_at  INTEGER NOT NULL,
    -- Opens nothing from then on, and stays in the history.
    left_at      INTEGER
) STRICT;

-- Whoever is present is known by it; one who left may come back.
CREATE UNIQUE INDEX user_staff_number ON user (staff_number) WHERE left_at IS NULL;

CREATE TABLE batch (
    id          INTEGER PRIMARY KEY,
    uid         BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
    kind        TEXT    NOT NULL CHECK (kind IN ('clients', 'people', 'deposits', 'loans')),
    -- The file's name, never its path.
    source      TEXT    NOT NULL,
    digest      BLOB    NOT NULL CHECK (length(digest) = 32),
    as_of       INTEGER,
    unit        TEXT,
    user_id     INTEGER NOT NULL REFERENCES user (id),
    recorded_at INTEGER NOT NULL,
    -- Rows that waited in the queue of `parent_id` and could attach because of `cause_id`.
    parent_id   INTEGER REFERENCES batch (id),
    cause_id    INTEGER REFERENCES batch (id),
    counts      TEXT    NOT NULL CHECK (json_valid(counts)),
    undone_at   INTEGER,
    undone_by   INTEGER REFERENCES user (id),
    CHECK ((undone_at IS NULL) = (undone_by IS NULL)),
    CHECK ((parent_id IS NULL) = (cause_id IS NULL))
) STRICT;

CREATE INDEX batch_parent ON batch (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX batch_cause ON batch (cause_id) WHERE cause_id IS NOT NULL;

-- A batch that left a row unchanged, or filled one up, stands on the batch that holds the value:
-- undoing goes newest first.
CREATE TABLE batch_reliance (
    batch_id  INTEGER NOT NULL REFERENCES batch (id),
    relies_on INTEGER NOT NULL REFERENCES batch (id),
    PRIMARY KEY (batch_id, relies_on)
) STRICT, WITHOUT ROWID;

CREATE INDEX batch_reliance_on ON batch_reliance (relies_on);

-- Ids and counts only, never a client's text. hash = SHA-256(previous hash ‖ this row).
CREATE TABLE audit (
    seq     INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    user_id INTEGER NOT NULL REFERENCES user (id),
    action  TEXT    NOT NULL,
    subject INTEGER,
    detail  TEXT    NOT NULL CHECK (json_valid(detail)),
    hash    BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TRIGGER audit_keeps_rows BEFORE DELETE ON audit
BEGIN
    SELECT RAISE (ABORT, 'audit rows are append-only');
END;

CREATE TRIGGER audit_keeps_values BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE (ABORT, 'audit rows are append-only');
END;

-- Thresholds, weights and rates are settings, dated like every fact.
CREATE TABLE setting (
    key         TEXT    NOT NULL,
    valid_from  INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    value       TEXT    NOT NULL CHECK (json_valid(value)),
    user_id     INTEGER NOT NULL REFERENCES user (id),
    PRIMARY KEY (key, valid_from, recorded_at)
) STRICT, WITHOUT ROWID;
