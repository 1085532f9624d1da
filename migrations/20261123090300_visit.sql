-- Visits, and the documents made of a client.

CREATE TABLE visit (
    id          INTEGER PRIMARY KEY,
    uid         BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
    client_id   INTEGER NOT NULL REFERENCES client (id),
    planned_on  INTEGER,
    -- The one ask of the visit.
    ask         TEXT,
    user_id     INTEGER NOT NULL REFERENCES user (id),
    recorded_at INTEGER NOT NULL
) STRICT;

CREATE INDEX visit_client ON visit (client_id, planned_on);

CREATE TABLE visit_goal (
    visit_id INTEGER NOT NULL REFERENCES visit (id),
    position INTEGER NOT NULL,
    text     TEXT    NOT NULL CHECK (text <> ''),
    PRIMARY KEY (visit_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE visit_attendee (
    visit_id  INTEGER NOT NULL REFERENCES visit (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    PRIMARY KEY (visit_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
    id          INTEGER PRIMARY KEY,
    uid         BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
    client_id   INTEGER NOT NULL REFERENCES client (id),
    visit_id    INTEGER REFERENCES visit (id),
    kind        TEXT    NOT NULL CHECK (kind IN ('visit_pack')),
    audience    TEXT    NOT NULL CHECK (audience IN ('internal', 'client')),
    as_of       INTEGER NOT NULL,
    file_name   TEXT    NOT NULL,
    sha256      BLOB    NOT NULL CHECK (length(sha256) = 32),
    pages       INTEGER NOT NULL,
    user_id     INTEGER NOT NULL REFERENCES user (id),
    recorded_at INTEGER NOT NULL
) STRICT;

CREATE INDEX document_client ON document (client_id, recorded_at);
