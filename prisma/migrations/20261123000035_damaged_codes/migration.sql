-- CreateTable
CREATE TABLE "damaged_code" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "line_no" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "code" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL,
    "reported_by_id" UUID NOT NULL,
    "reported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decision" TEXT,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "capture_sequence" INTEGER,
    "row_hash" BYTEA,

    CONSTRAINT "damaged_code_pkey" PRIMARY KEY ("account_set_id","paper_id","sequence")
);

-- CreateIndex
CREATE INDEX "damaged_code_account_set_id_decision_reported_at_idx" ON "damaged_code"("account_set_id", "decision", "reported_at");

-- A damaged code is reported by one person and decided once by another.
ALTER TABLE damaged_code ADD CONSTRAINT damaged_code_kind CHECK (kind IN ('SECONDARY', 'CASE', 'BOTTLE') AND reason <> '');
ALTER TABLE damaged_code ADD CONSTRAINT damaged_code_decision CHECK (
  (decision IS NULL) = (decided_by_id IS NULL) AND (decision IS NULL OR decision IN ('APPROVED', 'REFUSED'))
  AND (decision = 'APPROVED') IS NOT DISTINCT FROM (CASE WHEN decision IS NULL THEN NULL ELSE capture_sequence IS NOT NULL END));
ALTER TABLE damaged_code ADD CONSTRAINT damaged_code_decider_is_second_person CHECK (decided_by_id IS NULL OR decided_by_id <> reported_by_id);
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON damaged_code FOR EACH STATEMENT EXECUTE FUNCTION forbid_deleting();
CREATE TRIGGER frozen BEFORE UPDATE ON damaged_code FOR EACH ROW
  EXECUTE FUNCTION forbid_changing_frozen('decision', 'decided_by_id', 'decided_at', 'capture_sequence');
CREATE TRIGGER zz_row_hash BEFORE INSERT OR UPDATE ON damaged_code FOR EACH ROW EXECUTE FUNCTION keep_row_hash();

-- R7: the keeper signs for the codes on the stub; from then on none is added, and none is taken back by hand.
CREATE FUNCTION codes_stay_as_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM touched t JOIN paper p ON p.account_set_id = t.account_set_id AND p.id = t.paper_id
    WHERE p.codes_hash IS NOT NULL) THEN
    RAISE EXCEPTION 'R7: the keeper has signed for the codes of this paper' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER as_signed AFTER INSERT ON code_capture REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION codes_stay_as_signed();
CREATE FUNCTION codes_released_as_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM touched t JOIN paper p ON p.account_set_id = t.account_set_id AND p.id = t.paper_id
    WHERE p.codes_hash IS NOT NULL AND t.cause = 'REMOVED') THEN
    RAISE EXCEPTION 'R7: the keeper has signed for the codes of this paper' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER as_signed AFTER INSERT ON code_release REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION codes_released_as_signed();
