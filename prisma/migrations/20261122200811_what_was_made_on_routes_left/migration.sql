-- CreateTable
CREATE TABLE "route_left" (
    "instruction_id" TEXT NOT NULL,
    "life_id" TEXT NOT NULL,
    "shop_id" TEXT NOT NULL,
    "courier" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "slot" TEXT NOT NULL,
    "parcels" TEXT[],

    CONSTRAINT "route_left_pkey" PRIMARY KEY ("instruction_id","date","courier")
);

-- CreateIndex
CREATE INDEX "route_left_shop_id_date_courier_idx" ON "route_left"("shop_id", "date", "courier");
