-- Charts of two standards, numbers of vouchers, totals of closed months, and months that two people open again.
ALTER TABLE "account_set" ADD COLUMN "accounting_standard" TEXT NOT NULL DEFAULT 'ENTERPRISE';
ALTER TABLE "account" ADD COLUMN "is_active" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "accounting_period" ADD COLUMN "closings" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "is_totalled" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "account_period_total" (
    "account_set_id" INTEGER NOT NULL,
    "period" TEXT NOT NULL,
    "closing_no" INTEGER NOT NULL,
    "account" TEXT NOT NULL,
    "debit_fen" BIGINT NOT NULL,
    "credit_fen" BIGINT NOT NULL,
    "row_hash" BYTEA,

    CONSTRAINT "account_period_total_pkey" PRIMARY KEY ("account_set_id","period","closing_no","account")
);

CREATE TABLE "voucher_number" (
    "account_set_id" INTEGER NOT NULL,
    "period" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "voucher_id" UUID NOT NULL,
    "given_by_id" UUID NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    "row_hash" BYTEA,

    CONSTRAINT "voucher_number_pkey" PRIMARY KEY ("account_set_id","period","number")
);

CREATE TABLE "period_reopening" (
    "account_set_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "period" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "requested_by_id" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "decision" TEXT,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decision_remark" TEXT,
    "row_hash" BYTEA,

    CONSTRAINT "period_reopening_pkey" PRIMARY KEY ("account_set_id","id")
);

CREATE INDEX "journal_voucher_period_idx" ON "journal_voucher"("account_set_id", "period", "business_date", "recorded_at", "id");
CREATE UNIQUE INDEX "voucher_number_account_set_id_voucher_id_key" ON "voucher_number"("account_set_id", "voucher_id");
CREATE INDEX "period_reopening_account_set_id_period_idx" ON "period_reopening"("account_set_id", "period");

ALTER TABLE "account_period_total" ADD CONSTRAINT "account_period_total_account_set_id_period_fkey" FOREIGN KEY ("account_set_id", "period") REFERENCES "accounting_period"("account_set_id", "period") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "voucher_number" ADD CONSTRAINT "voucher_number_account_set_id_voucher_id_fkey" FOREIGN KEY ("account_set_id", "voucher_id") REFERENCES "journal_voucher"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "period_reopening" ADD CONSTRAINT "period_reopening_account_set_id_period_fkey" FOREIGN KEY ("account_set_id", "period") REFERENCES "accounting_period"("account_set_id", "period") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Values -----------------------------------------------------------------------------------------------------
ALTER TABLE account_set ADD CONSTRAINT account_set_standard CHECK (accounting_standard IN ('ENTERPRISE', 'SMALL'));
ALTER TABLE account ADD CONSTRAINT account_nature CHECK (nature IN ('ASSET', 'LIABILITY', 'EQUITY', 'REVENUE', 'EXPENSE'));
ALTER TABLE accounting_period ADD CONSTRAINT period_totals CHECK (closings >= 0 AND (NOT is_totalled OR (status = 'CLOSED' AND closings > 0)));
ALTER TABLE account_period_total ADD CONSTRAINT account_period_total_amounts CHECK (closing_no > 0 AND debit_fen >= 0 AND credit_fen >= 0);
ALTER TABLE voucher_number ADD CONSTRAINT voucher_number_positive CHECK (number > 0);
ALTER TABLE period_reopening ADD CONSTRAINT period_reopening_decision CHECK (
  reason <> '' AND (decision IS NULL) = (decided_by_id IS NULL) AND (decision IS NULL) = (decided_at IS NULL)
  AND (decision IS NULL OR decision IN ('AGREED', 'DECLINED')));
ALTER TABLE period_reopening ADD CONSTRAINT period_second_person CHECK (decided_by_id IS NULL OR decided_by_id <> requested_by_id);
CREATE UNIQUE INDEX period_reopening_waiting ON period_reopening (account_set_id, period) WHERE decision IS NULL;

-- A month that is open is summed as it stands: its totals hold only until it is opened again.
CREATE FUNCTION period_opened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.is_totalled := false;
  RETURN NEW;
END $$;
CREATE TRIGGER opened BEFORE UPDATE ON accounting_period FOR EACH ROW WHEN (NEW.status = 'OPEN' AND NEW.is_totalled)
  EXECUTE FUNCTION period_opened();

-- R64: whatever enters the books, by whatever way, enters an open month and holds it until it is done.
ALTER TABLE journal_voucher ADD CONSTRAINT journal_voucher_period CHECK (period = to_char(business_date, 'YYYYMM'));
CREATE FUNCTION journal_enters_open_month() RETURNS trigger LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE shut record;
BEGIN
  WITH asked AS MATERIALIZED (SELECT DISTINCT a.account_set_id, a.period FROM added a),
  held AS MATERIALIZED (
    SELECT o.account_set_id, o.period FROM asked a
    JOIN accounting_period o ON o.account_set_id = a.account_set_id AND o.period = a.period AND o.status = 'OPEN'
    ORDER BY 1, 2 FOR SHARE OF o
  )
  SELECT a.account_set_id, a.period INTO shut FROM asked a
    WHERE NOT EXISTS (SELECT FROM held h WHERE h.account_set_id = a.account_set_id AND h.period = a.period) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'the month % is not open', shut.period USING ERRCODE = 'check_violation', CONSTRAINT = 'r64_month_open';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER open_month AFTER INSERT ON journal_voucher REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION journal_enters_open_month();

-- Evidence ---------------------------------------------------------------------------------------------------
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['account_period_total', 'voucher_number', 'period_reopening'] LOOP
    EXECUTE format('CREATE TRIGGER zz_row_hash BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION keep_row_hash()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['account_period_total', 'voucher_number'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION forbid_rewriting()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['period_reopening', 'account'] LOOP
    EXECUTE format('CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION forbid_deleting()', t);
  END LOOP;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE ON period_reopening FOR EACH ROW
  EXECUTE FUNCTION forbid_changing_frozen('decision', 'decided_by_id', 'decided_at', 'decision_remark');
