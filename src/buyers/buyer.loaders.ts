import DataLoader from "dataloader";
import { In, type DataSource } from "typeorm";
import { OrganizationEntity } from "../platform/access/organization.entity";
import { OrganizationKind } from "../platform/access/viewer";
import type { LoaderFactory, RequestContext } from "../platform/context";
import { readClock } from "../platform/database/read-clock";
import { view } from "../platform/graphql/node";
import type { Id } from "../platform/ids";
import type { Money } from "../platform/money";
import type { Instant } from "../platform/time";
import { affiliationGroupsOf } from "./affiliation.store";
import type { AffiliationGroups } from "./domain/affiliation";
import type { Qualification } from "./domain/qualification";
import { BuyerType } from "./buyer.graphql";
import { exposureLimitsOf } from "./exposure.store";
import { currentIds, qualificationsByIds, type Relation } from "./qualification.store";

/** A qualification and the database's time when it was read, by which its dates have lapsed or not. */
export interface ReadQualification {
  readonly qualification: Qualification;
  readonly at: Instant;
}

/** A firm with one seller, or with whichever it applied to last. */
export interface Asked {
  readonly buyerId: Id;
  readonly sellerId: Id | null;
}

/** What fields of this stage load. Who may see it is the resolvers' business: nothing here asks. */
export class BuyerLoaders {
  constructor(private readonly database: DataSource) {}

  /** Firms by their organization; `null` for what is none. */
  readonly buyer: LoaderFactory<Id, BuyerType | null> = ({ cache }) =>
    new DataLoader(
      async (ids) => {
        const where = { id: In([...ids]), kind: OrganizationKind.BUYER };
        const rows = await this.database.manager.findBy(OrganizationEntity, where);
        const byId = new Map(rows.map(({ id, name }) => [id, view(BuyerType, { id, name })]));
        return ids.map((id) => byId.get(id) ?? null);
      },
      { cache },
    );

  /** Sellers' slugs. */
  readonly sellerSlug: LoaderFactory<Id, string> = ({ cache }) =>
    new DataLoader(
      async (ids) => {
        const rows = await this.database.manager.findBy(OrganizationEntity, { id: In([...ids]) });
        const byId = new Map(rows.map(({ id, slug }) => [id, slug]));
        return ids.map((id) => byId.get(id) ?? new Error("A seller is missing"));
      },
      { cache },
    );

  readonly qualification: LoaderFactory<Id, ReadQualification | null> = ({ cache }) =>
    new DataLoader(
      async (ids) => {
        const byId = await qualificationsByIds(this.database.manager, ids);
        const at = await readClock(this.database);
        return ids.map((id) => {
          const qualification = byId.get(id);
          return qualification ? { qualification, at } : null;
        });
      },
      { cache },
    );

  /** The identifier of a firm's last qualification. */
  readonly current: LoaderFactory<Asked, Id | null> = ({ cache }) =>
    new DataLoader((asked) => currentIds(this.database.manager, asked), {
      cache,
      cacheKeyFn: ({ buyerId, sellerId }) => `${buyerId} ${sellerId}` as unknown as Asked,
    });

  /** Whom a seller has found to belong together. */
  readonly affiliations: LoaderFactory<Id, AffiliationGroups> = ({ cache }) =>
    new DataLoader((sellerIds) => affiliationGroupsOf(this.database.manager, sellerIds), { cache });

  /** Every exposure limit of a firm with a seller, by currency. */
  readonly exposureLimits: LoaderFactory<Relation, readonly Money[]> = ({ cache }) =>
    new DataLoader((relations) => exposureLimitsOf(this.database, relations), {
      cache,
      cacheKeyFn: ({ buyerId, sellerId }) => `${buyerId} ${sellerId}` as unknown as Relation,
    });

  /** What was read before a mutation is not what its result shows. */
  refresh(context: RequestContext): void {
    context.load(this.qualification).clearAll();
    context.load(this.current).clearAll();
    context.load(this.exposureLimits).clearAll();
    context.load(this.affiliations).clearAll();
  }
}
