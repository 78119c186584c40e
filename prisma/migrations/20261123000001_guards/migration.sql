-- What the rules promise, PostgreSQL also checks. Named after the rule where one stands behind it.

-- Values ---------------------------------------------------------------------------------------------------
ALTER TABLE account_set ADD CONSTRAINT account_set_policy CHECK (billing_application_policy IN ('ALWAYS', 'NEVER', 'BY_EXCEPTION'));
ALTER TABLE channel_policy ADD CONSTRAINT r43_channel CHECK (channel IN ('DIRECT', 'SUB_DISTRIBUTOR', 'PREFECTURE', 'SUPERMARKET'));
ALTER TABLE channel_policy ADD CONSTRAINT channel_price_mode CHECK (price_mode IN ('TAX_INCLUSIVE', 'TAX_EXCLUSIVE'));
ALTER TABLE copy_style ADD CONSTRAINT copy_style_kind CHECK (kind IN ('STUB', 'DRIVER', 'CUSTOMER', 'ACCOUNTING'));
ALTER TABLE accounting_period ADD CONSTRAINT period_status CHECK (status IN ('OPEN', 'CLOSED'));
ALTER TABLE accounting_period ADD CONSTRAINT period_form CHECK (period ~ '^[0-9]{6}$');
ALTER TABLE tax_rate ADD CONSTRAINT tax_rate_range CHECK (rate_bp BETWEEN 0 AND 10000);
ALTER TABLE user_role ADD CONSTRAINT user_role_name CHECK (role IN ('CLERK', 'SALESPERSON', 'SALES_MANAGER', 'KEEPER', 'DRIVER', 'ACCOUNTANT', 'ADMIN_STAFF', 'MANAGER', 'ADMINISTRATOR'));
ALTER TABLE product ADD CONSTRAINT product_coverage CHECK (code_coverage_bp BETWEEN 0 AND 10000);
ALTER TABLE product ADD CONSTRAINT product_code_kinds CHECK (code_kinds <@ ARRAY['SECONDARY', 'CASE', 'BOTTLE']);
ALTER TABLE product_unit ADD CONSTRAINT product_unit_factor CHECK (factor_e3 > 0);
ALTER TABLE customer ADD CONSTRAINT r44_settlement CHECK (settlement_method IN ('CASH', 'MONTHLY', 'HELD_NOTE', 'ROLLING', 'REMITTANCE'));
ALTER TABLE customer ADD CONSTRAINT customer_price_mode CHECK (price_mode IN ('TAX_INCLUSIVE', 'TAX_EXCLUSIVE'));
ALTER TABLE customer ADD CONSTRAINT customer_credit CHECK (credit_limit_fen >= 0 AND credit_days >= 0);
ALTER TABLE customer ADD CONSTRAINT customer_settlement_parameters CHECK (
  (settlement_method <> 'HELD_NOTE' OR max_open_notes BETWEEN 1 AND 999)
  AND (settlement_method <> 'ROLLING' OR rolling_ceiling_fen >= 0)
  AND (cutoff_day IS NULL OR cutoff_day BETWEEN 1 AND 31));
ALTER TABLE list_price ADD CONSTRAINT list_price_range CHECK (unit_price_e4 >= 0 AND (floor_price_e4 IS NULL OR floor_price_e4 >= 0));
ALTER TABLE customer_price ADD CONSTRAINT customer_price_range CHECK (unit_price_e4 IS NULL OR unit_price_e4 >= 0);

-- Goods and money -------------------------------------------------------------------------------------------
ALTER TABLE stock_balance ADD CONSTRAINT stock_never_negative CHECK (on_hand_e3 >= 0);
ALTER TABLE stock_balance ADD CONSTRAINT stock_never_oversold CHECK (reserved_e3 >= 0 AND reserved_e3 <= on_hand_e3);
ALTER TABLE stock_balance ADD CONSTRAINT stock_value CHECK (value_fen >= 0 AND (on_hand_e3 > 0 OR value_fen = 0));
ALTER TABLE stock_entry ADD CONSTRAINT stock_entry_positive CHECK (qty_e3 > 0 AND value_fen >= 0);
ALTER TABLE stock_entry ADD CONSTRAINT stock_entry_places CHECK (
  from_place <> to_place
  AND from_place IN ('OPENING', 'SUPPLIER', 'WAREHOUSE', 'CUSTOMER')
  AND to_place IN ('OPENING', 'SUPPLIER', 'WAREHOUSE', 'CUSTOMER')
  AND 'WAREHOUSE' IN (from_place, to_place));
CREATE UNIQUE INDEX stock_entry_reversed_once ON stock_entry (account_set_id, reverses_id) WHERE reverses_id IS NOT NULL;
ALTER TABLE receivable_entry ADD CONSTRAINT receivable_entry_positive CHECK (amount_fen > 0 AND from_account <> to_account);
ALTER TABLE receivable_entry ADD CONSTRAINT receivable_entry_accounts CHECK (
  from_account IN ('SALES', 'RECEIVABLE', 'PREPAID', 'MONEY') AND to_account IN ('SALES', 'RECEIVABLE', 'PREPAID', 'MONEY'));
ALTER TABLE receivable_item ADD CONSTRAINT receivable_item_open CHECK (amount_fen >= 0 AND open_fen BETWEEN 0 AND amount_fen);
ALTER TABLE customer_balance ADD CONSTRAINT customer_balance_committed CHECK (committed_fen >= 0 AND prepaid_fen >= 0);
ALTER TABLE journal_entry ADD CONSTRAINT journal_entry_balances CHECK (amount_fen > 0 AND debit_account <> credit_account);
CREATE UNIQUE INDEX journal_reversed_once ON journal_voucher (account_set_id, reverses_id) WHERE reverses_id IS NOT NULL;

-- Papers ----------------------------------------------------------------------------------------------------
ALTER TABLE paper ADD CONSTRAINT paper_kind CHECK (kind IN ('SALES_ORDER', 'BILLING_APPLICATION', 'DELIVERY_NOTE', 'RECEIPT'));
ALTER TABLE paper ADD CONSTRAINT paper_sequence CHECK (sequence > 0);
ALTER TABLE paper ADD CONSTRAINT paper_period CHECK (period = to_char(business_date, 'YYYYMM'));
ALTER TABLE paper_counter ADD CONSTRAINT paper_counter_positive CHECK (last > 0);
ALTER TABLE document_copy ADD CONSTRAINT document_copy_kind CHECK (kind IN ('STUB', 'DRIVER', 'CUSTOMER', 'ACCOUNTING'));
ALTER TABLE document_copy ADD CONSTRAINT document_copy_place CHECK (place IN ('DESK', 'WAREHOUSE', 'DRIVER', 'CUSTOMER', 'ACCOUNTING', 'VOLUME'));
ALTER TABLE document_copy ADD CONSTRAINT document_copy_keeper CHECK (place IN ('CUSTOMER', 'VOLUME') OR keeper_id IS NOT NULL);
ALTER TABLE document_copy ADD CONSTRAINT r11_stub_stays_home CHECK (kind <> 'STUB' OR (place NOT IN ('DRIVER', 'CUSTOMER') AND coalesce(offered_place, 'DESK') NOT IN ('DRIVER', 'CUSTOMER')));
ALTER TABLE document_copy ADD CONSTRAINT document_copy_offer CHECK ((offered_place IS NULL) = (offered_at IS NULL) AND (offered_place IS NULL) = (offered_by_id IS NULL));
ALTER TABLE signature ADD CONSTRAINT signature_slot CHECK (slot IN ('PREPARER', 'KEEPER', 'HANDLER', 'SUPERVISOR', 'CUSTOMER'));
ALTER TABLE signature ADD CONSTRAINT signature_method CHECK (method IN ('PIN', 'PASSKEY', 'STROKE', 'SIGNED_COPY'));
ALTER TABLE signature ADD CONSTRAINT r9_personal CHECK (slot = 'CUSTOMER' OR method IN ('PIN', 'PASSKEY'));
ALTER TABLE void_record ADD CONSTRAINT void_decision CHECK ((decision IS NULL) = (decided_by_id IS NULL) AND decision IN ('APPROVED', 'REFUSED'));
ALTER TABLE void_record ADD CONSTRAINT r14_void_second_person CHECK (decided_by_id IS NULL OR decided_by_id <> requested_by_id);
ALTER TABLE incident_statement ADD CONSTRAINT r12_incident CHECK (
  kind IN ('LOST', 'TORN', 'ALTERED', 'OTHER') AND (ruling IS NULL OR ruling IN ('ACCEPTED', 'REJECTED'))
  AND (ruling IS NULL) = (ruled_by_id IS NULL) AND (ruled_by_id IS NULL OR ruled_by_id <> author_id));

-- Sales -----------------------------------------------------------------------------------------------------
ALTER TABLE sales_order ADD CONSTRAINT sales_order_status CHECK (status IN ('CONFIRMED', 'PARTLY_BILLED', 'BILLED', 'CLOSED', 'CANCELLED'));
ALTER TABLE sales_order ADD CONSTRAINT r32_intake CHECK (intake_channel IN ('PHONE', 'MAIL', 'WEB', 'MESSAGE', 'COUNTER', 'VISIT'));
ALTER TABLE sales_order_line ADD CONSTRAINT sales_order_line_billed CHECK (qty_e3 > 0 AND billed_e3 BETWEEN 0 AND qty_e3);
ALTER TABLE sales_order_line ADD CONSTRAINT sales_order_line_amount CHECK (
  unit_price_e4 >= 0 AND discount_fen >= 0
  AND amount_fen = CASE WHEN is_gift THEN 0 ELSE round(qty_e3::numeric * unit_price_e4 / 100000)::bigint - discount_fen END AND amount_fen >= 0);
ALTER TABLE billing_application ADD CONSTRAINT billing_application_status CHECK (status IN ('SUBMITTED', 'APPROVED', 'REJECTED', 'USED', 'WITHDRAWN'));
ALTER TABLE billing_application ADD CONSTRAINT r110_second_person CHECK (decided_by_id IS NULL OR decided_by_id <> applicant_id);
ALTER TABLE delivery_note ADD CONSTRAINT delivery_note_status CHECK (status IN ('ISSUED', 'PICKING', 'PREPARED', 'VERIFIED', 'DISPATCHED', 'DELIVERED', 'POSTED', 'REVERSED', 'VOIDED'));
ALTER TABLE delivery_note ADD CONSTRAINT r4_fields CHECK (
  customer_name <> '' AND contact_name <> '' AND phone <> '' AND delivery_address <> '' AND line_count > 0);
ALTER TABLE delivery_note ADD CONSTRAINT delivery_note_totals CHECK (
  gross_fen = net_fen + tax_fen - rounding_off_fen AND gross_fen >= 0 AND goods_fen >= 0 AND discount_fen >= 0 AND rounding_off_fen >= 0
  AND advanced_freight_fen >= 0 AND gross_fen <= 999999999999);
ALTER TABLE delivery_note ADD CONSTRAINT r10_verifier_is_not_keeper CHECK (verified_by_id IS NULL OR verified_by_id IS DISTINCT FROM keeper_id);
ALTER TABLE delivery_note ADD CONSTRAINT delivery_note_outcome CHECK (outcome IS NULL OR outcome IN ('FULL', 'PARTIAL', 'REFUSED'));
ALTER TABLE delivery_note_line ADD CONSTRAINT r4_amount CHECK (
  qty_e3 > 0 AND unit_price_e4 >= 0 AND discount_fen >= 0 AND note_discount_fen >= 0 AND amount_fen >= 0
  AND amount_fen = CASE WHEN is_gift THEN 0 ELSE round(qty_e3::numeric * unit_price_e4 / 100000)::bigint - discount_fen END);
ALTER TABLE delivery_note_line ADD CONSTRAINT delivery_note_line_tax CHECK (
  tax_rate_bp BETWEEN 0 AND 10000 AND (net_fen + tax_fen = amount_fen - note_discount_fen OR net_fen = amount_fen - note_discount_fen));
ALTER TABLE pick_line ADD CONSTRAINT pick_line_quantity CHECK (picked_e3 >= 0);
ALTER TABLE delivery_outcome_line ADD CONSTRAINT outcome_line_quantity CHECK (accepted_e3 >= 0 AND refused_e3 >= 0 AND (refused_e3 = 0 OR reason <> ''));
ALTER TABLE receipt ADD CONSTRAINT r94_receipt CHECK (amount_fen > 0 AND method IN ('CASH', 'TRANSFER', 'WECHAT', 'ALIPAY', 'CHEQUE'));
ALTER TABLE code_capture ADD CONSTRAINT code_capture_kind CHECK (kind IN ('SECONDARY', 'CASE', 'BOTTLE'));
ALTER TABLE code_capture ADD CONSTRAINT damaged_code_second_person CHECK (
  NOT is_damaged OR (reason <> '' AND approved_by_id IS NOT NULL AND approved_by_id <> captured_by_id));

-- History is only added to ------------------------------------------------------------------------------------
CREATE FUNCTION forbid_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'history of % is only added to, never changed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION forbid_deleting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never deleted', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

-- Only the columns named as arguments may change.
CREATE FUNCTION forbid_changing_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(OLD) - 'row_hash' - TG_ARGV::text[] IS DISTINCT FROM to_jsonb(NEW) - 'row_hash' - TG_ARGV::text[] THEN
    RAISE EXCEPTION 'frozen columns of % never change', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['stock_entry', 'receivable_entry', 'journal_voucher', 'journal_entry', 'custody_event', 'print_event',
    'signature', 'attachment', 'paper_attachment', 'paper_event', 'desk_event', 'seal', 'refusal', 'code_capture', 'code_release',
    'delivery_note_line', 'delivery_outcome_line', 'receipt'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION forbid_rewriting()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['paper', 'document_copy', 'void_record', 'incident_statement', 'sales_order', 'sales_order_line',
    'billing_application', 'delivery_note', 'pick_line', 'stock_balance', 'customer_balance', 'receivable_item', 'paper_counter',
    'customer', 'product', 'warehouse', 'account_set', 'app_user', 'accounting_period', 'list_price', 'customer_price'] LOOP
    EXECUTE format('CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION forbid_deleting()', t);
  END LOOP;
END $$;

CREATE TRIGGER frozen BEFORE UPDATE ON paper FOR EACH ROW
  EXECUTE FUNCTION forbid_changing_frozen('event_count', 'chain_hash', 'codes_hash', 'voided_at');
CREATE TRIGGER frozen BEFORE UPDATE ON document_copy FOR EACH ROW
  EXECUTE FUNCTION forbid_changing_frozen('place', 'keeper_id', 'since_at', 'offered_place', 'offered_to_id', 'offered_by_id', 'offered_at', 'signed_at', 'stamped_at', 'event_count', 'print_count');
CREATE TRIGGER frozen BEFORE UPDATE ON delivery_note FOR EACH ROW
  EXECUTE FUNCTION forbid_changing_frozen('status', 'keeper_id', 'driver_id', 'verified_by_id', 'outcome', 'prepared_at', 'verified_at', 'dispatched_at', 'delivered_at', 'posted_at', 'reversed_at', 'version');
CREATE TRIGGER frozen BEFORE UPDATE ON sales_order_line FOR EACH ROW EXECUTE FUNCTION forbid_changing_frozen('billed_e3');
CREATE TRIGGER frozen BEFORE UPDATE ON billing_application FOR EACH ROW
  EXECUTE FUNCTION forbid_changing_frozen('status', 'decided_by_id', 'decided_at', 'decision_remark', 'used_by_paper_id', 'version');
CREATE TRIGGER frozen BEFORE UPDATE ON void_record FOR EACH ROW
  EXECUTE FUNCTION forbid_changing_frozen('reason', 'requested_by_id', 'requested_at', 'decision', 'decided_by_id', 'decided_at', 'decision_remark');
CREATE TRIGGER frozen BEFORE UPDATE ON incident_statement FOR EACH ROW
  EXECUTE FUNCTION forbid_changing_frozen('ruling', 'ruled_by_id', 'ruled_at', 'ruling_remark');

-- The life of a note: a step can be taken only from the step before it (A47). -----------------------------------
CREATE FUNCTION delivery_note_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status <> OLD.status AND NOT (OLD.status || '>' || NEW.status) = ANY (ARRAY[
    'ISSUED>PICKING', 'PICKING>PREPARED', 'PREPARED>VERIFIED', 'VERIFIED>DISPATCHED', 'DISPATCHED>DELIVERED', 'DELIVERED>POSTED',
    'POSTED>REVERSED', 'ISSUED>VOIDED', 'PICKING>VOIDED', 'PREPARED>VOIDED', 'VERIFIED>VOIDED', 'DISPATCHED>VOIDED', 'DELIVERED>VOIDED']) THEN
    RAISE EXCEPTION 'a delivery note cannot go from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER step BEFORE UPDATE OF status ON delivery_note FOR EACH ROW EXECUTE FUNCTION delivery_note_step();

-- R2: exactly four copies; F.9: the header agrees with its lines. Checked when the transaction ends.
CREATE FUNCTION delivery_note_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE copies int; l record;
BEGIN
  SELECT count(*) INTO copies FROM document_copy WHERE account_set_id = NEW.account_set_id AND paper_id = NEW.paper_id;
  IF copies <> 4 THEN
    RAISE EXCEPTION 'R2: delivery note % has % copies', NEW.paper_id, copies USING ERRCODE = 'check_violation';
  END IF;
  SELECT count(*) AS lines, sum(amount_fen) AS goods, sum(note_discount_fen) AS discount, sum(net_fen) AS net, sum(tax_fen) AS tax
    INTO l FROM delivery_note_line WHERE account_set_id = NEW.account_set_id AND paper_id = NEW.paper_id;
  IF (l.lines, l.goods, l.discount, l.net, l.tax)
    IS DISTINCT FROM (NEW.line_count::bigint, NEW.goods_fen::numeric, NEW.discount_fen::numeric, NEW.net_fen::numeric, NEW.tax_fen::numeric) THEN
    RAISE EXCEPTION 'R4: delivery note % does not agree with its lines', NEW.paper_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER whole AFTER INSERT ON delivery_note DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION delivery_note_whole();

-- Rights of the application: it reads and adds; it changes only what moves; it deletes only what was never history.
CREATE FUNCTION grant_application_rights(app_role text) RETURNS void LANGUAGE plpgsql AS $$
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
  FOREACH t IN ARRAY ARRAY['throttle', 'passkey', 'passkey_challenge', 'user_role', 'user_account_set', 'user_warehouse', 'code_holding', 'product_unit', 'session'] LOOP
    EXECUTE format('GRANT DELETE ON %I TO %I', t, app_role);
  END LOOP;
END $$;
