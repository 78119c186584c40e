-- 改单 (R59): what the customer really took of a delivered note, beside what was said at the stop. A slip is in force once the
-- keeper has the surplus; from then on whoever asks what was accepted of a line hears what the slip says.
-- CreateTable
CREATE TABLE "amendment_slip" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "note_paper_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "opened_by_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "agreed_by_id" UUID,
    "agreed_at" TIMESTAMPTZ(3),
    "received_by_id" UUID,
    "received_at" TIMESTAMPTZ(3),
    "withdrawn_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "row_hash" BYTEA,

    CONSTRAINT "amendment_slip_pkey" PRIMARY KEY ("account_set_id","paper_id")
);

-- CreateTable
CREATE TABLE "amendment_line" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "line_no" INTEGER NOT NULL,
    "note_paper_id" UUID NOT NULL,
    "from_e3" BIGINT NOT NULL,
    "to_e3" BIGINT NOT NULL,
    "in_force" BOOLEAN NOT NULL DEFAULT false,
    "row_hash" BYTEA,

    CONSTRAINT "amendment_line_pkey" PRIMARY KEY ("account_set_id","paper_id","line_no")
);

-- AddForeignKey
ALTER TABLE "amendment_slip" ADD CONSTRAINT "amendment_slip_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "paper"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "amendment_line" ADD CONSTRAINT "amendment_line_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "amendment_slip"("account_set_id", "paper_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What the rules promise, PostgreSQL also checks ------------------------------------------------------------
ALTER TABLE amendment_slip ADD CONSTRAINT amendment_slip_steps CHECK (status IN ('OPEN', 'AGREED', 'RECEIVED', 'WITHDRAWN') AND reason <> ''
  AND (agreed_by_id IS NULL) = (agreed_at IS NULL) AND (received_by_id IS NULL) = (received_at IS NULL)
  AND (status <> 'OPEN' OR agreed_by_id IS NULL) AND (status NOT IN ('AGREED', 'RECEIVED') OR agreed_by_id IS NOT NULL)
  AND (status = 'RECEIVED') = (received_by_id IS NOT NULL) AND (status = 'WITHDRAWN') = (withdrawn_reason IS NOT NULL));
ALTER TABLE amendment_slip ADD CONSTRAINT r59_agreed_by_another CHECK (agreed_by_id IS DISTINCT FROM opened_by_id
  AND received_by_id IS DISTINCT FROM opened_by_id);
ALTER TABLE amendment_line ADD CONSTRAINT r59_only_less CHECK (to_e3 >= 0 AND to_e3 < from_e3);
-- A note is amended once; a slip that was wrong is withdrawn first.
CREATE UNIQUE INDEX amendment_slip_standing ON amendment_slip (account_set_id, note_paper_id) WHERE status <> 'WITHDRAWN';
CREATE UNIQUE INDEX amendment_line_in_force ON amendment_line (account_set_id, note_paper_id, line_no) WHERE in_force;

CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON amendment_slip FOR EACH STATEMENT EXECUTE FUNCTION forbid_deleting();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON amendment_line FOR EACH STATEMENT EXECUTE FUNCTION forbid_deleting();
CREATE TRIGGER frozen BEFORE UPDATE ON amendment_slip FOR EACH ROW EXECUTE FUNCTION forbid_changing_frozen('status', 'agreed_by_id',
  'agreed_at', 'received_by_id', 'received_at', 'withdrawn_reason', 'version');
CREATE TRIGGER frozen BEFORE UPDATE ON amendment_line FOR EACH ROW EXECUTE FUNCTION forbid_changing_frozen('in_force');
CREATE TRIGGER once BEFORE UPDATE ON amendment_slip FOR EACH ROW WHEN (OLD.status IN ('RECEIVED', 'WITHDRAWN')) EXECUTE FUNCTION reconciled_once();
CREATE TRIGGER once BEFORE UPDATE ON amendment_line FOR EACH ROW WHEN (OLD.in_force) EXECUTE FUNCTION reconciled_once();
CREATE TRIGGER zz_row_hash BEFORE INSERT OR UPDATE ON amendment_slip FOR EACH ROW EXECUTE FUNCTION keep_row_hash();
CREATE TRIGGER zz_row_hash BEFORE INSERT OR UPDATE ON amendment_line FOR EACH ROW EXECUTE FUNCTION keep_row_hash();

-- What was said at the stop keeps its rows; its known name now answers what stands.
ALTER TABLE delivery_outcome_line RENAME TO delivery_outcome_said;
ALTER INDEX delivery_outcome_line_pkey RENAME TO delivery_outcome_said_pkey;
CREATE VIEW delivery_outcome_line AS
SELECT o.account_set_id, o.paper_id, o.line_no, coalesce(a.to_e3, o.accepted_e3) AS accepted_e3,
  o.refused_e3 + o.accepted_e3 - coalesce(a.to_e3, o.accepted_e3) AS refused_e3,
  CASE WHEN a.to_e3 IS NULL THEN o.reason ELSE (SELECT s.reason FROM amendment_slip s
    WHERE s.account_set_id = a.account_set_id AND s.paper_id = a.paper_id) END AS reason, o.recorded_by_id, o.at
FROM delivery_outcome_said o
LEFT JOIN amendment_line a ON a.account_set_id = o.account_set_id AND a.note_paper_id = o.paper_id AND a.line_no = o.line_no AND a.in_force;
CREATE FUNCTION say_outcome() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO delivery_outcome_said (account_set_id, paper_id, line_no, accepted_e3, refused_e3, reason, recorded_by_id, at)
  VALUES (NEW.account_set_id, NEW.paper_id, NEW.line_no, NEW.accepted_e3, NEW.refused_e3, NEW.reason, NEW.recorded_by_id, NEW.at);
  RETURN NEW;
END $$;
CREATE TRIGGER said INSTEAD OF INSERT ON delivery_outcome_line FOR EACH ROW EXECUTE FUNCTION say_outcome();
