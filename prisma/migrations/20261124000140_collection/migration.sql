-- What was said, promised and passed on about money that is owed; what customers do not agree with; what nobody will pay;
-- and the statements they are told it by.
CREATE TABLE "collection_contact" (
    "account_set_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "contacted_on" DATE NOT NULL,
    "way" TEXT NOT NULL,
    "spoken_with" TEXT NOT NULL,
    "said" TEXT NOT NULL,
    "recorded_by_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "row_hash" BYTEA,

    CONSTRAINT "collection_contact_pkey" PRIMARY KEY ("account_set_id","id")
);

CREATE TABLE "payment_promise" (
    "account_set_id" INTEGER NOT NULL,
    "contact_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "due_on" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "row_hash" BYTEA,

    CONSTRAINT "payment_promise_pkey" PRIMARY KEY ("account_set_id","contact_id")
);

CREATE TABLE "collection_escalation" (
    "account_set_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "level" SMALLINT NOT NULL,
    "to_user_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "recorded_by_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "row_hash" BYTEA,

    CONSTRAINT "collection_escalation_pkey" PRIMARY KEY ("account_set_id","id")
);

CREATE TABLE "paper_dispute" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "opened_by_id" UUID,
    "statement_id" UUID,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_by_id" UUID,
    "closed_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "row_hash" BYTEA,

    CONSTRAINT "paper_dispute_pkey" PRIMARY KEY ("account_set_id","paper_id","sequence")
);

CREATE TABLE "write_off" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'PROPOSED',
    "proposed_by_id" UUID NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decision_remark" TEXT,
    "entered_on" DATE,
    "reversed_by_id" UUID,
    "reversed_at" TIMESTAMPTZ(3),
    "reversed_on" DATE,
    "reversal_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "row_hash" BYTEA,

    CONSTRAINT "write_off_pkey" PRIMARY KEY ("account_set_id","paper_id")
);

CREATE TABLE "write_off_line" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "line_no" INTEGER NOT NULL,
    "note_id" UUID NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "row_hash" BYTEA,

    CONSTRAINT "write_off_line_pkey" PRIMARY KEY ("account_set_id","paper_id","line_no")
);

CREATE TABLE "statement" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "from_date" DATE NOT NULL,
    "to_date" DATE NOT NULL,
    "opening_fen" BIGINT NOT NULL,
    "closing_fen" BIGINT NOT NULL,
    "content" JSONB NOT NULL,
    "made_by_id" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "row_hash" BYTEA,

    CONSTRAINT "statement_pkey" PRIMARY KEY ("account_set_id","paper_id")
);

CREATE TABLE "statement_sending" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "way" TEXT NOT NULL,
    "sent_to" TEXT NOT NULL,
    "sent_by_id" UUID NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "row_hash" BYTEA,

    CONSTRAINT "statement_sending_pkey" PRIMARY KEY ("account_set_id","paper_id","sequence")
);

CREATE TABLE "statement_link" (
    "account_set_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "paper_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by_id" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_by_id" UUID,
    "revoked_at" TIMESTAMPTZ(3),
    "row_hash" BYTEA,

    CONSTRAINT "statement_link_pkey" PRIMARY KEY ("account_set_id","id")
);

CREATE TABLE "statement_answer" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "link_id" UUID NOT NULL,
    "answer" TEXT NOT NULL,
    "answered_by" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "disputed_papers" UUID[],
    "content_hash" BYTEA NOT NULL,
    "address" TEXT,
    "user_agent" TEXT,
    "answered_at" TIMESTAMPTZ(3) NOT NULL,
    "row_hash" BYTEA,

    CONSTRAINT "statement_answer_pkey" PRIMARY KEY ("account_set_id","paper_id")
);

ALTER TABLE "receivable_entry" ADD COLUMN "write_off_paper_id" UUID;

CREATE INDEX "receivable_entry_account_set_id_customer_id_business_date_idx" ON "receivable_entry"("account_set_id", "customer_id", "business_date");
CREATE INDEX "collection_contact_account_set_id_customer_id_contacted_on_idx" ON "collection_contact"("account_set_id", "customer_id", "contacted_on");
CREATE INDEX "payment_promise_account_set_id_customer_id_due_on_idx" ON "payment_promise"("account_set_id", "customer_id", "due_on");
CREATE INDEX "collection_escalation_by_customer" ON "collection_escalation"("account_set_id", "customer_id", "recorded_at");
CREATE INDEX "write_off_account_set_id_customer_id_idx" ON "write_off"("account_set_id", "customer_id");
CREATE INDEX "write_off_line_account_set_id_note_id_idx" ON "write_off_line"("account_set_id", "note_id");
CREATE UNIQUE INDEX "write_off_line_account_set_id_paper_id_note_id_key" ON "write_off_line"("account_set_id", "paper_id", "note_id");
CREATE INDEX "statement_account_set_id_customer_id_idx" ON "statement"("account_set_id", "customer_id");
CREATE INDEX "statement_link_account_set_id_paper_id_idx" ON "statement_link"("account_set_id", "paper_id");

ALTER TABLE "collection_contact" ADD CONSTRAINT "collection_contact_account_set_id_customer_id_fkey" FOREIGN KEY ("account_set_id", "customer_id") REFERENCES "customer"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "payment_promise" ADD CONSTRAINT "payment_promise_account_set_id_contact_id_fkey" FOREIGN KEY ("account_set_id", "contact_id") REFERENCES "collection_contact"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "collection_escalation" ADD CONSTRAINT "collection_escalation_account_set_id_customer_id_fkey" FOREIGN KEY ("account_set_id", "customer_id") REFERENCES "customer"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "paper_dispute" ADD CONSTRAINT "paper_dispute_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "paper"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "write_off" ADD CONSTRAINT "write_off_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "paper"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "write_off" ADD CONSTRAINT "write_off_account_set_id_customer_id_fkey" FOREIGN KEY ("account_set_id", "customer_id") REFERENCES "customer"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "write_off_line" ADD CONSTRAINT "write_off_line_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "write_off"("account_set_id", "paper_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "write_off_line" ADD CONSTRAINT "write_off_line_account_set_id_note_id_fkey" FOREIGN KEY ("account_set_id", "note_id") REFERENCES "receivable_item"("account_set_id", "paper_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "statement" ADD CONSTRAINT "statement_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "paper"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "statement" ADD CONSTRAINT "statement_account_set_id_customer_id_fkey" FOREIGN KEY ("account_set_id", "customer_id") REFERENCES "customer"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "statement_sending" ADD CONSTRAINT "statement_sending_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "statement"("account_set_id", "paper_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "statement_link" ADD CONSTRAINT "statement_link_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "statement"("account_set_id", "paper_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "statement_answer" ADD CONSTRAINT "statement_answer_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "statement"("account_set_id", "paper_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What is read most: what is open, and whether its proof is home. Neither grows with history.
CREATE INDEX receivable_item_open ON receivable_item (account_set_id, customer_id, due_date, paper_id) INCLUDE (open_fen, business_date)
  WHERE open_fen > 0;
CREATE INDEX document_copy_proof ON document_copy (account_set_id, paper_id)
  WHERE kind = 'CUSTOMER' AND place = 'ACCOUNTING' AND signed_at IS NOT NULL;
CREATE UNIQUE INDEX paper_dispute_open ON paper_dispute (account_set_id, paper_id) WHERE closed_at IS NULL;
CREATE INDEX write_off_waiting ON write_off (account_set_id, paper_id) WHERE status = 'PROPOSED';

ALTER TABLE collection_contact ADD CONSTRAINT r102_contact CHECK (
  way IN ('PHONE', 'VISIT', 'MESSAGE', 'LETTER', 'COUNTER') AND spoken_with <> '' AND said <> '');
ALTER TABLE payment_promise ADD CONSTRAINT payment_promise_amount CHECK (amount_fen > 0);
ALTER TABLE collection_escalation ADD CONSTRAINT collection_escalation_told CHECK (
  level BETWEEN 1 AND 3 AND reason <> '' AND to_user_id <> recorded_by_id);
ALTER TABLE paper_dispute ADD CONSTRAINT paper_dispute_whole CHECK (reason <> '' AND sequence > 0
  AND (opened_by_id IS NULL) <> (statement_id IS NULL)
  AND (closed_at IS NULL) = (closed_by_id IS NULL) AND (closed_at IS NULL) = (outcome IS NULL) AND outcome IS DISTINCT FROM '');
ALTER TABLE write_off ADD CONSTRAINT write_off_status CHECK (status IN ('PROPOSED', 'REFUSED', 'ENTERED', 'REVERSED')
  AND amount_fen > 0 AND reason <> ''
  AND (status = 'PROPOSED') = (decided_by_id IS NULL) AND (decided_by_id IS NULL) = (decided_at IS NULL)
  AND (status IN ('ENTERED', 'REVERSED')) = (entered_on IS NOT NULL)
  AND (status = 'REVERSED') = (reversed_by_id IS NOT NULL) AND (reversed_by_id IS NULL) = (reversed_on IS NULL)
  AND (reversed_by_id IS NULL) = (reversed_at IS NULL) AND (reversed_by_id IS NULL) = (reversal_reason IS NULL));
ALTER TABLE write_off ADD CONSTRAINT write_off_second_person CHECK (decided_by_id IS DISTINCT FROM proposed_by_id);
ALTER TABLE write_off_line ADD CONSTRAINT write_off_line_amount CHECK (amount_fen > 0 AND line_no > 0);
ALTER TABLE statement ADD CONSTRAINT statement_days CHECK (from_date <= to_date);
ALTER TABLE statement_sending ADD CONSTRAINT statement_sending_way CHECK (
  way IN ('PRINT', 'MESSAGE', 'MAIL', 'LINK', 'VISIT') AND sent_to <> '' AND sequence > 0);
ALTER TABLE statement_link ADD CONSTRAINT statement_link_life CHECK (
  expires_at > made_at AND (revoked_at IS NULL) = (revoked_by_id IS NULL));
ALTER TABLE statement_answer ADD CONSTRAINT statement_answer_said CHECK (
  answered_by <> '' AND ((answer = 'CONFIRMED' AND disputed_papers = '{}') OR (answer = 'DISPUTED' AND note <> '')));
ALTER TABLE receivable_entry ADD CONSTRAINT write_off_is_named CHECK (
  ('WRITE_OFF' IN (from_account, to_account)) = (write_off_paper_id IS NOT NULL));

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['collection_contact', 'payment_promise', 'collection_escalation', 'write_off_line', 'statement',
    'statement_sending', 'statement_answer'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION forbid_rewriting()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['paper_dispute', 'write_off', 'statement_link'] LOOP
    EXECUTE format('CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION forbid_deleting()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['collection_contact', 'payment_promise', 'collection_escalation', 'paper_dispute', 'write_off',
    'write_off_line', 'statement', 'statement_sending', 'statement_link', 'statement_answer'] LOOP
    EXECUTE format('CREATE TRIGGER zz_row_hash BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION keep_row_hash()', t);
  END LOOP;
END $$;

CREATE TRIGGER frozen BEFORE UPDATE ON paper_dispute FOR EACH ROW
  EXECUTE FUNCTION forbid_changing_frozen('closed_by_id', 'closed_at', 'outcome');
CREATE TRIGGER frozen BEFORE UPDATE ON statement_link FOR EACH ROW
  EXECUTE FUNCTION forbid_changing_frozen('revoked_by_id', 'revoked_at');
CREATE TRIGGER frozen BEFORE UPDATE ON write_off FOR EACH ROW
  EXECUTE FUNCTION forbid_changing_frozen('status', 'decided_by_id', 'decided_at', 'decision_remark', 'entered_on', 'reversed_by_id',
    'reversed_at', 'reversed_on', 'reversal_reason', 'version');

-- What was closed, decided or revoked stays so: each step is taken once, from the step before.
CREATE FUNCTION taken_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was ended in % is not ended again', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER step BEFORE UPDATE ON paper_dispute FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION taken_once();
CREATE TRIGGER step BEFORE UPDATE ON statement_link FOR EACH ROW WHEN (OLD.revoked_at IS NOT NULL) EXECUTE FUNCTION taken_once();
CREATE TRIGGER step BEFORE UPDATE OF status ON write_off FOR EACH ROW
  WHEN (NOT (OLD.status || '>' || NEW.status) = ANY (ARRAY['PROPOSED>ENTERED', 'PROPOSED>REFUSED', 'ENTERED>REVERSED']))
  EXECUTE FUNCTION taken_once();

-- A write-off agrees with its lines. Checked when the transaction ends.
CREATE FUNCTION write_off_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.amount_fen IS DISTINCT FROM (SELECT sum(amount_fen) FROM write_off_line
    WHERE account_set_id = NEW.account_set_id AND paper_id = NEW.paper_id) THEN
    RAISE EXCEPTION 'write-off % does not agree with its lines', NEW.paper_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER whole AFTER INSERT ON write_off DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION write_off_whole();

-- What came of each promise: money recorded after it and received by its day, less what an earlier promise still waited for.
-- Nothing is written when a promise is kept or broken.
CREATE VIEW promise_standing AS
  SELECT p.account_set_id, p.contact_id, p.customer_id, p.amount_fen, p.due_on, p.recorded_at,
    least(p.amount_fen, greatest(0, came.fen - coalesce(sooner.fen, 0)))::bigint AS paid_fen
  FROM payment_promise p
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(e.amount_fen), 0) AS fen FROM receivable_entry e
    WHERE e.account_set_id = p.account_set_id AND e.customer_id = p.customer_id AND e.from_account = 'PREPAID' AND e.to_account = 'MONEY'
      AND e.reverses_id IS NULL AND e.business_date <= p.due_on AND e.recorded_at > p.recorded_at
      AND NOT EXISTS (SELECT FROM receivable_entry r WHERE r.account_set_id = e.account_set_id AND r.paper_id = e.paper_id AND r.reverses_id = e.id)
  ) came
  LEFT JOIN LATERAL (
    SELECT sum(greatest(0, o.amount_fen - (
      SELECT coalesce(sum(e.amount_fen), 0) FROM receivable_entry e
      WHERE e.account_set_id = o.account_set_id AND e.customer_id = o.customer_id AND e.from_account = 'PREPAID' AND e.to_account = 'MONEY'
        AND e.reverses_id IS NULL AND e.business_date <= o.due_on AND e.recorded_at > o.recorded_at AND e.recorded_at <= p.recorded_at
        AND NOT EXISTS (SELECT FROM receivable_entry r WHERE r.account_set_id = e.account_set_id AND r.paper_id = e.paper_id AND r.reverses_id = e.id)
    ))) AS fen
    FROM payment_promise o
    WHERE o.account_set_id = p.account_set_id AND o.customer_id = p.customer_id AND o.contact_id <> p.contact_id
      AND (o.due_on, o.recorded_at, o.contact_id) < (p.due_on, p.recorded_at, p.contact_id)
      AND o.due_on >= (p.recorded_at AT TIME ZONE 'Asia/Shanghai')::date
  ) sooner ON true;
