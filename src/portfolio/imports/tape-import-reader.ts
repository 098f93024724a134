import type { DataSource } from "typeorm";
import type { Viewer } from "../../platform/access/viewer";
import { readClock } from "../../platform/database/read-clock";
import { notFound } from "../../platform/errors";
import type { Page } from "../../platform/graphql/connections";
import type { Id } from "../../platform/ids";
import type { CurrencyCode } from "../../platform/money";
import type { EndTapeImport } from "./end-tape-import";
import { seesAsSeller, seesTicket } from "../portfolio.policy";
import { findPortfolio } from "../portfolio.store";
import type { TapeImportEntity, TapeRejectionEntity } from "./tape-import.entity";
import type { TapeImportType } from "./tape-import.graphql";
import { listRejections } from "./tape-import.store";
import { tapeImportJson, tapeImportView } from "./tape-import.views";
import type { TapeTickets } from "./tape-tickets";

const REJECTIONS_ANSWERED = 100;

/** Looks at imports, as they stand by the store's clock. */
export class TapeImportReader {
  constructor(
    private readonly ports: {
      readonly database: DataSource;
      readonly endTapeImport: EndTapeImport;
      readonly tickets: TapeTickets;
    },
  ) {}

  async find(viewer: Viewer, id: Id): Promise<TapeImportType | null> {
    const tapeImport = await this.ports.endTapeImport.settle(id);
    const portfolio =
      tapeImport && (await findPortfolio(this.ports.database.manager, tapeImport.portfolioId));
    if (!tapeImport || !portfolio || !seesAsSeller(viewer, portfolio)) return null;
    return this.show(viewer, tapeImport, portfolio.currency);
  }

  async require(viewer: Viewer, id: Id): Promise<TapeImportType> {
    const found = await this.find(viewer, id);
    if (!found) throw notFound();
    return found;
  }

  /** An import that the caller just started. */
  async showOwn(viewer: Viewer, tapeImport: TapeImportEntity): Promise<TapeImportType> {
    return this.show(viewer, tapeImport, await this.currencyOf(tapeImport));
  }

  rejections(id: Id, page: Page): Promise<TapeRejectionEntity[]> {
    return listRejections(this.ports.database.manager, id, page);
  }

  /** What whoever uploaded the tape gets for an answer. */
  async answer(tapeImport: TapeImportEntity): Promise<object> {
    const rejections = await this.rejections(tapeImport.id, { first: REJECTIONS_ANSWERED - 1, after: null });
    const at = { now: await readClock(this.ports.database), currency: await this.currencyOf(tapeImport) };
    return tapeImportJson(tapeImport, rejections, at);
  }

  private async show(
    viewer: Viewer,
    tapeImport: TapeImportEntity,
    currency: CurrencyCode,
  ): Promise<TapeImportType> {
    const ticketUrl = seesTicket(viewer) ? this.ports.tickets.urlOf(tapeImport) : null;
    return tapeImportView(tapeImport, { now: await readClock(this.ports.database), currency, ticketUrl });
  }

  private async currencyOf({ portfolioId }: TapeImportEntity): Promise<CurrencyCode> {
    const portfolio = await findPortfolio(this.ports.database.manager, portfolioId);
    if (!portfolio) throw new Error("A portfolio is never deleted");
    return portfolio.currency;
  }
}
