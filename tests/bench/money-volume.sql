-- More notes of the customers that are there, each in turn, posted one day after the other from `first_day` on: paid in whole by one receipt a
-- note, or open in whole. Two thirds have the customer's signed copy at accounting, one in a thousand open ones is disputed.
-- Runs as superuser with triggers off; the temporary table `wish` says how many and whether they are paid.
CREATE TEMP TABLE made AS
  SELECT n, pg_temp.id_of(w.series, n, '2021-01-01Z') AS id, pg_temp.id_of(w.series + 1, n, '2021-01-01Z') AS money_id, c.id AS customer_id,
    w.first_day + (n * w.days / w.notes)::int AS day, 10000 + n * 7919 % 990000 AS fen
  FROM wish w, generate_series(0, w.notes - 1) n JOIN bench_customer c ON c.place = n % (SELECT count(*) FROM bench_customer);
ANALYZE made;
INSERT INTO paper (account_set_id, id, kind, number, period, sequence, business_date, content_hash, created_by_id, created_at, chain_hash, row_hash)
  SELECT w.set_id, m.id, 'DELIVERY_NOTE', 'XH' || w.series || '-' || m.n, to_char(m.day, 'YYYYMM'), w.series * 10000000 + m.n, m.day, h, w.clerk_id, m.day, h, h
  FROM wish w, made m CROSS JOIN LATERAL pg_temp.hash_of(m.id::text) h
  UNION ALL SELECT w.set_id, m.money_id, 'RECEIPT', 'SK' || w.series || '-' || m.n, to_char(m.day, 'YYYYMM'), w.series * 10000000 + m.n, m.day, h, w.clerk_id,
    m.day, h, h
  FROM wish w, made m CROSS JOIN LATERAL pg_temp.hash_of(m.money_id::text) h WHERE w.is_paid;
INSERT INTO document_copy (account_set_id, paper_id, kind, place, keeper_id, since_at, token, signed_at, event_count, row_hash)
  SELECT w.set_id, m.id, k.kind, CASE k.kind WHEN 'STUB' THEN 'VOLUME' ELSE 'ACCOUNTING' END, w.clerk_id, m.day, k.kind || m.id,
    CASE WHEN k.kind = 'CUSTOMER' AND m.n % 3 <> 0 THEN m.day END, 3, pg_temp.hash_of(k.kind || m.id)
  FROM wish w, made m, unnest(ARRAY['STUB', 'DRIVER', 'CUSTOMER', 'ACCOUNTING']) AS k(kind);
INSERT INTO receivable_item (account_set_id, paper_id, customer_id, amount_fen, open_fen, business_date, due_date)
  SELECT w.set_id, m.id, m.customer_id, m.fen, CASE WHEN w.is_paid THEN 0 ELSE m.fen END, m.day, m.day + 30 FROM wish w, made m;
INSERT INTO receivable_entry (account_set_id, customer_id, paper_id, from_account, to_account, amount_fen, business_date, recorded_at, money_paper_id, row_hash)
  SELECT w.set_id, m.customer_id, x.paper_id, x.from_account, x.to_account, m.fen, m.day, m.day, x.money_id, pg_temp.hash_of(m.id::text || x.step)
  FROM wish w, made m CROSS JOIN LATERAL (VALUES (1, m.id, 'SALES', 'RECEIVABLE', NULL::uuid), (2, m.money_id, 'MONEY', 'PREPAID', m.money_id),
    (3, m.id, 'PREPAID', 'RECEIVABLE', m.money_id)) AS x(step, paper_id, from_account, to_account, money_id)
  WHERE x.step = 1 OR w.is_paid ORDER BY m.n, x.step;
INSERT INTO paper_dispute (account_set_id, paper_id, sequence, reason, opened_by_id, opened_at, row_hash)
  SELECT w.set_id, m.id, 1, '量测', w.clerk_id, m.day, pg_temp.hash_of(m.id::text) FROM wish w, made m WHERE NOT w.is_paid AND m.n % 1000 = 7;
UPDATE customer_balance b SET receivable_fen = b.receivable_fen + o.fen
  FROM (SELECT customer_id, sum(fen) AS fen FROM made GROUP BY 1) o, wish w
  WHERE b.account_set_id = w.set_id AND b.customer_id = o.customer_id AND NOT w.is_paid;
DROP TABLE made;
