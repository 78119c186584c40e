-- Invoices: asked for, reviewed, issued on the tax platform; red ones take issued lines back.
CREATE TABLE "invoice" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "source_paper_id" UUID,
    "buyer_name" TEXT NOT NULL,
    "buyer_tax_number" TEXT NOT NULL,
    "buyer_address" TEXT NOT NULL,
    "buyer_bank" TEXT NOT NULL,
    "remark" TEXT NOT NULL,
    "line_count" INTEGER NOT NULL,
    "net_fen" BIGINT NOT NULL,
    "tax_fen" BIGINT NOT NULL,
    "requested_by_id" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL,
    "reviewed_by_id" UUID,
    "reviewed_at" TIMESTAMPTZ(3),
    "review_remark" TEXT,
    "platform_number" TEXT,
    "issued_on" DATE,
    "issued_by_id" UUID,
    "issued_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "row_hash" BYTEA,

    CONSTRAINT "invoice_pkey" PRIMARY KEY ("account_set_id","paper_id")
);

CREATE TABLE "invoice_line" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "line_no" INTEGER NOT NULL,
    "note_paper_id" UUID NOT NULL,
    "note_line_no" INTEGER NOT NULL,
    "product_name" TEXT NOT NULL,
    "specification" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "qty_e3" BIGINT NOT NULL,
    "net_fen" BIGINT NOT NULL,
    "tax_fen" BIGINT NOT NULL,
    "tax_rate_bp" INTEGER NOT NULL,
    "row_hash" BYTEA,

    CONSTRAINT "invoice_line_pkey" PRIMARY KEY ("account_set_id","paper_id","line_no")
);

CREATE INDEX "invoice_account_set_id_status_paper_id_idx" ON "invoice"("account_set_id", "status", "paper_id");
CREATE INDEX "invoice_account_set_id_customer_id_paper_id_idx" ON "invoice"("account_set_id", "customer_id", "paper_id");
CREATE INDEX "invoice_line_account_set_id_note_paper_id_note_line_no_idx" ON "invoice_line"("account_set_id", "note_paper_id", "note_line_no");
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "paper"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "invoice"("account_set_id", "paper_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Values -----------------------------------------------------------------------------------------------------
ALTER TABLE invoice ADD CONSTRAINT invoice_kind CHECK (kind IN ('SPECIAL', 'ORDINARY'));
ALTER TABLE invoice ADD CONSTRAINT invoice_status CHECK (status IN ('REQUESTED', 'REVIEWED', 'ISSUED', 'REJECTED'));
ALTER TABLE invoice ADD CONSTRAINT r99_buyer CHECK (
  buyer_name <> '' AND (buyer_tax_number = '' OR buyer_tax_number ~ '^[0-9A-HJ-NP-RTUWXY]{18}$') AND (kind <> 'SPECIAL' OR buyer_tax_number <> ''));
ALTER TABLE invoice ADD CONSTRAINT invoice_steps CHECK (
  (reviewed_by_id IS NULL) = (reviewed_at IS NULL) AND (status = 'REQUESTED') = (reviewed_by_id IS NULL)
  AND (status = 'ISSUED') = (platform_number IS NOT NULL) AND (status = 'ISSUED') = (issued_on IS NOT NULL)
  AND (status = 'ISSUED') = (issued_by_id IS NOT NULL) AND (platform_number IS NULL OR platform_number ~ '^[0-9]{8,20}$'));
ALTER TABLE invoice ADD CONSTRAINT r99_second_person CHECK (reviewed_by_id IS NULL OR reviewed_by_id <> requested_by_id);
ALTER TABLE invoice ADD CONSTRAINT invoice_totals CHECK (line_count > 0 AND (source_paper_id IS NULL AND net_fen >= 0 AND tax_fen >= 0
  OR source_paper_id IS NOT NULL AND net_fen <= 0 AND tax_fen <= 0));
CREATE UNIQUE INDEX invoice_number_once ON invoice (account_set_id, platform_number) WHERE platform_number IS NOT NULL;
CREATE INDEX invoice_source ON invoice (account_set_id, source_paper_id) WHERE source_paper_id IS NOT NULL;
ALTER TABLE invoice_line ADD CONSTRAINT invoice_line_amounts CHECK (
  qty_e3 <> 0 AND tax_rate_bp BETWEEN 0 AND 10000 AND sign(qty_e3) * net_fen >= 0 AND sign(qty_e3) * tax_fen >= 0);

CREATE FUNCTION invoice_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status <> OLD.status AND NOT (OLD.status || '>' || NEW.status) = ANY (ARRAY['REQUESTED>REVIEWED', 'REQUESTED>REJECTED', 'REVIEWED>ISSUED']) THEN
    RAISE EXCEPTION 'an invoice cannot go from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER step BEFORE UPDATE OF status ON invoice FOR EACH ROW EXECUTE FUNCTION invoice_step();

-- What of a line is asked for or issued: what was rejected asks for nothing, a red line gives back only once it is issued.
CREATE FUNCTION invoiced_of(p_set int, p_note uuid, p_line int, OUT qty_e3 bigint, OUT net_fen bigint, OUT tax_fen bigint)
LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(l.qty_e3), 0)::bigint, coalesce(sum(l.net_fen), 0)::bigint, coalesce(sum(l.tax_fen), 0)::bigint
  FROM invoice_line l JOIN invoice i ON i.account_set_id = l.account_set_id AND i.paper_id = l.paper_id
  WHERE l.account_set_id = p_set AND l.note_paper_id = p_note AND l.note_line_no = p_line
    AND (i.status = 'ISSUED' OR (i.status <> 'REJECTED' AND i.source_paper_id IS NULL))
$$;

-- R99: never more is invoiced than the customer took; the header agrees with its lines. Checked when the transaction ends.
CREATE FUNCTION invoice_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE l record; over record;
BEGIN
  SELECT count(*) AS lines, sum(net_fen) AS net, sum(tax_fen) AS tax INTO l FROM invoice_line
    WHERE account_set_id = NEW.account_set_id AND paper_id = NEW.paper_id;
  IF (l.lines, l.net, l.tax) IS DISTINCT FROM (NEW.line_count::bigint, NEW.net_fen::numeric, NEW.tax_fen::numeric) THEN
    RAISE EXCEPTION 'invoice % does not agree with its lines', NEW.paper_id USING ERRCODE = 'check_violation';
  END IF;
  SELECT v.note_paper_id, v.note_line_no INTO over FROM invoice_line v
    CROSS JOIN LATERAL invoiced_of(v.account_set_id, v.note_paper_id, v.note_line_no) i
    LEFT JOIN delivery_outcome_line o ON o.account_set_id = v.account_set_id AND o.paper_id = v.note_paper_id AND o.line_no = v.note_line_no
    WHERE v.account_set_id = NEW.account_set_id AND v.paper_id = NEW.paper_id
      AND (i.qty_e3 > coalesce(o.accepted_e3, 0) OR i.qty_e3 < 0) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'R99: line % of note % is invoiced beyond what was sold', over.note_line_no, over.note_paper_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'r99_invoiced_was_sold';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER whole AFTER INSERT OR UPDATE OF status ON invoice DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION invoice_whole();

-- Evidence ---------------------------------------------------------------------------------------------------
CREATE TRIGGER zz_row_hash BEFORE INSERT OR UPDATE ON invoice FOR EACH ROW EXECUTE FUNCTION keep_row_hash();
CREATE TRIGGER zz_row_hash BEFORE INSERT OR UPDATE ON invoice_line FOR EACH ROW EXECUTE FUNCTION keep_row_hash();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON invoice_line FOR EACH STATEMENT EXECUTE FUNCTION forbid_rewriting();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON invoice FOR EACH STATEMENT EXECUTE FUNCTION forbid_deleting();
CREATE TRIGGER frozen BEFORE UPDATE ON invoice FOR EACH ROW
  EXECUTE FUNCTION forbid_changing_frozen('status', 'reviewed_by_id', 'reviewed_at', 'review_remark', 'platform_number', 'issued_on',
    'issued_by_id', 'issued_at', 'version');
