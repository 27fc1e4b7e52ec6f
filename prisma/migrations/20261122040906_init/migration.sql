-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "shop" (
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "policy_version" INTEGER NOT NULL DEFAULT 1,
    "terms_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "shop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy" (
    "shop_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "policy_pkey" PRIMARY KEY ("shop_id","version")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "shops" TEXT[],
    "title" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "parked_input" (
    "life_id" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "name" TEXT NOT NULL,
    "command" JSONB NOT NULL,

    CONSTRAINT "parked_input_pkey" PRIMARY KEY ("life_id","cause")
);

-- CreateTable
CREATE TABLE "idempotency" (
    "owner" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "status" INTEGER,
    "headers" JSONB,
    "body" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_pkey" PRIMARY KEY ("owner","key")
);

-- CreateTable
CREATE TABLE "life" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "shop_id" TEXT NOT NULL,
    "workflow_id" TEXT NOT NULL,
    "rules" INTEGER NOT NULL,
    "policy_version" INTEGER NOT NULL,
    "state" JSONB NOT NULL,
    "seq" INTEGER NOT NULL,
    "stage" TEXT NOT NULL,
    "waiting" JSONB,
    "deadline" TIMESTAMPTZ(3),
    "deadline_key" TEXT,
    "clock_offset" BIGINT NOT NULL DEFAULT 0,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "over" BOOLEAN NOT NULL DEFAULT false,
    "pokes" INTEGER NOT NULL DEFAULT 0,
    "poked_at" TIMESTAMPTZ(3),
    "trouble" TEXT,

    CONSTRAINT "life_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "orders" (
    "id" TEXT NOT NULL,
    "shop_id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL,
    "stage" TEXT NOT NULL,
    "waiting_for" TEXT,
    "due_by" TIMESTAMPTZ(3),
    "closed_reason" TEXT,
    "total" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "personal" (
    "id" TEXT NOT NULL,
    "shop_id" TEXT NOT NULL,
    "life_id" TEXT,
    "kind" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "phone" TEXT,
    "email" TEXT,
    "name" TEXT,

    CONSTRAINT "personal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journal" (
    "life_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "cause" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "type" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "journal_pkey" PRIMARY KEY ("life_id","seq")
);

-- CreateTable
CREATE TABLE "inbox" (
    "id" BIGSERIAL NOT NULL,
    "life_id" TEXT NOT NULL,
    "sender" TEXT NOT NULL,
    "sender_id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "command" JSONB NOT NULL,
    "read" BOOLEAN NOT NULL DEFAULT false,
    "kept_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "life_id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outside_intent" (
    "life_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "effect" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "wanted_at" TIMESTAMPTZ(3) NOT NULL,
    "kept_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "begun_at" TIMESTAMPTZ(3),

    CONSTRAINT "outside_intent_pkey" PRIMARY KEY ("life_id","key","attempt")
);

-- CreateTable
CREATE TABLE "notification" (
    "id" TEXT NOT NULL,
    "life_id" TEXT NOT NULL,
    "shop_id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "token" TEXT NOT NULL DEFAULT (gen_random_uuid())::text,
    "callback" TEXT,
    "provider_id" TEXT,
    "noted_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provider_event" (
    "provider" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "provider_event_pkey" PRIMARY KEY ("provider","event_id")
);

-- CreateTable
CREATE TABLE "product" (
    "shop_id" TEXT NOT NULL,
    "sku" TEXT NOT NULL,
    "body" JSONB NOT NULL,

    CONSTRAINT "product_pkey" PRIMARY KEY ("shop_id","sku")
);

-- CreateTable
CREATE TABLE "stock" (
    "shop_id" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "sku" TEXT NOT NULL,
    "on_hand" INTEGER NOT NULL,
    "reserved" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "stock_pkey" PRIMARY KEY ("shop_id","place","sku")
);

-- CreateTable
CREATE TABLE "stock_move" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "sku" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "life_id" TEXT,
    "line_id" TEXT,
    "generation" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stock_move_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_short" (
    "life_id" TEXT NOT NULL,
    "line_id" TEXT NOT NULL,
    "shop_id" TEXT NOT NULL,
    "sku" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stock_short_pkey" PRIMARY KEY ("life_id","line_id")
);

-- CreateTable
CREATE TABLE "party" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "body" JSONB NOT NULL,

    CONSTRAINT "party_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "instruction" (
    "id" TEXT NOT NULL,
    "life_id" TEXT NOT NULL,
    "shop_id" TEXT NOT NULL,
    "party" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "due_by" TIMESTAMPTZ(3),

    CONSTRAINT "instruction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "parcel" (
    "id" TEXT NOT NULL,
    "life_id" TEXT NOT NULL,
    "shop_id" TEXT NOT NULL,
    "carrier" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "body" JSONB NOT NULL,

    CONSTRAINT "parcel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "amendment" (
    "id" TEXT NOT NULL,
    "life_id" TEXT NOT NULL,
    "shop_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "amendment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task" (
    "id" TEXT NOT NULL,
    "life_id" TEXT NOT NULL,
    "shop_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "due_by" TIMESTAMPTZ(3),

    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE INDEX "idempotency_created_at_idx" ON "idempotency"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "life_workflow_id_key" ON "life"("workflow_id");

-- CreateIndex
CREATE INDEX "life_shop_id_kind_idx" ON "life"("shop_id", "kind");

-- CreateIndex
CREATE INDEX "orders_shop_id_placed_at_idx" ON "orders"("shop_id", "placed_at");

-- CreateIndex
CREATE INDEX "orders_shop_id_stage_idx" ON "orders"("shop_id", "stage");

-- CreateIndex
CREATE UNIQUE INDEX "orders_shop_id_number_key" ON "orders"("shop_id", "number");

-- CreateIndex
CREATE INDEX "personal_life_id_idx" ON "personal"("life_id");

-- CreateIndex
CREATE INDEX "personal_shop_id_phone_idx" ON "personal"("shop_id", "phone");

-- CreateIndex
CREATE INDEX "personal_shop_id_email_idx" ON "personal"("shop_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "journal_life_id_cause_part_key" ON "journal"("life_id", "cause", "part");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_sender_sender_id_key" ON "inbox"("sender", "sender_id");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_life_id_key" ON "outbox"("life_id");

-- CreateIndex
CREATE UNIQUE INDEX "notification_token_key" ON "notification"("token");

-- CreateIndex
CREATE INDEX "notification_life_id_idx" ON "notification"("life_id");

-- CreateIndex
CREATE INDEX "notification_provider_id_idx" ON "notification"("provider_id");

-- CreateIndex
CREATE INDEX "stock_shop_id_sku_idx" ON "stock"("shop_id", "sku");

-- CreateIndex
CREATE INDEX "stock_move_shop_id_sku_place_idx" ON "stock_move"("shop_id", "sku", "place");

-- CreateIndex
CREATE UNIQUE INDEX "stock_move_life_id_line_id_generation_place_kind_key" ON "stock_move"("life_id", "line_id", "generation", "place", "kind");

-- CreateIndex
CREATE INDEX "stock_short_shop_id_sku_since_idx" ON "stock_short"("shop_id", "sku", "since");

-- CreateIndex
CREATE INDEX "instruction_shop_id_party_state_idx" ON "instruction"("shop_id", "party", "state");

-- CreateIndex
CREATE INDEX "instruction_life_id_idx" ON "instruction"("life_id");

-- CreateIndex
CREATE INDEX "parcel_life_id_idx" ON "parcel"("life_id");

-- CreateIndex
CREATE INDEX "amendment_life_id_idx" ON "amendment"("life_id");

-- CreateIndex
CREATE INDEX "task_shop_id_state_role_due_by_idx" ON "task"("shop_id", "state", "role", "due_by");

-- CreateIndex
CREATE INDEX "task_life_id_idx" ON "task"("life_id");

-- Written by hand: what the schema language cannot say.

-- Nothing may be reserved that is not there, whatever the code believes.
ALTER TABLE "stock" ADD CONSTRAINT "stock_reserved_within_on_hand" CHECK ("reserved" >= 0 AND "reserved" <= "on_hand");
ALTER TABLE "stock_move" ADD CONSTRAINT "stock_move_counts_pieces" CHECK ("quantity" <> 0);

-- The journal is only ever added to.
CREATE FUNCTION "journal_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the journal is only ever added to';
END $$;
CREATE TRIGGER "journal_append_only" BEFORE UPDATE OR DELETE ON "journal"
  FOR EACH ROW EXECUTE FUNCTION "journal_is_append_only"();

-- What the relay looks for, kept small.
CREATE INDEX "inbox_unread" ON "inbox" ("life_id") WHERE NOT "read";
CREATE INDEX "outbox_unstarted" ON "outbox" ("id") WHERE "started_at" IS NULL;
CREATE INDEX "outside_intent_wanted" ON "outside_intent" ("kept_at") WHERE "state" = 'wanted';
CREATE INDEX "life_deadline" ON "life" ("deadline") WHERE "deadline" IS NOT NULL;
CREATE INDEX "personal_name" ON "personal" ("shop_id", lower("name") text_pattern_ops);
