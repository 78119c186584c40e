-- The ceiling of posting a receipt: one call of one SQL function writes what posting writes, with the same locks, triggers,
-- checks and hashes. It reads only what it must to know what to write: the last count, and what the order says of its worth.
CREATE OR REPLACE FUNCTION bench_post_receipt(p_set int, p_paper uuid, p_actor uuid, p_key text) RETURNS bigint LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_now timestamptz := clock_timestamp(); v_date date := (v_now AT TIME ZONE 'Asia/Shanghai')::date; v_voucher uuid := gen_random_uuid();
  v_hash bytea := sha256(p_key::bytea); v_order uuid; v_supplier uuid; v_warehouse uuid; v_number text; v_net bigint; v_said jsonb;
  v_lines int[]; v_products uuid[]; v_qty bigint[]; v_values bigint[];
BEGIN
  PERFORM pg_advisory_xact_lock_shared(7403001);
  INSERT INTO command_receipt (actor_id, key, command, input_hash) VALUES (p_actor, p_key, 'bench', v_hash);
  SELECT source_paper_id, supplier_id, warehouse_id INTO v_order, v_supplier, v_warehouse FROM goods_paper WHERE account_set_id = p_set AND paper_id = p_paper;
  PERFORM 1 FROM paper p JOIN goods_paper g ON g.account_set_id = p.account_set_id AND g.paper_id = p.id
    WHERE p.account_set_id = p_set AND p.id = v_order FOR UPDATE;
  PERFORM 1 FROM paper p JOIN goods_paper g ON g.account_set_id = p.account_set_id AND g.paper_id = p.id
    WHERE p.account_set_id = p_set AND p.id = p_paper FOR UPDATE;
  PERFORM 1 FROM accounting_period WHERE account_set_id = p_set AND period = to_char(v_date, 'YYYYMM') AND status = 'OPEN' FOR SHARE;
  SELECT array_agg(o.line_no ORDER BY c.line_no), array_agg(c.product_id ORDER BY c.line_no), array_agg(c.good_e3 ORDER BY c.line_no),
    array_agg(w.worth ORDER BY c.line_no), sum(w.worth), jsonb_agg(jsonb_build_object('lineNo', c.line_no, 'goodE3', c.good_e3::text,
      'damagedE3', c.damaged_e3::text, 'netFen', w.worth::text) ORDER BY c.line_no)
    INTO v_lines, v_products, v_qty, v_values, v_net, v_said
    FROM goods_count c JOIN goods_paper_line l ON l.account_set_id = c.account_set_id AND l.paper_id = c.paper_id AND l.line_no = c.line_no
    JOIN goods_paper_line o ON o.account_set_id = l.account_set_id AND o.paper_id = l.source_paper_id AND o.line_no = l.source_line_no
    JOIN goods_progress q ON q.account_set_id = o.account_set_id AND q.paper_id = o.paper_id AND q.line_no = o.line_no
    CROSS JOIN LATERAL (SELECT (round(o.net_fen::numeric * (q.received_e3 + c.good_e3) / o.qty_e3)
      - round(o.net_fen::numeric * q.received_e3 / o.qty_e3))::bigint AS worth) w
    WHERE c.account_set_id = p_set AND c.paper_id = p_paper
      AND c.round = (SELECT max(r.round) FROM goods_count r WHERE r.account_set_id = p_set AND r.paper_id = p_paper);
  UPDATE goods_paper SET status = 'POSTED', version = version + 1, posted_at = v_now WHERE account_set_id = p_set AND paper_id = p_paper AND status = 'VERIFIED';
  UPDATE goods_progress q SET received_e3 = q.received_e3 + u.q, received_net_fen = q.received_net_fen + u.v
    FROM unnest(v_lines, v_qty, v_values) u(l, q, v) WHERE q.account_set_id = p_set AND q.paper_id = v_order AND q.line_no = u.l;
  UPDATE goods_paper SET status = 'RECEIVED', version = version + 1 WHERE account_set_id = p_set AND paper_id = v_order;
  INSERT INTO stock_balance (account_set_id, warehouse_id, product_id, on_hand_e3) SELECT p_set, v_warehouse, p, 0 FROM unnest(v_products) p
    ORDER BY p ON CONFLICT DO NOTHING;
  PERFORM 1 FROM stock_balance b WHERE b.account_set_id = p_set AND b.warehouse_id = v_warehouse AND b.product_id = ANY (v_products)
    ORDER BY b.product_id FOR UPDATE;
  INSERT INTO stock_entry (account_set_id, paper_id, line_no, warehouse_id, product_id, from_place, to_place, qty_e3, value_fen,
      business_date, recorded_at, recorded_by_id)
    SELECT p_set, p_paper, o, v_warehouse, p, 'SUPPLIER', 'WAREHOUSE', q, v, v_date, v_now, p_actor
    FROM unnest(v_products, v_qty, v_values) WITH ORDINALITY u(p, q, v, o);
  UPDATE stock_balance b SET on_hand_e3 = b.on_hand_e3 + u.q, value_fen = b.value_fen + u.v FROM unnest(v_products, v_qty, v_values) u(p, q, v)
    WHERE b.account_set_id = p_set AND b.warehouse_id = v_warehouse AND b.product_id = u.p;
  PERFORM 1 FROM supplier_balance WHERE account_set_id = p_set AND supplier_id = v_supplier FOR UPDATE;
  INSERT INTO payable_entry (account_set_id, supplier_id, paper_id, from_account, to_account, amount_fen, business_date, recorded_at)
    VALUES (p_set, v_supplier, p_paper, 'UNBILLED', 'GOODS', v_net, v_date, v_now);
  UPDATE supplier_balance SET unbilled_fen = unbilled_fen + v_net WHERE account_set_id = p_set AND supplier_id = v_supplier;
  INSERT INTO journal_voucher (account_set_id, id, paper_id, kind, business_date, period, recorded_at, recorded_by_id)
    VALUES (p_set, v_voucher, p_paper, 'PURCHASE', v_date, to_char(v_date, 'YYYYMM'), v_now, p_actor);
  INSERT INTO journal_entry (account_set_id, voucher_id, line_no, debit_account, credit_account, amount_fen)
    SELECT p_set, v_voucher, 1, d.code, c.code, v_net FROM account_use d, account_use c
    WHERE d.account_set_id = p_set AND d.use = 'INVENTORY' AND c.account_set_id = p_set AND c.use = 'UNBILLED';
  SELECT number INTO v_number FROM paper WHERE account_set_id = p_set AND id = p_paper;
  v_said := jsonb_build_object('number', v_number, 'on', v_date, 'netFen', v_net::text, 'lines', v_said);
  UPDATE paper SET event_count = event_count + 1, chain_hash = sha256(chain_hash || convert_to(v_said::text, 'UTF8')) WHERE account_set_id = p_set AND id = p_paper;
  INSERT INTO paper_event (account_set_id, paper_id, sequence, command, actor, payload, at, request_id, previous_hash, hash)
    SELECT p_set, id, event_count, 'goodsReceipt.post', '{"kind":"person"}', v_said, v_now, p_key, v_hash, chain_hash
    FROM paper WHERE account_set_id = p_set AND id = p_paper;
  UPDATE command_receipt SET result = jsonb_build_object('number', v_number, 'status', 'POSTED') WHERE actor_id = p_actor AND key = p_key;
  RETURN v_net;
END $$;
