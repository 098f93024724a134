import DataLoader from "dataloader";
import type { DataSource } from "typeorm";
import type { LoaderFactory } from "../platform/context";
import type { Id } from "../platform/ids";
import { arrangeSegments, type Segment, type SegmentDimension } from "./domain/segments";
import type { PortfolioEntity } from "./portfolio.entity";
import type { PortfolioType } from "./portfolio.graphql";
import { portfoliosByIds } from "./portfolio.store";
import { portfolioView } from "./portfolio.views";
import { screeningsOf, type FullScreening } from "./screening/screening.store";
import { segmentsOf } from "./segments.store";

/** Portfolios by identifier. Loading asks nobody: whoever names one must have seen to it that the caller may see it. */
export function portfolioById(database: DataSource): LoaderFactory<Id, PortfolioEntity | null> {
  return ({ cache }) =>
    new DataLoader(
      async (ids) => {
        const byId = await portfoliosByIds(database.manager, ids);
        return ids.map((id) => byId.get(id) ?? null);
      },
      { cache },
    );
}

/** The same as later stages show them. */
export function viewByPortfolio(database: DataSource): LoaderFactory<Id, PortfolioType | null> {
  return ({ cache }) =>
    new DataLoader(
      async (ids) => {
        const byId = await portfoliosByIds(database.manager, ids);
        return ids.map((id) => {
          const portfolio = byId.get(id);
          return portfolio ? portfolioView(portfolio) : null;
        });
      },
      { cache },
    );
}

export function screeningByPortfolio(database: DataSource): LoaderFactory<Id, FullScreening | null> {
  return ({ cache }) =>
    new DataLoader(
      async (ids) => {
        const byId = await screeningsOf(database.manager, ids);
        return ids.map((id) => byId.get(id) ?? null);
      },
      { cache },
    );
}

/** Names the segments of a portfolio by some dimensions. */
export function segmentsKey(portfolioId: Id, by: readonly SegmentDimension[]): string {
  return [portfolioId, ...by].join(" ");
}

/** Segments, by `segmentsKey`; those of several portfolios by the same dimensions are one statement. */
export function segmentsByKey(database: DataSource): LoaderFactory<string, readonly Segment[]> {
  return ({ cache }) => new DataLoader((keys) => loadSegments(database, keys), { cache });
}

async function loadSegments(database: DataSource, keys: readonly string[]): Promise<(readonly Segment[])[]> {
  const idsByDimensions = new Map<string, Id[]>();
  for (const key of keys) {
    const [id = "", ...by] = key.split(" ");
    idsByDimensions.set(by.join(" "), [...(idsByDimensions.get(by.join(" ")) ?? []), id]);
  }
  const portfolios = await portfoliosByIds(database.manager, [...idsByDimensions.values()].flat());
  const found = new Map<string, readonly Segment[]>();
  for (const [dimensions, ids] of idsByDimensions) {
    const by = dimensions.split(" ").filter((name) => name !== "") as SegmentDimension[];
    const rows = ids.flatMap((id) => portfolios.get(id) ?? []);
    for (const [id, segments] of await segmentsOf(database, rows, by))
      found.set(segmentsKey(id, by), arrangeSegments(segments));
  }
  return keys.map((key) => found.get(key) ?? []);
}
