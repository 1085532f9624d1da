-- A visit is changed and cancelled without forgetting what it was: its content stands in versions, and the
-- visit points at the one that holds. Documents remember which they are, what they were made from, and
-- where copies of them were saved.

CREATE TABLE visit_version (
    visit_id      INTEGER NOT NULL REFERENCES visit (id),
    version       INTEGER NOT NULL CHECK (version >= 1),
    planned_on    INTEGER,
    -- Minutes after midnight.
    starts_at     INTEGER CHECK (starts_at BETWEEN 0 AND 1439),
    place         TEXT CHECK (place <> ''),
    -- The one ask of the visit.
    ask           TEXT CHECK (ask <> ''),
    -- Says that this version is a cancellation.
    cancel_reason TEXT CHECK (cancel_reason <> ''),
    user_id       INTEGER NOT NULL REFERENCES user (id),
    recorded_at   INTEGER NOT NULL,
    PRIMARY KEY (visit_id, version),
    CHECK (starts_at IS NULL OR planned_on IS NOT NULL)
) STRICT, WITHOUT ROWID;

INSERT INTO visit_version (visit_id, version, planned_on, ask, user_id, recorded_at)
SELECT id, 1, planned_on, nullif(ask, ''), user_id, recorded_at FROM visit;

CREATE INDEX visit_version_day ON visit_version (planned_on);

CREATE TABLE visit_version_goal (
    visit_id INTEGER NOT NULL,
    version  INTEGER NOT NULL,
    position INTEGER NOT NULL,
    text     TEXT    NOT NULL CHECK (text <> ''),
    PRIMARY KEY (visit_id, version, position),
    FOREIGN KEY (visit_id, version) REFERENCES visit_version (visit_id, version)
) STRICT, WITHOUT ROWID;

INSERT INTO visit_version_goal (visit_id, version, position, text)
SELECT visit_id, 1, position, text FROM visit_goal;

DROP TABLE visit_goal;

CREATE TABLE visit_version_attendee (
    visit_id  INTEGER NOT NULL,
    version   INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person (id),
    PRIMARY KEY (visit_id, version, person_id),
    FOREIGN KEY (visit_id, version) REFERENCES visit_version (visit_id, version)
) STRICT, WITHOUT ROWID;

INSERT INTO visit_version_attendee (visit_id, version, person_id)
SELECT visit_id, 1, person_id FROM visit_attendee;

DROP TABLE visit_attendee;

-- What stays on the visit itself: whose it is, who first planned it and when, and the version that holds.
DROP INDEX visit_client;
ALTER TABLE visit DROP COLUMN planned_on;
ALTER TABLE visit DROP COLUMN ask;
ALTER TABLE visit ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
CREATE INDEX visit_client ON visit (client_id);

-- Counts the documents of one kind for one audience of a client, from 1.
ALTER TABLE document ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
-- What the dossier knew (`known_at`) and the short audit head on its pages: enough to make the same bytes again.
ALTER TABLE document ADD COLUMN made_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE document ADD COLUMN audit_head TEXT NOT NULL DEFAULT '';

UPDATE document SET made_at = recorded_at, version = (
    SELECT count(*) FROM document earlier
    WHERE earlier.client_id = document.client_id AND earlier.kind = document.kind
      AND earlier.audience = document.audience AND earlier.id <= document.id);

CREATE INDEX document_series ON document (client_id, kind, audience, version);

-- Each place that a document was written to.
CREATE TABLE document_copy (
    document_id INTEGER NOT NULL REFERENCES document (id),
    position    INTEGER NOT NULL,
    path        TEXT    NOT NULL CHECK (path <> ''),
    user_id     INTEGER NOT NULL REFERENCES user (id),
    recorded_at INTEGER NOT NULL,
    PRIMARY KEY (document_id, position)
) STRICT, WITHOUT ROWID;
