-- The ledger: accounts and loans, and what files said of them on a day. Facts are append-only;
-- the current one of an (account, day) is that of the newest batch not undone.

-- Labels as files write them, with the catalogue's code where one is known (docs/domain.md §2.8).
CREATE TABLE product (
    id    INTEGER PRIMARY KEY,
    label TEXT NOT NULL UNIQUE,
    code  TEXT
) STRICT;

CREATE TABLE account (
    id        INTEGER PRIMARY KEY,
    uid       BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
    client_id INTEGER NOT NULL REFERENCES client (id),
    number    TEXT    NOT NULL,
    currency  TEXT    NOT NULL CHECK (length(currency) = 3),
    UNIQUE (number, currency, client_id)
) STRICT;

CREATE INDEX account_client ON account (client_id);

CREATE TABLE deposit_fact (
    account_id    INTEGER NOT NULL REFERENCES account (id),
    as_of         INTEGER NOT NULL,
    batch_id      INTEGER NOT NULL REFERENCES batch (id),
    source_row    INTEGER NOT NULL,
    product_id    INTEGER REFERENCES product (id),
    point         INTEGER,
    month_start   INTEGER,
    year_start    INTEGER,
    month_average INTEGER,
    year_average  INTEGER,
    -- Four bits an amount, in the order above.
    quanta        INTEGER NOT NULL,
    PRIMARY KEY (account_id, as_of, batch_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE loan (
    id        INTEGER PRIMARY KEY,
    uid       BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
    client_id INTEGER NOT NULL REFERENCES client (id),
    number    TEXT    NOT NULL,
    currency  TEXT    NOT NULL CHECK (length(currency) = 3),
    UNIQUE (number, currency, client_id)
) STRICT;

CREATE INDEX loan_client ON loan (client_id);

-- Loans and off-balance items alike: the product decides (docs/domain.md §9.7).
CREATE TABLE loan_fact (
    loan_id      INTEGER NOT NULL REFERENCES loan (id),
    as_of        INTEGER NOT NULL,
    batch_id     INTEGER NOT NULL REFERENCES batch (id),
    source_row   INTEGER NOT NULL,
    product_id   INTEGER REFERENCES product (id),
    amount       INTEGER,
    balance      INTEGER,
    -- Four bits an amount, in the order above.
    quanta       INTEGER NOT NULL,
    -- Exact decimal, per cent a year.
    rate         TEXT,
    drawn_on     INTEGER,
    matures_on   INTEGER,
    security     TEXT,
    -- 0 正常 … 4 损失
    class        INTEGER CHECK (class BETWEEN 0 AND 4),
    overdue_days INTEGER CHECK (overdue_days >= 0),
    PRIMARY KEY (loan_id, as_of, batch_id)
) STRICT, WITHOUT ROWID;

-- Rows of clients the vault does not know yet. A row waits while its batch stands and it is not
-- attached, or the batch that attached it is undone.
CREATE TABLE queued_row (
    id                INTEGER PRIMARY KEY,
    batch_id          INTEGER NOT NULL REFERENCES batch (id),
    source_row        INTEGER NOT NULL,
    kind              TEXT    NOT NULL CHECK (kind IN ('people', 'deposits', 'loans')),
    client_number     TEXT,
    client_code       TEXT,
    client_name       TEXT,
    record            TEXT    NOT NULL CHECK (json_valid(record)),
    attached_batch_id INTEGER REFERENCES batch (id)
) STRICT;

CREATE INDEX queued_row_batch ON queued_row (batch_id);
CREATE INDEX queued_row_number ON queued_row (client_number) WHERE client_number IS NOT NULL;
CREATE INDEX queued_row_code ON queued_row (client_code) WHERE client_code IS NOT NULL;
CREATE INDEX queued_row_name ON queued_row (client_name) WHERE client_name IS NOT NULL;
