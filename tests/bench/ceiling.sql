-- The ceiling: one call of one SQL function writes what issuing a note writes, with the same locks, triggers,
-- checks and hashes, and reads nothing it does not need. What the desk does over it is the desk's price.
CREATE OR REPLACE FUNCTION bench_issue(p_set int, p_customer uuid, p_address uuid, p_warehouse uuid, p_preparer uuid,
  p_handler uuid, p_products uuid[], p_qty bigint[], p_price bigint, p_key text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_note uuid := gen_random_uuid(); v_order uuid := gen_random_uuid(); v_now timestamptz := clock_timestamp();
  v_date date := (v_now AT TIME ZONE 'Asia/Shanghai')::date; v_period text := to_char(v_date, 'YYYYMM');
  v_lines int := cardinality(p_products); v_goods bigint; v_net bigint; v_seq int; v_order_seq int; v_number text; v_hash bytea;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(7403001);
  INSERT INTO command_receipt (actor_id, key, command, input_hash) VALUES (p_preparer, p_key, 'bench', sha256(p_key::bytea));
  PERFORM 1 FROM stock_balance b WHERE b.account_set_id = p_set AND b.warehouse_id = p_warehouse AND b.product_id = ANY (p_products)
    ORDER BY b.product_id FOR UPDATE;
  PERFORM 1 FROM customer_balance b WHERE b.account_set_id = p_set AND b.customer_id = p_customer FOR UPDATE;
  SELECT sum(round(q::numeric * p_price / 100000))::bigint, sum(round(round(q::numeric * p_price / 100000) * 10000 / 11300))::bigint
    INTO v_goods, v_net FROM unnest(p_qty) q;
  UPDATE stock_balance b SET reserved_e3 = b.reserved_e3 + u.q FROM unnest(p_products, p_qty) u(p, q)
    WHERE b.account_set_id = p_set AND b.warehouse_id = p_warehouse AND b.product_id = u.p;
  UPDATE customer_balance b SET committed_fen = b.committed_fen + v_goods WHERE b.account_set_id = p_set AND b.customer_id = p_customer;
  INSERT INTO paper_counter VALUES (p_set, 'DELIVERY_NOTE', v_period, 1)
    ON CONFLICT (account_set_id, kind, period) DO UPDATE SET last = paper_counter.last + 1 RETURNING last INTO v_seq;
  INSERT INTO paper_counter VALUES (p_set, 'SALES_ORDER', v_period, 1)
    ON CONFLICT (account_set_id, kind, period) DO UPDATE SET last = paper_counter.last + 1 RETURNING last INTO v_order_seq;
  v_number := 'XH' || v_period || '-' || lpad(v_seq::text, 5, '0');
  v_hash := sha256((v_number || v_goods::text || v_note::text)::bytea);
  INSERT INTO paper (account_set_id, id, kind, number, period, sequence, business_date, content_hash, created_by_id, created_at, chain_hash)
    VALUES (p_set, v_note, 'DELIVERY_NOTE', v_number, v_period, v_seq, v_date, v_hash, p_preparer, v_now, v_hash),
      (p_set, v_order, 'SALES_ORDER', 'SO' || v_period || '-' || lpad(v_order_seq::text, 5, '0'), v_period, v_order_seq, v_date, v_hash, p_preparer, v_now, v_hash);
  INSERT INTO sales_order (account_set_id, paper_id, customer_id, status, intake_channel, recorded_by_id, confirmed_at, confirmed_how,
      confirmed_by_id, expected_on, gross_fen)
    VALUES (p_set, v_order, p_customer, 'BILLED', 'PHONE', p_preparer, v_now, 'PHONE', p_preparer, v_date, v_goods);
  INSERT INTO sales_order_line (account_set_id, paper_id, line_no, product_id, qty_e3, unit_price_e4, amount_fen, billed_e3)
    SELECT p_set, v_order, o, p, q, p_price, round(q::numeric * p_price / 100000)::bigint, q FROM unnest(p_products, p_qty) WITH ORDINALITY u(p, q, o);
  INSERT INTO delivery_note (account_set_id, paper_id, order_id, customer_id, address_id, customer_name, contact_name, phone,
      delivery_address, channel, settlement_method, price_mode, warehouse_id, warehouse_name, preparer_id, preparer_name, handler_id,
      handler_name, business_date, expected_on, line_count, goods_fen, net_fen, tax_fen, gross_fen, status, issued_at)
    SELECT p_set, v_note, v_order, c.id, p_address, c.name, c.contact_name, c.phone, 'bench', c.channel, c.settlement_method, c.price_mode,
      p_warehouse, 'bench', p_preparer, 'bench', p_handler, 'bench', v_date, v_date, v_lines, v_goods, v_net, v_goods - v_net, v_goods, 'ISSUED', v_now
    FROM customer c WHERE c.account_set_id = p_set AND c.id = p_customer;
  INSERT INTO delivery_note_line (account_set_id, paper_id, line_no, customer_id, product_id, product_code, product_name, specification,
      base_unit, qty_e3, unit_price_e4, price_source, discount_fen, amount_fen, tax_rate_bp, net_fen, tax_fen, is_gift, remark, codes_due, business_date)
    SELECT p_set, v_note, u.o, p_customer, u.p, r.code, r.name, r.specification, r.base_unit, u.q, p_price, 'LIST_PRICE', 0, a.amount, 1300,
      a.net, a.amount - a.net, false, '', 0, v_date
    FROM unnest(p_products, p_qty) WITH ORDINALITY u(p, q, o) JOIN product r ON r.id = u.p
    CROSS JOIN LATERAL (SELECT round(u.q::numeric * p_price / 100000)::bigint AS amount,
      round(round(u.q::numeric * p_price / 100000) * 10000 / 11300)::bigint AS net) a;
  INSERT INTO document_copy (account_set_id, paper_id, kind, place, keeper_id, since_at, token, event_count)
    SELECT p_set, v_note, k, 'DESK', p_preparer, v_now, gen_random_uuid()::text, 1 FROM unnest(ARRAY['STUB', 'DRIVER', 'CUSTOMER', 'ACCOUNTING']) k;
  INSERT INTO custody_event (account_set_id, paper_id, copy_kind, sequence, act, to_place, to_id, actor_id, method, at)
    SELECT p_set, v_note, k, 1, 'CREATED', 'DESK', p_preparer, p_preparer, 'PRESS', v_now FROM unnest(ARRAY['STUB', 'DRIVER', 'CUSTOMER', 'ACCOUNTING']) k;
  INSERT INTO signature (account_set_id, paper_id, slot, signer_id, signer_name, content_hash, method, signed_at, hash)
    VALUES (p_set, v_note, 'PREPARER', p_preparer, 'bench', v_hash, 'PIN', v_now, sha256(v_hash));
  UPDATE paper SET event_count = 1, chain_hash = sha256(chain_hash || v_hash) WHERE account_set_id = p_set AND id IN (v_note, v_order);
  INSERT INTO paper_event (account_set_id, paper_id, sequence, command, actor, payload, at, request_id, previous_hash, hash)
    SELECT p_set, i, 1, 'note.issue', '{"kind":"person"}', '{"lineCount":10}', v_now, v_number, v_hash, sha256(v_hash) FROM unnest(ARRAY[v_note, v_order]) i;
  UPDATE command_receipt SET result = jsonb_build_object('number', v_number) WHERE actor_id = p_preparer AND key = p_key;
  RETURN v_number;
END $$;
