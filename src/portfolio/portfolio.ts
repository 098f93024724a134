import type { DataSource } from "typeorm";
import type { ActorType } from "../platform/access/access.graphql";
import type { LoaderFactory } from "../platform/context";
import type { Cursors } from "../platform/cursors";
import type { FindNode } from "../platform/graphql/node.resolver";
import type { Id } from "../platform/ids";
import type { StreamPolicy } from "../platform/journal/journal-query";
import type { HttpRoute } from "../platform/server/http-route";
import type { Tickets } from "../platform/tickets";
import type { Timers } from "../platform/timers";
import { AcceptTape } from "./imports/accept-tape";
import { AccountReader } from "./account-reader";
import { AccountResolver } from "./account.resolver";
import { CarveOutPortfolio } from "./carve-out-portfolio";
import { CreatePortfolio } from "./create-portfolio";
import { DecideAccountReviews } from "./screening/decide-account-reviews";
import { EndTapeImport } from "./imports/end-tape-import";
import { EraseDebtor } from "./personal-data/erase-debtor";
import { ErasePersonalData } from "./personal-data/erase-personal-data";
import { findPortfolioNode } from "./find-node";
import { PortfolioCommandsResolver } from "./portfolio-commands.resolver";
import { PortfolioReader } from "./portfolio-reader";
import { portfolioById, screeningByPortfolio, segmentsByKey, viewByPortfolio } from "./portfolio.loaders";
import type { PortfolioType } from "./portfolio.graphql";
import { seesAsSeller } from "./portfolio.policy";
import { PortfolioResolver } from "./portfolio.resolver";
import { findPortfolio } from "./portfolio.store";
import type { PortfolioPorts, PortfolioVisibility } from "./ports";
import { ReceiveTape } from "./imports/receive-tape";
import { ScreenPortfolio } from "./screening/screen-portfolio";
import { StartTapeImport } from "./imports/start-tape-import";
import { TapeImportReader } from "./imports/tape-import-reader";
import { TapeImportResolver } from "./imports/tape-import.resolver";
import { TapeTickets } from "./imports/tape-tickets";
import { TapeUploadRoute } from "./imports/tape-upload.route";
import { UnmaskDebtor } from "./personal-data/unmask-debtor";
import { WithdrawPortfolio } from "./withdraw-portfolio";

export interface PortfolioStagePorts extends PortfolioPorts {
  readonly cursors: Cursors;
  readonly tickets: Tickets;
  /** Where clients reach this node, for the links that it gives out. */
  readonly publicUrl: () => string;
  readonly timers: Timers;
  readonly actors: LoaderFactory<Id, ActorType>;
  readonly visibility: PortfolioVisibility;
}

export interface PortfolioStage {
  readonly resolvers: readonly object[];
  /** Where tapes are uploaded. */
  readonly routes: readonly HttpRoute[];
  /** Portfolios for the fields of later stages; what only the seller sees of them is decided field by field. */
  readonly portfolioById: LoaderFactory<Id, PortfolioType | null>;
  /** For `node(id:)`: what the viewer may see of portfolios, imports and accounts. */
  readonly findNode: FindNode;
  /** A portfolio's journal is its seller's. */
  readonly journalPolicy: StreamPolicy;
}

/** What is sold: portfolios, their tapes, accounts and screening. */
export function createPortfolio(ports: PortfolioStagePorts): PortfolioStage {
  const { database, cursors, timers, actors } = ports;
  const tickets = new TapeTickets(ports.tickets, ports.publicUrl);
  const endTapeImport = new EndTapeImport(ports);
  const acceptTape = new AcceptTape(ports);
  const receiveTape = new ReceiveTape(ports, { timers, acceptTape, endTapeImport });
  const portfolios = new PortfolioReader(database, ports.visibility);
  const imports = new TapeImportReader({ database, endTapeImport, tickets });
  const accounts = new AccountReader(database);
  return {
    resolvers: [
      portfolioResolver(database, cursors, portfolios),
      new PortfolioCommandsResolver({
        createPortfolio: new CreatePortfolio(ports),
        withdrawPortfolio: new WithdrawPortfolio(ports),
        screenPortfolio: new ScreenPortfolio(ports),
        decideAccountReviews: new DecideAccountReviews(ports),
        carveOutPortfolio: new CarveOutPortfolio(ports),
        erasePersonalData: new ErasePersonalData(ports),
      }),
      new TapeImportResolver({
        ...{ reader: imports, cursors, timers },
        startTapeImport: new StartTapeImport(ports),
      }),
      new AccountResolver({
        ...{ reader: accounts, cursors, actors },
        unmaskDebtor: new UnmaskDebtor(ports),
        eraseDebtor: new EraseDebtor(ports),
      }),
    ],
    routes: [new TapeUploadRoute({ tickets, receiveTape, endTapeImport, reader: imports })],
    portfolioById: viewByPortfolio(database),
    findNode: (context, id) => findPortfolioNode({ portfolios, imports, accounts }, context.require(), id),
    journalPolicy: async (viewer, id) => {
      const portfolio = await findPortfolio(database.manager, id);
      return portfolio && seesAsSeller(viewer, portfolio) ? {} : null;
    },
  };
}

function portfolioResolver(
  database: DataSource,
  cursors: Cursors,
  reader: PortfolioReader,
): PortfolioResolver {
  return new PortfolioResolver({
    ...{ reader, cursors },
    portfolios: portfolioById(database),
    screenings: screeningByPortfolio(database),
    segments: segmentsByKey(database),
  });
}
