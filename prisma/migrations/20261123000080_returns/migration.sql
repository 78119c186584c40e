-- What a return takes back of a note's claim stands on the note and names the return.
ALTER TABLE "receivable_entry" ADD COLUMN     "return_paper_id" UUID;

-- A26: never more comes back than was taken in: by the customer of a note, or by the desk on a receipt.
CREATE FUNCTION returned_was_there() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE most bigint;
BEGIN
  SELECT CASE p.kind
    WHEN 'DELIVERY_NOTE' THEN (SELECT o.accepted_e3 FROM delivery_outcome_line o
      WHERE o.account_set_id = NEW.account_set_id AND o.paper_id = NEW.paper_id AND o.line_no = NEW.line_no)
    WHEN 'GOODS_RECEIPT' THEN (SELECT sum(e.qty_e3) FROM stock_entry e WHERE e.account_set_id = NEW.account_set_id
      AND e.paper_id = NEW.paper_id AND e.line_no = NEW.line_no AND e.reverses_id IS NULL)
    ELSE NEW.received_e3 END INTO most
  FROM paper p WHERE p.account_set_id = NEW.account_set_id AND p.id = NEW.paper_id;
  IF NEW.returned_e3 > coalesce(most, 0) THEN
    RAISE EXCEPTION 'line % of paper % would have % returned of %', NEW.line_no, NEW.paper_id, NEW.returned_e3, coalesce(most, 0)
      USING ERRCODE = 'check_violation', CONSTRAINT = 'a26_returned_was_there';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER returned_insert BEFORE INSERT ON goods_progress FOR EACH ROW WHEN (NEW.returned_e3 > 0) EXECUTE FUNCTION returned_was_there();
CREATE TRIGGER returned_update BEFORE UPDATE OF returned_e3 ON goods_progress FOR EACH ROW
  WHEN (NEW.returned_e3 > OLD.returned_e3) EXECUTE FUNCTION returned_was_there();

-- Every line of a return names what it takes back.
ALTER TABLE goods_paper_line ADD CONSTRAINT returned_line_is_whole CHECK (disposition IS NULL OR (source_paper_id IS NOT NULL AND source_line_no IS NOT NULL));
