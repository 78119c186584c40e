-- A sales manager's consent may be limited: to an exposure, and to a day (R117).
ALTER TABLE "billing_application" ADD COLUMN     "release_fen" BIGINT,
ADD COLUMN     "release_until" DATE;
ALTER TABLE billing_application ADD CONSTRAINT r117_release CHECK (
  release_fen >= 0 AND ((release_fen IS NULL AND release_until IS NULL) OR decided_by_id IS NOT NULL));
DROP TRIGGER frozen ON billing_application;
CREATE TRIGGER frozen BEFORE UPDATE ON billing_application FOR EACH ROW EXECUTE FUNCTION forbid_changing_frozen('status',
  'decided_by_id', 'decided_at', 'decision_remark', 'release_fen', 'release_until', 'used_by_paper_id', 'version');
