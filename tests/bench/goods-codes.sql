-- The codes of the lots: one statement a table, since there are millions. Of a lot, codes 0 to cases - 1 are cases and the
-- rest are loose bottles; bottle b of case j is known by its case alone unless the case was opened.

INSERT INTO code_capture (account_set_id, paper_id, sequence, line_no, kind, code, captured_by_id, at, hop, warehouse_id, row_hash)
  SELECT w.set_id, x.id, (x.line - 1) * (w.captured + 12) + j + 1, x.line, CASE WHEN j < w.cases THEN 'CASE' ELSE 'BOTTLE' END,
    CASE WHEN j < w.cases THEN 'BENCHCASE' ELSE 'BENCHLOOSE' END || lpad((x.n * w.captured + j)::text, 10, '0'), w.keeper_id, x.at, x.hop,
    x.place, pg_temp.hash_of(x.n::text || j)
  FROM wish w CROSS JOIN LATERAL (
    SELECT n, receipt_id AS id, receipt_line AS line, came_at AS at, 1 AS hop, w.east_id AS place, 0 AS first FROM whole
    UNION ALL SELECT n, transfer_id, transfer_line, moved_at, 2, w.west_id, 0 FROM whole WHERE is_moved
    UNION ALL SELECT n, note_id, note_line, sold_at, CASE WHEN is_moved THEN 3 ELSE 2 END, NULL, CASE fate WHEN 3 THEN 1 ELSE 0 END FROM whole WHERE is_sold
    UNION ALL SELECT n, return_id, return_line, back_at, 4, w.west_id, 0 FROM whole WHERE is_back) x
  CROSS JOIN LATERAL generate_series(least(x.first, w.cases), w.captured - 1) j
  UNION ALL SELECT w.set_id, x.note_id, (x.note_line - 1) * (w.captured + 12) + w.captured + b + 1, x.note_line, 'BOTTLE',
    'BENCHBOTTLE' || lpad((x.n * w.captured)::text, 10, '0') || lpad(b::text, 2, '0'), w.keeper_id, x.sold_at, 1, NULL, pg_temp.hash_of(x.n::text || b)
  FROM wish w, whole x, generate_series(0, 11) b WHERE x.fate = 3 AND w.cases > 0;

INSERT INTO code_holding (account_set_id, code, paper_id, line_no, sequence, kind, product_id, hop, warehouse_id)
  SELECT w.set_id, CASE WHEN j < w.cases THEN 'BENCHCASE' ELSE 'BENCHLOOSE' END || lpad((x.n * w.captured + j)::text, 10, '0'), x.id, x.line,
    (x.line - 1) * (w.captured + 12) + j + 1, CASE WHEN j < w.cases THEN 'CASE' ELSE 'BOTTLE' END, x.product_id, x.hop, x.place
  FROM wish w CROSS JOIN LATERAL (
    SELECT n, product_id, receipt_id AS id, receipt_line AS line, 1 AS hop, w.east_id AS place, 0 AS first, w.captured AS beyond FROM whole WHERE fate < 2
    UNION ALL SELECT n, product_id, receipt_id, receipt_line, 1, w.east_id, 0, least(1, w.cases) FROM whole WHERE fate = 3
    UNION ALL SELECT n, product_id, note_id, note_line, CASE fate WHEN 6 THEN 3 ELSE 2 END, NULL, CASE fate WHEN 3 THEN least(1, w.cases) ELSE 0 END, w.captured
      FROM whole WHERE fate IN (2, 3, 4, 6)
    UNION ALL SELECT n, product_id, transfer_id, transfer_line, 2, w.west_id, 0, w.captured FROM whole WHERE fate = 5
    UNION ALL SELECT n, product_id, return_id, return_line, 4, w.west_id, 0, w.captured FROM whole WHERE fate = 7) x
  CROSS JOIN LATERAL generate_series(x.first, x.beyond - 1) j
  UNION ALL SELECT w.set_id, 'BENCHBOTTLE' || lpad((x.n * w.captured)::text, 10, '0') || lpad(b::text, 2, '0'), x.note_id, x.note_line,
    (x.note_line - 1) * (w.captured + 12) + w.captured + b + 1, 'BOTTLE', x.product_id, 1, NULL
  FROM wish w, whole x, generate_series(0, 11) b WHERE x.fate = 3 AND w.cases > 0;

INSERT INTO code_aggregation (account_set_id, code, case_code, product_id, paper_id, line_no)
  SELECT w.set_id, 'BENCHBOTTLE' || serial || lpad(b::text, 2, '0'), 'BENCHCASE' || serial, x.product_id, x.receipt_id, x.receipt_line
  FROM wish w, whole x CROSS JOIN LATERAL generate_series(0, w.cases - 1) j
  CROSS JOIN LATERAL lpad((x.n * w.captured + j)::text, 10, '0') serial CROSS JOIN generate_series(0, 11) b;
