import DataLoader from "dataloader";
import type { DataSource } from "typeorm";
import type { LoaderFactory } from "../platform/context";
import type { Id } from "../platform/ids";
import type { LiveFloors } from "./domain/floor";
import { liveFloorsOf } from "./floor.store";

export type FloorLoader = LoaderFactory<Id, LiveFloors>;

/** The floors that count, by their portfolio. Who may see them is the resolvers' business. */
export function floorsByPortfolio(database: DataSource): FloorLoader {
  return ({ cache }) =>
    new DataLoader(
      async (portfolioIds) => {
        const live = await liveFloorsOf(database.manager, portfolioIds);
        return portfolioIds.map((id) => live.get(id) ?? { proposed: null, approved: null });
      },
      { cache },
    );
}
