-- CreateTable
CREATE TABLE "webhook_untold" (
    "life_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_untold_pkey" PRIMARY KEY ("life_id")
);
