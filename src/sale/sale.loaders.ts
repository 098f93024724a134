import DataLoader from "dataloader";
import { In, type DataSource } from "typeorm";
import type { LoaderFactory } from "../platform/context";
import type { Id } from "../platform/ids";
import type { Sale } from "./domain/sale";
import { SaleEntity } from "./sale.entity";

/** Sales by id; what a caller may see of one is the policy's to say. */
export function saleById(database: DataSource): LoaderFactory<Id, Sale | null> {
  return ({ cache }) =>
    new DataLoader(
      async (ids) => {
        const sales = await database.manager.findBy(SaleEntity, { id: In([...ids]) });
        const byId = new Map(sales.map((sale) => [sale.id, sale]));
        return ids.map((id) => byId.get(id) ?? null);
      },
      { cache },
    );
}
