-- What posting goods reads and writes, as functions whose plans PostgreSQL keeps (as in 75 and 85). The ledger's own functions
-- serve every room; a receipt is posted by one call that is made of them.

-- A goods paper with lines, counts, codes, signatures and copies, as its commands and gates look at it. Whole numbers that may
-- be large are text.
CREATE FUNCTION read_goods_paper(p_set int, p_paper uuid) RETURNS json
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
  SET plan_cache_mode = force_generic_plan SET timezone = 'UTC' AS $$
DECLARE v_form text := 'YYYY-MM-DD"T"HH24:MI:SS"Z"'; v_counts json; v_arrivals json;
BEGIN
  SELECT coalesce(json_agg(n.said ORDER BY n.round, n.line_no) FILTER (WHERE NOT n.is_arrival), '[]'),
    coalesce(json_agg(n.said ORDER BY n.round, n.line_no) FILTER (WHERE n.is_arrival), '[]') INTO v_counts, v_arrivals
  FROM (SELECT c.round, c.line_no, c.is_arrival, json_build_object('round', c.round, 'lineNo', c.line_no, 'productId', c.product_id,
      'goodE3', c.good_e3::text, 'damagedE3', c.damaged_e3::text, 'rejectedE3', c.rejected_e3::text, 'bookE3', c.book_e3::text,
      'batchNo', c.batch_no, 'producedOn', c.produced_on, 'reason', c.reason, 'countedById', c.counted_by_id,
      'countedByName', u.display_name, 'countedAt', to_char(c.counted_at, v_form)) AS said
    FROM goods_count c JOIN app_user u ON u.id = c.counted_by_id WHERE c.account_set_id = p_set AND c.paper_id = p_paper) n;
  RETURN (SELECT json_build_object('head', json_build_object('accountSetId', g.account_set_id, 'paperId', g.paper_id, 'number', p.number, 'kind', g.kind,
      'status', g.status, 'version', g.version, 'businessDate', g.business_date, 'warehouseId', g.warehouse_id,
      'warehouseName', g.warehouse_name,
      'storeId', (SELECT coalesce(w.parent_id, w.id) FROM warehouse w WHERE w.id = g.warehouse_id),
      'toWarehouseId', g.to_warehouse_id, 'toWarehouseName', g.to_warehouse_name, 'supplierId', g.supplier_id,
      'customerId', g.customer_id, 'partyName', g.party_name, 'partyContact', g.party_contact, 'sourcePaperId', g.source_paper_id,
      'sourceNumber', (SELECT q.number FROM paper q WHERE q.account_set_id = g.account_set_id AND q.id = g.source_paper_id),
      'purpose', g.purpose, 'reason', g.reason, 'externalNumber', g.external_number, 'expectedOn', g.expected_on,
      'priceMode', g.price_mode, 'preparerId', g.preparer_id, 'preparerName', g.preparer_name, 'handlerId', g.handler_id,
      'handlerName', g.handler_name, 'keeperId', g.keeper_id,
      'keeperName', (SELECT u.display_name FROM app_user u WHERE u.id = g.keeper_id), 'verifiedById', g.verified_by_id,
      'verifiedByName', (SELECT u.display_name FROM app_user u WHERE u.id = g.verified_by_id), 'decidedById', g.decided_by_id,
      'decidedByName', (SELECT u.display_name FROM app_user u WHERE u.id = g.decided_by_id), 'decisionRemark', g.decision_remark,
      'openedAt', to_char(g.opened_at, v_form), 'countedAt', to_char(g.counted_at, v_form),
      'verifiedAt', to_char(g.verified_at, v_form), 'sentAt', to_char(g.sent_at, v_form), 'postedAt', to_char(g.posted_at, v_form)),
    'more', json_build_object('netFen', g.net_fen::text, 'taxFen', g.tax_fen::text, 'grossFen', g.gross_fen::text,
      'contentHash', encode(p.content_hash, 'hex'), 'codesHash', encode(p.codes_hash, 'hex'),
      'requiresDistinctSigners', s.requires_distinct_signers, 'numberFormat', s.number_format, 'counts', v_counts, 'arrivals', v_arrivals,
      'lines', (SELECT json_agg(json_build_object('lineNo', l.line_no, 'productId', l.product_id, 'productCode', l.product_code,
          'productName', l.product_name, 'specification', l.specification, 'baseUnit', l.base_unit, 'caseUnit', l.case_unit,
          'caseFactorE3', l.case_factor_e3::text, 'qtyE3', l.qty_e3::text, 'unitPriceE4', l.unit_price_e4::text,
          'amountFen', l.amount_fen::text, 'taxRateBp', l.tax_rate_bp, 'netFen', l.net_fen::text, 'taxFen', l.tax_fen::text,
          'codesDue', l.codes_due, 'sourcePaperId', l.source_paper_id, 'sourceLineNo', l.source_line_no,
          'disposition', l.disposition, 'remark', l.remark, 'kinds', r.code_kinds, 'hasCaseCodes', r.has_case_codes,
          'hasBottleCodes', r.has_bottle_codes, 'coverageBp', r.code_coverage_bp, 'shelfLifeDays', r.shelf_life_days,
          'cases', coalesce(c.cases, 0), 'bottles', coalesce(c.bottles, 0), 'damagedWaiting', coalesce(w.waiting, 0)) ORDER BY l.line_no)
        FROM goods_paper_line l JOIN product r ON r.id = l.product_id
        LEFT JOIN (SELECT h.line_no, count(*) FILTER (WHERE h.kind <> 'BOTTLE') AS cases, count(*) FILTER (WHERE h.kind = 'BOTTLE') AS bottles
          FROM code_capture h WHERE h.account_set_id = p_set AND h.paper_id = p_paper
            AND NOT EXISTS (SELECT FROM code_release f WHERE f.account_set_id = h.account_set_id AND f.paper_id = h.paper_id
              AND f.sequence = h.sequence) GROUP BY 1) c ON c.line_no = l.line_no
        LEFT JOIN (SELECT m.line_no, count(*) AS waiting FROM damaged_code m
          WHERE m.account_set_id = p_set AND m.paper_id = p_paper AND m.decision IS NULL GROUP BY 1) w ON w.line_no = l.line_no
        WHERE l.account_set_id = g.account_set_id AND l.paper_id = g.paper_id),
      'signatures', (SELECT coalesce(json_agg(json_build_object('slot', n.slot, 'signerId', n.signer_id, 'signerName', n.signer_name,
          'signedAt', to_char(n.signed_at, v_form),
          'isWhole', n.content_hash = p.content_hash AND (n.codes_hash IS NULL OR n.codes_hash = p.codes_hash))), '[]')
        FROM signature n WHERE n.account_set_id = g.account_set_id AND n.paper_id = g.paper_id),
      'copies', (SELECT coalesce(json_agg(json_build_object('kind', c.kind, 'place', c.place, 'keeperId', c.keeper_id,
          'keeperName', u.display_name, 'offeredPlace', c.offered_place, 'offeredToId', c.offered_to_id,
          'isExcused', EXISTS (SELECT FROM incident_statement i WHERE i.account_set_id = c.account_set_id
            AND i.paper_id = c.paper_id AND i.copy_kind = c.kind AND i.ruling = 'ACCEPTED'),
          'isStatementWaiting', EXISTS (SELECT FROM incident_statement i WHERE i.account_set_id = c.account_set_id
            AND i.paper_id = c.paper_id AND i.copy_kind = c.kind AND i.ruling IS NULL)) ORDER BY c.kind), '[]')
        FROM document_copy c LEFT JOIN app_user u ON u.id = c.keeper_id
        WHERE c.account_set_id = g.account_set_id AND c.paper_id = g.paper_id),
      'voidRequest', (SELECT json_build_object('reason', o.reason, 'byId', o.requested_by_id, 'byName', u.display_name, 'decision', o.decision)
        FROM void_record o JOIN app_user u ON u.id = o.requested_by_id
        WHERE o.account_set_id = g.account_set_id AND o.paper_id = g.paper_id)))
  FROM goods_paper g
  JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
  JOIN account_set s ON s.id = g.account_set_id
  WHERE g.account_set_id = p_set AND g.paper_id = p_paper);
END $$;

-- A purchase order with how much of each line has come; null when the account set has no such order.
CREATE FUNCTION read_purchase_order(p_set int, p_paper uuid) RETURNS json
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
  SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN (SELECT json_build_object('paperId', g.paper_id, 'number', p.number, 'status', g.status, 'version', g.version,
    'supplierId', g.supplier_id, 'priceMode', g.price_mode,
    'isVoidWaiting', EXISTS (SELECT FROM void_record v WHERE v.account_set_id = g.account_set_id AND v.paper_id = g.paper_id
      AND v.decision IS NULL),
    'lines', (SELECT json_agg(json_build_object('lineNo', l.line_no, 'productId', l.product_id, 'qtyE3', l.qty_e3::text,
        'receivedE3', coalesce(q.received_e3, 0)::text, 'unitPriceE4', l.unit_price_e4::text, 'taxRateBp', l.tax_rate_bp,
        'netFen', l.net_fen::text, 'taxFen', l.tax_fen::text) ORDER BY l.line_no)
      FROM goods_paper_line l LEFT JOIN goods_progress q USING (account_set_id, paper_id, line_no)
      WHERE l.account_set_id = g.account_set_id AND l.paper_id = g.paper_id))
  FROM goods_paper g JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
  WHERE g.account_set_id = p_set AND g.paper_id = p_paper AND g.kind = 'PURCHASE_ORDER');
END $$;

-- Holds the order behind a receipt, the receipt and the period, in this order, and answers what stands when all are held, with
-- the damaged corner of the store and the shelf life of what was counted.
CREATE FUNCTION read_receipt_to_post(p_set int, p_paper uuid, p_period text) RETURNS json
LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
  SET plan_cache_mode = force_generic_plan AS $$
DECLARE v_order uuid; v_warehouse uuid; v_period text;
BEGIN
  SELECT g.source_paper_id, g.warehouse_id INTO v_order, v_warehouse FROM goods_paper g WHERE g.account_set_id = p_set AND g.paper_id = p_paper;
  PERFORM FROM paper p JOIN goods_paper g ON g.account_set_id = p.account_set_id AND g.paper_id = p.id
    WHERE p.account_set_id = p_set AND p.id = v_order FOR UPDATE;
  PERFORM FROM paper p JOIN goods_paper g ON g.account_set_id = p.account_set_id AND g.paper_id = p.id
    WHERE p.account_set_id = p_set AND p.id = p_paper FOR UPDATE;
  SELECT a.status INTO v_period FROM accounting_period a WHERE a.account_set_id = p_set AND a.period = p_period FOR SHARE;
  RETURN json_build_object('paper', read_goods_paper(p_set, p_paper), 'order', read_purchase_order(p_set, v_order), 'period', v_period,
    'damagedWarehouseId', (SELECT w.id FROM warehouse w WHERE w.parent_id = v_warehouse AND w.kind = 'DAMAGED'),
    'shelfLifeDays', (SELECT coalesce(json_agg(json_build_array(r.id, r.shelf_life_days)), '[]') FROM product r WHERE r.id IN
      (SELECT c.product_id FROM goods_count c WHERE c.account_set_id = p_set AND c.paper_id = p_paper)));
END $$;

-- Moves goods: makes the balance rows that are missing, locks all of them in product order, inserts the entries and changes the
-- balances from the inserted rows. Goods that leave without a value go at the moving average, one move after the other. Fails
-- when a move does not fall into an open period, and leaves what is not there to the checks of the balance.
CREATE FUNCTION move_stock(p_moves jsonb, p_recorder uuid, p_at timestamptz)
RETURNS TABLE (entry_id bigint, warehouse_id uuid, product_id uuid, paper_id uuid, line_no int, qty_e3 bigint, value_fen bigint)
LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
  SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE v_moved int;
BEGIN
  INSERT INTO stock_balance (account_set_id, warehouse_id, product_id, on_hand_e3)
    SELECT DISTINCT d."accountSetId", d."warehouseId", d."productId", 0
    FROM jsonb_to_recordset(p_moves) AS d("accountSetId" int, "warehouseId" uuid, "productId" uuid)
    ORDER BY d."accountSetId", d."productId", d."warehouseId"
    ON CONFLICT DO NOTHING;
  PERFORM FROM (SELECT DISTINCT d."accountSetId", d."warehouseId", d."productId"
      FROM jsonb_to_recordset(p_moves) AS d("accountSetId" int, "warehouseId" uuid, "productId" uuid)) d
    JOIN stock_balance b ON b.account_set_id = d."accountSetId" AND b.warehouse_id = d."warehouseId" AND b.product_id = d."productId"
    ORDER BY b.account_set_id, b.product_id, b.warehouse_id FOR UPDATE OF b;
  PERFORM FROM (SELECT DISTINCT d."accountSetId", to_char(d."businessDate", 'YYYYMM') AS period
      FROM jsonb_to_recordset(p_moves) AS d("accountSetId" int, "businessDate" date)) d
    JOIN accounting_period o ON o.account_set_id = d."accountSetId" AND o.period = d.period AND o.status = 'OPEN'
    ORDER BY o.account_set_id, o.period FOR SHARE OF o;
  RETURN QUERY WITH draft AS MATERIALIZED (
    SELECT n.*, sum(CASE WHEN n."toPlace" <> 'WAREHOUSE' AND n."valueFen" IS NULL THEN n."qtyE3" END)
      OVER (PARTITION BY n."accountSetId", n."warehouseId", n."productId" ORDER BY n.position) AS so_far
    FROM (SELECT d.*, row_number() OVER (ORDER BY d."paperId", d."lineNo", d."productId") AS position FROM jsonb_to_recordset(p_moves) AS d(
      "accountSetId" int, "warehouseId" uuid, "productId" uuid, "fromPlace" text, "toPlace" text, "qtyE3" bigint,
      "valueFen" bigint, "businessDate" date, "paperId" uuid, "lineNo" int, "releasedE3" bigint, "reversesId" bigint)) n
  ), entry AS (
    INSERT INTO stock_entry (account_set_id, paper_id, line_no, warehouse_id, product_id, from_place, to_place,
      qty_e3, value_fen, business_date, recorded_at, recorded_by_id, reverses_id)
    SELECT d."accountSetId", d."paperId", d."lineNo", d."warehouseId", d."productId", d."fromPlace", d."toPlace", d."qtyE3",
      coalesce(d."valueFen", CASE WHEN d."toPlace" <> 'WAREHOUSE' THEN (round(b.value_fen * least(d.so_far, b.on_hand_e3) / nullif(b.on_hand_e3, 0))
        - round(b.value_fen * least(d.so_far - d."qtyE3", b.on_hand_e3) / nullif(b.on_hand_e3, 0)))::bigint END, 0),
      d."businessDate", p_at, p_recorder, d."reversesId"
    FROM draft d
    JOIN accounting_period o ON o.account_set_id = d."accountSetId" AND o.period = to_char(d."businessDate", 'YYYYMM') AND o.status = 'OPEN'
    JOIN stock_balance b ON b.account_set_id = d."accountSetId" AND b.warehouse_id = d."warehouseId" AND b.product_id = d."productId"
    ORDER BY d.position
    RETURNING *
  ), change AS (
    SELECT e.account_set_id, e.warehouse_id, e.product_id,
      sum(CASE WHEN e.to_place = 'WAREHOUSE' THEN e.qty_e3 ELSE -e.qty_e3 END)::bigint AS qty_e3,
      sum(CASE WHEN e.to_place = 'WAREHOUSE' THEN e.value_fen ELSE -e.value_fen END)::bigint AS value_fen
    FROM entry e GROUP BY 1, 2, 3
  ), released AS (
    SELECT d."accountSetId", d."warehouseId", d."productId", sum(coalesce(d."releasedE3", 0))::bigint AS qty_e3 FROM draft d GROUP BY 1, 2, 3
  ), balance AS (
    UPDATE stock_balance b SET on_hand_e3 = b.on_hand_e3 + c.qty_e3, value_fen = b.value_fen + c.value_fen,
      reserved_e3 = b.reserved_e3 - r.qty_e3
    FROM change c JOIN released r ON r."accountSetId" = c.account_set_id AND r."warehouseId" = c.warehouse_id
      AND r."productId" = c.product_id
    WHERE b.account_set_id = c.account_set_id AND b.warehouse_id = c.warehouse_id AND b.product_id = c.product_id
  )
  SELECT e.id, e.warehouse_id, e.product_id, e.paper_id, e.line_no, e.qty_e3, e.value_fen FROM entry e ORDER BY e.id;
  GET DIAGNOSTICS v_moved = ROW_COUNT;
  IF v_moved <> jsonb_array_length(p_moves) THEN
    RAISE EXCEPTION 'ledger: % of % stock moves fell into an open period', v_moved, jsonb_array_length(p_moves);
  END IF;
END $$;

-- Enters what a paper changes between the house and a supplier, the balance held first; with an item, what is then open.
-- Amounts are from one account to another. Fails when the supplier has no balance.
CREATE FUNCTION enter_payables(p_act jsonb, p_amounts jsonb, p_at timestamptz, p_item jsonb) RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
  SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_set int := (p_act->>'accountSetId')::int; v_supplier uuid := (p_act->>'supplierId')::uuid; v_paper uuid := (p_act->>'paperId')::uuid;
  v_date date := (p_act->>'businessDate')::date;
BEGIN
  PERFORM FROM supplier_balance b WHERE b.account_set_id = v_set AND b.supplier_id = v_supplier FOR UPDATE;
  WITH entry AS (
    INSERT INTO payable_entry (account_set_id, supplier_id, paper_id, from_account, to_account, amount_fen, business_date, recorded_at)
    SELECT v_set, v_supplier, v_paper, a."from", a."to", a."amountFen", v_date, p_at
    FROM jsonb_to_recordset(p_amounts) AS a("from" text, "to" text, "amountFen" bigint)
    RETURNING from_account, to_account, amount_fen
  ), item AS (
    INSERT INTO payable_item (account_set_id, paper_id, supplier_id, amount_fen, open_fen, business_date, due_date)
    SELECT v_set, v_paper, v_supplier, (p_item->>'amountFen')::bigint, (p_item->>'amountFen')::bigint, v_date, (p_item->>'dueDate')::date
    WHERE p_item IS NOT NULL
  ), change AS (
    SELECT coalesce(sum(CASE 'PAYABLE' WHEN from_account THEN amount_fen WHEN to_account THEN -amount_fen END), 0) AS payable,
      coalesce(sum(CASE 'UNBILLED' WHEN from_account THEN amount_fen WHEN to_account THEN -amount_fen END), 0) AS unbilled,
      coalesce(sum(CASE 'ADVANCE' WHEN to_account THEN amount_fen WHEN from_account THEN -amount_fen END), 0) AS advance
    FROM entry
  )
  UPDATE supplier_balance b SET payable_fen = b.payable_fen + c.payable, unbilled_fen = b.unbilled_fen + c.unbilled,
    advance_fen = b.advance_fen + c.advance
  FROM change c WHERE b.account_set_id = v_set AND b.supplier_id = v_supplier;
  IF NOT FOUND THEN RAISE EXCEPTION 'payables: the supplier has no balance'; END IF;
END $$;

-- Enters vouchers, each with its lines by the parts that accounts play. Fails when a period is not open or the chart does not
-- name an account for a part.
CREATE FUNCTION enter_vouchers(p_vouchers jsonb, p_recorder uuid, p_at timestamptz) RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
  SET plan_cache_mode = force_generic_plan AS $$
DECLARE v_entered int; v_due int;
BEGIN
  WITH draft AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(p_vouchers) AS v("accountSetId" int, id uuid, "paperId" uuid, kind text, "businessDate" date, lines jsonb)
  ), open AS MATERIALIZED (
    SELECT o.account_set_id, o.period FROM (SELECT DISTINCT d."accountSetId", to_char(d."businessDate", 'YYYYMM') AS period FROM draft d) d
    JOIN accounting_period o ON o.account_set_id = d."accountSetId" AND o.period = d.period AND o.status = 'OPEN'
    ORDER BY 1, 2 FOR SHARE OF o
  ), voucher AS (
    INSERT INTO journal_voucher (account_set_id, id, paper_id, kind, business_date, period, recorded_at, recorded_by_id)
    SELECT d."accountSetId", d.id, d."paperId", d.kind, d."businessDate", o.period, p_at, p_recorder
    FROM draft d JOIN open o ON o.account_set_id = d."accountSetId" AND o.period = to_char(d."businessDate", 'YYYYMM')
    RETURNING account_set_id, id
  ), entry AS (
    INSERT INTO journal_entry (account_set_id, voucher_id, line_no, debit_account, credit_account, amount_fen)
    SELECT v.account_set_id, v.id, l."lineNo", debit.code, credit.code, l."amountFen"
    FROM voucher v JOIN draft d ON d."accountSetId" = v.account_set_id AND d.id = v.id
    CROSS JOIN LATERAL jsonb_to_recordset(d.lines) AS l("lineNo" int, debit text, credit text, "amountFen" bigint)
    JOIN account_use debit ON debit.account_set_id = v.account_set_id AND debit.use = l.debit
    JOIN account_use credit ON credit.account_set_id = v.account_set_id AND credit.use = l.credit
    RETURNING 1
  )
  SELECT (SELECT count(*) FROM entry), (SELECT sum(jsonb_array_length(d.lines)) FROM draft d) INTO v_entered, v_due;
  IF v_entered IS DISTINCT FROM v_due THEN
    RAISE EXCEPTION 'journal: % of % lines were entered', v_entered, v_due;
  END IF;
END $$;

-- Adds what came to the lines of an order, or takes it away where the figures are below zero, and moves the order to what its
-- lines say. An order that is closed stays closed. The caller holds the order.
CREATE FUNCTION move_order_progress(p_set int, p_order uuid, p_came jsonb) RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
  SET plan_cache_mode = force_generic_plan AS $$
DECLARE v_is_whole boolean; v_is_begun boolean;
BEGIN
  UPDATE goods_progress q SET received_e3 = q.received_e3 + c.qty, received_net_fen = q.received_net_fen + c.net
    FROM (SELECT d."lineNo" AS line_no, sum(d."qtyE3")::bigint AS qty, sum(d."netFen")::bigint AS net
      FROM jsonb_to_recordset(p_came) AS d("lineNo" int, "qtyE3" bigint, "netFen" bigint) GROUP BY 1) c
    WHERE q.account_set_id = p_set AND q.paper_id = p_order AND q.line_no = c.line_no;
  SELECT bool_and(q.received_e3 >= l.qty_e3), bool_or(q.received_e3 > 0) INTO v_is_whole, v_is_begun
    FROM goods_paper_line l JOIN goods_progress q ON q.account_set_id = l.account_set_id AND q.paper_id = l.paper_id AND q.line_no = l.line_no
    WHERE l.account_set_id = p_set AND l.paper_id = p_order;
  UPDATE goods_paper g SET version = g.version + 1, status = CASE
      WHEN g.status NOT IN ('APPROVED', 'PARTLY_RECEIVED', 'RECEIVED') THEN g.status
      WHEN v_is_whole THEN 'RECEIVED' WHEN v_is_begun THEN 'PARTLY_RECEIVED' ELSE 'APPROVED' END
    WHERE g.account_set_id = p_set AND g.paper_id = p_order;
END $$;

-- Posts a receipt: the paper moves on from the version seen, then progress of its order, stock, what the supplier is owed
-- unbilled, batches and voucher, each as its own function enters it. False when the paper is no longer as seen.
CREATE FUNCTION write_posted_receipt(p_document jsonb) RETURNS boolean
LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
  SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_set int := (p_document->>'accountSetId')::int; v_paper uuid := (p_document->>'paperId')::uuid; v_at timestamptz := (p_document->>'at')::timestamptz;
  v_recorder uuid := (p_document->>'recordedById')::uuid;
BEGIN
  UPDATE goods_paper g SET status = 'POSTED', version = g.version + 1, posted_at = v_at
    WHERE g.account_set_id = v_set AND g.paper_id = v_paper AND g.status = p_document->>'status' AND g.version = (p_document->>'version')::int;
  IF NOT FOUND THEN RETURN false; END IF;
  IF jsonb_array_length(p_document->'came') > 0 THEN
    PERFORM move_order_progress(v_set, (p_document->>'orderId')::uuid, p_document->'came');
  END IF;
  IF jsonb_array_length(p_document->'moves') > 0 THEN PERFORM move_stock(p_document->'moves', v_recorder, v_at); END IF;
  IF jsonb_array_length(p_document->'amounts') > 0 THEN
    PERFORM enter_payables(p_document->'act', p_document->'amounts', v_at, NULL);
  END IF;
  IF jsonb_array_length(p_document->'batches') > 0 THEN
    INSERT INTO batch (account_set_id, paper_id, line_no, warehouse_id, product_id, batch_no, produced_on, expires_on, qty_e3, received_on)
      SELECT v_set, v_paper, b."lineNo", (p_document->>'warehouseId')::uuid, b."productId", b."batchNo", b."producedOn",
        b."expiresOn", b."qtyE3", (p_document->>'postingDate')::date
      FROM jsonb_to_recordset(p_document->'batches') AS b("lineNo" int, "productId" uuid, "batchNo" text,
        "producedOn" date, "expiresOn" date, "qtyE3" bigint);
  END IF;
  IF jsonb_array_length(p_document->'vouchers') > 0 THEN PERFORM enter_vouchers(p_document->'vouchers', v_recorder, v_at); END IF;
  RETURN true;
END $$;
