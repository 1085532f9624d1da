-- What a label of a file means: a division of industry, a product of the catalogue, a client manager; nothing where
-- `target` is missing. `label` is as files compare: half-width, without blanks.
CREATE TABLE value_mapping (
    id          INTEGER PRIMARY KEY,
    field       TEXT NOT NULL CHECK (field IN ('industry', 'product', 'manager')),
    label       TEXT NOT NULL,
    target      TEXT,
    user_id     INTEGER NOT NULL REFERENCES user (id),
    recorded_at INTEGER NOT NULL,
    UNIQUE (field, label)
) STRICT;
