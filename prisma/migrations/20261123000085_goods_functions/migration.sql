-- The statements of goods that are asked or written most, as functions: PostgreSQL keeps their plans for as long as a
-- connection lives. They run with the caller's rights, and reading a whole table is off while they run, as in 75.

-- The day goods last left a store is one look-up: entries of goods that leave, by their day.
CREATE INDEX stock_entry_left ON stock_entry (account_set_id, product_id, warehouse_id, business_date) WHERE from_place = 'WAREHOUSE';

-- The papers on the way of codes and of the cases they stood in, with what a person's scope is asked about.
CREATE FUNCTION code_papers(p_sets int[], p_codes text[])
RETURNS TABLE (account_set_id int, paper_id uuid, kind text, warehouse_id uuid, to_warehouse_id uuid, handler_id uuid, driver_id uuid)
LANGUAGE plpgsql STABLE ROWS 10 SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
  SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN QUERY WITH named AS MATERIALIZED (SELECT s.id, w.code FROM unnest(p_sets) AS s(id), unnest(p_codes) AS w(code)),
  known AS MATERIALIZED (SELECT d.id, d.code FROM named d UNION ALL SELECT d.id, a.case_code FROM named d
    JOIN code_aggregation a ON a.account_set_id = d.id AND a.code = d.code),
  way AS MATERIALIZED (SELECT DISTINCT c.account_set_id, c.paper_id FROM known k
    JOIN code_capture c ON c.account_set_id = k.id AND c.code = k.code)
  SELECT y.account_set_id, y.paper_id, coalesce(g.kind, 'DELIVERY_NOTE'), coalesce(n.warehouse_id, g.warehouse_id), g.to_warehouse_id,
    coalesce(n.handler_id, g.handler_id), n.driver_id
  FROM way y LEFT JOIN delivery_note n ON n.account_set_id = y.account_set_id AND n.paper_id = y.paper_id
  LEFT JOIN goods_paper g ON g.account_set_id = y.account_set_id AND g.paper_id = y.paper_id;
END $$;

-- The way of codes in these account sets: their papers from birth on, those of their case while they stood in it, where they
-- stand, their case and bottles. `p_visible` are the papers whose names the reader may see; null is all of these account sets.
-- The other papers keep their place and lose their names. A list with one trace a code and account set that knows it.
CREATE FUNCTION code_traces(p_sets int[], p_codes text[], p_visible uuid[]) RETURNS json
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
  SET plan_cache_mode = force_generic_plan SET timezone = 'UTC' AS $$
DECLARE v_form text := 'YYYY-MM-DD"T"HH24:MI:SS"Z"';
BEGIN
  RETURN (WITH known AS MATERIALIZED (
    SELECT s.id AS account_set_id, w.code, a.case_code, a.product_id
    FROM unnest(p_sets) AS s(id) CROSS JOIN unnest(p_codes) AS w(code)
    LEFT JOIN code_aggregation a ON a.account_set_id = s.id AND a.code = w.code
    WHERE a.code IS NOT NULL OR EXISTS (SELECT FROM code_capture c WHERE c.account_set_id = s.id AND c.code = w.code)),
  own AS MATERIALIZED (
    SELECT c.*, NULL::text AS case_code, k.code AS asked FROM known k
    JOIN code_capture c ON c.account_set_id = k.account_set_id AND c.code = k.code),
  -- While it stood in its case the case's papers were its own.
  way AS MATERIALIZED (
    SELECT * FROM own UNION ALL
    SELECT c.*, k.case_code, k.code FROM known k
    JOIN code_capture c ON c.account_set_id = k.account_set_id AND c.code = k.case_code
    WHERE NOT EXISTS (SELECT FROM own o WHERE o.account_set_id = k.account_set_id AND o.asked = k.code AND o.at <= c.at
      AND NOT EXISTS (SELECT FROM code_release r WHERE r.account_set_id = o.account_set_id AND r.paper_id = o.paper_id
        AND r.sequence = o.sequence)))
  SELECT coalesce(json_agg(json_build_object('accountSetId', k.account_set_id, 'accountSetName', s.name, 'code', k.code,
    'kind', coalesce(h.kind, first.kind, 'BOTTLE'), 'productId', r.id, 'productCode', r.code, 'productName', r.name,
    'specification', r.specification, 'caseCode', k.case_code,
    'standing', (SELECT json_build_object(
        'number', CASE WHEN p_visible IS NULL OR p.id = ANY(p_visible) THEN p.number END, 'paperKind', p.kind, 'warehouseName', w.name,
        'isSettled', coalesce(n.status, g.status) = 'POSTED' OR p.kind = 'STOCK_COUNT')
      FROM paper p
      LEFT JOIN delivery_note n ON n.account_set_id = p.account_set_id AND n.paper_id = p.id
      LEFT JOIN goods_paper g ON g.account_set_id = p.account_set_id AND g.paper_id = p.id
      LEFT JOIN warehouse w ON w.id = coalesce(h.warehouse_id, m.warehouse_id)
      WHERE p.account_set_id = k.account_set_id AND p.id = coalesce(h.paper_id, m.paper_id)),
    'bottles', (SELECT coalesce(json_agg(json_build_object('code', b.code, 'isApart', b.is_apart) ORDER BY b.code), '[]')
      FROM (SELECT a.code, EXISTS (SELECT FROM code_holding x WHERE x.account_set_id = a.account_set_id AND x.code = a.code) AS is_apart
        FROM code_aggregation a WHERE a.account_set_id = k.account_set_id AND a.case_code = k.code ORDER BY a.code LIMIT 500) b),
    'steps', (SELECT coalesce(json_agg(json_build_object('accountSetId', c.account_set_id, 'paperId', c.paper_id, 'kind', p.kind,
        'isVisible', v.yes, 'number', CASE WHEN v.yes THEN p.number END, 'status', coalesce(n.status, g.status),
        'businessDate', p.business_date, 'lineNo', c.line_no, 'at', to_char(c.at, v_form), 'caseCode', c.case_code,
        'isDamaged', c.is_damaged, 'reason', c.reason, 'hop', coalesce(c.hop, 1), 'standsAt', w.name,
        'capturedBy', coalesce(cu.display_name, ''), 'approvedBy', au.display_name,
        'warehouseName', coalesce(n.warehouse_name, g.warehouse_name),
        'customerId', CASE WHEN v.yes THEN coalesce(n.customer_id, g.customer_id) END,
        'party', CASE WHEN v.yes THEN nullif(coalesce(n.customer_name, g.party_name), '') END,
        'partyContact', CASE WHEN v.yes THEN nullif(coalesce(n.contact_name, g.party_contact), '') END,
        'preparer', CASE WHEN v.yes THEN coalesce(n.preparer_name, g.preparer_name) END,
        'handler', CASE WHEN v.yes THEN coalesce(n.handler_name, g.handler_name) END,
        'keeper', ku.display_name, 'verifier', vu.display_name, 'driver', du.display_name,
        'deliveredAt', to_char(n.delivered_at, v_form),
        'signers', (SELECT coalesce(json_agg(json_build_object('slot', z.slot, 'name', z.signer_name, 'at', to_char(z.signed_at, v_form))
            ORDER BY z.signed_at), '[]') FROM signature z WHERE v.yes AND z.account_set_id = c.account_set_id AND z.paper_id = c.paper_id),
        'stub', (SELECT json_build_object('place', d.place, 'keeper', du2.display_name) FROM document_copy d
          LEFT JOIN app_user du2 ON du2.id = d.keeper_id
          WHERE d.account_set_id = c.account_set_id AND d.paper_id = c.paper_id AND d.kind = 'STUB'),
        'released', CASE WHEN f.cause IS NOT NULL THEN json_build_object('cause', f.cause, 'by', coalesce(fu.display_name, ''),
          'at', to_char(f.at, v_form)) END) ORDER BY c.at, coalesce(c.hop, 1)), '[]')
      FROM way c
      JOIN paper p ON p.account_set_id = c.account_set_id AND p.id = c.paper_id
      CROSS JOIN LATERAL (SELECT p_visible IS NULL OR p.id = ANY(p_visible) AS yes) v
      LEFT JOIN delivery_note n ON n.account_set_id = p.account_set_id AND n.paper_id = p.id
      LEFT JOIN goods_paper g ON g.account_set_id = p.account_set_id AND g.paper_id = p.id
      LEFT JOIN code_release f ON f.account_set_id = c.account_set_id AND f.paper_id = c.paper_id AND f.sequence = c.sequence
      LEFT JOIN app_user fu ON fu.id = f.released_by_id
      LEFT JOIN app_user cu ON cu.id = c.captured_by_id
      LEFT JOIN app_user au ON au.id = c.approved_by_id
      LEFT JOIN app_user du ON du.id = n.driver_id
      LEFT JOIN app_user ku ON ku.id = coalesce(n.keeper_id, g.keeper_id)
      LEFT JOIN app_user vu ON vu.id = coalesce(n.verified_by_id, g.verified_by_id)
      LEFT JOIN warehouse w ON w.id = c.warehouse_id
      WHERE c.account_set_id = k.account_set_id AND c.asked = k.code)) ORDER BY k.account_set_id, k.code), '[]')
  FROM known k
  JOIN account_set s ON s.id = k.account_set_id
  LEFT JOIN code_holding h ON h.account_set_id = k.account_set_id AND h.code = k.code
  LEFT JOIN code_holding m ON m.account_set_id = k.account_set_id AND m.code = k.case_code AND h.code IS NULL
  LEFT JOIN LATERAL (SELECT o.kind, coalesce(d.product_id, g.product_id) AS product_id FROM own o
    LEFT JOIN delivery_note_line d ON d.account_set_id = o.account_set_id AND d.paper_id = o.paper_id AND d.line_no = o.line_no
    LEFT JOIN goods_paper_line g ON g.account_set_id = o.account_set_id AND g.paper_id = o.paper_id AND g.line_no = o.line_no
    WHERE o.account_set_id = k.account_set_id AND o.asked = k.code ORDER BY o.at LIMIT 1) first ON true
  JOIN product r ON r.id = coalesce(h.product_id, k.product_id, first.product_id));
END $$;

-- A page of a product's stock card, newest first: what stands of it, where it ever stood, and its entries below `p_before` in
-- one warehouse or all. Each warehouse gives its newest entries by one index, whatever the length of the card.
CREATE FUNCTION product_card(p_set int, p_product uuid, p_warehouse uuid, p_before bigint, p_most int) RETURNS json
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
  SET plan_cache_mode = force_generic_plan SET timezone = 'UTC' AS $$
BEGIN
  RETURN (SELECT json_build_object('productId', p.id, 'code', p.code, 'name', p.name, 'specification', p.specification,
    'baseUnit', p.base_unit,
    'units', (SELECT json_agg(json_build_object('unit', u.unit, 'factorE3', u.factor_e3::text)) FROM product_unit u
      WHERE u.product_id = p.id),
    'warehouses', b.warehouses, 'onHandE3', b.on_hand::text,
    'entries', (SELECT coalesce(json_agg(json_build_object('id', e.id::text, 'businessDate', e.business_date,
        'recordedAt', to_char(e.recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'recordedByName', a.display_name,
        'warehouseName', w.name, 'fromPlace', e.from_place, 'toPlace', e.to_place,
        'qtyE3', (CASE WHEN e.to_place = 'WAREHOUSE' THEN e.qty_e3 ELSE -e.qty_e3 END)::text,
        'valueFen', (CASE WHEN e.to_place = 'WAREHOUSE' THEN e.value_fen ELSE -e.value_fen END)::text,
        'paperId', e.paper_id, 'paperNumber', n.number, 'paperKind', n.kind) ORDER BY e.id DESC), '[]')
      FROM (SELECT newest.* FROM stock_balance s CROSS JOIN LATERAL (
          SELECT x.* FROM stock_entry x WHERE x.account_set_id = p_set AND x.product_id = p_product
            AND x.warehouse_id = s.warehouse_id AND x.id < coalesce(p_before, 9223372036854775807)
          ORDER BY x.id DESC LIMIT p_most) newest
        WHERE s.account_set_id = p_set AND s.product_id = p_product AND s.warehouse_id = ANY(b.asked)
        ORDER BY newest.id DESC LIMIT p_most) e
      JOIN warehouse w ON w.id = e.warehouse_id
      JOIN app_user a ON a.id = e.recorded_by_id
      LEFT JOIN paper n ON n.account_set_id = e.account_set_id AND n.id = e.paper_id))
  FROM product p
  CROSS JOIN LATERAL (
    SELECT coalesce(json_agg(json_build_object('id', w.id, 'name', w.name) ORDER BY w.parent_id IS NOT NULL, w.code), '[]') AS warehouses,
      array_agg(w.id) FILTER (WHERE p_warehouse IS NULL OR w.id = p_warehouse) AS asked,
      coalesce(sum(s.on_hand_e3) FILTER (WHERE p_warehouse IS NULL OR w.id = p_warehouse), 0) AS on_hand
    FROM warehouse w JOIN stock_balance s ON s.account_set_id = p_set AND s.warehouse_id = w.id AND s.product_id = p_product) b
  WHERE p.id = p_product);
END $$;
