-- Months of sales in the books, each voucher with its four lines, spread over 36 months up to this one. Closed months have their
-- totals. All hang on one paper: what is measured reads vouchers and lines.
CREATE TEMP TABLE month AS
  SELECT m AS place, to_char(d, 'YYYYMM') AS period, d::date AS first FROM generate_series(0, 35) m
  CROSS JOIN LATERAL (SELECT date_trunc('month', current_date) - make_interval(months => 35 - m) AS d) x;
INSERT INTO accounting_period (account_set_id, period, status)
  SELECT w.set_id, m.period, 'OPEN' FROM month m, wish w ON CONFLICT DO NOTHING;
CREATE TEMP TABLE base_paper AS SELECT gen_random_uuid() AS id;
INSERT INTO paper (account_set_id, id, kind, number, period, sequence, business_date, content_hash, created_by_id, chain_hash)
  SELECT w.set_id, b.id, 'RECEIPT', 'BENCH-BOOKS', m.period, 999999, m.first, '\x00', w.clerk_id, '\x00'
  FROM base_paper b, wish w, month m WHERE m.place = 35;
INSERT INTO journal_voucher (account_set_id, id, paper_id, kind, business_date, period, recorded_at, recorded_by_id)
  SELECT w.set_id, uuidv7(m.first + make_interval(secs => n * 2) - now()), b.id, 'SALE', m.first + (n * 28 / (w.vouchers / 36 + 1))::int, m.period,
    m.first + make_interval(secs => n * 2), w.clerk_id
  FROM wish w, base_paper b, month m, generate_series(1, w.vouchers / 36) n;
INSERT INTO journal_entry (account_set_id, voucher_id, line_no, debit_account, credit_account, amount_fen)
  SELECT v.account_set_id, v.id, l.no, l.debit, l.credit, 100 + (l.no * 37)
  FROM journal_voucher v, base_paper b, (VALUES (1, '1122', '6001'), (2, '1122', '2221'), (3, '6401', '1405'), (4, '6601', '1122')) AS l(no, debit, credit)
  WHERE v.paper_id = b.id;
UPDATE accounting_period p SET status = 'CLOSED', closings = 1, is_totalled = true FROM month m, wish w
  WHERE p.account_set_id = w.set_id AND p.period = m.period AND m.place < 35;
INSERT INTO account_period_total (account_set_id, period, closing_no, account, debit_fen, credit_fen)
  SELECT s.account_set_id, s.period, 1, x.account, sum(x.debit)::bigint, sum(x.credit)::bigint FROM (
    SELECT v.account_set_id, v.period, e.debit_account, e.credit_account, sum(e.amount_fen) AS amount FROM journal_voucher v
    JOIN journal_entry e ON e.account_set_id = v.account_set_id AND e.voucher_id = v.id
    JOIN accounting_period p ON p.account_set_id = v.account_set_id AND p.period = v.period AND p.is_totalled GROUP BY 1, 2, 3, 4) s
  CROSS JOIN LATERAL (VALUES (s.debit_account, s.amount, 0), (s.credit_account, 0, s.amount)) AS x(account, debit, credit)
  GROUP BY 1, 2, 4;
