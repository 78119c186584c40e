-- The papers of the road and of money, who signs them, and the parts they play in the books.
ALTER TABLE paper DROP CONSTRAINT paper_kind;
ALTER TABLE paper ADD CONSTRAINT paper_kind CHECK (kind IN ('SALES_ORDER', 'BILLING_APPLICATION', 'DELIVERY_NOTE', 'RECEIPT',
  'PURCHASE_ORDER', 'GOODS_RECEIPT', 'PURCHASE_BILL', 'PAYMENT', 'STOCK_OUT', 'CUSTOMER_RETURN', 'SUPPLIER_RETURN', 'TRANSFER',
  'STOCK_COUNT', 'DIVERSION_CASE', 'TRIP', 'DRIVER_RECONCILIATION', 'AMENDMENT_SLIP', 'WRITE_OFF', 'STATEMENT', 'INVOICE'));
ALTER TABLE signature DROP CONSTRAINT signature_slot;
ALTER TABLE signature ADD CONSTRAINT signature_slot CHECK (slot IN ('PREPARER', 'KEEPER', 'HANDLER', 'SUPERVISOR', 'CUSTOMER', 'RECEIVER',
  'DRIVER', 'CASHIER'));

-- A claim also ends by what is let off at settlement and by what nobody will pay.
ALTER TABLE receivable_entry DROP CONSTRAINT receivable_entry_accounts;
ALTER TABLE receivable_entry ADD CONSTRAINT receivable_entry_accounts CHECK (
  from_account IN ('SALES', 'RECEIVABLE', 'PREPAID', 'MONEY', 'ALLOWANCE', 'WRITE_OFF')
  AND to_account IN ('SALES', 'RECEIVABLE', 'PREPAID', 'MONEY', 'ALLOWANCE', 'WRITE_OFF'));

INSERT INTO account (account_set_id, code, name, nature)
SELECT s.id, a.code, a.name, a.nature FROM account_set s, (VALUES ('122101', '其他应收款—驾驶员差额', 'ASSET'),
  ('122102', '其他应收款—垫付运费', 'ASSET'), ('6603', '财务费用', 'EXPENSE'), ('6702', '信用减值损失', 'EXPENSE')) AS a(code, name, nature)
  ON CONFLICT DO NOTHING;
INSERT INTO account_use (account_set_id, use, code)
SELECT s.id, u.use, u.code FROM account_set s, (VALUES ('DRIVER_DIFFERENCE', '122101'), ('ADVANCED_FREIGHT', '122102'),
  ('ALLOWANCE', '6603'), ('BAD_DEBT', '6702')) AS u(use, code) ON CONFLICT DO NOTHING;
