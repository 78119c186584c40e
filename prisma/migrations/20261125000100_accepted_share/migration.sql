-- What was accepted of a line: its amount with tax in proportion, rounded once, so that half of 5,616.00 is 2,808.00; the net
-- amount in proportion, and the tax is the rest. The same arithmetic as the posting.
CREATE OR REPLACE FUNCTION note_accepted_fen(note delivery_note) RETURNS bigint STABLE LANGUAGE sql AS $$
  SELECT CASE WHEN note.outcome IS NULL OR note.outcome = 'FULL' THEN note.gross_fen WHEN note.outcome = 'REFUSED' THEN 0
    ELSE (SELECT greatest(sum(round((l.net_fen + l.tax_fen)::numeric * o.accepted_e3 / l.qty_e3)) - note.rounding_off_fen, 0)::bigint
      FROM delivery_note_line l JOIN delivery_outcome_line o USING (account_set_id, paper_id, line_no)
      WHERE l.account_set_id = note.account_set_id AND l.paper_id = note.paper_id) END
$$;
