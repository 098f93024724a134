import type { MigrationInterface, QueryRunner } from "typeorm";

/** A title moves by a sale of the same portfolio. */
export class TieTitleToSale1790070003000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE sale ADD CONSTRAINT sale_of_portfolio UNIQUE (id, portfolio_id)");
    await db.query(`ALTER TABLE title ADD CONSTRAINT title_sale
      FOREIGN KEY (sale_id, portfolio_id) REFERENCES sale (id, portfolio_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE title DROP CONSTRAINT title_sale");
    await db.query("ALTER TABLE sale DROP CONSTRAINT sale_of_portfolio");
  }
}
