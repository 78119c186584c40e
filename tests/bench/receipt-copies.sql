-- Many receipts that are ready to be posted, each with an order of its own: copies of one that people wrote, with other ids,
-- numbers, suppliers and goods. As superuser with triggers off; the temporary table `wish` names the one and how many.
CREATE TEMP TABLE copy AS
  SELECT k, pg_temp.id_of(9, k, now()) AS receipt_id, pg_temp.id_of(10, k, now()) AS order_id, w.suppliers[1 + k % cardinality(w.suppliers)] AS supplier_id
  FROM wish w, generate_series(0, w.copies - 1) k;
CREATE TEMP TABLE renamed AS
  SELECT w.order_id AS old_id, c.order_id AS id, c.order_id, c.supplier_id, c.k FROM wish w, copy c
  UNION ALL SELECT w.receipt_id, c.receipt_id, c.order_id, c.supplier_id, c.k FROM wish w, copy c;
CREATE INDEX ON renamed (old_id);
CREATE TEMP TABLE goods AS SELECT u.id, u.place - 1 AS place FROM wish, unnest(goods) WITH ORDINALITY AS u(id, place);
CREATE TEMP TABLE chosen AS
  SELECT c.k, line AS line_no, g.id AS product_id FROM copy c CROSS JOIN generate_series(1, 10) line
  JOIN goods g ON g.place = (c.k * 131 + line * 199) % (SELECT count(*) FROM goods);
CREATE INDEX ON chosen (k, line_no);
ANALYZE renamed; ANALYZE chosen;

INSERT INTO paper SELECT (jsonb_populate_record(t, jsonb_build_object('id', r.id, 'sequence', t.sequence + r.k + 1,
    'number', left(t.number, 9) || lpad((t.sequence + r.k + 1)::text, 5, '0')))).*
  FROM paper t JOIN renamed r ON r.old_id = t.id;
UPDATE paper_counter c SET last = c.last + w.copies FROM wish w
  WHERE c.account_set_id = w.set_id AND c.kind IN ('PURCHASE_ORDER', 'GOODS_RECEIPT') AND c.period = w.period;
INSERT INTO goods_paper SELECT (jsonb_populate_record(t, jsonb_build_object('paper_id', r.id, 'supplier_id', r.supplier_id,
    'source_paper_id', CASE WHEN t.source_paper_id IS NOT NULL THEN r.order_id END))).*
  FROM goods_paper t JOIN renamed r ON r.old_id = t.paper_id;
INSERT INTO goods_paper_line SELECT (jsonb_populate_record(t, jsonb_build_object('paper_id', r.id, 'product_id', c.product_id,
    'source_paper_id', CASE WHEN t.source_paper_id IS NOT NULL THEN r.order_id END))).*
  FROM goods_paper_line t JOIN renamed r ON r.old_id = t.paper_id JOIN chosen c USING (k, line_no);
INSERT INTO goods_count SELECT (jsonb_populate_record(t, jsonb_build_object('paper_id', r.id, 'product_id', c.product_id))).*
  FROM goods_count t JOIN renamed r ON r.old_id = t.paper_id JOIN chosen c USING (k, line_no);
INSERT INTO goods_progress SELECT (jsonb_populate_record(t, jsonb_build_object('paper_id', r.id))).* FROM goods_progress t JOIN renamed r ON r.old_id = t.paper_id;
INSERT INTO document_copy SELECT (jsonb_populate_record(t, jsonb_build_object('paper_id', r.id, 'token', t.token || r.k))).*
  FROM document_copy t JOIN renamed r ON r.old_id = t.paper_id;
INSERT INTO custody_event SELECT (jsonb_populate_record(t, jsonb_build_object('paper_id', r.id))).* FROM custody_event t JOIN renamed r ON r.old_id = t.paper_id;
INSERT INTO signature SELECT (jsonb_populate_record(t, jsonb_build_object('paper_id', r.id))).* FROM signature t JOIN renamed r ON r.old_id = t.paper_id;
