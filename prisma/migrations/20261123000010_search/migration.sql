-- Search by any part of a name, code, initials or barcode uses an index from three characters on.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateIndex
CREATE INDEX "product_search_key_idx" ON "product" USING GIN ("search_key" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "customer_search_key_idx" ON "customer" USING GIN ("search_key" gin_trgm_ops);

-- Phones are searched by their digits alone, however they are written; not expressible in the Prisma schema.
CREATE INDEX customer_phone_digits ON customer USING GIN (regexp_replace(phone, '\D', '', 'g') gin_trgm_ops);
