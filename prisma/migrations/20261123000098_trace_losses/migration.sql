-- What was said to be missing of codes is asked with every trace: its plan is kept too (as in 85).

-- The papers on the way of codes and of the cases they stood in, and those that said that one is missing, with what a person's
-- scope is asked about.
CREATE OR REPLACE FUNCTION code_papers(p_sets int[], p_codes text[])
RETURNS TABLE (account_set_id int, paper_id uuid, kind text, warehouse_id uuid, to_warehouse_id uuid, handler_id uuid, driver_id uuid)
LANGUAGE plpgsql STABLE ROWS 10 SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
  SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN QUERY WITH named AS MATERIALIZED (SELECT s.id, w.code FROM unnest(p_sets) AS s(id), unnest(p_codes) AS w(code)),
  known AS MATERIALIZED (SELECT d.id, d.code FROM named d UNION ALL SELECT d.id, a.case_code FROM named d
    JOIN code_aggregation a ON a.account_set_id = d.id AND a.code = d.code),
  way AS MATERIALIZED (SELECT c.account_set_id, c.paper_id FROM known k
    JOIN code_capture c ON c.account_set_id = k.id AND c.code = k.code
    UNION SELECT l.account_set_id, l.paper_id FROM known k JOIN code_loss l ON l.account_set_id = k.id AND l.code = k.code)
  SELECT y.account_set_id, y.paper_id, coalesce(g.kind, 'DELIVERY_NOTE'), coalesce(n.warehouse_id, g.warehouse_id), g.to_warehouse_id,
    coalesce(n.handler_id, g.handler_id), n.driver_id
  FROM way y LEFT JOIN delivery_note n ON n.account_set_id = y.account_set_id AND n.paper_id = y.paper_id
  LEFT JOIN goods_paper g ON g.account_set_id = y.account_set_id AND g.paper_id = y.paper_id;
END $$;

-- All that was said to be missing of these codes and of the cases they stood in, the newest last. `p_visible` as for code_traces.
CREATE FUNCTION code_losses(p_sets int[], p_codes text[], p_visible uuid[]) RETURNS json
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
  SET plan_cache_mode = force_generic_plan SET timezone = 'UTC' AS $$
BEGIN
  RETURN (WITH named AS MATERIALIZED (SELECT s.id, w.code FROM unnest(p_sets) AS s(id), unnest(p_codes) AS w(code)),
  known AS MATERIALIZED (SELECT d.id, d.code FROM named d UNION SELECT d.id, a.case_code FROM named d
    JOIN code_aggregation a ON a.account_set_id = d.id AND a.code = d.code)
  SELECT coalesce(json_agg(json_build_object('accountSetId', l.account_set_id, 'paperId', l.capture_paper_id, 'code', l.code,
    'number', CASE WHEN p_visible IS NULL OR p.id = ANY(p_visible) THEN p.number END, 'paperKind', p.kind, 'by', u.display_name,
    'at', to_char(l.at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'isTakenBack', l.taken_back_at IS NOT NULL) ORDER BY l.at), '[]')
  FROM known k
  JOIN code_loss l ON l.account_set_id = k.id AND l.code = k.code
  JOIN paper p ON p.account_set_id = l.account_set_id AND p.id = l.paper_id
  JOIN app_user u ON u.id = l.lost_by_id);
END $$;
