import type { MigrationInterface, QueryRunner } from "typeorm";

/** Organizations and the people in them. Who is deactivated stays: the journal names people by their id. */
export class CreateOrganization1790010000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE organization (
      id uuid PRIMARY KEY,
      slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
      name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
      kind text NOT NULL CHECK (kind IN ('SELLER', 'BUYER', 'OPERATOR')),
      created_at timestamptz NOT NULL,
      deactivated_at timestamptz CHECK (deactivated_at >= created_at),
      deactivated_by uuid,
      CHECK ((deactivated_at IS NULL) = (deactivated_by IS NULL)),
      UNIQUE (id, kind))`);
    await db.query(`CREATE TABLE app_user (
      id uuid PRIMARY KEY,
      organization_id uuid NOT NULL REFERENCES organization (id),
      issuer text NOT NULL CHECK (issuer <> ''),
      subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 200),
      name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
      created_at timestamptz NOT NULL,
      deactivated_at timestamptz CHECK (deactivated_at >= created_at),
      deactivated_by uuid,
      CHECK ((deactivated_at IS NULL) = (deactivated_by IS NULL)),
      CHECK (deactivated_by <> id),
      UNIQUE (issuer, subject),
      UNIQUE (organization_id, id))`);
    // Every node asks every two seconds who was deactivated lately.
    for (const table of ["organization", "app_user"]) {
      await db.query(
        `CREATE INDEX ${table}_deactivated_at ON ${table} (deactivated_at) WHERE deactivated_at IS NOT NULL`,
      );
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE app_user");
    await db.query("DROP TABLE organization");
  }
}
