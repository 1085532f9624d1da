-- What was said of a user, and by whom: the newest version is what `user` says.
CREATE TABLE user_version (
    user_id      INTEGER NOT NULL REFERENCES user (id),
    version      INTEGER NOT NULL CHECK (version >= 1),
    name         TEXT    NOT NULL,
    staff_number TEXT,
    branch       TEXT,
    role         TEXT    NOT NULL,
    author_id    INTEGER NOT NULL REFERENCES user (id),
    recorded_at  INTEGER NOT NULL,
    PRIMARY KEY (user_id, version)
) STRICT, WITHOUT ROWID;

INSERT INTO user_version (user_id, version, name, staff_number, branch, role, author_id, recorded_at)
SELECT id, 1, name, staff_number, branch, role, id, recorded_at FROM user;
