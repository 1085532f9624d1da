-- What was typed instead of imported is a batch of one row, told apart so that no list counts as fresh for it.
ALTER TABLE batch ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0 CHECK (by_hand IN (0, 1));

-- A number, code or name that files use for a client which goes by another one: said by hand, true while its
-- batch stands.
CREATE TABLE client_alias (
    batch_id  INTEGER PRIMARY KEY REFERENCES batch (id),
    client_id INTEGER NOT NULL REFERENCES client (id),
    number    TEXT,
    code      TEXT,
    name      TEXT,
    CHECK ((number IS NOT NULL) + (code IS NOT NULL) + (name IS NOT NULL) = 1)
) STRICT;

CREATE INDEX client_alias_client ON client_alias (client_id);
