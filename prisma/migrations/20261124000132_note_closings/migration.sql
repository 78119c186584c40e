-- 结案: a note of which goods, copies, books, money and invoice are complete.
CREATE TABLE "note_closing" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "closed_by_id" UUID NOT NULL,
    "closed_at" TIMESTAMPTZ(3) NOT NULL,
    "row_hash" BYTEA,

    CONSTRAINT "note_closing_pkey" PRIMARY KEY ("account_set_id","paper_id")
);
ALTER TABLE "note_closing" ADD CONSTRAINT "note_closing_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "paper"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

CREATE TRIGGER zz_row_hash BEFORE INSERT OR UPDATE ON note_closing FOR EACH ROW EXECUTE FUNCTION keep_row_hash();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON note_closing FOR EACH STATEMENT EXECUTE FUNCTION forbid_rewriting();

-- R135: only a posted note that nothing is owed on is closed.
CREATE FUNCTION note_closing_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM delivery_note n WHERE n.account_set_id = NEW.account_set_id AND n.paper_id = NEW.paper_id AND n.status = 'POSTED')
    OR EXISTS (SELECT FROM receivable_item i WHERE i.account_set_id = NEW.account_set_id AND i.paper_id = NEW.paper_id AND i.open_fen > 0) THEN
    RAISE EXCEPTION 'R135: note % is not posted and paid', NEW.paper_id USING ERRCODE = 'check_violation', CONSTRAINT = 'r135_posted_and_paid';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER whole AFTER INSERT ON note_closing DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION note_closing_whole();
