-- Ids that order like the desk's own and hashes as wide as real ones, for rows that a bench makes set by set.
CREATE FUNCTION pg_temp.id_of(series int, n bigint, at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(series), 3, '0') || '8000'
    || lpad(to_hex(n), 12, '0'))::uuid $$;
CREATE FUNCTION pg_temp.hash_of(said text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$ SELECT sha256(said::bytea) $$;
