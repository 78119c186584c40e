-- Money as the bank lists it: a line is read once, and becomes at most one living receipt.
CREATE TABLE "bank_line" (
    "account_set_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "bank_account" TEXT NOT NULL,
    "booked_on" DATE NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "reference" TEXT NOT NULL,
    "payer" TEXT NOT NULL,
    "memo" TEXT NOT NULL,
    "line_key" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "read_by_id" UUID NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,
    "set_aside_by_id" UUID,
    "set_aside_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "is_open" BOOLEAN NOT NULL DEFAULT true,
    "row_hash" BYTEA,

    CONSTRAINT "bank_line_pkey" PRIMARY KEY ("account_set_id","id")
);
CREATE UNIQUE INDEX "bank_line_account_set_id_bank_account_line_key_key" ON "bank_line"("account_set_id", "bank_account", "line_key");
ALTER TABLE bank_line ADD CONSTRAINT bank_line_figures CHECK (amount_fen > 0 AND bank_account <> '' AND line_key <> '');
ALTER TABLE bank_line ADD CONSTRAINT bank_line_set_aside CHECK (
  (set_aside_by_id IS NULL) = (set_aside_at IS NULL) AND (set_aside_by_id IS NULL) = (reason IS NULL) AND reason <> '' AND (NOT is_open OR set_aside_at IS NULL));
CREATE INDEX bank_line_open ON bank_line (account_set_id, booked_on, id) WHERE is_open;
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON bank_line FOR EACH STATEMENT EXECUTE FUNCTION forbid_deleting();
CREATE TRIGGER frozen BEFORE UPDATE ON bank_line FOR EACH ROW
  EXECUTE FUNCTION forbid_changing_frozen('set_aside_by_id', 'set_aside_at', 'reason', 'is_open');
CREATE TRIGGER zz_row_hash BEFORE INSERT OR UPDATE ON bank_line FOR EACH ROW EXECUTE FUNCTION keep_row_hash();

-- Which line of the bank a receipt stands for: one living receipt a line, whatever happens at once.
ALTER TABLE "receipt" ADD COLUMN     "bank_line_id" UUID;
CREATE UNIQUE INDEX bank_line_taken_once ON receipt (account_set_id, bank_line_id) WHERE bank_line_id IS NOT NULL AND status <> 'REVERSED';
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_account_set_id_bank_line_id_fkey" FOREIGN KEY ("account_set_id", "bank_line_id") REFERENCES "bank_line"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- A line is open again when its receipt is undone.
CREATE FUNCTION bank_line_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE bank_line SET is_open = NEW.status = 'REVERSED' WHERE account_set_id = NEW.account_set_id AND id = NEW.bank_line_id;
  RETURN NULL;
END $$;
CREATE TRIGGER bank_line_taken AFTER INSERT ON receipt FOR EACH ROW WHEN (NEW.bank_line_id IS NOT NULL) EXECUTE FUNCTION bank_line_follows();
CREATE TRIGGER bank_line_freed AFTER UPDATE OF status ON receipt FOR EACH ROW
  WHEN (NEW.bank_line_id IS NOT NULL AND NEW.status = 'REVERSED') EXECUTE FUNCTION bank_line_follows();

-- Proposals look up whose open notes come to an amount, and who paid under a name before.
CREATE INDEX receivable_item_open_amount ON receivable_item (account_set_id, open_fen) WHERE open_fen > 0;
CREATE INDEX receipt_payer ON receipt (account_set_id, payer) WHERE payer IS NOT NULL;
