import type { MigrationInterface, QueryRunner } from "typeorm";

/** Programs' credentials: a key's secret is never here, only its hash. */
export class CreateApiKey1790010100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE api_key (
      id uuid PRIMARY KEY,
      organization_id uuid NOT NULL,
      organization_kind text NOT NULL,
      name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
      prefix text NOT NULL CHECK (prefix ~ '^rcp_[A-Za-z0-9_-]{8}$'),
      secret_hash bytea NOT NULL UNIQUE CHECK (octet_length(secret_hash) = 32),
      roles text[] NOT NULL CHECK (cardinality(roles) > 0 AND array_position(roles, NULL) IS NULL),
      created_by uuid NOT NULL,
      created_at timestamptz NOT NULL,
      expires_at timestamptz CHECK (expires_at > created_at),
      revoked_at timestamptz CHECK (revoked_at >= created_at),
      revoked_by uuid,
      CHECK ((revoked_at IS NULL) = (revoked_by IS NULL)),
      CONSTRAINT api_key_roles_fit_kind CHECK (CASE organization_kind
        WHEN 'SELLER' THEN roles <@ ARRAY['PORTFOLIO_MANAGER', 'FINANCE', 'LEGAL', 'COMPLIANCE', 'RISK',
          'AUCTION_ADMIN', 'EXECUTIVE', 'ANALYST', 'PARTNER']
        WHEN 'BUYER' THEN roles <@ ARRAY['BIDDER', 'BUYER_VIEWER', 'BUYER_OFFICER', 'PARTNER']
        WHEN 'OPERATOR' THEN roles <@ ARRAY['OPERATOR']
        ELSE false END),
      FOREIGN KEY (organization_id, organization_kind) REFERENCES organization (id, kind),
      FOREIGN KEY (organization_id, created_by) REFERENCES app_user (organization_id, id),
      UNIQUE (organization_id, id))`);
    await db.query("CREATE INDEX api_key_created_by ON api_key (created_by)");
    await db.query("CREATE INDEX api_key_revoked_at ON api_key (revoked_at) WHERE revoked_at IS NOT NULL");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE api_key");
  }
}
