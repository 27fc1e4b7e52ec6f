-- CreateTable
CREATE TABLE "webhook_endpoint" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "events" TEXT[],
    "secrets" JSONB NOT NULL,
    "since_tx" BIGINT NOT NULL DEFAULT ((pg_snapshot_xmin(pg_current_snapshot()))::text)::bigint,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_endpoint_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "webhook_cursor" (
    "id" INTEGER NOT NULL,
    "tx" BIGINT NOT NULL,
    "life_id" TEXT NOT NULL,

    CONSTRAINT "webhook_cursor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "id" TEXT NOT NULL,
    "place" BIGSERIAL NOT NULL,
    "shop_id" TEXT NOT NULL,
    "endpoint_id" TEXT NOT NULL,
    "life_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "leased_until" TIMESTAMPTZ(3),
    "code" TEXT,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "webhook_delivery_shop_id_endpoint_id_place_idx" ON "webhook_delivery"("shop_id", "endpoint_id", "place");

-- Written by hand: the one row of the cursor, and what is still to be sent, order by order.
INSERT INTO "webhook_cursor" ("id", "tx", "life_id") VALUES (1, 0, '');
CREATE INDEX "webhook_delivery_waiting" ON "webhook_delivery"("shop_id", "endpoint_id", "life_id", "place") WHERE "state" = 'waiting';
