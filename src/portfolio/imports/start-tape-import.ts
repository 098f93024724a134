import type { Viewer } from "../../platform/access/viewer";
import { badUserInput } from "../../platform/errors";
import { readText } from "../../platform/free-text";
import { readAmount } from "../../platform/graphql/money";
import type { Id } from "../../platform/ids";
import type { Json } from "../../platform/journal/chain";
import { hidden } from "../../platform/journal/hidden";
import { isRefusal, refuse, type OrRefusal } from "../../platform/refusal";
import { compileMapping, type TapeMapping } from "../domain/mapping";
import { TapeImportStatus, UPLOAD_TICKET_LIFETIME, type OnRejected } from "../domain/tape-import";
import { decideMove } from "../move-portfolio";
import { lockOwnPortfolio } from "../own-portfolio";
import type { PortfolioEntity } from "../portfolio.entity";
import type { PortfolioPorts } from "../ports";
import type { TapeImportEntity } from "./tape-import.entity";
import { insertTapeImport } from "./tape-import.store";

const LONGEST_FILE_NAME = 200;
const MOST_ROWS = 2_147_483_647;

export interface AnnouncedTape {
  readonly portfolioId: Id;
  readonly fileName: string;
  readonly mapping: TapeMapping;
  readonly expectedRows: number | null;
  /** As it was written; the portfolio's currency is not known before it is found. */
  readonly expectedFaceValue: string | null;
  readonly onRejected: OnRejected;
}

/** Checks how a tape is to be read, and gives out the ticket by which it may be uploaded once, for 15 minutes. */
export class StartTapeImport {
  constructor(private readonly ports: PortfolioPorts) {}

  async run(viewer: Viewer, tape: AnnouncedTape): Promise<OrRefusal<TapeImportEntity>> {
    const fileName = readText(tape.fileName, ["input", "fileName"], LONGEST_FILE_NAME);
    const { expectedRows } = tape;
    if (expectedRows !== null && (expectedRows < 0 || expectedRows > MOST_ROWS))
      throw badUserInput("Give the number of rows, or leave it out.", ["input", "expected", "rows"]);
    return this.ports.transactions.run(async (tx) => {
      const portfolio = await lockOwnPortfolio(tx, viewer, tape.portfolioId);
      const next = decideMove(portfolio, "IMPORT");
      if (isRefusal(next)) return next;
      const compiled = compileMapping(tape.mapping, portfolio.currency);
      if ("message" in compiled)
        return refuse("INVALID_MAPPING", compiled.message, { path: ["input", "mapping", ...compiled.path] });
      const startedAt = await tx.now();
      const tapeImport: TapeImportEntity = {
        id: this.ports.identifiers.next(),
        portfolioId: portfolio.id,
        fileName,
        mapping: tape.mapping,
        onRejected: tape.onRejected,
        expectedRows,
        expectedFaceValue: readExpectedFaceValue(tape, portfolio),
        status: TapeImportStatus.AWAITING_UPLOAD,
        isCutOff: false,
        reason: null,
        rowsRead: 0,
        rowsAccepted: 0,
        rowsRejected: 0,
        rejectionCount: 0,
        faceValue: null,
        startedBy: viewer.actor.id,
        startedByKind: viewer.actor.kind,
        startedAt,
        ticketExpiresAt: startedAt + UPLOAD_TICKET_LIFETIME,
      };
      await insertTapeImport(tx, tapeImport);
      await this.ports.journal.append(tx, {
        stream: portfolio.id,
        kind: "PORTFOLIO",
        type: "TapeImportStarted",
        actor: viewer.actor,
        data: {
          tapeImportId: tapeImport.id,
          fileName: hidden(fileName, portfolio.sellerId),
          // With its constants: what the seller attests of every account.
          mapping: hidden(JSON.parse(JSON.stringify(tape.mapping)) as Json, portfolio.sellerId),
          onRejected: tape.onRejected,
        },
      });
      return tapeImport;
    });
  }
}

function readExpectedFaceValue(
  { expectedFaceValue }: AnnouncedTape,
  { currency }: PortfolioEntity,
): bigint | null {
  if (expectedFaceValue === null) return null;
  return readAmount(expectedFaceValue, currency, ["input", "expected", "faceValue"]);
}
