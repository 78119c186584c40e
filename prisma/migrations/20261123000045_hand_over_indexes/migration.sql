-- Hand-over lists stay quick when years of stubs lie with one clerk: what one keeps is read by key, latest first, and
-- the few offers that wait have an index of their own that issuing a note never touches.
DROP INDEX "document_copy_keeper_id_idx";
DROP INDEX "document_copy_offered_to_id_idx";
CREATE INDEX "document_copy_keeper_id_since_at_paper_id_kind_idx" ON "document_copy"("keeper_id", "since_at", "paper_id", "kind");
CREATE INDEX document_copy_open_offer ON document_copy (offered_to_id, offered_place) WHERE offered_place IS NOT NULL;
