import type { DataSource } from "typeorm";
import type { AuctionReader } from "../auction";
import type { BuyerType } from "../buyers";
import type { ActorType } from "../platform/access/access.graphql";
import type { Viewer } from "../platform/access/viewer";
import type { LoaderFactory, RequestContext } from "../platform/context";
import type { Cursors } from "../platform/cursors";
import { Feed } from "../platform/feeds/feed";
import type { FeedHub } from "../platform/feeds/feed-hub";
import type { Node } from "../platform/graphql/node";
import type { Id } from "../platform/ids";
import type { StreamPolicy } from "../platform/journal/journal-query";
import { AnnulmentResolver } from "./annulment.resolver";
import { annulmentView } from "./annulment.graphql";
import { findAnnulment } from "./annulment.store";
import { AwardAuction } from "./award-auction";
import { AwardDesk } from "./award-desk";
import { DeclareDefault } from "./declare-default";
import { DeclareUnsold } from "./declare-unsold";
import type { SalePorts } from "./ports";
import { ProposeAnnulment } from "./propose-annulment";
import { SaleAuthorized, SaleFellThrough, SaleRejected, type SaleEventTypes } from "./sale-events.graphql";
import { SaleEventsResolver } from "./sale-events.resolver";
import { saleFeed, type SaleEventSource } from "./sale.feed";
import { saleView } from "./sale.graphql";
import { SaleLedger } from "./sale-ledger";
import { audienceOf, mayReadEntry } from "./sale.policy";
import { SaleReader } from "./sale-reader";
import { SaleResolver } from "./sale.resolver";
import { findSale } from "./sale.store";
import { SecondAnnulment } from "./second-annulment";
import { defaultView } from "./winner-default.graphql";
import { WinnerDefaultResolver } from "./winner-default.resolver";
import { findDefault } from "./winner-default.store";

export interface SaleStagePorts extends SalePorts {
  readonly database: DataSource;
  readonly cursors: Cursors;
  readonly hub: FeedHub;
  readonly actors: LoaderFactory<Id, ActorType>;
  readonly auctionReader: AuctionReader;
  readonly buyerById: LoaderFactory<Id, BuyerType | null>;
  /** What later stages write into a sale's journal, as saleEvents shows it. */
  readonly events: SaleEventTypes;
}

export interface SaleStage {
  readonly resolvers: readonly object[];
  /** For later stages: moves sales and writes into their journals. */
  readonly ledger: SaleLedger;
  /** For later stages: sales in the fields of their own types. */
  readonly reader: SaleReader;
  /** Who may read a sale's journal. */
  readonly journalPolicy: StreamPolicy;
  /** For `node(id:)`: a sale, or an annulment of the seller's. */
  readonly findNode: (context: RequestContext, id: Id) => Promise<Node | null>;
}

/** What awards make. */
export function createSale(ports: SaleStagePorts): SaleStage {
  const { database, cursors, hub } = ports;
  const reader = new SaleReader({ ...ports, auctions: ports.auctionReader });
  const ledger = new SaleLedger(ports);
  const desk = new AwardDesk(ports);
  const feed = new Feed<SaleEventSource>(
    saleFeed({ ...ports.events, SaleAuthorized, SaleFellThrough, SaleRejected }),
    {
      hub,
      cursors,
    },
  );
  return {
    resolvers: [
      new SaleResolver({
        ...ports,
        reader,
        awardAuction: new AwardAuction(ports, desk, ledger),
        declareUnsold: new DeclareUnsold(ports.transactions, desk),
      }),
      new AnnulmentResolver({
        ...ports,
        reader,
        proposeAnnulment: new ProposeAnnulment(ports, desk),
        secondAnnulment: new SecondAnnulment(ports, desk),
      }),
      new WinnerDefaultResolver({
        ...ports,
        reader,
        declareDefault: new DeclareDefault(ports, desk, ledger),
      }),
      new SaleEventsResolver(reader, feed, database),
    ],
    ledger,
    reader,
    journalPolicy: journalPolicy(database),
    findNode: findNode(database, reader),
  };
}

function journalPolicy(database: DataSource): StreamPolicy {
  return async (viewer: Viewer, stream: Id) => {
    const sale = await findSale(database.manager, stream);
    const audience = sale && audienceOf(viewer, sale);
    return audience && { mayRead: (entry) => mayReadEntry(entry, audience) };
  };
}

function findNode(database: DataSource, reader: SaleReader): SaleStage["findNode"] {
  return async (context, id) => {
    const seen = await reader.find(context, id);
    if (seen) return saleView(seen.sale, seen.audience);
    const viewer = context.require();
    const declared = await findDefault(database.manager, id);
    const audience = declared && audienceOf(viewer, declared);
    if (declared && audience) return defaultView(declared, audience);
    const { organization, roles } = viewer;
    const annulment = roles.length === 0 ? null : await findAnnulment(database.manager, id);
    return annulment?.sellerId === organization.id ? annulmentView(annulment) : null;
  };
}
