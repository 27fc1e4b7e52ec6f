-- CreateTable
CREATE TABLE "courier" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "link_mark" TEXT NOT NULL DEFAULT (gen_random_uuid())::text,

    CONSTRAINT "courier_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "route_stop" (
    "instruction_id" TEXT NOT NULL,
    "life_id" TEXT NOT NULL,
    "shop_id" TEXT NOT NULL,
    "courier" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "slot" TEXT NOT NULL,
    "assigned_at" TIMESTAMPTZ(3) NOT NULL,
    "assigned_by" TEXT NOT NULL,

    CONSTRAINT "route_stop_pkey" PRIMARY KEY ("instruction_id")
);

-- CreateIndex
CREATE INDEX "route_stop_shop_id_date_courier_idx" ON "route_stop"("shop_id", "date", "courier");
