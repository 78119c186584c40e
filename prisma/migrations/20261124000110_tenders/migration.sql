-- What the driver says was paid at the stop, in what way and for which note; what was due and left on account stands
-- beside it with its reason (R45, R52, decision 7).
CREATE TABLE "delivery_tender" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "pays_paper_id" UUID NOT NULL,
    "what" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "recorded_by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reconciliation_id" UUID,
    "receipt_id" UUID,
    "row_hash" BYTEA,

    CONSTRAINT "delivery_tender_pkey" PRIMARY KEY ("account_set_id","paper_id","sequence")
);

-- CreateIndex
CREATE INDEX "delivery_tender_account_set_id_pays_paper_id_idx" ON "delivery_tender"("account_set_id", "pays_paper_id");

-- What the rules promise, PostgreSQL also checks ------------------------------------------------------------
ALTER TABLE delivery_tender ADD CONSTRAINT delivery_tender_amount CHECK (amount_fen > 0 AND sequence > 0);
ALTER TABLE delivery_tender ADD CONSTRAINT delivery_tender_words CHECK (what IN ('GOODS', 'ADVANCED_FREIGHT')
  AND method IN ('CASH', 'TRANSFER', 'WECHAT', 'ALIPAY', 'CHEQUE', 'ON_ACCOUNT'));
-- R45: what stays on account says why, and never becomes a receipt.
ALTER TABLE delivery_tender ADD CONSTRAINT r45_left_with_a_reason CHECK ((method = 'ON_ACCOUNT') = (reason <> ''));
ALTER TABLE delivery_tender ADD CONSTRAINT delivery_tender_receipt CHECK (method <> 'ON_ACCOUNT' OR receipt_id IS NULL);

CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON delivery_tender FOR EACH STATEMENT EXECUTE FUNCTION forbid_deleting();
CREATE TRIGGER frozen BEFORE UPDATE ON delivery_tender FOR EACH ROW EXECUTE FUNCTION forbid_changing_frozen('reconciliation_id', 'receipt_id');
CREATE TRIGGER zz_row_hash BEFORE INSERT OR UPDATE ON delivery_tender FOR EACH ROW EXECUTE FUNCTION keep_row_hash();

-- Money said at a stop is accounted for once.
CREATE FUNCTION delivery_tender_bound_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.reconciliation_id IS NOT NULL AND OLD.reconciliation_id IS DISTINCT FROM NEW.reconciliation_id
    OR OLD.receipt_id IS NOT NULL AND OLD.receipt_id IS DISTINCT FROM NEW.receipt_id THEN
    RAISE EXCEPTION 'what was said at a stop is accounted for once' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'delivery_tender_bound_once';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bound_once BEFORE UPDATE ON delivery_tender FOR EACH ROW EXECUTE FUNCTION delivery_tender_bound_once();

-- What a note asks of the customer: its whole amount until the stop, then what was accepted, each line in proportion and
-- rounded, the rounding-off never above what is left. The same arithmetic as the posting.
CREATE FUNCTION note_accepted_fen(note delivery_note) RETURNS bigint STABLE LANGUAGE sql AS $$
  SELECT CASE WHEN note.outcome IS NULL OR note.outcome = 'FULL' THEN note.gross_fen WHEN note.outcome = 'REFUSED' THEN 0
    ELSE (SELECT greatest(sum(round(l.net_fen::numeric * o.accepted_e3 / l.qty_e3) + round(l.tax_fen::numeric * o.accepted_e3 / l.qty_e3))
        - note.rounding_off_fen, 0)::bigint
      FROM delivery_note_line l JOIN delivery_outcome_line o USING (account_set_id, paper_id, line_no)
      WHERE l.account_set_id = note.account_set_id AND l.paper_id = note.paper_id) END
$$;

-- What drivers say was paid for a note and has not entered the books: its receipt, if there is one, moved no money yet.
CREATE FUNCTION tendered_fen(set_id integer, note_id uuid) RETURNS bigint STABLE LANGUAGE sql AS $$
  SELECT coalesce(sum(t.amount_fen), 0)::bigint FROM delivery_tender t
  WHERE t.account_set_id = set_id AND t.pays_paper_id = note_id AND t.what = 'GOODS' AND t.method <> 'ON_ACCOUNT'
    AND NOT EXISTS (SELECT FROM receivable_entry e WHERE e.account_set_id = t.account_set_id AND e.paper_id = t.receipt_id)
$$;
