-- Every row of evidence carries the hash of what it says, so that one changed byte is found and named.
-- Nulls are left out of the hash: a column added later does not disturb rows written before.
CREATE FUNCTION row_digest(content jsonb) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(convert_to(jsonb_strip_nulls(content - 'row_hash')::text, 'UTF8'))
$$;

CREATE FUNCTION keep_row_hash() RETURNS trigger LANGUAGE plpgsql SET timezone = 'UTC' AS $$
BEGIN
  NEW.row_hash := row_digest(to_jsonb(NEW));
  RETURN NEW;
END $$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['custody_event', 'print_event', 'signature', 'paper_attachment', 'code_capture', 'code_release',
    'stock_entry', 'receivable_entry', 'journal_voucher', 'journal_entry', 'delivery_outcome_line', 'delivery_note_line',
    'receipt', 'desk_event', 'refusal', 'document_copy', 'pick_line', 'void_record', 'incident_statement', 'delivery_note',
    'sales_order', 'sales_order_line', 'billing_application', 'paper'] LOOP
    EXECUTE format('ALTER TABLE %I ADD COLUMN row_hash bytea', t);
    -- Last in the alphabet: after every other trigger has had its say.
    EXECUTE format('CREATE TRIGGER zz_row_hash BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION keep_row_hash()', t);
  END LOOP;
END $$;
