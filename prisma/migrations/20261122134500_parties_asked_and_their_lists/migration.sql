-- AlterTable
ALTER TABLE "party" ADD COLUMN "link_mark" TEXT NOT NULL DEFAULT (gen_random_uuid())::text;

-- AlterTable
ALTER TABLE "question" ADD COLUMN "tell_at" TIMESTAMPTZ(3);

-- Written by hand: questions still to be put to their party's server, looked for twice a second.
CREATE INDEX "question_to_tell" ON "question"("tell_at") WHERE "answered_at" IS NULL;
