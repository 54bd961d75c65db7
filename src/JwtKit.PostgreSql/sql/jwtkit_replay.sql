-- The one-time tokens that were used. id is a SHA-256 hash, from which neither the token nor its jti can be read; expires is the token's exp and 5
-- minutes, the greatest clock skew of any policy. A row may go 10 minutes after that, and not before. The nodes need SELECT, INSERT and DELETE on the table.
CREATE TABLE IF NOT EXISTS public.jwtkit_replay (
    id bytea NOT NULL PRIMARY KEY,
    expires timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS jwtkit_replay_expires ON public.jwtkit_replay (expires);
