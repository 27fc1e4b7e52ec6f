-- AlterTable
ALTER TABLE "webhook_endpoint" ADD COLUMN "since" pg_snapshot NOT NULL DEFAULT pg_current_snapshot();

-- Written by hand: endpoints that exist go on from where they were.
UPDATE "webhook_endpoint" SET "since" = format('%s:%1$s:', "since_tx")::pg_snapshot;
