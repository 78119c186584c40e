-- Overdue is what fell due first, which need not be the oldest note: terms may have changed between two (R91, R117). The open
-- items are read by their own index, so that what was paid long ago is not walked through.
CREATE OR REPLACE FUNCTION read_issue(p_key jsonb, p_products uuid[], p_is_writing boolean) RETURNS json
LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  v_set int := (p_key->>'accountSetId')::int;
  v_customer uuid := (p_key->>'customerId')::uuid;
  v_warehouse uuid := (p_key->>'warehouseId')::uuid;
  v_date date := (p_key->>'businessDate')::date;
  v_replaces uuid := (p_key->>'replacesId')::uuid;
BEGIN
  IF p_is_writing THEN
    PERFORM FROM stock_balance b WHERE b.account_set_id = v_set AND b.warehouse_id = v_warehouse
      AND b.product_id = ANY(p_products) ORDER BY b.product_id FOR UPDATE;
    PERFORM FROM customer_balance b WHERE b.account_set_id = v_set AND b.customer_id = v_customer FOR UPDATE;
  END IF;
  RETURN json_build_object('products', issue_products(v_set, v_customer, v_warehouse, v_date, p_products), 'header', (
    SELECT json_build_object(
      'accountSet', json_build_object('numberFormat', s.number_format,
        'billingApplicationPolicy', s.billing_application_policy, 'freeDiscountBp', s.free_discount_bp,
        'freeRoundingOffFen', s.free_rounding_off_fen::text, 'requiresDistinctSigners', s.requires_distinct_signers),
      'customer', json_build_object('code', c.code, 'name', c.name, 'isActive', c.is_active, 'channel', c.channel,
        'settlementMethod', c.settlement_method, 'priceMode', c.price_mode, 'creditLimitFen', c.credit_limit_fen::text,
        'creditDays', c.credit_days, 'licenceValidUntil', c.licence_valid_until::text),
      'address', (SELECT json_build_object('contactName', a.contact_name, 'phone', a.phone, 'address', a.address,
          'freightAgent', coalesce(a.freight_agent, ''), 'freightPhone', coalesce(a.freight_phone, ''))
        FROM customer_address a WHERE a.account_set_id = c.account_set_id AND a.customer_id = c.id
          AND a.id = (p_key->>'addressId')::uuid AND a.is_active),
      'policy', (SELECT json_build_object('settlementMethods', p.settlement_methods,
          'requiresPrepayment', p.requires_prepayment, 'requiresFreightAgent', p.requires_freight_agent,
          'requiresBarcode', p.requires_barcode, 'requiresSalesCheck', p.requires_sales_check)
        FROM channel_policy p WHERE p.account_set_id = c.account_set_id AND p.channel = c.channel),
      'money', json_build_object('receivableFen', b.receivable_fen::text, 'committedFen', b.committed_fen::text,
        'prepaidFen', b.prepaid_fen::text, 'depositFen', (SELECT coalesce(sum(m.open_fen), 0)::text FROM receipt_money m
          WHERE m.account_set_id = b.account_set_id AND m.customer_id = b.customer_id AND m.open_fen > 0 AND m.waits = 'DEPOSIT'),
        'oldestDueOn', oldest.due_date::text,
        'oldestDays', (p_key->>'today')::date - oldest.business_date),
      'warehouse', (SELECT json_build_object('name', w.name, 'isActive', w.is_active) FROM warehouse w
        WHERE w.id = v_warehouse AND w.kind = 'STORE'),
      'handler', (SELECT json_build_object('displayName', u.display_name, 'isActive', u.is_active) FROM app_user u
        JOIN user_account_set m ON m.user_id = u.id AND m.account_set_id = c.account_set_id
        WHERE u.id = (p_key->>'handlerId')::uuid),
      'isPeriodOpen', EXISTS (SELECT FROM accounting_period q WHERE q.account_set_id = c.account_set_id
        AND q.period = to_char(v_date, 'YYYYMM') AND q.status = 'OPEN'),
      'replaced', CASE WHEN v_replaces IS NULL THEN 'NOT_ASKED' WHEN EXISTS (
        SELECT FROM delivery_note v WHERE v.account_set_id = c.account_set_id AND v.paper_id = v_replaces
          AND v.status = 'VOIDED' AND NOT EXISTS (SELECT FROM paper r WHERE r.account_set_id = v.account_set_id
            AND r.replaces_id = v.paper_id)) THEN 'VOID' ELSE 'OTHER' END,
      'twins', (SELECT coalesce(json_agg(t), '[]') FROM (
        SELECT p.number, (SELECT string_agg(l.product_id::text || '=' || l.qty_e3, ',' ORDER BY l.product_id, l.qty_e3)
          FROM delivery_note_line l WHERE l.account_set_id = n.account_set_id AND l.paper_id = n.paper_id) AS lines
        FROM delivery_note n JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
        WHERE n.account_set_id = c.account_set_id AND n.customer_id = c.id AND n.business_date = v_date
          AND n.status <> 'VOIDED' ORDER BY n.issued_at DESC LIMIT 10) t))
    FROM customer c
    JOIN account_set s ON s.id = c.account_set_id
    JOIN customer_balance b ON b.account_set_id = c.account_set_id AND b.customer_id = c.id
    LEFT JOIN LATERAL (SELECT min(i.due_date) AS due_date, min(i.business_date) AS business_date FROM receivable_item i
      WHERE i.account_set_id = c.account_set_id AND i.customer_id = c.id AND i.open_fen > 0) oldest ON true
    WHERE c.account_set_id = v_set AND c.id = v_customer));
END $$;
