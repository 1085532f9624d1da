-- Clients and their people: identities, append-only versions by batch, and the current version
-- kept on the identity because lists sort and filter on it.

CREATE TABLE client (
    id               INTEGER PRIMARY KEY,
    uid              BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
    -- NULL when every version is undone: the client is then in no list and no dossier.
    current_batch_id INTEGER REFERENCES batch (id),
    number           TEXT,
    code             TEXT,
    name             TEXT    NOT NULL CHECK (name <> ''),
    industry_label   TEXT,
    legal_rep        TEXT,
    manager          TEXT,
    tier             TEXT,
    branch           TEXT,
    -- Keyset pages compare row values, which no index on an expression serves.
    sort_number      TEXT    NOT NULL GENERATED ALWAYS AS (coalesce(number, '')) VIRTUAL
) STRICT;

CREATE UNIQUE INDEX client_number ON client (number) WHERE current_batch_id IS NOT NULL;
CREATE UNIQUE INDEX client_code ON client (code) WHERE current_batch_id IS NOT NULL;
CREATE INDEX client_name ON client (name, id) WHERE current_batch_id IS NOT NULL;
CREATE INDEX client_list ON client (sort_number, id) WHERE current_batch_id IS NOT NULL;

CREATE TABLE client_version (
    client_id                  INTEGER NOT NULL REFERENCES client (id),
    batch_id                   INTEGER NOT NULL REFERENCES batch (id),
    source_row                 INTEGER NOT NULL,
    number                     TEXT,
    code                       TEXT,
    name                       TEXT    NOT NULL,
    industry_label             TEXT,
    registered_capital         INTEGER,
    registered_capital_quantum INTEGER,
    founded_on                 INTEGER,
    legal_rep                  TEXT,
    manager                    TEXT,
    tier                       TEXT,
    branch                     TEXT,
    PRIMARY KEY (client_id, batch_id),
    CHECK ((registered_capital IS NULL) = (registered_capital_quantum IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX client_version_batch ON client_version (batch_id);

-- Within one client the exact name identifies a person; across clients never (docs/domain.md §9.2).
CREATE TABLE person (
    id        INTEGER PRIMARY KEY,
    uid       BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
    client_id INTEGER NOT NULL REFERENCES client (id),
    name      TEXT    NOT NULL CHECK (name <> ''),
    UNIQUE (client_id, name)
) STRICT;

CREATE TABLE person_version (
    person_id  INTEGER NOT NULL REFERENCES person (id),
    batch_id   INTEGER NOT NULL REFERENCES batch (id),
    source_row INTEGER NOT NULL,
    -- JSON array, in the file's order.
    jobs       TEXT    NOT NULL CHECK (json_valid(jobs)),
    PRIMARY KEY (person_id, batch_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX person_version_batch ON person_version (batch_id);
