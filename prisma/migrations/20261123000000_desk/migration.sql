-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "account_set" (
    "id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "note_title" TEXT NOT NULL,
    "number_format" TEXT NOT NULL DEFAULT '{kind}{period}-{sequence}',
    "billing_application_policy" TEXT NOT NULL DEFAULT 'BY_EXCEPTION',
    "free_discount_bp" INTEGER NOT NULL DEFAULT 0,
    "free_rounding_off_fen" BIGINT NOT NULL DEFAULT 999,
    "requires_distinct_signers" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "account_set_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel_policy" (
    "account_set_id" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "settlement_methods" TEXT[],
    "requires_prepayment" BOOLEAN NOT NULL DEFAULT false,
    "requires_freight_agent" BOOLEAN NOT NULL DEFAULT false,
    "requires_barcode" BOOLEAN NOT NULL DEFAULT false,
    "requires_sales_check" BOOLEAN NOT NULL DEFAULT false,
    "price_mode" TEXT NOT NULL DEFAULT 'TAX_INCLUSIVE',

    CONSTRAINT "channel_policy_pkey" PRIMARY KEY ("account_set_id","channel")
);

-- CreateTable
CREATE TABLE "copy_style" (
    "account_set_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "colour_name" TEXT NOT NULL,
    "colour_hex" TEXT NOT NULL,
    "shows_prices" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "copy_style_pkey" PRIMARY KEY ("account_set_id","kind")
);

-- CreateTable
CREATE TABLE "accounting_period" (
    "account_set_id" INTEGER NOT NULL,
    "period" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'OPEN',
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_by_id" UUID,

    CONSTRAINT "accounting_period_pkey" PRIMARY KEY ("account_set_id","period")
);

-- CreateTable
CREATE TABLE "account" (
    "account_set_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nature" TEXT NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("account_set_id","code")
);

-- CreateTable
CREATE TABLE "account_use" (
    "account_set_id" INTEGER NOT NULL,
    "use" TEXT NOT NULL,
    "code" TEXT NOT NULL,

    CONSTRAINT "account_use_pkey" PRIMARY KEY ("account_set_id","use")
);

-- CreateTable
CREATE TABLE "tax_rate" (
    "tax_class" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "rate_bp" INTEGER NOT NULL,

    CONSTRAINT "tax_rate_pkey" PRIMARY KEY ("tax_class","valid_from")
);

-- CreateTable
CREATE TABLE "paper_counter" (
    "account_set_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "paper_counter_pkey" PRIMARY KEY ("account_set_id","kind","period")
);

-- CreateTable
CREATE TABLE "code_capture" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "line_no" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "is_damaged" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT NOT NULL DEFAULT '',
    "approved_by_id" UUID,
    "captured_by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "code_capture_pkey" PRIMARY KEY ("account_set_id","paper_id","sequence")
);

-- CreateTable
CREATE TABLE "code_holding" (
    "account_set_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "paper_id" UUID NOT NULL,
    "line_no" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,

    CONSTRAINT "code_holding_pkey" PRIMARY KEY ("account_set_id","code")
);

-- CreateTable
CREATE TABLE "code_release" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "cause" TEXT NOT NULL,
    "released_by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "code_release_pkey" PRIMARY KEY ("account_set_id","paper_id","sequence")
);

-- CreateTable
CREATE TABLE "stock_balance" (
    "account_set_id" INTEGER NOT NULL,
    "warehouse_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "on_hand_e3" BIGINT NOT NULL,
    "reserved_e3" BIGINT NOT NULL DEFAULT 0,
    "value_fen" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "stock_balance_pkey" PRIMARY KEY ("account_set_id","warehouse_id","product_id")
);

-- CreateTable
CREATE TABLE "stock_entry" (
    "account_set_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "paper_id" UUID,
    "line_no" INTEGER,
    "warehouse_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "from_place" TEXT NOT NULL,
    "to_place" TEXT NOT NULL,
    "qty_e3" BIGINT NOT NULL,
    "value_fen" BIGINT NOT NULL,
    "business_date" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by_id" UUID NOT NULL,
    "reverses_id" BIGINT,

    CONSTRAINT "stock_entry_pkey" PRIMARY KEY ("account_set_id","id")
);

-- CreateTable
CREATE TABLE "customer_balance" (
    "account_set_id" INTEGER NOT NULL,
    "customer_id" UUID NOT NULL,
    "receivable_fen" BIGINT NOT NULL DEFAULT 0,
    "committed_fen" BIGINT NOT NULL DEFAULT 0,
    "prepaid_fen" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "customer_balance_pkey" PRIMARY KEY ("account_set_id","customer_id")
);

-- CreateTable
CREATE TABLE "receivable_entry" (
    "account_set_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "customer_id" UUID NOT NULL,
    "paper_id" UUID NOT NULL,
    "from_account" TEXT NOT NULL,
    "to_account" TEXT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "business_date" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reverses_id" BIGINT,

    CONSTRAINT "receivable_entry_pkey" PRIMARY KEY ("account_set_id","id")
);

-- CreateTable
CREATE TABLE "receivable_item" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "open_fen" BIGINT NOT NULL,
    "business_date" DATE NOT NULL,
    "due_date" DATE NOT NULL,

    CONSTRAINT "receivable_item_pkey" PRIMARY KEY ("account_set_id","paper_id")
);

-- CreateTable
CREATE TABLE "journal_voucher" (
    "account_set_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "paper_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "business_date" DATE NOT NULL,
    "period" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by_id" UUID NOT NULL,
    "reverses_id" UUID,

    CONSTRAINT "journal_voucher_pkey" PRIMARY KEY ("account_set_id","id")
);

-- CreateTable
CREATE TABLE "journal_entry" (
    "account_set_id" INTEGER NOT NULL,
    "voucher_id" UUID NOT NULL,
    "line_no" INTEGER NOT NULL,
    "debit_account" TEXT NOT NULL,
    "credit_account" TEXT NOT NULL,
    "amount_fen" BIGINT NOT NULL,

    CONSTRAINT "journal_entry_pkey" PRIMARY KEY ("account_set_id","voucher_id","line_no")
);

-- CreateTable
CREATE TABLE "warehouse" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "warehouse_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "specification" TEXT NOT NULL,
    "initials" TEXT NOT NULL,
    "search_key" TEXT NOT NULL,
    "base_unit" TEXT NOT NULL,
    "tax_class" TEXT NOT NULL,
    "code_kinds" TEXT[],
    "has_case_codes" BOOLEAN NOT NULL DEFAULT false,
    "has_bottle_codes" BOOLEAN NOT NULL DEFAULT false,
    "code_coverage_bp" INTEGER NOT NULL DEFAULT 10000,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_unit" (
    "product_id" UUID NOT NULL,
    "unit" TEXT NOT NULL,
    "factor_e3" BIGINT NOT NULL,
    "gtin" TEXT,

    CONSTRAINT "product_unit_pkey" PRIMARY KEY ("product_id","unit")
);

-- CreateTable
CREATE TABLE "customer" (
    "account_set_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "initials" TEXT NOT NULL,
    "search_key" TEXT NOT NULL,
    "contact_name" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "settlement_method" TEXT NOT NULL,
    "max_open_notes" INTEGER,
    "rolling_ceiling_fen" BIGINT,
    "cutoff_day" INTEGER,
    "price_mode" TEXT NOT NULL,
    "credit_limit_fen" BIGINT NOT NULL,
    "credit_days" INTEGER NOT NULL,
    "licence_number" TEXT,
    "licence_valid_until" DATE,
    "salesperson_id" UUID,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("account_set_id","id")
);

-- CreateTable
CREATE TABLE "customer_address" (
    "account_set_id" INTEGER NOT NULL,
    "customer_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "sort_order" INTEGER NOT NULL,
    "contact_name" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "freight_agent" TEXT,
    "freight_phone" TEXT,
    "is_active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "customer_address_pkey" PRIMARY KEY ("account_set_id","customer_id","id")
);

-- CreateTable
CREATE TABLE "list_price" (
    "account_set_id" INTEGER NOT NULL,
    "product_id" UUID NOT NULL,
    "valid_from" DATE NOT NULL,
    "unit_price_e4" BIGINT NOT NULL,
    "floor_price_e4" BIGINT,
    "set_by_id" UUID NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "list_price_pkey" PRIMARY KEY ("account_set_id","product_id","valid_from")
);

-- CreateTable
CREATE TABLE "customer_price" (
    "account_set_id" INTEGER NOT NULL,
    "customer_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "valid_from" DATE NOT NULL,
    "unit_price_e4" BIGINT,
    "set_by_id" UUID NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customer_price_pkey" PRIMARY KEY ("account_set_id","customer_id","product_id","valid_from")
);

-- CreateTable
CREATE TABLE "paper" (
    "account_set_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "business_date" DATE NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "codes_hash" BYTEA,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "event_count" INTEGER NOT NULL DEFAULT 0,
    "chain_hash" BYTEA NOT NULL,
    "voided_at" TIMESTAMPTZ(3),
    "replaces_id" UUID,

    CONSTRAINT "paper_pkey" PRIMARY KEY ("account_set_id","id")
);

-- CreateTable
CREATE TABLE "document_copy" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "keeper_id" UUID,
    "since_at" TIMESTAMPTZ(3) NOT NULL,
    "offered_place" TEXT,
    "offered_to_id" UUID,
    "offered_by_id" UUID,
    "offered_at" TIMESTAMPTZ(3),
    "token" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3),
    "stamped_at" TIMESTAMPTZ(3),
    "event_count" INTEGER NOT NULL DEFAULT 0,
    "print_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "document_copy_pkey" PRIMARY KEY ("account_set_id","paper_id","kind")
);

-- CreateTable
CREATE TABLE "custody_event" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "copy_kind" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "act" TEXT NOT NULL,
    "from_place" TEXT,
    "from_id" UUID,
    "to_place" TEXT NOT NULL,
    "to_id" UUID,
    "actor_id" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "remark" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "custody_event_pkey" PRIMARY KEY ("account_set_id","paper_id","copy_kind","sequence")
);

-- CreateTable
CREATE TABLE "print_event" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "copy_kind" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "form" TEXT NOT NULL,
    "medium" TEXT NOT NULL,
    "printed_by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "print_event_pkey" PRIMARY KEY ("account_set_id","paper_id","copy_kind","sequence")
);

-- CreateTable
CREATE TABLE "signature" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "slot" TEXT NOT NULL,
    "signer_id" UUID NOT NULL,
    "signer_name" TEXT NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "codes_hash" BYTEA,
    "method" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,
    "address" TEXT,
    "user_agent" TEXT,
    "stroke_hash" BYTEA,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "signature_pkey" PRIMARY KEY ("account_set_id","paper_id","slot")
);

-- CreateTable
CREATE TABLE "attachment" (
    "account_set_id" INTEGER NOT NULL,
    "hash" BYTEA NOT NULL,
    "media_type" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("account_set_id","hash")
);

-- CreateTable
CREATE TABLE "paper_attachment" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "purpose" TEXT NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "paper_attachment_pkey" PRIMARY KEY ("account_set_id","paper_id","hash","purpose")
);

-- CreateTable
CREATE TABLE "void_record" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "requested_by_id" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decision" TEXT,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decision_remark" TEXT,

    CONSTRAINT "void_record_pkey" PRIMARY KEY ("account_set_id","paper_id")
);

-- CreateTable
CREATE TABLE "incident_statement" (
    "account_set_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "paper_id" UUID NOT NULL,
    "copy_kind" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "statement" TEXT NOT NULL,
    "author_id" UUID NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ruling" TEXT,
    "ruled_by_id" UUID,
    "ruled_at" TIMESTAMPTZ(3),
    "ruling_remark" TEXT,

    CONSTRAINT "incident_statement_pkey" PRIMARY KEY ("account_set_id","id")
);

-- CreateTable
CREATE TABLE "paper_event" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "command" TEXT NOT NULL,
    "actor" JSONB NOT NULL,
    "payload" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "request_id" TEXT NOT NULL,
    "previous_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "paper_event_pkey" PRIMARY KEY ("account_set_id","paper_id","sequence")
);

-- CreateTable
CREATE TABLE "seal" (
    "account_set_id" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "from_position" BIGINT NOT NULL,
    "to_position" BIGINT NOT NULL,
    "event_count" INTEGER NOT NULL,
    "merkle_root" BYTEA NOT NULL,
    "previous_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "seal_pkey" PRIMARY KEY ("account_set_id","sequence")
);

-- CreateTable
CREATE TABLE "desk_event" (
    "position" BIGSERIAL NOT NULL,
    "account_set_id" INTEGER,
    "subject" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "actor" JSONB NOT NULL,
    "payload" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "desk_event_pkey" PRIMARY KEY ("position")
);

-- CreateTable
CREATE TABLE "refusal" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" UUID,
    "command" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "refusal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "command_receipt" (
    "actor_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "input_hash" BYTEA NOT NULL,
    "result" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "command_receipt_pkey" PRIMARY KEY ("actor_id","key")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "user_name" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "must_change_password" BOOLEAN NOT NULL DEFAULT true,
    "signing_pin_hash" TEXT,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "is_billing_suspended" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_role" (
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL,

    CONSTRAINT "user_role_pkey" PRIMARY KEY ("user_id","role")
);

-- CreateTable
CREATE TABLE "user_account_set" (
    "user_id" UUID NOT NULL,
    "account_set_id" INTEGER NOT NULL,

    CONSTRAINT "user_account_set_pkey" PRIMARY KEY ("user_id","account_set_id")
);

-- CreateTable
CREATE TABLE "user_warehouse" (
    "user_id" UUID NOT NULL,
    "warehouse_id" UUID NOT NULL,

    CONSTRAINT "user_warehouse_pkey" PRIMARY KEY ("user_id","warehouse_id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "address" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "throttle" (
    "bucket" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "last_failed_at" TIMESTAMPTZ(3) NOT NULL,
    "blocked_until" TIMESTAMPTZ(3),

    CONSTRAINT "throttle_pkey" PRIMARY KEY ("bucket")
);

-- CreateTable
CREATE TABLE "passkey" (
    "id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "public_key" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL,
    "transports" TEXT[],
    "label" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "passkey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "passkey_challenge" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "challenge" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "bound_to" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "passkey_challenge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sales_order" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "intake_channel" TEXT NOT NULL,
    "recorded_by_id" UUID NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "confirmed_how" TEXT,
    "confirmed_by_id" UUID,
    "sales_checked_by_id" UUID,
    "sales_checked_at" TIMESTAMPTZ(3),
    "expected_on" DATE,
    "is_urgent" BOOLEAN NOT NULL DEFAULT false,
    "special_instructions" TEXT NOT NULL DEFAULT '',
    "gross_fen" BIGINT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "sales_order_pkey" PRIMARY KEY ("account_set_id","paper_id")
);

-- CreateTable
CREATE TABLE "sales_order_line" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "line_no" INTEGER NOT NULL,
    "product_id" UUID NOT NULL,
    "qty_e3" BIGINT NOT NULL,
    "unit_price_e4" BIGINT NOT NULL,
    "discount_fen" BIGINT NOT NULL DEFAULT 0,
    "amount_fen" BIGINT NOT NULL,
    "is_gift" BOOLEAN NOT NULL DEFAULT false,
    "remark" TEXT NOT NULL DEFAULT '',
    "billed_e3" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "sales_order_line_pkey" PRIMARY KEY ("account_set_id","paper_id","line_no")
);

-- CreateTable
CREATE TABLE "billing_application" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "draft_id" UUID,
    "applicant_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "reasons" TEXT[],
    "content" JSONB NOT NULL,
    "remark" TEXT NOT NULL DEFAULT '',
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decision_remark" TEXT,
    "used_by_paper_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "billing_application_pkey" PRIMARY KEY ("account_set_id","paper_id")
);

-- CreateTable
CREATE TABLE "delivery_note_draft" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "body" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),
    "paper_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "delivery_note_draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery_note" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "application_id" UUID,
    "customer_id" UUID NOT NULL,
    "customer_name" TEXT NOT NULL,
    "contact_name" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "delivery_address" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "settlement_method" TEXT NOT NULL,
    "price_mode" TEXT NOT NULL,
    "freight_agent" TEXT,
    "freight_phone" TEXT,
    "advanced_freight_fen" BIGINT NOT NULL DEFAULT 0,
    "warehouse_id" UUID NOT NULL,
    "preparer_id" UUID NOT NULL,
    "handler_name" TEXT NOT NULL,
    "preparer_name" TEXT NOT NULL,
    "warehouse_name" TEXT NOT NULL,
    "address_id" UUID NOT NULL,
    "expected_on" DATE NOT NULL,
    "handler_id" UUID NOT NULL,
    "business_date" DATE NOT NULL,
    "is_urgent" BOOLEAN NOT NULL DEFAULT false,
    "special_instructions" TEXT NOT NULL DEFAULT '',
    "line_count" INTEGER NOT NULL,
    "goods_fen" BIGINT NOT NULL,
    "discount_fen" BIGINT NOT NULL DEFAULT 0,
    "rounding_off_fen" BIGINT NOT NULL DEFAULT 0,
    "net_fen" BIGINT NOT NULL,
    "tax_fen" BIGINT NOT NULL,
    "gross_fen" BIGINT NOT NULL,
    "status" TEXT NOT NULL,
    "keeper_id" UUID,
    "driver_id" UUID,
    "verified_by_id" UUID,
    "outcome" TEXT,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "prepared_at" TIMESTAMPTZ(3),
    "verified_at" TIMESTAMPTZ(3),
    "dispatched_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "posted_at" TIMESTAMPTZ(3),
    "reversed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "delivery_note_pkey" PRIMARY KEY ("account_set_id","paper_id")
);

-- CreateTable
CREATE TABLE "delivery_note_line" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "line_no" INTEGER NOT NULL,
    "customer_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "product_code" TEXT NOT NULL,
    "product_name" TEXT NOT NULL,
    "specification" TEXT NOT NULL,
    "base_unit" TEXT NOT NULL,
    "case_unit" TEXT,
    "case_factor_e3" BIGINT,
    "qty_e3" BIGINT NOT NULL,
    "unit_price_e4" BIGINT NOT NULL,
    "price_source" TEXT NOT NULL,
    "discount_fen" BIGINT NOT NULL,
    "note_discount_fen" BIGINT NOT NULL DEFAULT 0,
    "amount_fen" BIGINT NOT NULL,
    "tax_rate_bp" INTEGER NOT NULL,
    "net_fen" BIGINT NOT NULL,
    "tax_fen" BIGINT NOT NULL,
    "is_gift" BOOLEAN NOT NULL,
    "remark" TEXT NOT NULL,
    "codes_due" INTEGER NOT NULL,
    "business_date" DATE NOT NULL,

    CONSTRAINT "delivery_note_line_pkey" PRIMARY KEY ("account_set_id","paper_id","line_no")
);

-- CreateTable
CREATE TABLE "pick_line" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "line_no" INTEGER NOT NULL,
    "picked_e3" BIGINT NOT NULL,
    "is_quality_good" BOOLEAN NOT NULL,
    "remark" TEXT NOT NULL DEFAULT '',
    "picked_by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "pick_line_pkey" PRIMARY KEY ("account_set_id","paper_id","line_no")
);

-- CreateTable
CREATE TABLE "delivery_outcome_line" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "line_no" INTEGER NOT NULL,
    "accepted_e3" BIGINT NOT NULL,
    "refused_e3" BIGINT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "recorded_by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "delivery_outcome_line_pkey" PRIMARY KEY ("account_set_id","paper_id","line_no")
);

-- CreateTable
CREATE TABLE "receipt" (
    "account_set_id" INTEGER NOT NULL,
    "paper_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "method" TEXT NOT NULL,
    "received_on" DATE NOT NULL,
    "remark" TEXT NOT NULL DEFAULT '',
    "recorded_by_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("account_set_id","paper_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_set_code_key" ON "account_set"("code");

-- CreateIndex
CREATE UNIQUE INDEX "channel_policy_channel_key" ON "channel_policy"("channel");

-- CreateIndex
CREATE INDEX "code_capture_account_set_id_code_idx" ON "code_capture"("account_set_id", "code");

-- CreateIndex
CREATE INDEX "code_holding_account_set_id_paper_id_idx" ON "code_holding"("account_set_id", "paper_id");

-- CreateIndex
CREATE INDEX "stock_entry_account_set_id_product_id_warehouse_id_id_idx" ON "stock_entry"("account_set_id", "product_id", "warehouse_id", "id");

-- CreateIndex
CREATE INDEX "stock_entry_account_set_id_paper_id_idx" ON "stock_entry"("account_set_id", "paper_id");

-- CreateIndex
CREATE INDEX "receivable_entry_account_set_id_customer_id_id_idx" ON "receivable_entry"("account_set_id", "customer_id", "id");

-- CreateIndex
CREATE INDEX "receivable_entry_account_set_id_paper_id_idx" ON "receivable_entry"("account_set_id", "paper_id");

-- CreateIndex
CREATE INDEX "receivable_item_account_set_id_customer_id_business_date_idx" ON "receivable_item"("account_set_id", "customer_id", "business_date");

-- CreateIndex
CREATE INDEX "journal_voucher_account_set_id_paper_id_idx" ON "journal_voucher"("account_set_id", "paper_id");

-- CreateIndex
CREATE UNIQUE INDEX "warehouse_code_key" ON "warehouse"("code");

-- CreateIndex
CREATE UNIQUE INDEX "product_code_key" ON "product"("code");

-- CreateIndex
CREATE INDEX "product_initials_idx" ON "product"("initials");

-- CreateIndex
CREATE UNIQUE INDEX "product_unit_gtin_key" ON "product_unit"("gtin");

-- CreateIndex
CREATE UNIQUE INDEX "customer_account_set_id_code_key" ON "customer"("account_set_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "customer_account_set_id_name_key_key" ON "customer"("account_set_id", "name_key");

-- CreateIndex
CREATE INDEX "paper_account_set_id_replaces_id_idx" ON "paper"("account_set_id", "replaces_id");

-- CreateIndex
CREATE UNIQUE INDEX "paper_account_set_id_kind_period_sequence_key" ON "paper"("account_set_id", "kind", "period", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "paper_account_set_id_number_key" ON "paper"("account_set_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "document_copy_token_key" ON "document_copy"("token");

-- CreateIndex
CREATE INDEX "document_copy_keeper_id_idx" ON "document_copy"("keeper_id");

-- CreateIndex
CREATE INDEX "document_copy_offered_to_id_idx" ON "document_copy"("offered_to_id");

-- CreateIndex
CREATE INDEX "document_copy_account_set_id_place_since_at_idx" ON "document_copy"("account_set_id", "place", "since_at");

-- CreateIndex
CREATE INDEX "signature_signer_id_idx" ON "signature"("signer_id");

-- CreateIndex
CREATE INDEX "incident_statement_account_set_id_paper_id_idx" ON "incident_statement"("account_set_id", "paper_id");

-- CreateIndex
CREATE UNIQUE INDEX "paper_event_account_set_id_position_key" ON "paper_event"("account_set_id", "position");

-- CreateIndex
CREATE INDEX "refusal_at_idx" ON "refusal"("at");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_user_name_key" ON "app_user"("user_name");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "passkey_user_id_idx" ON "passkey"("user_id");

-- CreateIndex
CREATE INDEX "sales_order_account_set_id_customer_id_idx" ON "sales_order"("account_set_id", "customer_id");

-- CreateIndex
CREATE INDEX "billing_application_account_set_id_status_idx" ON "billing_application"("account_set_id", "status");

-- CreateIndex
CREATE INDEX "delivery_note_draft_owner_id_updated_at_idx" ON "delivery_note_draft"("owner_id", "updated_at");

-- CreateIndex
CREATE INDEX "delivery_note_account_set_id_status_issued_at_paper_id_idx" ON "delivery_note"("account_set_id", "status", "issued_at", "paper_id");

-- CreateIndex
CREATE INDEX "delivery_note_account_set_id_issued_at_paper_id_idx" ON "delivery_note"("account_set_id", "issued_at", "paper_id");

-- CreateIndex
CREATE INDEX "delivery_note_account_set_id_customer_id_issued_at_idx" ON "delivery_note"("account_set_id", "customer_id", "issued_at");

-- CreateIndex
CREATE INDEX "delivery_note_account_set_id_business_date_idx" ON "delivery_note"("account_set_id", "business_date");

-- CreateIndex
CREATE INDEX "delivery_note_account_set_id_driver_id_status_idx" ON "delivery_note"("account_set_id", "driver_id", "status");

-- CreateIndex
CREATE INDEX "delivery_note_line_account_set_id_customer_id_product_id_bu_idx" ON "delivery_note_line"("account_set_id", "customer_id", "product_id", "business_date");

-- CreateIndex
CREATE INDEX "receipt_account_set_id_customer_id_idx" ON "receipt"("account_set_id", "customer_id");

-- AddForeignKey
ALTER TABLE "channel_policy" ADD CONSTRAINT "channel_policy_account_set_id_fkey" FOREIGN KEY ("account_set_id") REFERENCES "account_set"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "copy_style" ADD CONSTRAINT "copy_style_account_set_id_fkey" FOREIGN KEY ("account_set_id") REFERENCES "account_set"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "accounting_period" ADD CONSTRAINT "accounting_period_account_set_id_fkey" FOREIGN KEY ("account_set_id") REFERENCES "account_set"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_account_set_id_fkey" FOREIGN KEY ("account_set_id") REFERENCES "account_set"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customer_balance" ADD CONSTRAINT "customer_balance_account_set_id_customer_id_fkey" FOREIGN KEY ("account_set_id", "customer_id") REFERENCES "customer"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "journal_entry" ADD CONSTRAINT "journal_entry_account_set_id_voucher_id_fkey" FOREIGN KEY ("account_set_id", "voucher_id") REFERENCES "journal_voucher"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "product_unit" ADD CONSTRAINT "product_unit_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customer" ADD CONSTRAINT "customer_account_set_id_channel_fkey" FOREIGN KEY ("account_set_id", "channel") REFERENCES "channel_policy"("account_set_id", "channel") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customer_address" ADD CONSTRAINT "customer_address_account_set_id_customer_id_fkey" FOREIGN KEY ("account_set_id", "customer_id") REFERENCES "customer"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "document_copy" ADD CONSTRAINT "document_copy_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "paper"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "custody_event" ADD CONSTRAINT "custody_event_account_set_id_paper_id_copy_kind_fkey" FOREIGN KEY ("account_set_id", "paper_id", "copy_kind") REFERENCES "document_copy"("account_set_id", "paper_id", "kind") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "print_event" ADD CONSTRAINT "print_event_account_set_id_paper_id_copy_kind_fkey" FOREIGN KEY ("account_set_id", "paper_id", "copy_kind") REFERENCES "document_copy"("account_set_id", "paper_id", "kind") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "signature" ADD CONSTRAINT "signature_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "paper"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "paper_attachment" ADD CONSTRAINT "paper_attachment_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "paper"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "void_record" ADD CONSTRAINT "void_record_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "paper"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "incident_statement" ADD CONSTRAINT "incident_statement_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "paper"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "paper_event" ADD CONSTRAINT "paper_event_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "paper"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "user_role" ADD CONSTRAINT "user_role_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "user_account_set" ADD CONSTRAINT "user_account_set_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "user_account_set" ADD CONSTRAINT "user_account_set_account_set_id_fkey" FOREIGN KEY ("account_set_id") REFERENCES "account_set"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "user_warehouse" ADD CONSTRAINT "user_warehouse_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "user_warehouse" ADD CONSTRAINT "user_warehouse_warehouse_id_fkey" FOREIGN KEY ("warehouse_id") REFERENCES "warehouse"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "paper"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_account_set_id_customer_id_fkey" FOREIGN KEY ("account_set_id", "customer_id") REFERENCES "customer"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "sales_order_line" ADD CONSTRAINT "sales_order_line_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "sales_order"("account_set_id", "paper_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "billing_application" ADD CONSTRAINT "billing_application_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "paper"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "delivery_note" ADD CONSTRAINT "delivery_note_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "paper"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "delivery_note" ADD CONSTRAINT "delivery_note_account_set_id_customer_id_fkey" FOREIGN KEY ("account_set_id", "customer_id") REFERENCES "customer"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "delivery_note_line" ADD CONSTRAINT "delivery_note_line_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "delivery_note"("account_set_id", "paper_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "delivery_note_line" ADD CONSTRAINT "delivery_note_line_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_account_set_id_paper_id_fkey" FOREIGN KEY ("account_set_id", "paper_id") REFERENCES "paper"("account_set_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
