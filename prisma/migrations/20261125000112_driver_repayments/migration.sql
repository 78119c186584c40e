-- Money that a driver pays for what was short, or gets back of what was over, by session, and what took such a payment back.
-- CreateTable
CREATE TABLE "driver_repayment" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "side" TEXT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "method" TEXT NOT NULL,
    "paid_on" DATE NOT NULL,
    "remark" TEXT NOT NULL DEFAULT '',
    "reverses_sequence" INTEGER,
    "recorded_by_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "row_hash" BYTEA,

    CONSTRAINT "driver_repayment_pkey" PRIMARY KEY ("account_set_id","paper_id","sequence")
);

-- AddForeignKey
ALTER TABLE "driver_repayment" ADD CONSTRAINT "driver_repayment_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "driver_reconciliation"("account_set_id", "paper_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- FROM_DRIVER lessens what is owed, TO_DRIVER what was too much; the mirror of either is the other way.
ALTER TABLE driver_repayment ADD CONSTRAINT driver_repayment_words CHECK (amount_fen > 0 AND sequence > 0
  AND side IN ('FROM_DRIVER', 'TO_DRIVER') AND method IN ('CASH', 'TRANSFER', 'WECHAT', 'ALIPAY')
  AND (reverses_sequence IS NULL OR reverses_sequence < sequence AND remark <> ''));
ALTER TABLE driver_repayment ADD CONSTRAINT driver_repayment_mirrors FOREIGN KEY (account_set_id, paper_id, reverses_sequence)
  REFERENCES driver_repayment (account_set_id, paper_id, sequence);
-- A payment is taken back once.
CREATE UNIQUE INDEX driver_repayment_once ON driver_repayment (account_set_id, paper_id, reverses_sequence) WHERE reverses_sequence IS NOT NULL;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON driver_repayment FOR EACH STATEMENT EXECUTE FUNCTION forbid_rewriting();
CREATE TRIGGER zz_row_hash BEFORE INSERT OR UPDATE ON driver_repayment FOR EACH ROW EXECUTE FUNCTION keep_row_hash();
