-- CreateTable
CREATE TABLE "pickup_point" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "carrier" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL,
    "lat" DOUBLE PRECISION,
    "lon" DOUBLE PRECISION,
    "body" JSONB NOT NULL,

    CONSTRAINT "pickup_point_pkey" PRIMARY KEY ("shop_id","id")
);

-- Half a location is none.
ALTER TABLE "pickup_point" ADD CONSTRAINT "pickup_point_location" CHECK (("lat" IS NULL) = ("lon" IS NULL));
