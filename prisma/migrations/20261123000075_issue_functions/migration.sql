-- The statements of an issue as functions: PostgreSQL keeps the plans of a function's statements for as long as a connection
-- lives, and plans a text that is sent anew each time. They run with the caller's rights. A kept plan may be older than the
-- rows, so reading a whole table is switched off while they run: a plan made when a table was nearly empty is then still
-- the right one when it is full.

-- The price ladder, in one place: what the page offers and what the issue command checks cannot disagree. Customer price,
-- the price on the customer's last delivery note with this product (gifts, voided and reversed notes apart), list price and
-- floor, each one index descent. A last price must have needed nobody's consent: the note had no application, or the price
-- is one of the ladder's and not under the floor of its day (R116). Always one row. PostgreSQL writes the function into the
-- statement that calls it.
CREATE FUNCTION price_offer(p_set int, p_customer uuid, p_product uuid, p_date date)
RETURNS TABLE (customer_price_e4 bigint, last_price_e4 bigint, last_price_on date, list_price_e4 bigint, floor_price_e4 bigint)
LANGUAGE sql STABLE AS $$
  SELECT own.unit_price_e4, last.unit_price_e4, last.business_date, list.unit_price_e4, list.floor_price_e4
  FROM (SELECT 1) AS always
  LEFT JOIN LATERAL (
    SELECT c.unit_price_e4 FROM customer_price c
    WHERE c.account_set_id = p_set AND c.customer_id = p_customer AND c.product_id = p_product AND c.valid_from <= p_date
    ORDER BY c.valid_from DESC LIMIT 1) own ON true
  LEFT JOIN LATERAL (
    SELECT l.unit_price_e4, l.business_date FROM delivery_note_line l
    JOIN delivery_note n ON n.account_set_id = l.account_set_id AND n.paper_id = l.paper_id
      AND n.status NOT IN ('VOIDED', 'REVERSED')
    WHERE l.account_set_id = p_set AND l.customer_id = p_customer AND l.product_id = p_product
      AND l.business_date <= p_date AND NOT l.is_gift
      AND (n.application_id IS NULL OR l.price_source <> 'MANUAL' AND coalesce(l.unit_price_e4 >= (
        SELECT f.floor_price_e4 FROM list_price f
        WHERE f.account_set_id = l.account_set_id AND f.product_id = l.product_id AND f.valid_from <= l.business_date
        ORDER BY f.valid_from DESC LIMIT 1), true))
    ORDER BY l.business_date DESC, l.paper_id DESC LIMIT 1) last ON true
  LEFT JOIN LATERAL (
    SELECT f.unit_price_e4, f.floor_price_e4 FROM list_price f
    WHERE f.account_set_id = p_set AND f.product_id = p_product AND f.valid_from <= p_date
    ORDER BY f.valid_from DESC LIMIT 1) list ON true
$$;

-- Products with units, tax rate of the day, the price ladder of this customer and what this warehouse can promise. Whole
-- numbers that may be large are text. A list, without unknown products.
CREATE FUNCTION issue_products(p_set int, p_customer uuid, p_warehouse uuid, p_date date, p_products uuid[]) RETURNS json
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  RETURN (
    SELECT coalesce(json_agg(json_build_object('id', p.id, 'code', p.code, 'name', p.name, 'specification', p.specification,
      'baseUnit', p.base_unit, 'isActive', p.is_active, 'codesPerCase', p.has_case_codes, 'codesPerBottle', p.has_bottle_codes,
      'units', (SELECT json_agg(json_build_object('unit', u.unit, 'factorE3', u.factor_e3::text, 'gtin', u.gtin)
          ORDER BY u.factor_e3) FROM product_unit u WHERE u.product_id = p.id),
      'taxRateBp', (SELECT r.rate_bp FROM tax_rate r WHERE r.tax_class = p.tax_class AND r.valid_from <= p_date
        ORDER BY r.valid_from DESC LIMIT 1),
      'offer', json_build_object('customerPriceE4', o.customer_price_e4::text, 'lastPriceE4', o.last_price_e4::text,
        'listPriceE4', o.list_price_e4::text, 'floorPriceE4', o.floor_price_e4::text),
      'availableE3', (SELECT (b.on_hand_e3 - b.reserved_e3)::text FROM stock_balance b
        WHERE b.account_set_id = p_set AND b.warehouse_id = p_warehouse AND b.product_id = p.id))), '[]')
    FROM product p CROSS JOIN LATERAL price_offer(p_set, p_customer, p.id, p_date) o
    WHERE p.id = ANY(p_products));
END $$;

-- What the issue gate looks at: the products, and everything about customer, account set, money and people; the header is
-- null when the account set has no such customer. Whoever will write holds the stock in product order, then the customer's
-- balance, and reads what stands when both are held. The key names accountSetId, customerId, addressId, warehouseId,
-- handlerId, businessDate, today and replacesId.
CREATE FUNCTION read_issue(p_key jsonb, p_products uuid[], p_is_writing boolean) RETURNS json
LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  v_set int := (p_key->>'accountSetId')::int;
  v_customer uuid := (p_key->>'customerId')::uuid;
  v_warehouse uuid := (p_key->>'warehouseId')::uuid;
  v_date date := (p_key->>'businessDate')::date;
  v_replaces uuid := (p_key->>'replacesId')::uuid;
BEGIN
  IF p_is_writing THEN
    PERFORM FROM stock_balance b WHERE b.account_set_id = v_set AND b.warehouse_id = v_warehouse
      AND b.product_id = ANY(p_products) ORDER BY b.product_id FOR UPDATE;
    PERFORM FROM customer_balance b WHERE b.account_set_id = v_set AND b.customer_id = v_customer FOR UPDATE;
  END IF;
  RETURN json_build_object('products', issue_products(v_set, v_customer, v_warehouse, v_date, p_products), 'header', (
    SELECT json_build_object(
      'accountSet', json_build_object('numberFormat', s.number_format,
        'billingApplicationPolicy', s.billing_application_policy, 'freeDiscountBp', s.free_discount_bp,
        'freeRoundingOffFen', s.free_rounding_off_fen::text, 'requiresDistinctSigners', s.requires_distinct_signers),
      'customer', json_build_object('code', c.code, 'name', c.name, 'isActive', c.is_active, 'channel', c.channel,
        'settlementMethod', c.settlement_method, 'priceMode', c.price_mode, 'creditLimitFen', c.credit_limit_fen::text,
        'creditDays', c.credit_days, 'licenceValidUntil', c.licence_valid_until::text),
      'address', (SELECT json_build_object('contactName', a.contact_name, 'phone', a.phone, 'address', a.address,
          'freightAgent', coalesce(a.freight_agent, ''), 'freightPhone', coalesce(a.freight_phone, ''))
        FROM customer_address a WHERE a.account_set_id = c.account_set_id AND a.customer_id = c.id
          AND a.id = (p_key->>'addressId')::uuid AND a.is_active),
      'policy', (SELECT json_build_object('settlementMethods', p.settlement_methods,
          'requiresPrepayment', p.requires_prepayment, 'requiresFreightAgent', p.requires_freight_agent,
          'requiresBarcode', p.requires_barcode, 'requiresSalesCheck', p.requires_sales_check)
        FROM channel_policy p WHERE p.account_set_id = c.account_set_id AND p.channel = c.channel),
      'money', json_build_object('receivableFen', b.receivable_fen::text, 'committedFen', b.committed_fen::text,
        'prepaidFen', b.prepaid_fen::text, 'oldestDueOn', oldest.due_date::text,
        'oldestDays', (p_key->>'today')::date - oldest.business_date),
      'warehouse', (SELECT json_build_object('name', w.name, 'isActive', w.is_active) FROM warehouse w
        WHERE w.id = v_warehouse AND w.kind = 'STORE'),
      'handler', (SELECT json_build_object('displayName', u.display_name, 'isActive', u.is_active) FROM app_user u
        JOIN user_account_set m ON m.user_id = u.id AND m.account_set_id = c.account_set_id
        WHERE u.id = (p_key->>'handlerId')::uuid),
      'isPeriodOpen', EXISTS (SELECT FROM accounting_period q WHERE q.account_set_id = c.account_set_id
        AND q.period = to_char(v_date, 'YYYYMM') AND q.status = 'OPEN'),
      'replaced', CASE WHEN v_replaces IS NULL THEN 'NOT_ASKED' WHEN EXISTS (
        SELECT FROM delivery_note v WHERE v.account_set_id = c.account_set_id AND v.paper_id = v_replaces
          AND v.status = 'VOIDED' AND NOT EXISTS (SELECT FROM paper r WHERE r.account_set_id = v.account_set_id
            AND r.replaces_id = v.paper_id)) THEN 'VOID' ELSE 'OTHER' END,
      'twins', (SELECT coalesce(json_agg(t), '[]') FROM (
        SELECT p.number, (SELECT string_agg(l.product_id::text || '=' || l.qty_e3, ',' ORDER BY l.product_id, l.qty_e3)
          FROM delivery_note_line l WHERE l.account_set_id = n.account_set_id AND l.paper_id = n.paper_id) AS lines
        FROM delivery_note n JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
        WHERE n.account_set_id = c.account_set_id AND n.customer_id = c.id AND n.business_date = v_date
          AND n.status <> 'VOIDED' ORDER BY n.issued_at DESC LIMIT 10) t))
    FROM customer c
    JOIN account_set s ON s.id = c.account_set_id
    JOIN customer_balance b ON b.account_set_id = c.account_set_id AND b.customer_id = c.id
    LEFT JOIN LATERAL (SELECT i.due_date, i.business_date FROM receivable_item i WHERE i.account_set_id = c.account_set_id
      AND i.customer_id = c.id AND i.open_fen > 0 ORDER BY i.business_date, i.paper_id LIMIT 1) oldest ON true
    WHERE c.account_set_id = v_set AND c.id = v_customer));
END $$;

-- Writes an issued note: both papers, order, note, lines, four copies with the desk (R2), the preparer's signature (R8),
-- reserved stock, the customer's commitment, the application used, the draft closed. Answers how many rows of each balance
-- and how many drafts it found.
CREATE FUNCTION write_issued_note(p_document jsonb, OUT reserved_rows int, OUT committed_rows int, OUT closed_drafts int)
LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  WITH input AS (SELECT p_document AS d, (p_document->>'at')::timestamptz AS at),
  n AS MATERIALIZED (SELECT r.* FROM input, jsonb_to_record(d->'note') AS r("accountSetId" int, "paperId" uuid, number text,
    "orderId" uuid, "applicationId" uuid, "businessDate" date, "expectedOn" date, "customerId" uuid, "addressId" uuid,
    "customerName" text, "contactName" text, phone text, "deliveryAddress" text, channel text, "settlementMethod" text,
    "priceMode" text, "freightAgent" text, "freightPhone" text, "advancedFreightFen" bigint, "warehouseId" uuid,
    "warehouseName" text, "preparerId" uuid, "preparerName" text, "handlerId" uuid, "handlerName" text, "isUrgent" boolean,
    "specialInstructions" text, "goodsFen" bigint, "discountFen" bigint, "roundingOffFen" bigint, "netFen" bigint,
    "taxFen" bigint, "grossFen" bigint)),
  l AS MATERIALIZED (SELECT r.* FROM input, jsonb_to_recordset(d->'lines') AS r("lineNo" int, "productId" uuid,
    "productCode" text, "productName" text, specification text, "baseUnit" text, "caseUnit" text, "caseFactorE3" bigint,
    "qtyE3" bigint, "unitPriceE4" bigint, "priceSource" text, "discountFen" bigint, "noteDiscountFen" bigint,
    "amountFen" bigint, "taxRateBp" int, "netFen" bigint, "taxFen" bigint, "isGift" boolean, remark text, "codesDue" int,
    "orderLineNo" int)),
  papers AS (INSERT INTO paper (account_set_id, id, kind, number, period, sequence, business_date, content_hash,
      created_by_id, created_at, chain_hash, replaces_id)
    SELECT r."accountSetId", r.id, r.kind, r.number, r.period, r.sequence, n."businessDate", decode(r.hash, 'hex'),
      n."preparerId", at, decode(r.chain, 'hex'), r."replacesId"
    FROM input, n, jsonb_to_recordset(d->'papers') AS r("accountSetId" int, id uuid, kind text, number text, period text,
      sequence int, hash text, chain text, "replacesId" uuid)),
  orders AS (INSERT INTO sales_order (account_set_id, paper_id, customer_id, status, intake_channel, recorded_by_id,
      confirmed_at, confirmed_how, confirmed_by_id, expected_on, is_urgent, special_instructions, gross_fen)
    SELECT n."accountSetId", n."orderId", n."customerId", 'BILLED', d->>'intakeChannel', n."preparerId", at,
      d->>'intakeChannel', n."preparerId", n."expectedOn", n."isUrgent", n."specialInstructions", n."grossFen"
    FROM input, n WHERE (d->>'isNewOrder')::boolean),
  order_lines AS (INSERT INTO sales_order_line (account_set_id, paper_id, line_no, product_id, qty_e3, unit_price_e4,
      discount_fen, amount_fen, is_gift, remark, billed_e3)
    SELECT n."accountSetId", n."orderId", l."lineNo", l."productId", l."qtyE3", l."unitPriceE4", l."discountFen",
      l."amountFen", l."isGift", l.remark, l."qtyE3" FROM input, n, l WHERE (d->>'isNewOrder')::boolean),
  notes AS (INSERT INTO delivery_note (account_set_id, paper_id, order_id, application_id, customer_id, address_id,
      customer_name, contact_name, phone, delivery_address, channel, settlement_method, price_mode, freight_agent,
      freight_phone, advanced_freight_fen, warehouse_id, warehouse_name, preparer_id, preparer_name, handler_id,
      handler_name, business_date, expected_on, is_urgent, special_instructions, line_count, goods_fen, discount_fen,
      rounding_off_fen, net_fen, tax_fen, gross_fen, status, issued_at)
    SELECT "accountSetId", "paperId", "orderId", "applicationId", "customerId", "addressId", "customerName", "contactName",
      phone, "deliveryAddress", channel, "settlementMethod", "priceMode", "freightAgent", "freightPhone",
      "advancedFreightFen", "warehouseId", "warehouseName", "preparerId", "preparerName", "handlerId", "handlerName",
      "businessDate", "expectedOn", "isUrgent", "specialInstructions", (SELECT count(*)::int FROM l), "goodsFen",
      "discountFen", "roundingOffFen", "netFen", "taxFen", "grossFen", 'ISSUED', at FROM input, n),
  note_lines AS (INSERT INTO delivery_note_line (account_set_id, paper_id, line_no, customer_id, product_id, product_code,
      product_name, specification, base_unit, case_unit, case_factor_e3, qty_e3, unit_price_e4, price_source,
      discount_fen, note_discount_fen, amount_fen, tax_rate_bp, net_fen, tax_fen, is_gift, remark, codes_due,
      order_line_no, business_date)
    SELECT n."accountSetId", n."paperId", l."lineNo", n."customerId", l."productId", l."productCode", l."productName",
      l.specification, l."baseUnit", l."caseUnit", l."caseFactorE3", l."qtyE3", l."unitPriceE4", l."priceSource",
      l."discountFen", l."noteDiscountFen", l."amountFen", l."taxRateBp", l."netFen", l."taxFen", l."isGift", l.remark,
      l."codesDue", l."orderLineNo", n."businessDate" FROM n, l),
  copies AS (INSERT INTO document_copy (account_set_id, paper_id, kind, place, keeper_id, since_at, token, event_count)
    SELECT n."accountSetId", n."paperId", c.kind, 'DESK', n."preparerId", at, c.token, 1
    FROM input, n, jsonb_to_recordset(d->'copies') AS c(kind text, token text)),
  custody AS (INSERT INTO custody_event (account_set_id, paper_id, copy_kind, sequence, act, to_place, to_id, actor_id,
      method, at)
    SELECT n."accountSetId", n."paperId", c.kind, 1, 'CREATED', 'DESK', n."preparerId", n."preparerId", 'PRESS', input.at
    FROM input, n, jsonb_to_recordset(d->'copies') AS c(kind text)),
  signed AS (INSERT INTO signature (account_set_id, paper_id, slot, signer_id, signer_name, content_hash, method,
      signed_at, address, user_agent, hash)
    SELECT n."accountSetId", n."paperId", 'PREPARER', n."preparerId", n."preparerName",
      decode(d->'signature'->>'contentHash', 'hex'), d->'signature'->>'method', at,
      d->>'address', d->>'userAgent', decode(d->>'signatureHash', 'hex') FROM input, n),
  reserved AS (UPDATE stock_balance b SET reserved_e3 = b.reserved_e3 + q.qty
    FROM n, (SELECT "productId", sum("qtyE3") AS qty FROM l GROUP BY 1) q
    WHERE b.account_set_id = n."accountSetId" AND b.warehouse_id = n."warehouseId" AND b.product_id = q."productId"
    RETURNING 1),
  committed AS (UPDATE customer_balance b SET committed_fen = b.committed_fen + n."grossFen" FROM n
    WHERE b.account_set_id = n."accountSetId" AND b.customer_id = n."customerId" RETURNING 1),
  draft AS (UPDATE delivery_note_draft t SET closed_at = at, paper_id = n."paperId" FROM input, n
    WHERE t.id = (d->>'draftId')::uuid AND t.owner_id = n."preparerId" AND t.closed_at IS NULL RETURNING 1),
  used AS (UPDATE billing_application a SET status = 'USED', used_by_paper_id = n."paperId", version = a.version + 1
    FROM n WHERE a.account_set_id = n."accountSetId" AND a.paper_id = n."applicationId" AND a.status = 'APPROVED')
  SELECT (SELECT count(*) FROM reserved), (SELECT count(*) FROM committed), (SELECT count(*) FROM draft)
    INTO reserved_rows, committed_rows, closed_drafts;
END $$;

-- The last statement of every command: appends each event to its paper's chain (the paper row is locked by the update, in
-- the order of ids), appends desk events, and keeps the command's answer for a replay. Answers how many events it chained.
CREATE FUNCTION write_evidence(p_document jsonb) RETURNS int
LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE v_chained int;
BEGIN
  WITH header AS (
    SELECT r.* FROM jsonb_to_record(p_document) AS r(command text, actor jsonb, at timestamptz, "requestId" text)
  ), draft AS (
    SELECT * FROM jsonb_to_recordset(p_document->'events')
      AS d("accountSetId" int, "paperId" uuid, payload text, body text)
  ), before AS (
    SELECT p.account_set_id, p.id, p.chain_hash, p.event_count, d.payload, d.body
    FROM paper p JOIN draft d ON d."accountSetId" = p.account_set_id AND d."paperId" = p.id
    ORDER BY p.id FOR UPDATE OF p
  ), chained AS (
    UPDATE paper p SET event_count = b.event_count + 1,
      chain_hash = sha256(b.chain_hash || convert_to(b.body, 'UTF8'))
    FROM before b WHERE p.account_set_id = b.account_set_id AND p.id = b.id
    RETURNING p.account_set_id, p.id, p.event_count, b.chain_hash AS previous_hash, p.chain_hash, b.payload
  ), event AS (
    INSERT INTO paper_event (account_set_id, paper_id, sequence, command, actor, payload, at, request_id, previous_hash, hash)
    SELECT c.account_set_id, c.id, c.event_count, h.command, h.actor, c.payload::jsonb, h.at, h."requestId",
      c.previous_hash, c.chain_hash
    FROM chained c, header h RETURNING 1
  ), desk AS (
    INSERT INTO desk_event (account_set_id, subject, subject_id, command, actor, payload, at, request_id)
    SELECT d."accountSetId", d.subject, d."subjectId", h.command, h.actor, d.payload::jsonb, h.at, h."requestId"
    FROM header h, jsonb_to_recordset(p_document->'deskEvents')
      AS d("accountSetId" int, subject text, "subjectId" text, payload text)
  ), answer AS (
    UPDATE command_receipt t SET result = (p_document->'receipt'->>'result')::jsonb
    WHERE t.actor_id = (p_document->'receipt'->>'actorId')::uuid AND t.key = p_document->'receipt'->>'key'
  )
  SELECT count(*) FROM event INTO v_chained;
  RETURN v_chained;
END $$;
