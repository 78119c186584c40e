CREATE INDEX "desk_event_subject_subject_id_position_idx" ON "desk_event"("subject", "subject_id", "position");
