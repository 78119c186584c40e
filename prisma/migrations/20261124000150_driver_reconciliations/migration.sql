-- 与驾驶员对单: whatever a driver delivered waits until a session has settled it; a session lists, counts, is signed by both and
-- closed (R45, R46, R51, R52, R57, R58).
-- CreateTable
CREATE TABLE "driver_reconciliation" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "driver_id" UUID NOT NULL,
    "driver_name" TEXT NOT NULL,
    "opened_by_id" UUID NOT NULL,
    "opened_by_name" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL,
    "closed_by_id" UUID,
    "closed_at" TIMESTAMPTZ(3),
    "sheet" JSONB,
    "expected_fen" BIGINT,
    "counted_fen" BIGINT,
    "difference_fen" BIGINT,
    "difference_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "row_hash" BYTEA,

    CONSTRAINT "driver_reconciliation_pkey" PRIMARY KEY ("account_set_id","paper_id")
);

-- CreateTable
CREATE TABLE "reconciliation_note" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "driver_id" UUID NOT NULL,
    "reconciliation_id" UUID,
    "cash_fen" BIGINT,
    "freight_fen" BIGINT,
    "row_hash" BYTEA,

    CONSTRAINT "reconciliation_note_pkey" PRIMARY KEY ("account_set_id","paper_id")
);

-- CreateTable
CREATE TABLE "reconciliation_count" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "pieces" INTEGER[],
    "total_fen" BIGINT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "counted_by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "row_hash" BYTEA,

    CONSTRAINT "reconciliation_count_pkey" PRIMARY KEY ("account_set_id","paper_id","sequence")
);

-- CreateTable
CREATE TABLE "reconciliation_excuse" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "note_paper_id" UUID NOT NULL,
    "thing" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "stated_by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "row_hash" BYTEA,

    CONSTRAINT "reconciliation_excuse_pkey" PRIMARY KEY ("account_set_id","paper_id","note_paper_id","thing")
);

-- CreateTable
CREATE TABLE "reconciliation_dispute" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "note_paper_id" UUID,
    "statement" TEXT NOT NULL,
    "raised_by_id" UUID NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT,
    "ruling" TEXT,
    "ruled_by_id" UUID,
    "ruled_at" TIMESTAMPTZ(3),
    "row_hash" BYTEA,

    CONSTRAINT "reconciliation_dispute_pkey" PRIMARY KEY ("account_set_id","paper_id","sequence")
);

-- CreateTable
CREATE TABLE "reconciliation_agreement" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "sheet_hash" BYTEA NOT NULL,
    "note_paper_ids" UUID[],
    "method" TEXT NOT NULL,
    "address" TEXT,
    "user_agent" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "row_hash" BYTEA,

    CONSTRAINT "reconciliation_agreement_pkey" PRIMARY KEY ("account_set_id","paper_id","sequence")
);

-- CreateTable
CREATE TABLE "driver_difference" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "driver_id" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "business_date" DATE NOT NULL,
    "recorded_by_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "row_hash" BYTEA,

    CONSTRAINT "driver_difference_pkey" PRIMARY KEY ("account_set_id","paper_id","cause")
);

-- CreateIndex
CREATE INDEX "driver_reconciliation_account_set_id_driver_id_paper_id_idx" ON "driver_reconciliation"("account_set_id", "driver_id", "paper_id");

-- CreateIndex
CREATE INDEX "reconciliation_note_account_set_id_reconciliation_id_idx" ON "reconciliation_note"("account_set_id", "reconciliation_id");

-- CreateIndex
CREATE INDEX "driver_difference_account_set_id_driver_id_idx" ON "driver_difference"("account_set_id", "driver_id");

-- AddForeignKey
ALTER TABLE "driver_reconciliation" ADD CONSTRAINT "driver_reconciliation_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "paper"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "reconciliation_note" ADD CONSTRAINT "reconciliation_note_account_set_id_reconciliation_id_fkey" FOREIGN KEY ("account_set_id", "reconciliation_id") REFERENCES "driver_reconciliation"("account_set_id", "paper_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "reconciliation_count" ADD CONSTRAINT "reconciliation_count_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "driver_reconciliation"("account_set_id", "paper_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "reconciliation_excuse" ADD CONSTRAINT "reconciliation_excuse_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "driver_reconciliation"("account_set_id", "paper_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "reconciliation_dispute" ADD CONSTRAINT "reconciliation_dispute_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "driver_reconciliation"("account_set_id", "paper_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "reconciliation_agreement" ADD CONSTRAINT "reconciliation_agreement_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "driver_reconciliation"("account_set_id", "paper_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "driver_difference" ADD CONSTRAINT "driver_difference_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "driver_reconciliation"("account_set_id", "paper_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What the rules promise, PostgreSQL also checks ------------------------------------------------------------
ALTER TABLE driver_reconciliation ADD CONSTRAINT driver_reconciliation_status CHECK (status IN ('OPEN', 'CLOSED')
  AND (status = 'CLOSED') = (closed_at IS NOT NULL) AND (status = 'CLOSED') = (closed_by_id IS NOT NULL)
  AND (status = 'CLOSED') = (sheet IS NOT NULL));
-- Who drives does not take the cash.
ALTER TABLE driver_reconciliation ADD CONSTRAINT r58_receiver_is_not_driver CHECK (
  driver_id <> opened_by_id AND driver_id IS DISTINCT FROM closed_by_id);
-- Cash due is cash counted and what is missing or over; that has a reason.
ALTER TABLE driver_reconciliation ADD CONSTRAINT r58_cash_accounted_for CHECK (CASE WHEN status = 'OPEN'
  THEN expected_fen IS NULL AND counted_fen IS NULL AND difference_fen IS NULL
  ELSE expected_fen IS NOT NULL AND counted_fen IS NOT NULL AND difference_fen IS NOT NULL AND difference_reason IS NOT NULL
    AND expected_fen >= 0 AND counted_fen >= 0 AND difference_fen = counted_fen - expected_fen
    AND (difference_fen = 0 OR difference_reason <> '') END);
-- One session of a driver at a time.
CREATE UNIQUE INDEX driver_reconciliation_open ON driver_reconciliation (account_set_id, driver_id) WHERE status = 'OPEN';
CREATE INDEX reconciliation_note_waiting ON reconciliation_note (account_set_id, driver_id) WHERE reconciliation_id IS NULL;
ALTER TABLE reconciliation_note ADD CONSTRAINT reconciliation_note_settled CHECK ((reconciliation_id IS NULL) = (cash_fen IS NULL)
  AND (reconciliation_id IS NULL) = (freight_fen IS NULL) AND cash_fen >= 0 AND freight_fen >= 0);
-- R58: the pieces of the eight denominations add up to the total.
ALTER TABLE reconciliation_count ADD CONSTRAINT r58_pieces_add_up CHECK (array_length(pieces, 1) = 8 AND 0 <= ALL (pieces)
  AND total_fen = pieces[1]::bigint * 10000 + pieces[2]::bigint * 5000 + pieces[3]::bigint * 2000 + pieces[4]::bigint * 1000
    + pieces[5]::bigint * 500 + pieces[6]::bigint * 100 + pieces[7]::bigint * 50 + pieces[8]::bigint * 10);
ALTER TABLE reconciliation_excuse ADD CONSTRAINT reconciliation_excuse_said CHECK (reason <> ''
  AND thing IN ('DRIVER_COPY', 'CUSTOMER_COPY', 'CONSIGNMENT_NOTE', 'ADVANCED_FREIGHT'));
ALTER TABLE reconciliation_dispute ADD CONSTRAINT reconciliation_dispute_ruled CHECK (statement <> ''
  AND (outcome IS NULL OR outcome IN ('DRIVER_BEARS', 'HOUSE_BEARS')) AND (outcome IS NULL) = (ruled_by_id IS NULL)
  AND (outcome IS NULL) = (ruled_at IS NULL) AND (outcome IS NULL) = (ruling IS NULL) AND ruled_by_id IS DISTINCT FROM raised_by_id);
ALTER TABLE reconciliation_agreement ADD CONSTRAINT reconciliation_agreement_method CHECK (method IN ('PIN', 'PASSKEY'));
ALTER TABLE driver_difference ADD CONSTRAINT driver_difference_words CHECK (amount_fen > 0 AND side IN ('SHORT', 'OVER')
  AND cause IN ('COUNT', 'RULING') AND (cause = 'COUNT' OR side = 'OVER'));

-- History is only added to ----------------------------------------------------------------------------------
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['reconciliation_count', 'reconciliation_excuse', 'reconciliation_agreement', 'driver_difference'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION forbid_rewriting()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['driver_reconciliation', 'reconciliation_note', 'reconciliation_dispute'] LOOP
    EXECUTE format('CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION forbid_deleting()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['driver_reconciliation', 'reconciliation_note', 'reconciliation_count', 'reconciliation_excuse',
    'reconciliation_dispute', 'reconciliation_agreement', 'driver_difference'] LOOP
    EXECUTE format('CREATE TRIGGER zz_row_hash BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION keep_row_hash()', t);
  END LOOP;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE ON driver_reconciliation FOR EACH ROW EXECUTE FUNCTION forbid_changing_frozen('status',
  'closed_by_id', 'closed_at', 'sheet', 'expected_fen', 'counted_fen', 'difference_fen', 'difference_reason', 'version');
CREATE TRIGGER frozen BEFORE UPDATE ON reconciliation_note FOR EACH ROW
  EXECUTE FUNCTION forbid_changing_frozen('reconciliation_id', 'cash_fen', 'freight_fen');
CREATE TRIGGER frozen BEFORE UPDATE ON reconciliation_dispute FOR EACH ROW
  EXECUTE FUNCTION forbid_changing_frozen('outcome', 'ruling', 'ruled_by_id', 'ruled_at');

-- What is closed, settled or ruled is so once.
CREATE FUNCTION reconciled_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was settled with a driver is settled once' USING ERRCODE = 'check_violation', CONSTRAINT = 'reconciled_once';
END $$;
CREATE TRIGGER once BEFORE UPDATE ON driver_reconciliation FOR EACH ROW WHEN (OLD.status = 'CLOSED') EXECUTE FUNCTION reconciled_once();
CREATE TRIGGER once BEFORE UPDATE ON reconciliation_note FOR EACH ROW WHEN (OLD.reconciliation_id IS NOT NULL) EXECUTE FUNCTION reconciled_once();
CREATE TRIGGER once BEFORE UPDATE ON reconciliation_dispute FOR EACH ROW WHEN (OLD.outcome IS NOT NULL) EXECUTE FUNCTION reconciled_once();

-- A delivered note waits for its driver's session from the moment it is delivered, by whatever way (R57: the list is complete).
CREATE FUNCTION note_waits_for_reconciliation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO reconciliation_note (account_set_id, paper_id, driver_id) VALUES (NEW.account_set_id, NEW.paper_id, NEW.driver_id);
  RETURN NULL;
END $$;
CREATE TRIGGER waits_for_reconciliation AFTER UPDATE OF status ON delivery_note FOR EACH ROW
  WHEN (OLD.status = 'DISPATCHED' AND NEW.status = 'DELIVERED' AND NEW.driver_id IS NOT NULL) EXECUTE FUNCTION note_waits_for_reconciliation();
INSERT INTO reconciliation_note (account_set_id, paper_id, driver_id)
SELECT account_set_id, paper_id, driver_id FROM delivery_note WHERE status = 'DELIVERED' AND driver_id IS NOT NULL;
