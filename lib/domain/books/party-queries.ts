import { Prisma } from '#prisma/generated/client.ts'

/** With whom the paper `p` was done, by name; null where nobody stands on it. */
export const PARTY_OF_PAPER = Prisma.sql`CASE p.kind
  WHEN 'DELIVERY_NOTE' THEN (SELECT n.customer_name FROM delivery_note n WHERE n.account_set_id = p.account_set_id AND n.paper_id = p.id)
  WHEN 'RECEIPT' THEN (SELECT c.name FROM receipt r JOIN customer c ON c.account_set_id = r.account_set_id AND c.id = r.customer_id
    WHERE r.account_set_id = p.account_set_id AND r.paper_id = p.id)
  WHEN 'PAYMENT' THEN (SELECT s.name FROM payment y JOIN supplier s ON s.account_set_id = y.account_set_id AND s.id = y.supplier_id
    WHERE y.account_set_id = p.account_set_id AND y.paper_id = p.id)
  ELSE (SELECT nullif(g.party_name, '') FROM goods_paper g WHERE g.account_set_id = p.account_set_id AND g.paper_id = p.id) END`
