-- What of the day's list is done or put off. The item's name (`today::Subject::id`) holds the day it is about,
-- so a mark ends by itself when the thing changes. Of one item the newest mark not undone counts.

CREATE TABLE today_mark (
    id          INTEGER PRIMARY KEY,
    uid         BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
    item        TEXT    NOT NULL CHECK (item <> ''),
    -- Both or neither: without them the item is done.
    until       INTEGER,
    reason      TEXT    CHECK (reason <> ''),
    user_id     INTEGER NOT NULL REFERENCES user (id),
    recorded_at INTEGER NOT NULL,
    undone_at   INTEGER,
    undone_by   INTEGER REFERENCES user (id),
    CHECK ((until IS NULL) = (reason IS NULL)),
    CHECK ((undone_at IS NULL) = (undone_by IS NULL))
) STRICT;

CREATE INDEX today_mark_item ON today_mark (item, id) WHERE undone_at IS NULL;
