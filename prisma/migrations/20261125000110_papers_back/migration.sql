-- Which channel's goods travel with a consignment note that a driver brings back is policy, not the name of a channel (R51).
ALTER TABLE "channel_policy" ADD COLUMN "requires_consignment_note" BOOLEAN NOT NULL DEFAULT false;
UPDATE channel_policy SET requires_consignment_note = true WHERE channel = 'PREFECTURE';
