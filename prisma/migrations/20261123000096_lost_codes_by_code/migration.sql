-- CreateIndex
CREATE INDEX "code_loss_account_set_id_code_idx" ON "code_loss"("account_set_id", "code");
