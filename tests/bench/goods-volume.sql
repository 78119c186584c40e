-- Years of goods for the bench, set by set: lots of goods come in by receipts of ten lines; some stay, some are sold, some go
-- to the other store first, some come back. Every lot has cases with twelve bottles packed in each, known by their case, and
-- loose bottles; of every eighth lot a case was opened and its bottles sold one by one. Numbers are gapless, headers are the
-- sum of their lines, balances the sum of their entries. Row hashes are as wide as real ones and are not real.
-- Runs as superuser with triggers off; the temporary table `wish` says for whom and how much.

INSERT INTO supplier (account_set_id, id, code, name, name_key, initials, search_key, contact_name, phone)
  SELECT w.set_id, pg_temp.id_of(1, n, '2020-01-01Z'), 'B' || n, '量测酒厂' || n, '量测酒厂' || n, 'LCJC', '量测酒厂' || n, '量测', '13800000000'
  FROM wish w, generate_series(0, 19) n;
INSERT INTO supplier_balance (account_set_id, supplier_id) SELECT account_set_id, id FROM supplier WHERE code ~ '^B\d+$';

-- A lot's fate: 0 and 1 stay; 2, 3 and 4 are sold, 3 with a case opened; 5 goes to the other store, 6 is sold there, 7 comes
-- back from there. Popular products have many lots, most have few.
CREATE TEMP TABLE lot AS
  SELECT n, n % 8 AS fate, n / 10 AS receipt, (n % 10 + 1)::int AS receipt_line,
    w.goods[1 + floor(cardinality(w.goods) * power(((n * 2654435761) % 1000003) / 1000003.0, 2))::int] AS product_id,
    date_trunc('second', w.until - interval '400 days' + interval '370 days' * (n / 10) / (w.lots / 10.0)) AS came_at
  FROM wish w, generate_series(0, w.lots::bigint - 1) n;
CREATE TEMP TABLE placed AS
  SELECT l.*, t.place AS transfer_place, s.place AS note_place FROM lot l
  LEFT JOIN (SELECT n, row_number() OVER (ORDER BY n) - 1 AS place FROM lot WHERE fate > 4) t USING (n)
  -- A note leaves one store: those of the first come first.
  LEFT JOIN (SELECT n, row_number() OVER (PARTITION BY fate > 4 ORDER BY n) - 1 AS place FROM lot WHERE fate NOT IN (0, 1, 5)) s USING (n);
CREATE TEMP TABLE way AS
  SELECT n, fate, product_id, fate > 4 AS is_moved, note_place IS NOT NULL AS is_sold, fate = 7 AS is_back, came_at,
    pg_temp.id_of(2, receipt, '2024-01-01Z') AS receipt_id, receipt, receipt_line,
    pg_temp.id_of(3, transfer_place / 10, '2024-01-02Z') AS transfer_id, transfer_place / 10 AS transfer, (transfer_place % 10 + 1)::int AS transfer_line,
    pg_temp.id_of(CASE WHEN fate > 4 THEN 5 ELSE 4 END, note_place / 10, '2024-01-03Z') AS note_id, note_place / 10 AS note,
    (note_place % 10 + 1)::int AS note_line
  FROM placed;
CREATE TEMP TABLE whole AS
  SELECT *, pg_temp.id_of(6, note, '2024-01-04Z') AS return_id,
    CASE WHEN is_back THEN row_number() OVER (PARTITION BY is_back, note ORDER BY note_line)::int END AS return_line,
    max(came_at) OVER (PARTITION BY transfer) + interval '1 day' AS moved_at,
    max(came_at) OVER (PARTITION BY note_id) + interval '3 days' AS sold_at,
    max(came_at) OVER (PARTITION BY note_id) + interval '9 days' AS back_at,
    note * 7 % (SELECT count(*) FROM bench_customer) AS customer
  FROM way;
CREATE INDEX ON whole (n);
ANALYZE whole;

-- Every paper once, with its lines counted.
CREATE TEMP TABLE sheet AS
  SELECT 'GOODS_RECEIPT' AS kind, 'RK' AS prefix, receipt_id AS id, receipt AS n, came_at AS at, count(*)::int AS lines, NULL::bigint AS customer, false AS is_west
    FROM whole GROUP BY receipt_id, receipt, came_at
  UNION ALL SELECT 'TRANSFER', 'DB', transfer_id, transfer, moved_at, count(*)::int, NULL, false FROM whole WHERE is_moved GROUP BY 3, 4, 5
  UNION ALL SELECT 'DELIVERY_NOTE', 'XH', note_id, note, sold_at, count(*)::int, customer, is_moved FROM whole WHERE is_sold GROUP BY 3, 4, 5, 7, 8
  UNION ALL SELECT 'SALES_ORDER', 'SO', pg_temp.id_of(CASE WHEN is_moved THEN 8 ELSE 7 END, note, '2024-01-05Z'), note, sold_at, count(*)::int, customer, is_moved
    FROM whole WHERE is_sold GROUP BY 3, 4, 5, 7, 8
  UNION ALL SELECT 'CUSTOMER_RETURN', 'XT', return_id, note, back_at, count(*)::int, customer, true FROM whole WHERE is_back GROUP BY 3, 4, 5, 7;
ALTER TABLE sheet ADD COLUMN day date, ADD COLUMN period text, ADD COLUMN sequence int;
UPDATE sheet SET day = (at AT TIME ZONE 'Asia/Shanghai')::date, period = to_char(at AT TIME ZONE 'Asia/Shanghai', 'YYYYMM');
UPDATE sheet s SET sequence = o.place FROM (SELECT id, row_number() OVER (PARTITION BY kind, period ORDER BY at, id) AS place FROM sheet) o WHERE o.id = s.id;
INSERT INTO accounting_period (account_set_id, period, status) SELECT DISTINCT w.set_id, period, 'CLOSED' FROM wish w, sheet ON CONFLICT DO NOTHING;
INSERT INTO paper_counter SELECT w.set_id, kind, period, max(sequence) FROM wish w, sheet GROUP BY 1, 2, 3
  ON CONFLICT (account_set_id, kind, period) DO UPDATE SET last = excluded.last;
INSERT INTO paper (account_set_id, id, kind, number, period, sequence, business_date, content_hash, codes_hash, created_by_id, created_at, chain_hash, row_hash)
  SELECT w.set_id, id, kind, prefix || period || '-' || lpad(sequence::text, 5, '0'), period, sequence, day, h,
    CASE WHEN kind <> 'SALES_ORDER' THEN h END, w.clerk_id, at, h, h
  FROM wish w, sheet CROSS JOIN LATERAL pg_temp.hash_of(id::text) h ORDER BY at;

INSERT INTO goods_paper (account_set_id, paper_id, kind, status, business_date, warehouse_id, warehouse_name, to_warehouse_id,
    to_warehouse_name, supplier_id, customer_id, party_name, party_contact, reason, preparer_id, preparer_name, handler_id,
    handler_name, line_count, keeper_id, verified_by_id, opened_at, counted_at, verified_at, sent_at, posted_at, version, row_hash)
  SELECT w.set_id, s.id, s.kind, 'POSTED', s.day, CASE WHEN s.is_west THEN w.west_id ELSE w.east_id END,
    CASE WHEN s.is_west THEN '西仓' ELSE '东仓' END, CASE s.kind WHEN 'TRANSFER' THEN w.west_id END,
    CASE s.kind WHEN 'TRANSFER' THEN '西仓' END, CASE s.kind WHEN 'GOODS_RECEIPT' THEN v.id END, c.id, coalesce(c.name, v.name, '西仓'), '量测',
    '量测', w.clerk_id, '量测员', w.handler_id, '量测经办', s.lines, w.keeper_id, w.manager_id, s.at, s.at, s.at,
    CASE s.kind WHEN 'TRANSFER' THEN s.at END, s.at, 4, pg_temp.hash_of(s.id::text)
  FROM wish w, sheet s LEFT JOIN bench_customer c ON c.place = s.customer
  LEFT JOIN supplier v ON s.kind = 'GOODS_RECEIPT' AND v.code = 'B' || s.n % 20
  WHERE s.kind IN ('GOODS_RECEIPT', 'TRANSFER', 'CUSTOMER_RETURN') ORDER BY s.at;
INSERT INTO goods_paper_line (account_set_id, paper_id, line_no, product_id, product_code, product_name, specification, base_unit,
    case_unit, case_factor_e3, qty_e3, codes_due, source_paper_id, source_line_no, disposition, row_hash)
  SELECT w.set_id, x.id, x.line, x.product_id, r.code, r.name, r.specification, r.base_unit, '箱', 12000, w.qty_e3, w.captured,
    x.source, x.source_line, CASE WHEN x.source IS NOT NULL THEN 'STOCK' END, pg_temp.hash_of(x.id::text || x.line)
  FROM wish w, (
    SELECT receipt_id AS id, receipt_line AS line, product_id, NULL::uuid AS source, NULL::int AS source_line FROM whole
    UNION ALL SELECT transfer_id, transfer_line, product_id, NULL, NULL FROM whole WHERE is_moved
    UNION ALL SELECT return_id, return_line, product_id, note_id, note_line FROM whole WHERE is_back) x
  JOIN product r ON r.id = x.product_id;
INSERT INTO goods_count (account_set_id, paper_id, round, line_no, product_id, good_e3, counted_by_id, counted_at, row_hash)
  SELECT w.set_id, receipt_id, 1, receipt_line, product_id, w.qty_e3, w.keeper_id, came_at, pg_temp.hash_of(receipt_id::text || receipt_line)
  FROM wish w, whole;

INSERT INTO sales_order (account_set_id, paper_id, customer_id, status, intake_channel, recorded_by_id, confirmed_at, confirmed_how,
    confirmed_by_id, expected_on, gross_fen, row_hash)
  SELECT w.set_id, s.id, c.id, 'BILLED', 'PHONE', w.clerk_id, s.at, 'PHONE', w.clerk_id, s.day, s.lines * w.amount_fen, pg_temp.hash_of(s.id::text)
  FROM wish w, sheet s JOIN bench_customer c ON c.place = s.customer WHERE s.kind = 'SALES_ORDER';
INSERT INTO sales_order_line (account_set_id, paper_id, line_no, product_id, qty_e3, unit_price_e4, amount_fen, billed_e3, row_hash)
  SELECT w.set_id, pg_temp.id_of(CASE WHEN is_moved THEN 8 ELSE 7 END, note, '2024-01-05Z'), note_line, product_id, w.qty_e3,
    w.price_e4, w.amount_fen, w.qty_e3, pg_temp.hash_of(note_id::text || note_line)
  FROM wish w, whole WHERE is_sold;
INSERT INTO delivery_note (account_set_id, paper_id, order_id, customer_id, address_id, customer_name, contact_name, phone,
    delivery_address, channel, settlement_method, price_mode, warehouse_id, warehouse_name, preparer_id, preparer_name, handler_id,
    handler_name, business_date, expected_on, line_count, goods_fen, net_fen, tax_fen, gross_fen, status, keeper_id, driver_id,
    verified_by_id, outcome, issued_at, prepared_at, verified_at, dispatched_at, delivered_at, posted_at, version, row_hash)
  SELECT w.set_id, s.id, pg_temp.id_of(CASE WHEN s.is_west THEN 8 ELSE 7 END, s.n, '2024-01-05Z'), c.id, c.address_id, c.name, '量测',
    '13800000000', '量测路', c.channel, c.settlement_method, c.price_mode, CASE WHEN s.is_west THEN w.west_id ELSE w.east_id END,
    CASE WHEN s.is_west THEN '西仓' ELSE '东仓' END, w.clerk_id, '量测员', w.handler_id, '量测经办', s.day, s.day, s.lines,
    s.lines * w.amount_fen, s.lines * w.net_fen, s.lines * (w.amount_fen - w.net_fen), s.lines * w.amount_fen, 'POSTED', w.keeper_id,
    w.driver_id, w.manager_id, 'FULL', s.at, s.at, s.at, s.at, s.at + interval '1 day', s.at + interval '2 days', 7, pg_temp.hash_of(s.id::text)
  FROM wish w, sheet s JOIN bench_customer c ON c.place = s.customer WHERE s.kind = 'DELIVERY_NOTE' ORDER BY s.at;
INSERT INTO delivery_note_line (account_set_id, paper_id, line_no, customer_id, product_id, product_code, product_name,
    specification, base_unit, case_unit, case_factor_e3, qty_e3, unit_price_e4, price_source, discount_fen, amount_fen, tax_rate_bp,
    net_fen, tax_fen, is_gift, remark, codes_due, business_date, row_hash)
  SELECT w.set_id, x.note_id, x.note_line, c.id, x.product_id, r.code, r.name, r.specification, r.base_unit, '箱', 12000, w.qty_e3,
    w.price_e4, 'LIST_PRICE', 0, w.amount_fen, 1300, w.net_fen, w.amount_fen - w.net_fen, false, '', w.captured,
    (x.sold_at AT TIME ZONE 'Asia/Shanghai')::date, pg_temp.hash_of(x.note_id::text || x.note_line)
  FROM wish w, whole x JOIN product r ON r.id = x.product_id JOIN bench_customer c ON c.place = x.customer WHERE x.is_sold;

INSERT INTO document_copy (account_set_id, paper_id, kind, place, keeper_id, since_at, token, event_count, row_hash)
  SELECT w.set_id, s.id, k.kind, CASE k.kind WHEN 'STUB' THEN 'VOLUME' ELSE 'ACCOUNTING' END, w.clerk_id, s.at, 'B' || s.id || k.kind, 3,
    pg_temp.hash_of(s.id::text || k.kind)
  FROM wish w, sheet s CROSS JOIN LATERAL unnest(CASE s.kind WHEN 'DELIVERY_NOTE' THEN ARRAY['STUB', 'DRIVER', 'CUSTOMER', 'ACCOUNTING']
    WHEN 'GOODS_RECEIPT' THEN ARRAY['STUB', 'ACCOUNTING'] WHEN 'TRANSFER' THEN ARRAY['STUB', 'DRIVER', 'ACCOUNTING']
    WHEN 'CUSTOMER_RETURN' THEN ARRAY['STUB', 'CUSTOMER', 'ACCOUNTING'] END) AS k(kind);
INSERT INTO signature (account_set_id, paper_id, slot, signer_id, signer_name, content_hash, method, signed_at, hash, row_hash)
  SELECT w.set_id, s.id, k.slot, CASE k.slot WHEN 'PREPARER' THEN w.clerk_id WHEN 'KEEPER' THEN w.keeper_id WHEN 'HANDLER' THEN w.handler_id ELSE w.manager_id END,
    '量测', h, 'PIN', s.at, h, h
  FROM wish w, sheet s CROSS JOIN LATERAL pg_temp.hash_of(s.id::text) h
  CROSS JOIN LATERAL unnest(CASE s.kind WHEN 'DELIVERY_NOTE' THEN ARRAY['PREPARER', 'KEEPER', 'HANDLER', 'CUSTOMER']
    WHEN 'GOODS_RECEIPT' THEN ARRAY['PREPARER', 'KEEPER', 'HANDLER', 'SUPERVISOR'] WHEN 'TRANSFER' THEN ARRAY['PREPARER', 'KEEPER', 'HANDLER', 'RECEIVER']
    WHEN 'CUSTOMER_RETURN' THEN ARRAY['PREPARER', 'KEEPER', 'HANDLER'] END) AS k(slot);

-- What moved, in the order it was entered; transfers by way of the other store's transit.
INSERT INTO stock_entry (account_set_id, id, paper_id, line_no, warehouse_id, product_id, from_place, to_place, qty_e3, value_fen,
    business_date, recorded_at, recorded_by_id, row_hash)
  SELECT w.set_id, w.last_entry + row_number() OVER (ORDER BY m.at, m.id, m.line, m.step), m.id, m.line, m.place, m.product_id, m.from_place,
    m.to_place, w.qty_e3, w.value_fen, (m.at AT TIME ZONE 'Asia/Shanghai')::date, m.at, w.clerk_id, pg_temp.hash_of(m.id::text || m.line)
  FROM wish w CROSS JOIN LATERAL (
    SELECT receipt_id AS id, receipt_line AS line, 1 AS step, came_at AS at, w.east_id AS place, product_id, 'SUPPLIER' AS from_place, 'WAREHOUSE' AS to_place FROM whole
    UNION ALL SELECT transfer_id, transfer_line, k.step, moved_at, k.place, product_id, k.from_place, k.to_place FROM whole,
      (VALUES (1, w.east_id, 'WAREHOUSE', 'TRANSFER'), (2, w.transit_id, 'TRANSFER', 'WAREHOUSE'), (3, w.transit_id, 'WAREHOUSE', 'TRANSFER'),
        (4, w.west_id, 'TRANSFER', 'WAREHOUSE')) AS k(step, place, from_place, to_place) WHERE is_moved
    UNION ALL SELECT note_id, note_line, 1, sold_at, CASE WHEN is_moved THEN w.west_id ELSE w.east_id END, product_id, 'WAREHOUSE', 'CUSTOMER' FROM whole WHERE is_sold
    UNION ALL SELECT return_id, return_line, 1, back_at, w.west_id, product_id, 'CUSTOMER', 'WAREHOUSE' FROM whole WHERE is_back) m
  ORDER BY 2;
SELECT setval(pg_get_serial_sequence('stock_entry', 'id'), (SELECT max(id) FROM stock_entry));
INSERT INTO stock_balance (account_set_id, warehouse_id, product_id, on_hand_e3, value_fen)
  SELECT e.account_set_id, e.warehouse_id, e.product_id, sum(CASE WHEN e.to_place = 'WAREHOUSE' THEN e.qty_e3 ELSE -e.qty_e3 END),
    sum(CASE WHEN e.to_place = 'WAREHOUSE' THEN e.value_fen ELSE -e.value_fen END)
  FROM stock_entry e GROUP BY 1, 2, 3
  ON CONFLICT (account_set_id, warehouse_id, product_id) DO UPDATE SET on_hand_e3 = excluded.on_hand_e3, value_fen = excluded.value_fen;
