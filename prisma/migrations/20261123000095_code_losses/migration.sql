-- A code that a stock count did not find, or whose goods never arrived by a transfer: it names the capture by which the code
-- stood, and from then on the code stands nowhere. Taken back when the count is reversed.
CREATE TABLE "code_loss" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "line_no" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "capture_paper_id" UUID NOT NULL,
    "capture_sequence" INTEGER NOT NULL,
    "lost_by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "taken_back_by_id" UUID,
    "taken_back_at" TIMESTAMPTZ(3),
    "row_hash" BYTEA,

    CONSTRAINT "code_loss_pkey" PRIMARY KEY ("account_set_id","paper_id","sequence")
);

-- CreateIndex
CREATE INDEX "code_loss_account_set_id_capture_paper_id_capture_sequence_idx" ON "code_loss"("account_set_id", "capture_paper_id", "capture_sequence");

-- What the rules promise, PostgreSQL also checks ------------------------------------------------------------
ALTER TABLE code_loss ADD CONSTRAINT code_loss_taken_back CHECK ((taken_back_by_id IS NULL) = (taken_back_at IS NULL));
-- A code is lost once until it is found.
CREATE UNIQUE INDEX code_loss_once ON code_loss (account_set_id, capture_paper_id, capture_sequence) WHERE taken_back_at IS NULL;
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON code_loss FOR EACH STATEMENT EXECUTE FUNCTION forbid_deleting();
CREATE TRIGGER frozen BEFORE UPDATE ON code_loss FOR EACH ROW EXECUTE FUNCTION forbid_changing_frozen('taken_back_by_id', 'taken_back_at');
CREATE TRIGGER zz_row_hash BEFORE INSERT OR UPDATE ON code_loss FOR EACH ROW EXECUTE FUNCTION keep_row_hash();

-- What stands in a warehouse by its codes, product by product: what a count goes through.
CREATE INDEX code_holding_standing ON code_holding (account_set_id, warehouse_id, product_id) WHERE warehouse_id IS NOT NULL;
