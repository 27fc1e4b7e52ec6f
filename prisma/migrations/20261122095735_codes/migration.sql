-- CreateTable
CREATE TABLE "certificate" (
    "shop_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "held" BIGINT NOT NULL DEFAULT 0,
    "spent" BIGINT NOT NULL DEFAULT 0,
    "valid_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "certificate_pkey" PRIMARY KEY ("shop_id","code")
);

-- CreateTable
CREATE TABLE "certificate_hold" (
    "shop_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "life_id" TEXT NOT NULL,
    "held" BIGINT NOT NULL DEFAULT 0,
    "spent" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "certificate_hold_pkey" PRIMARY KEY ("shop_id","code","life_id")
);

-- CreateTable
CREATE TABLE "promo_code" (
    "shop_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "promo" JSONB NOT NULL,
    "currency" TEXT,
    "valid_from" TIMESTAMPTZ(3),
    "valid_until" TIMESTAMPTZ(3),
    "most_uses" INTEGER,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "once_per_customer" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "promo_code_pkey" PRIMARY KEY ("shop_id","code")
);

-- CreateTable
CREATE TABLE "promo_use" (
    "shop_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "life_id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,

    CONSTRAINT "promo_use_pkey" PRIMARY KEY ("shop_id","code","life_id")
);

-- Written by hand: what the schema language cannot say.

-- Never more is held and spent of a certificate than it is worth, whoever writes.
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_within_amount"
  CHECK ("held" >= 0 AND "spent" >= 0 AND "held" + "spent" <= "amount");
ALTER TABLE "certificate_hold" ADD CONSTRAINT "certificate_hold_not_below_nothing" CHECK ("held" >= 0 AND "spent" >= 0);
ALTER TABLE "promo_code" ADD CONSTRAINT "promo_code_within_uses"
  CHECK ("uses" >= 0 AND ("most_uses" IS NULL OR "uses" <= "most_uses"));
