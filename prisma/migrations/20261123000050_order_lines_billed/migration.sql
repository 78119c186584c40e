-- The line of the order that a note's line bills; null is the line of the same number.
ALTER TABLE "delivery_note_line" ADD COLUMN "order_line_no" INTEGER;
