-- CreateTable
CREATE TABLE "party_secret" (
    "id" TEXT NOT NULL,
    "shop_id" TEXT NOT NULL,
    "party" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),

    CONSTRAINT "party_secret_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "party_secret_shop_id_party_idx" ON "party_secret"("shop_id", "party");
