-- A trip: one driver, one vehicle, and notes in the order of their stops.
CREATE TABLE "trip" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "driver_id" UUID NOT NULL,
    "vehicle" TEXT NOT NULL,
    "trip_date" DATE NOT NULL,
    "remark" TEXT NOT NULL DEFAULT '',
    "opened_by_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "left_by_id" UUID,
    "left_at" TIMESTAMPTZ(3),
    "closed_by_id" UUID,
    "closed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "row_hash" BYTEA,

    CONSTRAINT "trip_pkey" PRIMARY KEY ("account_set_id","paper_id")
);

-- CreateTable
CREATE TABLE "trip_stop" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "note_id" UUID NOT NULL,
    "stop_no" INTEGER NOT NULL,
    "is_live" BOOLEAN NOT NULL,
    "arrived_at" TIMESTAMPTZ(3),
    "not_delivered_at" TIMESTAMPTZ(3),
    "not_delivered_by_id" UUID,
    "reason" TEXT NOT NULL DEFAULT '',
    "row_hash" BYTEA,

    CONSTRAINT "trip_stop_pkey" PRIMARY KEY ("account_set_id","paper_id","note_id")
);

-- CreateTable
CREATE TABLE "trip_scan" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "note_id" UUID NOT NULL,
    "what" TEXT NOT NULL,
    "scanned_by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "row_hash" BYTEA,

    CONSTRAINT "trip_scan_pkey" PRIMARY KEY ("account_set_id","paper_id","note_id","what")
);

-- CreateIndex
CREATE INDEX "trip_account_set_id_driver_id_status_idx" ON "trip"("account_set_id", "driver_id", "status");

-- CreateIndex
CREATE INDEX "trip_account_set_id_opened_at_paper_id_idx" ON "trip"("account_set_id", "opened_at", "paper_id");

-- CreateIndex
CREATE INDEX "trip_stop_account_set_id_note_id_idx" ON "trip_stop"("account_set_id", "note_id");

-- What the rules promise, PostgreSQL also checks ------------------------------------------------------------
ALTER TABLE trip ADD CONSTRAINT trip_status CHECK (status IN ('OPEN', 'LEFT', 'CLOSED', 'CANCELLED') AND vehicle <> '');
ALTER TABLE trip ADD CONSTRAINT trip_left CHECK ((status IN ('LEFT', 'CLOSED')) = (left_at IS NOT NULL) AND (left_at IS NULL) = (left_by_id IS NULL));
ALTER TABLE trip ADD CONSTRAINT trip_closed CHECK ((status IN ('CLOSED', 'CANCELLED')) = (closed_at IS NOT NULL)
  AND (closed_at IS NULL) = (closed_by_id IS NULL));
ALTER TABLE trip_stop ADD CONSTRAINT trip_stop_no CHECK (stop_no > 0);
-- R114: what was not handed over says why, and is carried no longer.
ALTER TABLE trip_stop ADD CONSTRAINT r114_not_delivered CHECK ((not_delivered_at IS NULL) = (reason = '')
  AND (not_delivered_at IS NULL) = (not_delivered_by_id IS NULL) AND (not_delivered_at IS NULL OR NOT is_live));
-- A note is on one trip at a time.
CREATE UNIQUE INDEX trip_stop_carried_once ON trip_stop (account_set_id, note_id) WHERE is_live;

CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON trip FOR EACH STATEMENT EXECUTE FUNCTION forbid_deleting();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON trip_stop FOR EACH STATEMENT EXECUTE FUNCTION forbid_deleting();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON trip_scan FOR EACH STATEMENT EXECUTE FUNCTION forbid_rewriting();
CREATE TRIGGER frozen BEFORE UPDATE ON trip FOR EACH ROW EXECUTE FUNCTION forbid_changing_frozen('status', 'driver_id', 'vehicle',
  'remark', 'left_by_id', 'left_at', 'closed_by_id', 'closed_at', 'version');
CREATE TRIGGER frozen BEFORE UPDATE ON trip_stop FOR EACH ROW EXECUTE FUNCTION forbid_changing_frozen('stop_no', 'is_live',
  'arrived_at', 'not_delivered_at', 'not_delivered_by_id', 'reason');
CREATE TRIGGER zz_row_hash BEFORE INSERT OR UPDATE ON trip FOR EACH ROW EXECUTE FUNCTION keep_row_hash();
CREATE TRIGGER zz_row_hash BEFORE INSERT OR UPDATE ON trip_stop FOR EACH ROW EXECUTE FUNCTION keep_row_hash();
CREATE TRIGGER zz_row_hash BEFORE INSERT OR UPDATE ON trip_scan FOR EACH ROW EXECUTE FUNCTION keep_row_hash();

-- A trip leaves once, is closed once, and only when none of its stops is open; its plan stands from the moment it left.
CREATE FUNCTION trip_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status <> OLD.status AND NOT (OLD.status || '>' || NEW.status) = ANY (ARRAY['OPEN>LEFT', 'OPEN>CANCELLED', 'LEFT>CLOSED']) THEN
    RAISE EXCEPTION 'a trip cannot go from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.status <> 'OPEN' AND (OLD.driver_id, OLD.vehicle, OLD.remark) IS DISTINCT FROM (NEW.driver_id, NEW.vehicle, NEW.remark) THEN
    RAISE EXCEPTION 'a trip that has left keeps its plan' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status = 'CLOSED' AND EXISTS (SELECT FROM trip_stop s
    JOIN delivery_note n ON n.account_set_id = s.account_set_id AND n.paper_id = s.note_id
    WHERE s.account_set_id = NEW.account_set_id AND s.paper_id = NEW.paper_id AND s.is_live
      AND n.status NOT IN ('DELIVERED', 'POSTED', 'REVERSED', 'VOIDED')) THEN
    RAISE EXCEPTION 'a trip with an open stop is not closed (R114)' USING ERRCODE = 'check_violation', CONSTRAINT = 'r114_every_stop_ended';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER step BEFORE UPDATE ON trip FOR EACH ROW EXECUTE FUNCTION trip_step();

-- What happened at a stop happened: it is written once.
CREATE FUNCTION trip_stop_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.arrived_at IS NOT NULL AND OLD.arrived_at IS DISTINCT FROM NEW.arrived_at
    OR OLD.not_delivered_at IS NOT NULL AND (OLD.not_delivered_at, OLD.not_delivered_by_id, OLD.reason, OLD.is_live)
      IS DISTINCT FROM (NEW.not_delivered_at, NEW.not_delivered_by_id, NEW.reason, NEW.is_live) THEN
    RAISE EXCEPTION 'a stop of a trip is written once' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER once BEFORE UPDATE ON trip_stop FOR EACH ROW EXECUTE FUNCTION trip_stop_once();
