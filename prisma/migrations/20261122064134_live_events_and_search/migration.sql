-- AlterTable
ALTER TABLE "journal" ADD COLUMN     "tx" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint;

-- AlterTable
ALTER TABLE "task" ADD COLUMN     "offered_until" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "orders_customer_id_idx" ON "orders"("customer_id");

-- CreateIndex
CREATE INDEX "journal_tx_idx" ON "journal"("tx");

-- Written by hand: what the schema language cannot say.

-- Pieces of three characters of a text, and how each of its words begins ("^a", "^an"): what searches for a
-- part of a name or number compare. Works in a database of any locale, which pg_trgm does not.
CREATE FUNCTION "search_pieces"("words" text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT piece), '{}') FROM (
    SELECT substr("words", i, 3) AS piece FROM generate_series(1, length("words") - 2) AS i
    UNION ALL
    SELECT '^' || left(word, n) FROM string_to_table("words", ' ') AS word, generate_series(1, 2) AS n
      WHERE length(word) >= n) AS pieces
$$;
CREATE INDEX "personal_search" ON "personal" USING gin ("search_pieces"("body" ->> 'search')) WHERE "kind" = 'customer';
CREATE INDEX "orders_number_search" ON "orders" USING gin ("search_pieces"(lower("number")));
-- The end of a phone number is the beginning of its reverse.
CREATE INDEX "personal_phone_tail" ON "personal" (reverse("phone") text_pattern_ops) WHERE "phone" IS NOT NULL;
-- Never used: searches are by any word of a name, and lower() knows English letters only in some locales.
DROP INDEX "personal_name";
