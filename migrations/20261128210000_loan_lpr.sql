-- Rates that follow the LPR: `1年期LPR+35BP` beside the rate itself, where a file says either.
ALTER TABLE loan_fact ADD COLUMN lpr TEXT CHECK (lpr <> '');
