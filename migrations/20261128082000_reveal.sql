-- Numbers that were shown in full. With neither account nor loan: all of the client's. The numbers themselves are
-- never written here.
CREATE TABLE reveal (
    id          INTEGER PRIMARY KEY,
    client_id   INTEGER NOT NULL REFERENCES client (id),
    account_id  INTEGER REFERENCES account (id),
    loan_id     INTEGER REFERENCES loan (id),
    -- Asked where a whole client's numbers leave the program's own window.
    reason      TEXT CHECK (reason <> ''),
    user_id     INTEGER NOT NULL REFERENCES user (id),
    recorded_at INTEGER NOT NULL,
    CHECK (account_id IS NULL OR loan_id IS NULL)
) STRICT;

CREATE INDEX reveal_client ON reveal (client_id);
