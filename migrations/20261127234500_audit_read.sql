-- The trail is filtered by time, person, deed and what it was done to.
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_user ON audit (user_id);
CREATE INDEX audit_action ON audit (action, subject);

-- Lists of clients are not the only ones that leave the vault.
ALTER TABLE list_export ADD COLUMN what TEXT NOT NULL DEFAULT 'clients' CHECK (what IN ('clients', 'audit'));
ALTER TABLE list_export RENAME COLUMN clients TO entries;
