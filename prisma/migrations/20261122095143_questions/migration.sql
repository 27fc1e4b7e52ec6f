-- CreateTable
CREATE TABLE "question" (
    "id" TEXT NOT NULL,
    "shop_id" TEXT NOT NULL,
    "party" TEXT NOT NULL,
    "sku" TEXT,
    "life_id" TEXT,
    "text_id" TEXT NOT NULL,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "answer_id" TEXT,
    "answered_by" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "end_told" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "question_event" (
    "question_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "shop_id" TEXT NOT NULL,
    "life_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "type" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "tx" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "question_event_pkey" PRIMARY KEY ("question_id","seq")
);

-- CreateIndex
CREATE INDEX "question_shop_id_asked_at_idx" ON "question"("shop_id", "asked_at");

-- CreateIndex
CREATE INDEX "question_life_id_idx" ON "question"("life_id");

-- CreateIndex
CREATE INDEX "question_event_tx_idx" ON "question_event"("tx");

-- Written by hand: questions whose end is still to be told, looked for every second.
CREATE INDEX "question_to_end" ON "question"("until") WHERE NOT "end_told" AND "answered_at" IS NULL;
