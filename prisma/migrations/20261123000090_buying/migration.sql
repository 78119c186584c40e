-- When an order was closed is a fact of its own: the day of its approval stays.
ALTER TABLE "goods_paper" ADD COLUMN     "closed_at" TIMESTAMPTZ(3);

DROP TRIGGER frozen ON goods_paper;
CREATE TRIGGER frozen BEFORE UPDATE ON goods_paper FOR EACH ROW EXECUTE FUNCTION forbid_changing_frozen('status', 'keeper_id',
  'verified_by_id', 'decided_by_id', 'decision_remark', 'decided_at', 'closed_at', 'counted_at', 'verified_at', 'sent_at', 'posted_at',
  'reversed_at', 'version');

-- Orders closed before: the chain of events has both days.
UPDATE goods_paper g SET closed_at = g.decided_at, decided_at = (SELECT max(e.at) FROM paper_event e
    WHERE e.account_set_id = g.account_set_id AND e.paper_id = g.paper_id AND e.command = 'purchaseOrder.decide')
WHERE g.kind = 'PURCHASE_ORDER' AND g.status = 'CLOSED';
ALTER TABLE goods_paper ADD CONSTRAINT closed_order_has_its_day CHECK (status <> 'CLOSED' OR closed_at IS NOT NULL);

-- A red bill asks less than nothing: all of its figures are below zero, of every other paper none is.
ALTER TABLE goods_paper DROP CONSTRAINT goods_paper_totals;
ALTER TABLE goods_paper ADD CONSTRAINT goods_paper_totals CHECK (
  line_count > 0 AND gross_fen = net_fen + tax_fen AND gross_fen BETWEEN -999999999999 AND 999999999999
  AND CASE WHEN kind = 'PURCHASE_BILL' AND purpose IS NOT NULL THEN purpose = 'RED' AND net_fen <= 0 AND tax_fen <= 0
    ELSE net_fen >= 0 AND tax_fen >= 0 END);
ALTER TABLE goods_paper_line DROP CONSTRAINT goods_paper_line_figures;
ALTER TABLE goods_paper_line ADD CONSTRAINT goods_paper_line_figures CHECK (
  ((qty_e3 >= 0 AND amount_fen >= 0 AND net_fen >= 0 AND tax_fen >= 0) OR (qty_e3 < 0 AND amount_fen <= 0 AND net_fen <= 0 AND tax_fen <= 0))
  AND unit_price_e4 >= 0 AND tax_rate_bp BETWEEN 0 AND 10000
  AND codes_due >= 0 AND (disposition IS NULL OR disposition IN ('STOCK', 'DAMAGED', 'SUPPLIER')));

-- Beside a red bill's own lines stands what it took off the order: the same below zero on both sides.
ALTER TABLE goods_progress DROP CONSTRAINT goods_progress_figures;
ALTER TABLE goods_progress ADD CONSTRAINT goods_progress_figures CHECK (returned_e3 >= 0 AND ((received_e3 >= 0 AND billed_e3 >= 0)
  OR (received_e3 = billed_e3 AND received_net_fen = billed_net_fen AND returned_e3 = 0)));

-- The header agrees with its lines, and only a red bill has lines below zero, all of them. Checked when the transaction ends.
CREATE OR REPLACE FUNCTION goods_paper_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE l record;
BEGIN
  SELECT count(*) AS lines, sum(net_fen) AS net, sum(tax_fen) AS tax, count(*) FILTER (WHERE qty_e3 < 0) AS red INTO l FROM goods_paper_line
    WHERE account_set_id = NEW.account_set_id AND paper_id = NEW.paper_id;
  IF (l.lines, l.net, l.tax, l.red) IS DISTINCT FROM (NEW.line_count::bigint, NEW.net_fen::numeric, NEW.tax_fen::numeric,
    CASE WHEN NEW.kind = 'PURCHASE_BILL' AND NEW.purpose = 'RED' THEN NEW.line_count::bigint ELSE 0 END) THEN
    RAISE EXCEPTION 'goods paper % does not agree with its lines', NEW.paper_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

-- R87: red bills of an order's line never take back more than went back of it, whichever of the two moves.
CREATE FUNCTION red_was_returned() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE red bigint;
BEGIN
  SELECT coalesce(sum(-l.qty_e3), 0) INTO red FROM goods_paper_line l JOIN goods_paper b USING (account_set_id, paper_id)
    WHERE l.account_set_id = NEW.account_set_id AND l.source_paper_id = NEW.paper_id AND l.source_line_no = NEW.line_no
      AND l.qty_e3 < 0 AND b.kind = 'PURCHASE_BILL' AND b.status = 'POSTED';
  IF red > NEW.returned_e3 THEN
    RAISE EXCEPTION 'line % of order % would have % taken back of % returned (R87)', NEW.line_no, NEW.paper_id, red, NEW.returned_e3
      USING ERRCODE = 'check_violation', CONSTRAINT = 'r87_red_was_returned';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER red_was_returned AFTER UPDATE OF billed_e3, returned_e3 ON goods_progress FOR EACH ROW
  WHEN (NEW.billed_e3 < OLD.billed_e3 OR NEW.returned_e3 < OLD.returned_e3) EXECUTE FUNCTION red_was_returned();

-- An order recorded later takes over a posted receipt that had none: its source is the receipt, each of its lines names the line
-- that came. One living order a receipt.
CREATE UNIQUE INDEX receipt_taken_over_once ON goods_paper (account_set_id, source_paper_id)
  WHERE kind = 'PURCHASE_ORDER' AND status NOT IN ('REJECTED', 'VOIDED') AND source_paper_id IS NOT NULL;

CREATE FUNCTION goods_paper_takes_over() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM goods_paper r WHERE r.account_set_id = NEW.account_set_id AND r.paper_id = NEW.source_paper_id
    AND r.kind = 'GOODS_RECEIPT' AND r.status = 'POSTED' AND r.source_paper_id IS NULL AND r.supplier_id = NEW.supplier_id) THEN
    RAISE EXCEPTION 'an order takes over a posted receipt of its supplier that has no order'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'r87_receipt_to_take_over';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER takes_over_insert BEFORE INSERT ON goods_paper FOR EACH ROW
  WHEN (NEW.kind = 'PURCHASE_ORDER' AND NEW.source_paper_id IS NOT NULL) EXECUTE FUNCTION goods_paper_takes_over();
CREATE TRIGGER takes_over_approve BEFORE UPDATE OF status ON goods_paper FOR EACH ROW
  WHEN (NEW.kind = 'PURCHASE_ORDER' AND NEW.source_paper_id IS NOT NULL AND OLD.status = 'SUBMITTED' AND NEW.status = 'APPROVED')
  EXECUTE FUNCTION goods_paper_takes_over();

-- Which line of which order each line of a receipt stands for: the one it was opened for, or the one that took it over.
CREATE VIEW receipt_order_line AS
  SELECT l.account_set_id, l.paper_id, l.line_no, l.source_paper_id AS order_id, l.source_line_no AS order_line_no
  FROM goods_paper_line l JOIN goods_paper g USING (account_set_id, paper_id)
  WHERE g.kind = 'GOODS_RECEIPT' AND l.source_line_no IS NOT NULL
  UNION ALL
  SELECT o.account_set_id, o.source_paper_id, o.source_line_no, o.paper_id, o.line_no
  FROM goods_paper_line o JOIN goods_paper g USING (account_set_id, paper_id)
  WHERE g.kind = 'PURCHASE_ORDER' AND g.status NOT IN ('SUBMITTED', 'REJECTED', 'VOIDED') AND o.source_line_no IS NOT NULL;
