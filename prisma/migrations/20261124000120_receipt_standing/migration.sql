-- A receipt has a standing: money taken on the road waits for the cashier; money that was a mistake is undone by a mirror.
DROP TRIGGER append_only ON receipt;
ALTER TABLE "receipt" ADD COLUMN     "accepted_at" TIMESTAMPTZ(3),
ADD COLUMN     "accepted_by_id" UUID,
ADD COLUMN     "booked_on" DATE,
ADD COLUMN     "for_paper_id" UUID,
ADD COLUMN     "payer" TEXT,
ADD COLUMN     "purpose" TEXT,
ADD COLUMN     "reconciliation_id" UUID,
ADD COLUMN     "status" TEXT NOT NULL DEFAULT 'RECORDED',
ADD COLUMN     "taken_by_id" UUID;

-- Rows that still say what was written carry their hash on; a row that was touched is found as before.
UPDATE receipt t SET status = 'RECORDED' WHERE row_hash = row_digest(to_jsonb(t) - 'status');

ALTER TABLE receipt ADD CONSTRAINT receipt_standing CHECK (
  status IN ('PENDING', 'RECORDED', 'REVERSED') AND purpose IN ('PREPAYMENT', 'DEPOSIT')
  AND (accepted_at IS NULL) = (accepted_by_id IS NULL) AND (status <> 'PENDING' OR (accepted_at IS NULL AND taken_by_id IS NOT NULL)));
ALTER TABLE receipt ADD CONSTRAINT r58_cashier CHECK (accepted_by_id <> recorded_by_id AND accepted_by_id <> taken_by_id);
CREATE INDEX receipt_pending ON receipt (account_set_id, paper_id) WHERE status = 'PENDING';
CREATE INDEX receipt_of_reconciliation ON receipt (account_set_id, reconciliation_id) WHERE reconciliation_id IS NOT NULL;

CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON receipt FOR EACH STATEMENT EXECUTE FUNCTION forbid_deleting();
CREATE TRIGGER frozen BEFORE UPDATE ON receipt FOR EACH ROW
  EXECUTE FUNCTION forbid_changing_frozen('status', 'accepted_at', 'accepted_by_id', 'booked_on');

CREATE FUNCTION receipt_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.status || '>' || NEW.status) NOT IN ('PENDING>RECORDED', 'PENDING>REVERSED', 'RECORDED>REVERSED') THEN
    RAISE EXCEPTION 'a receipt cannot go from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.accepted_at IS NOT NULL AND (OLD.accepted_at, OLD.accepted_by_id, OLD.booked_on)
    IS DISTINCT FROM (NEW.accepted_at, NEW.accepted_by_id, NEW.booked_on) THEN
    RAISE EXCEPTION 'who accepted a receipt never changes' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER step BEFORE UPDATE ON receipt FOR EACH ROW EXECUTE FUNCTION receipt_step();

-- Who undid a receipt, never who recorded it, and why.
CREATE TABLE "receipt_reversal" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "recorded_by_id" UUID NOT NULL,
    "reversed_by_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "reversed_on" DATE NOT NULL,
    "reversed_at" TIMESTAMPTZ(3) NOT NULL,
    "row_hash" BYTEA,

    CONSTRAINT "receipt_reversal_pkey" PRIMARY KEY ("account_set_id","paper_id")
);
ALTER TABLE "receipt_reversal" ADD CONSTRAINT "receipt_reversal_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "receipt"("account_set_id", "paper_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE receipt_reversal ADD CONSTRAINT r96_receipt_second_person CHECK (reversed_by_id <> recorded_by_id AND reason <> '');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON receipt_reversal FOR EACH STATEMENT EXECUTE FUNCTION forbid_rewriting();
CREATE TRIGGER zz_row_hash BEFORE INSERT OR UPDATE ON receipt_reversal FOR EACH ROW EXECUTE FUNCTION keep_row_hash();

-- What of a receipt has not paid anything yet. Money put aside pays nothing by itself: a deposit until it is released, money
-- meant for a note until that note is posted. Entered before the paper has its number, as entries are.
CREATE TABLE "receipt_money" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "open_fen" BIGINT NOT NULL,
    "booked_on" DATE NOT NULL,
    "waits" TEXT,
    "for_paper_id" UUID,

    CONSTRAINT "receipt_money_pkey" PRIMARY KEY ("account_set_id","paper_id")
);
ALTER TABLE receipt_money ADD CONSTRAINT receipt_money_open CHECK (
  open_fen BETWEEN 0 AND amount_fen AND waits IN ('DEPOSIT', 'NOTE') AND (waits = 'NOTE' AND for_paper_id IS NULL) IS NOT TRUE);
CREATE INDEX receipt_money_free ON receipt_money (account_set_id, customer_id) WHERE open_fen > 0;
CREATE INDEX receipt_money_meant ON receipt_money (account_set_id, for_paper_id) WHERE waits = 'NOTE';
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON receipt_money FOR EACH STATEMENT EXECUTE FUNCTION forbid_deleting();
CREATE TRIGGER frozen BEFORE UPDATE ON receipt_money FOR EACH ROW EXECUTE FUNCTION forbid_changing_frozen('open_fen', 'waits');

-- Which receipt's money an entry moves; null for credit of goods that came back, and for entries from before receipts were told apart.
ALTER TABLE "receivable_entry" ADD COLUMN     "money_paper_id" UUID;
CREATE UNIQUE INDEX receivable_entry_reversed_once ON receivable_entry (account_set_id, reverses_id) WHERE reverses_id IS NOT NULL;
CREATE INDEX receivable_entry_money ON receivable_entry (account_set_id, money_paper_id) WHERE money_paper_id IS NOT NULL;

-- Money recorded before: the newest receipts hold what each customer has not used.
INSERT INTO receipt_money (account_set_id, paper_id, customer_id, amount_fen, open_fen, booked_on)
SELECT account_set_id, paper_id, customer_id, amount_fen, greatest(0, least(amount_fen, prepaid_fen - newer))::bigint, received_on
FROM (SELECT r.*, b.prepaid_fen, sum(r.amount_fen) OVER (PARTITION BY r.account_set_id, r.customer_id
    ORDER BY r.received_on DESC, r.paper_id DESC) - r.amount_fen AS newer
  FROM receipt r JOIN customer_balance b ON b.account_set_id = r.account_set_id AND b.customer_id = r.customer_id) r;

-- Enters what pays or lets off open items: entries, items, receipts and balances in one statement. A pair names the note, the
-- receipt whose money pays it (null: the customer's credit), the amount, the day and the account, PREPAID or ALLOWANCE.
CREATE FUNCTION enter_allocations(p_set int, p_pairs jsonb, p_at timestamptz)
RETURNS TABLE (note_id uuid, money_id uuid, amount bigint, on_date date) LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  RETURN QUERY WITH pair AS MATERIALIZED (
    SELECT d.*, i.customer_id FROM jsonb_to_recordset(p_pairs)
      AS d("paperId" uuid, "moneyId" uuid, "amountFen" bigint, "onDate" date, account text)
    JOIN receivable_item i ON i.account_set_id = p_set AND i.paper_id = d."paperId" WHERE d."amountFen" > 0
  ), entry AS (
    INSERT INTO receivable_entry (account_set_id, customer_id, paper_id, from_account, to_account, amount_fen, business_date,
      recorded_at, money_paper_id)
    SELECT p_set, p.customer_id, p."paperId", 'RECEIVABLE', p.account, p."amountFen", p."onDate", p_at, p."moneyId"
    FROM pair p ORDER BY p."paperId", p."moneyId" NULLS LAST
    RETURNING customer_id, paper_id, to_account, amount_fen, business_date, money_paper_id
  ), item AS (
    UPDATE receivable_item i SET open_fen = i.open_fen - t.total
    FROM (SELECT e.paper_id, sum(e.amount_fen) AS total FROM entry e GROUP BY 1) t
    WHERE i.account_set_id = p_set AND i.paper_id = t.paper_id
  ), money AS (
    UPDATE receipt_money m SET open_fen = m.open_fen - t.total
    FROM (SELECT e.money_paper_id, sum(e.amount_fen) AS total FROM entry e WHERE e.money_paper_id IS NOT NULL GROUP BY 1) t
    WHERE m.account_set_id = p_set AND m.paper_id = t.money_paper_id
  ), balance AS (
    UPDATE customer_balance b SET prepaid_fen = b.prepaid_fen - t.paid, receivable_fen = b.receivable_fen - t.total
    FROM (SELECT e.customer_id, sum(e.amount_fen) AS total,
        coalesce(sum(e.amount_fen) FILTER (WHERE e.to_account = 'PREPAID'), 0) AS paid FROM entry e GROUP BY 1) t
    WHERE b.account_set_id = p_set AND b.customer_id = t.customer_id
  )
  SELECT e.paper_id, e.money_paper_id, e.amount_fen, e.business_date FROM entry e ORDER BY 1, 2 NULLS LAST;
END $$;

-- Lets money pay what is open. First what is meant for the notes named, then the payers' free money their oldest items (R91):
-- receipts in the order they came, credit of goods that came back last. Nothing is paid before its own day or before its money
-- came; what lies in a period that is not open waits. The caller holds the balances.
CREATE FUNCTION allocate_money(p_set int, p_meant uuid[], p_payers jsonb, p_at timestamptz)
RETURNS TABLE (note_id uuid, money_id uuid, amount bigint, on_date date) LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE v_open text[]; v_pairs jsonb;
BEGIN
  SELECT coalesce(array_agg(o.period), '{}') INTO v_open FROM (SELECT t.period FROM accounting_period t
    WHERE t.account_set_id = p_set AND t.status = 'OPEN' ORDER BY t.period FOR SHARE) o;
  IF cardinality(p_meant) > 0 THEN
    SELECT jsonb_agg(jsonb_build_object('paperId', q.for_paper_id, 'moneyId', q.paper_id, 'account', 'PREPAID', 'onDate', q.on_day,
        'amountFen', least(q.upto, q.claimed) - (q.upto - q.open_fen))) INTO v_pairs
    FROM (SELECT m.for_paper_id, m.paper_id, m.open_fen, i.open_fen AS claimed, greatest(i.business_date, m.booked_on) AS on_day,
        sum(m.open_fen) OVER (PARTITION BY m.for_paper_id ORDER BY m.paper_id) AS upto
      FROM receipt_money m JOIN receivable_item i ON i.account_set_id = m.account_set_id AND i.paper_id = m.for_paper_id
      WHERE m.account_set_id = p_set AND m.for_paper_id = ANY(p_meant) AND m.waits = 'NOTE' AND m.open_fen > 0) q
    WHERE q.upto - q.open_fen < q.claimed AND to_char(q.on_day, 'YYYYMM') = ANY(v_open);
    IF v_pairs IS NOT NULL THEN
      RETURN QUERY SELECT * FROM enter_allocations(p_set, v_pairs, p_at);
    END IF;
    UPDATE receipt_money m SET waits = NULL WHERE m.account_set_id = p_set AND m.for_paper_id = ANY(p_meant) AND m.waits = 'NOTE'
      AND EXISTS (SELECT FROM receivable_item i WHERE i.account_set_id = p_set AND i.paper_id = m.for_paper_id);
  END IF;
  WITH payer AS MATERIALIZED (
    SELECT p."customerId" AS customer_id, max(p."businessDate") AS act_date
    FROM jsonb_to_recordset(p_payers) AS p("customerId" uuid, "businessDate" date) GROUP BY 1
  ), money AS MATERIALIZED (
    SELECT m.customer_id, m.paper_id, m.open_fen, m.booked_on, 0 AS rank, CASE m.waits WHEN 'DEPOSIT' THEN false
        WHEN 'NOTE' THEN EXISTS (SELECT FROM delivery_note n WHERE n.account_set_id = p_set AND n.paper_id = m.for_paper_id
          AND n.status IN ('VOIDED', 'REVERSED')) ELSE true END AS is_free
    FROM receipt_money m JOIN payer p ON p.customer_id = m.customer_id WHERE m.account_set_id = p_set AND m.open_fen > 0
  ), source AS MATERIALIZED (
    SELECT s.*, sum(s.open_fen) OVER (PARTITION BY s.customer_id ORDER BY s.rank, s.booked_on, s.paper_id) AS upto FROM (
      SELECT m.customer_id, m.paper_id, m.open_fen, m.booked_on, m.rank FROM money m WHERE m.is_free
      UNION ALL SELECT b.customer_id, NULL, b.prepaid_fen - coalesce((SELECT sum(m.open_fen) FROM money m
          WHERE m.customer_id = b.customer_id), 0), NULL, 1
        FROM customer_balance b JOIN payer p ON p.customer_id = b.customer_id WHERE b.account_set_id = p_set) s
    WHERE s.open_fen > 0
  ), queue AS MATERIALIZED (
    SELECT i.customer_id, i.paper_id, i.open_fen, greatest(p.act_date, i.business_date) AS act_date,
      sum(i.open_fen) OVER (PARTITION BY i.customer_id ORDER BY i.business_date, i.paper_id) AS upto
    FROM receivable_item i JOIN payer p ON p.customer_id = i.customer_id
    WHERE i.account_set_id = p_set AND i.open_fen > 0
      AND to_char(greatest(p.act_date, i.business_date), 'YYYYMM') = ANY(v_open)
  )
  SELECT jsonb_agg(jsonb_build_object('paperId', q.paper_id, 'moneyId', s.paper_id, 'account', 'PREPAID',
      'onDate', greatest(q.act_date, s.booked_on),
      'amountFen', least(q.upto, s.upto) - greatest(q.upto - q.open_fen, s.upto - s.open_fen))) INTO v_pairs
  FROM queue q JOIN source s ON s.customer_id = q.customer_id AND q.upto - q.open_fen < s.upto AND s.upto - s.open_fen < q.upto
  WHERE to_char(greatest(q.act_date, s.booked_on), 'YYYYMM') = ANY(v_open);
  IF v_pairs IS NOT NULL THEN
    RETURN QUERY SELECT * FROM enter_allocations(p_set, v_pairs, p_at);
  END IF;
END $$;

-- Mirrors entries that paid or let off open items, and their vouchers: the items are open again, the money is the receipt's again.
-- The caller holds the balances and the period of the day. Answers what was freed.
CREATE FUNCTION free_allocations(p_set int, p_entries bigint[], p_on date, p_recorder uuid, p_at timestamptz)
RETURNS TABLE (note_id uuid, money_id uuid, amount bigint, on_date date) LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE v_mirrored int;
BEGIN
  WITH freed AS (
    SELECT e.paper_id, e.amount_fen, e.recorded_at, CASE e.to_account WHEN 'ALLOWANCE' THEN 'ALLOWANCE' ELSE 'ALLOCATION' END AS kind,
      row_number() OVER (PARTITION BY e.paper_id, e.amount_fen, e.recorded_at, e.to_account ORDER BY e.id) AS nth
    FROM receivable_entry e WHERE e.account_set_id = p_set AND e.id = ANY(p_entries)
  ), booked AS (
    SELECT v.id, v.paper_id, v.kind, v.recorded_at, l.amount_fen,
      row_number() OVER (PARTITION BY v.paper_id, l.amount_fen, v.recorded_at, v.kind ORDER BY v.id) AS nth
    FROM (SELECT DISTINCT f.paper_id FROM freed f) n JOIN journal_voucher v ON v.account_set_id = p_set AND v.paper_id = n.paper_id
    JOIN journal_entry l ON l.account_set_id = v.account_set_id AND l.voucher_id = v.id AND l.line_no = 1
    WHERE v.kind IN ('ALLOCATION', 'ALLOWANCE') AND v.reverses_id IS NULL
      AND NOT EXISTS (SELECT FROM journal_voucher r WHERE r.account_set_id = v.account_set_id AND r.reverses_id = v.id)
  ), voucher AS (
    INSERT INTO journal_voucher (account_set_id, id, paper_id, kind, business_date, period, recorded_at, recorded_by_id, reverses_id)
    SELECT p_set, gen_random_uuid(), b.paper_id, b.kind, p_on, to_char(p_on, 'YYYYMM'), p_at, p_recorder, b.id
    FROM booked b JOIN freed f ON f.paper_id = b.paper_id AND f.kind = b.kind AND f.amount_fen = b.amount_fen
      AND f.recorded_at = b.recorded_at AND f.nth = b.nth
    RETURNING account_set_id, id, reverses_id
  ), line AS (
    INSERT INTO journal_entry (account_set_id, voucher_id, line_no, debit_account, credit_account, amount_fen)
    SELECT v.account_set_id, v.id, e.line_no, e.credit_account, e.debit_account, e.amount_fen
    FROM voucher v JOIN journal_entry e ON e.account_set_id = v.account_set_id AND e.voucher_id = v.reverses_id
  )
  SELECT count(*) FROM voucher INTO v_mirrored;
  IF v_mirrored <> cardinality(p_entries) THEN
    RAISE EXCEPTION 'journal: % of % allocations have their voucher', v_mirrored, cardinality(p_entries);
  END IF;
  RETURN QUERY WITH entry AS (
    INSERT INTO receivable_entry (account_set_id, customer_id, paper_id, from_account, to_account, amount_fen, business_date,
      recorded_at, reverses_id, money_paper_id)
    SELECT e.account_set_id, e.customer_id, e.paper_id, e.to_account, e.from_account, e.amount_fen, p_on, p_at, e.id, e.money_paper_id
    FROM receivable_entry e WHERE e.account_set_id = p_set AND e.id = ANY(p_entries) ORDER BY e.id
    RETURNING customer_id, paper_id, from_account, amount_fen, business_date, money_paper_id
  ), item AS (
    UPDATE receivable_item i SET open_fen = i.open_fen + t.total
    FROM (SELECT e.paper_id, sum(e.amount_fen) AS total FROM entry e GROUP BY 1) t
    WHERE i.account_set_id = p_set AND i.paper_id = t.paper_id
  ), money AS (
    UPDATE receipt_money m SET open_fen = m.open_fen + t.total
    FROM (SELECT e.money_paper_id, sum(e.amount_fen) AS total FROM entry e WHERE e.money_paper_id IS NOT NULL GROUP BY 1) t
    WHERE m.account_set_id = p_set AND m.paper_id = t.money_paper_id
  ), balance AS (
    UPDATE customer_balance b SET prepaid_fen = b.prepaid_fen + t.paid, receivable_fen = b.receivable_fen + t.total
    FROM (SELECT e.customer_id, sum(e.amount_fen) AS total,
        coalesce(sum(e.amount_fen) FILTER (WHERE e.from_account = 'PREPAID'), 0) AS paid FROM entry e GROUP BY 1) t
    WHERE b.account_set_id = p_set AND b.customer_id = t.customer_id
  )
  SELECT e.paper_id, e.money_paper_id, e.amount_fen, e.business_date FROM entry e ORDER BY 1, 2 NULLS LAST;
END $$;
