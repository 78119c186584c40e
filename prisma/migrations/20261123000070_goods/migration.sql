-- Codes know where they stand: in a warehouse or out of the house; each paper they are on is one hop further.
ALTER TABLE code_capture ADD COLUMN hop int, ADD COLUMN warehouse_id uuid;
ALTER TABLE code_holding ADD COLUMN kind text, ADD COLUMN product_id uuid, ADD COLUMN hop int NOT NULL DEFAULT 1, ADD COLUMN warehouse_id uuid;
UPDATE code_holding h SET kind = c.kind, product_id = l.product_id
FROM code_capture c JOIN delivery_note_line l ON l.account_set_id = c.account_set_id AND l.paper_id = c.paper_id AND l.line_no = c.line_no
WHERE c.account_set_id = h.account_set_id AND c.paper_id = h.paper_id AND c.sequence = h.sequence;
ALTER TABLE code_holding ALTER COLUMN kind SET NOT NULL, ALTER COLUMN product_id SET NOT NULL;

-- AlterTable
ALTER TABLE "product" ADD COLUMN     "reorder_point_e3" BIGINT,
ADD COLUMN     "shelf_life_days" INTEGER;

-- AlterTable
ALTER TABLE "warehouse" ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'STORE',
ADD COLUMN     "parent_id" UUID;

-- CreateTable
CREATE TABLE "code_aggregation" (
    "account_set_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "case_code" TEXT NOT NULL,
    "product_id" UUID NOT NULL,
    "paper_id" UUID NOT NULL,
    "line_no" INTEGER NOT NULL,

    CONSTRAINT "code_aggregation_pkey" PRIMARY KEY ("account_set_id","code")
);

-- CreateTable
CREATE TABLE "goods_paper" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "business_date" DATE NOT NULL,
    "warehouse_id" UUID NOT NULL,
    "warehouse_name" TEXT NOT NULL,
    "to_warehouse_id" UUID,
    "to_warehouse_name" TEXT,
    "supplier_id" UUID,
    "customer_id" UUID,
    "party_name" TEXT NOT NULL DEFAULT '',
    "party_contact" TEXT NOT NULL DEFAULT '',
    "source_paper_id" UUID,
    "purpose" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "external_number" TEXT NOT NULL DEFAULT '',
    "expected_on" DATE,
    "price_mode" TEXT NOT NULL DEFAULT 'TAX_INCLUSIVE',
    "preparer_id" UUID NOT NULL,
    "preparer_name" TEXT NOT NULL,
    "handler_id" UUID,
    "handler_name" TEXT,
    "line_count" INTEGER NOT NULL,
    "net_fen" BIGINT NOT NULL DEFAULT 0,
    "tax_fen" BIGINT NOT NULL DEFAULT 0,
    "gross_fen" BIGINT NOT NULL DEFAULT 0,
    "keeper_id" UUID,
    "verified_by_id" UUID,
    "decided_by_id" UUID,
    "decision_remark" TEXT,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "counted_at" TIMESTAMPTZ(3),
    "verified_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "posted_at" TIMESTAMPTZ(3),
    "reversed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "row_hash" BYTEA,

    CONSTRAINT "goods_paper_pkey" PRIMARY KEY ("account_set_id","paper_id")
);

-- CreateTable
CREATE TABLE "goods_paper_line" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "line_no" INTEGER NOT NULL,
    "product_id" UUID NOT NULL,
    "product_code" TEXT NOT NULL,
    "product_name" TEXT NOT NULL,
    "specification" TEXT NOT NULL,
    "base_unit" TEXT NOT NULL,
    "case_unit" TEXT,
    "case_factor_e3" BIGINT,
    "qty_e3" BIGINT NOT NULL,
    "unit_price_e4" BIGINT NOT NULL DEFAULT 0,
    "amount_fen" BIGINT NOT NULL DEFAULT 0,
    "tax_rate_bp" INTEGER NOT NULL DEFAULT 0,
    "net_fen" BIGINT NOT NULL DEFAULT 0,
    "tax_fen" BIGINT NOT NULL DEFAULT 0,
    "codes_due" INTEGER NOT NULL DEFAULT 0,
    "source_paper_id" UUID,
    "source_line_no" INTEGER,
    "disposition" TEXT,
    "remark" TEXT NOT NULL DEFAULT '',
    "row_hash" BYTEA,

    CONSTRAINT "goods_paper_line_pkey" PRIMARY KEY ("account_set_id","paper_id","line_no")
);

-- CreateTable
CREATE TABLE "goods_count" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "line_no" INTEGER NOT NULL,
    "product_id" UUID NOT NULL,
    "good_e3" BIGINT NOT NULL,
    "damaged_e3" BIGINT NOT NULL DEFAULT 0,
    "rejected_e3" BIGINT NOT NULL DEFAULT 0,
    "book_e3" BIGINT,
    "is_arrival" BOOLEAN NOT NULL DEFAULT false,
    "batch_no" TEXT NOT NULL DEFAULT '',
    "produced_on" DATE,
    "reason" TEXT NOT NULL DEFAULT '',
    "counted_by_id" UUID NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,
    "row_hash" BYTEA,

    CONSTRAINT "goods_count_pkey" PRIMARY KEY ("account_set_id","paper_id","round","line_no")
);

-- CreateTable
CREATE TABLE "goods_progress" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "line_no" INTEGER NOT NULL,
    "received_e3" BIGINT NOT NULL DEFAULT 0,
    "billed_e3" BIGINT NOT NULL DEFAULT 0,
    "returned_e3" BIGINT NOT NULL DEFAULT 0,
    "received_net_fen" BIGINT NOT NULL DEFAULT 0,
    "billed_net_fen" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "goods_progress_pkey" PRIMARY KEY ("account_set_id","paper_id","line_no")
);

-- CreateTable
CREATE TABLE "batch" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "line_no" INTEGER NOT NULL,
    "warehouse_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "batch_no" TEXT NOT NULL,
    "produced_on" DATE,
    "expires_on" DATE,
    "qty_e3" BIGINT NOT NULL,
    "received_on" DATE NOT NULL,

    CONSTRAINT "batch_pkey" PRIMARY KEY ("account_set_id","paper_id","line_no")
);

-- CreateTable
CREATE TABLE "diversion_case" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "found_on" DATE NOT NULL,
    "found_customer_id" UUID,
    "found_at" TEXT NOT NULL,
    "remark" TEXT NOT NULL DEFAULT '',
    "evidence" JSONB NOT NULL,
    "reported_by_id" UUID NOT NULL,
    "reported_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL,
    "ruling" TEXT,
    "ruled_by_id" UUID,
    "ruled_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "row_hash" BYTEA,

    CONSTRAINT "diversion_case_pkey" PRIMARY KEY ("account_set_id","paper_id")
);

-- CreateTable
CREATE TABLE "supplier" (
    "account_set_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "initials" TEXT NOT NULL,
    "search_key" TEXT NOT NULL,
    "contact_name" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "tax_number" TEXT NOT NULL DEFAULT '',
    "credit_days" INTEGER NOT NULL DEFAULT 0,
    "price_mode" TEXT NOT NULL DEFAULT 'TAX_INCLUSIVE',
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "supplier_pkey" PRIMARY KEY ("account_set_id","id")
);

-- CreateTable
CREATE TABLE "supplier_balance" (
    "account_set_id" INTEGER NOT NULL,
    "supplier_id" UUID NOT NULL,
    "payable_fen" BIGINT NOT NULL DEFAULT 0,
    "unbilled_fen" BIGINT NOT NULL DEFAULT 0,
    "advance_fen" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "supplier_balance_pkey" PRIMARY KEY ("account_set_id","supplier_id")
);

-- CreateTable
CREATE TABLE "payable_entry" (
    "account_set_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "supplier_id" UUID NOT NULL,
    "paper_id" UUID NOT NULL,
    "from_account" TEXT NOT NULL,
    "to_account" TEXT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "business_date" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reverses_id" BIGINT,
    "row_hash" BYTEA,

    CONSTRAINT "payable_entry_pkey" PRIMARY KEY ("account_set_id","id")
);

-- CreateTable
CREATE TABLE "payable_item" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "supplier_id" UUID NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "open_fen" BIGINT NOT NULL,
    "business_date" DATE NOT NULL,
    "due_date" DATE NOT NULL,

    CONSTRAINT "payable_item_pkey" PRIMARY KEY ("account_set_id","paper_id")
);

-- CreateTable
CREATE TABLE "payment" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "supplier_id" UUID NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "method" TEXT NOT NULL,
    "paid_on" DATE NOT NULL,
    "remark" TEXT NOT NULL DEFAULT '',
    "recorded_by_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "row_hash" BYTEA,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("account_set_id","paper_id")
);

-- CreateTable
CREATE TABLE "payment_reversal" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "recorded_by_id" UUID NOT NULL,
    "reversed_by_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "reversed_on" DATE NOT NULL,
    "reversed_at" TIMESTAMPTZ(3) NOT NULL,
    "row_hash" BYTEA,

    CONSTRAINT "payment_reversal_pkey" PRIMARY KEY ("account_set_id","paper_id")
);

-- CreateIndex
CREATE INDEX "code_aggregation_account_set_id_case_code_idx" ON "code_aggregation"("account_set_id", "case_code");

-- CreateIndex
CREATE INDEX "code_aggregation_account_set_id_paper_id_idx" ON "code_aggregation"("account_set_id", "paper_id");

-- CreateIndex
CREATE INDEX "goods_paper_account_set_id_kind_opened_at_paper_id_idx" ON "goods_paper"("account_set_id", "kind", "opened_at", "paper_id");

-- CreateIndex
CREATE INDEX "goods_paper_account_set_id_kind_status_opened_at_idx" ON "goods_paper"("account_set_id", "kind", "status", "opened_at");

-- CreateIndex
CREATE INDEX "goods_paper_account_set_id_supplier_id_opened_at_idx" ON "goods_paper"("account_set_id", "supplier_id", "opened_at");

-- CreateIndex
CREATE INDEX "goods_paper_account_set_id_source_paper_id_idx" ON "goods_paper"("account_set_id", "source_paper_id");

-- CreateIndex
CREATE INDEX "goods_paper_line_account_set_id_product_id_idx" ON "goods_paper_line"("account_set_id", "product_id");

-- CreateIndex
CREATE INDEX "goods_paper_line_account_set_id_source_paper_id_source_line_idx" ON "goods_paper_line"("account_set_id", "source_paper_id", "source_line_no");

-- CreateIndex
CREATE INDEX "batch_account_set_id_product_id_warehouse_id_received_on_idx" ON "batch"("account_set_id", "product_id", "warehouse_id", "received_on");

-- CreateIndex
CREATE INDEX "batch_account_set_id_expires_on_idx" ON "batch"("account_set_id", "expires_on");

-- CreateIndex
CREATE INDEX "diversion_case_account_set_id_code_idx" ON "diversion_case"("account_set_id", "code");

-- CreateIndex
CREATE INDEX "supplier_search_key_idx" ON "supplier" USING GIN ("search_key" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "supplier_account_set_id_code_key" ON "supplier"("account_set_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "supplier_account_set_id_name_key_key" ON "supplier"("account_set_id", "name_key");

-- CreateIndex
CREATE INDEX "payable_entry_account_set_id_supplier_id_id_idx" ON "payable_entry"("account_set_id", "supplier_id", "id");

-- CreateIndex
CREATE INDEX "payable_entry_account_set_id_paper_id_idx" ON "payable_entry"("account_set_id", "paper_id");

-- CreateIndex
CREATE INDEX "payable_item_account_set_id_supplier_id_business_date_idx" ON "payable_item"("account_set_id", "supplier_id", "business_date");

-- CreateIndex
CREATE INDEX "payment_account_set_id_supplier_id_idx" ON "payment"("account_set_id", "supplier_id");

-- CreateIndex
CREATE UNIQUE INDEX "warehouse_parent_id_kind_key" ON "warehouse"("parent_id", "kind");

-- AddForeignKey
ALTER TABLE "goods_paper" ADD CONSTRAINT "goods_paper_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "paper"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "goods_paper" ADD CONSTRAINT "goods_paper_account_set_id_source_paper_id_fkey" FOREIGN KEY ("account_set_id", "source_paper_id") REFERENCES "paper"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "goods_paper" ADD CONSTRAINT "goods_paper_account_set_id_supplier_id_fkey" FOREIGN KEY ("account_set_id", "supplier_id") REFERENCES "supplier"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "goods_paper" ADD CONSTRAINT "goods_paper_account_set_id_customer_id_fkey" FOREIGN KEY ("account_set_id", "customer_id") REFERENCES "customer"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "goods_paper" ADD CONSTRAINT "goods_paper_warehouse_id_fkey" FOREIGN KEY ("warehouse_id") REFERENCES "warehouse"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "goods_paper" ADD CONSTRAINT "goods_paper_to_warehouse_id_fkey" FOREIGN KEY ("to_warehouse_id") REFERENCES "warehouse"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "goods_paper_line" ADD CONSTRAINT "goods_paper_line_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "goods_paper"("account_set_id", "paper_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "goods_paper_line" ADD CONSTRAINT "goods_paper_line_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "goods_count" ADD CONSTRAINT "goods_count_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "goods_paper"("account_set_id", "paper_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "diversion_case" ADD CONSTRAINT "diversion_case_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "paper"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "warehouse" ADD CONSTRAINT "warehouse_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "warehouse"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "supplier_balance" ADD CONSTRAINT "supplier_balance_account_set_id_supplier_id_fkey" FOREIGN KEY ("account_set_id", "supplier_id") REFERENCES "supplier"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "payable_item" ADD CONSTRAINT "payable_item_account_set_id_supplier_id_fkey" FOREIGN KEY ("account_set_id", "supplier_id") REFERENCES "supplier"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "paper"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_account_set_id_supplier_id_fkey" FOREIGN KEY ("account_set_id", "supplier_id") REFERENCES "supplier"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "payment_reversal" ADD CONSTRAINT "payment_reversal_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "payment"("account_set_id", "paper_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What the rules promise, PostgreSQL also checks ------------------------------------------------------------
ALTER TABLE paper DROP CONSTRAINT paper_kind;
ALTER TABLE paper ADD CONSTRAINT paper_kind CHECK (kind IN ('SALES_ORDER', 'BILLING_APPLICATION', 'DELIVERY_NOTE', 'RECEIPT',
  'PURCHASE_ORDER', 'GOODS_RECEIPT', 'PURCHASE_BILL', 'PAYMENT', 'STOCK_OUT', 'CUSTOMER_RETURN', 'SUPPLIER_RETURN', 'TRANSFER',
  'STOCK_COUNT', 'DIVERSION_CASE'));
ALTER TABLE product ADD CONSTRAINT product_keeping CHECK (shelf_life_days BETWEEN 1 AND 36500 AND reorder_point_e3 >= 0);
ALTER TABLE code_holding ADD CONSTRAINT code_holding_kind CHECK (kind IN ('SECONDARY', 'CASE', 'BOTTLE'));
ALTER TABLE code_aggregation ADD CONSTRAINT code_never_inside_itself CHECK (code <> case_code);

-- A warehouse that sells has one for what cannot be sold and one for what is on its way to it.
ALTER TABLE warehouse ADD CONSTRAINT warehouse_kind CHECK (
  kind IN ('STORE', 'DAMAGED', 'TRANSIT') AND (kind = 'STORE') = (parent_id IS NULL));
CREATE FUNCTION keep_companion_warehouses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind = 'STORE' THEN
    INSERT INTO warehouse (id, code, name, is_active, kind, parent_id) VALUES
      (gen_random_uuid(), NEW.code || '-DAMAGED', NEW.name || '残次品', NEW.is_active, 'DAMAGED', NEW.id),
      (gen_random_uuid(), NEW.code || '-TRANSIT', NEW.name || '在途', NEW.is_active, 'TRANSIT', NEW.id)
    ON CONFLICT (parent_id, kind) DO UPDATE SET name = excluded.name, is_active = excluded.is_active;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER companions AFTER INSERT OR UPDATE OF name, is_active ON warehouse FOR EACH ROW EXECUTE FUNCTION keep_companion_warehouses();
UPDATE warehouse SET name = name WHERE kind = 'STORE';

-- The keeper of the other warehouse signs for what arrived.
ALTER TABLE signature DROP CONSTRAINT signature_slot;
ALTER TABLE signature ADD CONSTRAINT signature_slot CHECK (slot IN ('PREPARER', 'KEEPER', 'HANDLER', 'SUPERVISOR', 'CUSTOMER', 'RECEIVER'));

-- Goods also come from and go to a count, an expense and another warehouse.
ALTER TABLE stock_entry DROP CONSTRAINT stock_entry_places;
ALTER TABLE stock_entry ADD CONSTRAINT stock_entry_places CHECK (
  from_place <> to_place
  AND from_place IN ('OPENING', 'SUPPLIER', 'WAREHOUSE', 'CUSTOMER', 'TRANSFER', 'COUNT', 'EXPENSE')
  AND to_place IN ('OPENING', 'SUPPLIER', 'WAREHOUSE', 'CUSTOMER', 'TRANSFER', 'COUNT', 'EXPENSE')
  AND 'WAREHOUSE' IN (from_place, to_place));

ALTER TABLE goods_paper ADD CONSTRAINT goods_paper_kind CHECK (kind IN ('PURCHASE_ORDER', 'GOODS_RECEIPT', 'PURCHASE_BILL',
  'STOCK_OUT', 'CUSTOMER_RETURN', 'SUPPLIER_RETURN', 'TRANSFER', 'STOCK_COUNT'));
ALTER TABLE goods_paper ADD CONSTRAINT goods_paper_totals CHECK (
  line_count > 0 AND gross_fen = net_fen + tax_fen AND net_fen >= 0 AND tax_fen >= 0 AND gross_fen <= 999999999999);
ALTER TABLE goods_paper ADD CONSTRAINT goods_paper_parties CHECK (
  (kind NOT IN ('PURCHASE_ORDER', 'GOODS_RECEIPT', 'PURCHASE_BILL', 'SUPPLIER_RETURN') OR supplier_id IS NOT NULL)
  AND (kind <> 'CUSTOMER_RETURN' OR customer_id IS NOT NULL)
  AND ((kind = 'TRANSFER') = (to_warehouse_id IS NOT NULL)) AND to_warehouse_id IS DISTINCT FROM warehouse_id);
ALTER TABLE goods_paper ADD CONSTRAINT r23_recipient CHECK (kind <> 'STOCK_OUT' OR (party_name <> '' AND reason <> ''));
ALTER TABLE goods_paper ADD CONSTRAINT r15_receipt_without_order_says_why CHECK (
  kind <> 'GOODS_RECEIPT' OR source_paper_id IS NOT NULL OR reason <> '');
ALTER TABLE goods_paper ADD CONSTRAINT r87_bill_has_its_order CHECK (kind <> 'PURCHASE_BILL' OR source_paper_id IS NOT NULL);
ALTER TABLE goods_paper ADD CONSTRAINT r94_bill_names_its_invoice CHECK (kind <> 'PURCHASE_BILL' OR external_number <> '');
CREATE UNIQUE INDEX supplier_invoice_once ON goods_paper (account_set_id, supplier_id, external_number)
  WHERE kind = 'PURCHASE_BILL' AND status NOT IN ('VOIDED', 'REVERSED');
ALTER TABLE goods_paper ADD CONSTRAINT r21_verifier_is_not_keeper CHECK (verified_by_id IS NULL OR verified_by_id IS DISTINCT FROM keeper_id);
ALTER TABLE goods_paper ADD CONSTRAINT goods_paper_decider CHECK (decided_by_id IS NULL OR decided_by_id <> preparer_id);
ALTER TABLE goods_paper_line ADD CONSTRAINT goods_paper_line_figures CHECK (
  qty_e3 >= 0 AND unit_price_e4 >= 0 AND amount_fen >= 0 AND net_fen >= 0 AND tax_fen >= 0 AND tax_rate_bp BETWEEN 0 AND 10000
  AND codes_due >= 0 AND (disposition IS NULL OR disposition IN ('STOCK', 'DAMAGED', 'SUPPLIER')));
ALTER TABLE goods_count ADD CONSTRAINT goods_count_figures CHECK (
  round > 0 AND good_e3 >= 0 AND damaged_e3 >= 0 AND rejected_e3 >= 0 AND (damaged_e3 + rejected_e3 = 0 OR reason <> '') AND book_e3 >= 0);
ALTER TABLE goods_progress ADD CONSTRAINT goods_progress_figures CHECK (received_e3 >= 0 AND billed_e3 >= 0 AND returned_e3 >= 0);
ALTER TABLE goods_progress ADD CONSTRAINT r87_billed_was_received CHECK (billed_e3 = 0 OR billed_e3 <= received_e3);
ALTER TABLE batch ADD CONSTRAINT batch_quantity CHECK (qty_e3 > 0);
ALTER TABLE diversion_case ADD CONSTRAINT diversion_case_status CHECK (
  status IN ('OPEN', 'CLOSED') AND found_at <> '' AND (status = 'CLOSED') = (ruled_by_id IS NOT NULL) AND ruled_by_id IS DISTINCT FROM reported_by_id);
ALTER TABLE supplier ADD CONSTRAINT supplier_terms CHECK (credit_days BETWEEN 0 AND 3650 AND price_mode IN ('TAX_INCLUSIVE', 'TAX_EXCLUSIVE'));
ALTER TABLE supplier_balance ADD CONSTRAINT supplier_balance_advance CHECK (advance_fen >= 0);
ALTER TABLE payable_entry ADD CONSTRAINT payable_entry_accounts CHECK (
  amount_fen > 0 AND from_account <> to_account
  AND from_account IN ('GOODS', 'TAX', 'UNBILLED', 'PAYABLE', 'ADVANCE', 'MONEY')
  AND to_account IN ('GOODS', 'TAX', 'UNBILLED', 'PAYABLE', 'ADVANCE', 'MONEY'));
CREATE UNIQUE INDEX payable_entry_reversed_once ON payable_entry (account_set_id, reverses_id) WHERE reverses_id IS NOT NULL;
ALTER TABLE payable_item ADD CONSTRAINT payable_item_open CHECK (amount_fen >= 0 AND open_fen BETWEEN 0 AND amount_fen);
ALTER TABLE payment_reversal ADD CONSTRAINT r96_second_person CHECK (reversed_by_id <> recorded_by_id AND reason <> '');
ALTER TABLE payment ADD CONSTRAINT r92_payment CHECK (amount_fen > 0 AND method IN ('CASH', 'TRANSFER', 'WECHAT', 'ALIPAY', 'CHEQUE'));

-- History is only added to ----------------------------------------------------------------------------------
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['goods_paper_line', 'goods_count', 'payable_entry', 'payment', 'payment_reversal'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION forbid_rewriting()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['goods_paper', 'goods_progress', 'batch', 'diversion_case', 'supplier', 'supplier_balance', 'payable_item'] LOOP
    EXECUTE format('CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION forbid_deleting()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['goods_paper', 'goods_paper_line', 'goods_count', 'payable_entry', 'payment', 'payment_reversal', 'diversion_case'] LOOP
    -- Last in the alphabet: after every other trigger has had its say.
    EXECUTE format('CREATE TRIGGER zz_row_hash BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION keep_row_hash()', t);
  END LOOP;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE ON goods_paper FOR EACH ROW EXECUTE FUNCTION forbid_changing_frozen('status', 'keeper_id',
  'verified_by_id', 'decided_by_id', 'decision_remark', 'decided_at', 'counted_at', 'verified_at', 'sent_at', 'posted_at', 'reversed_at', 'version');
CREATE TRIGGER frozen BEFORE UPDATE ON diversion_case FOR EACH ROW
  EXECUTE FUNCTION forbid_changing_frozen('status', 'ruling', 'ruled_by_id', 'ruled_at', 'version');

-- A step can be taken only from the step before it (A47), each kind by its own way.
CREATE FUNCTION goods_paper_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status <> OLD.status AND NOT (OLD.status || '>' || NEW.status) = ANY (CASE
    WHEN NEW.kind = 'PURCHASE_ORDER' THEN ARRAY['SUBMITTED>APPROVED', 'SUBMITTED>REJECTED', 'SUBMITTED>VOIDED', 'APPROVED>VOIDED',
      'APPROVED>PARTLY_RECEIVED', 'APPROVED>RECEIVED', 'PARTLY_RECEIVED>RECEIVED', 'APPROVED>CLOSED', 'PARTLY_RECEIVED>CLOSED',
      'PARTLY_RECEIVED>APPROVED', 'RECEIVED>PARTLY_RECEIVED', 'RECEIVED>APPROVED']
    WHEN NEW.kind = 'PURCHASE_BILL' THEN ARRAY['OPEN>POSTED', 'OPEN>VOIDED', 'POSTED>REVERSED']
    WHEN NEW.kind = 'TRANSFER' THEN ARRAY['OPEN>COUNTED', 'COUNTED>VERIFIED', 'VERIFIED>SENT', 'SENT>POSTED',
      'OPEN>VOIDED', 'COUNTED>VOIDED', 'VERIFIED>VOIDED']
    ELSE ARRAY['OPEN>COUNTED', 'COUNTED>VERIFIED', 'VERIFIED>POSTED', 'POSTED>REVERSED',
      'OPEN>VOIDED', 'COUNTED>VOIDED', 'VERIFIED>VOIDED'] END) THEN
    RAISE EXCEPTION 'a % cannot go from % to %', NEW.kind, OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER step BEFORE UPDATE OF status ON goods_paper FOR EACH ROW EXECUTE FUNCTION goods_paper_step();

-- R87: a bill is written on a purchase order of its own supplier that was approved.
CREATE FUNCTION goods_paper_bill_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM goods_paper o WHERE o.account_set_id = NEW.account_set_id AND o.paper_id = NEW.source_paper_id
    AND o.kind = 'PURCHASE_ORDER' AND o.supplier_id = NEW.supplier_id AND o.status IN ('PARTLY_RECEIVED', 'RECEIVED', 'CLOSED')) THEN
    RAISE EXCEPTION 'a bill needs a purchase order of its supplier that goods came for (R87)'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'r87_bill_has_its_order';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bill_order BEFORE INSERT ON goods_paper FOR EACH ROW WHEN (NEW.kind = 'PURCHASE_BILL') EXECUTE FUNCTION goods_paper_bill_order();

-- The header agrees with its lines. Checked when the transaction ends.
CREATE FUNCTION goods_paper_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE l record;
BEGIN
  SELECT count(*) AS lines, sum(net_fen) AS net, sum(tax_fen) AS tax INTO l FROM goods_paper_line
    WHERE account_set_id = NEW.account_set_id AND paper_id = NEW.paper_id;
  IF (l.lines, l.net, l.tax) IS DISTINCT FROM (NEW.line_count::bigint, NEW.net_fen::numeric, NEW.tax_fen::numeric) THEN
    RAISE EXCEPTION 'goods paper % does not agree with its lines', NEW.paper_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER whole AFTER INSERT ON goods_paper DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION goods_paper_whole();

-- The parts that buying, giving away and counting play in the books.
INSERT INTO account (account_set_id, code, name, nature)
SELECT s.id, a.code, a.name, a.nature FROM account_set s, (VALUES ('1123', '预付账款', 'ASSET'), ('1407', '商品进销差价', 'ASSET'),
  ('220201', '应付账款—暂估', 'LIABILITY'), ('222101', '应交税费—进项税额', 'LIABILITY'), ('6301', '营业外收入', 'REVENUE'),
  ('6602', '管理费用', 'EXPENSE'), ('6711', '营业外支出', 'EXPENSE')) AS a(code, name, nature) ON CONFLICT DO NOTHING;
INSERT INTO account_use (account_set_id, use, code)
SELECT s.id, u.use, u.code FROM account_set s, (VALUES ('ADVANCE', '1123'), ('PRICE_VARIANCE', '1407'), ('UNBILLED', '220201'),
  ('INPUT_TAX', '222101'), ('STOCK_GAIN', '6301'), ('ADMIN_EXPENSE', '6602'), ('STOCK_LOSS', '6711')) AS u(use, code) ON CONFLICT DO NOTHING;

-- What was never history may be deleted: a list of codes that is taken back before its receipt is posted.
CREATE OR REPLACE FUNCTION grant_application_rights(app_role text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE t text;
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', app_role);
  EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA public FROM %I', app_role);
  EXECUTE format('GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO %I', app_role);
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO %I', app_role);
  FOR t IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    AND NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = c.oid AND g.tgname = 'append_only')
    AND c.relname <> '_prisma_migrations' LOOP
    EXECUTE format('GRANT UPDATE ON %I TO %I', t, app_role);
  END LOOP;
  EXECUTE format('REVOKE INSERT, UPDATE ON TABLE _prisma_migrations FROM %I', app_role);
  FOREACH t IN ARRAY ARRAY['throttle', 'passkey', 'passkey_challenge', 'user_role', 'user_account_set', 'user_warehouse', 'code_holding',
    'code_aggregation', 'product_unit', 'session'] LOOP
    EXECUTE format('GRANT DELETE ON %I TO %I', t, app_role);
  END LOOP;
END $$;
