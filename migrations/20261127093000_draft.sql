-- Forms half filled. No facts, so overwritten and deleted freely, and not in the audit trail.
CREATE TABLE draft (
    user_id     INTEGER NOT NULL REFERENCES user (id),
    key         TEXT    NOT NULL CHECK (key <> ''),
    value       TEXT    NOT NULL CHECK (json_valid(value)),
    recorded_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, key)
) STRICT, WITHOUT ROWID;
