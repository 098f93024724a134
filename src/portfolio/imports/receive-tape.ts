import { createHash } from "node:crypto";
import type { PoolClient } from "pg";
import type { Transaction } from "../../platform/database/transactions";
import type { Id } from "../../platform/ids";
import { isRefusal, refuse, type OrRefusal } from "../../platform/refusal";
import type { Timers } from "../../platform/timers";
import type { AcceptTape } from "./accept-tape";
import { AccountBatch } from "./account-batch";
import { AccountWriter, TapesCollide } from "./account-writer";
import { waitForAccounts } from "../accounts-lock";
import { AccountField } from "../domain/account-field";
import { judgeTape, type ReadTape } from "../domain/judge-tape";
import { compileMapping } from "../domain/mapping";
import { TapeImportStatus } from "../domain/tape-import";
import type { EndTapeImport } from "./end-tape-import";
import { ensurePortfolioKey } from "../personal-data/portfolio-keys";
import type { PortfolioEntity } from "../portfolio.entity";
import { findPortfolio } from "../portfolio.store";
import type { PortfolioPorts } from "../ports";
import type { TapeImportEntity } from "./tape-import.entity";
import { changeTapeImport, countColumns, findTapeImport, tryUploadLock } from "./tape-import.store";
import { TapeIntake } from "./tape-intake";
import { TapeProgress } from "./tape-progress";

/** The body ended before the file did: the connection broke, or the client gave up. */
export class UploadCutOff extends Error {
  constructor() {
    super("The upload was cut off");
    this.name = "UploadCutOff";
  }
}

/** Longer than the server lets a connection be silent: then the node is, and another may take the tape. */
const LONGEST_SILENCE = "150s";

interface ReceiveTapeParts {
  readonly timers: Timers;
  readonly acceptTape: AcceptTape;
  readonly endTapeImport: EndTapeImport;
}

/** Takes an uploaded tape as it arrives into one transaction, and accepts or refuses it as a whole. No file is kept. */
export class ReceiveTape {
  constructor(
    private readonly ports: PortfolioPorts,
    private readonly parts: ReceiveTapeParts,
  ) {}

  /** The import at its end, or `null` when the ticket cannot be used: it was, it is, or it has expired. */
  async run(id: Id, body: AsyncIterable<Uint8Array>): Promise<TapeImportEntity | null> {
    const { endTapeImport } = this.parts;
    await endTapeImport.settle(id);
    let isClaimed = false;
    try {
      await this.ports.transactions.run(async (tx) => {
        await tx.beginLongWork({ silence: LONGEST_SILENCE });
        const tapeImport = (await tryUploadLock(tx, id)) ? await endTapeImport.claim(id) : null;
        if (!tapeImport) return NOTHING_TO_DO;
        isClaimed = true;
        return this.receive(tx, tapeImport, body);
      });
    } catch (error) {
      // The commit may have gone through although its answer was lost: the row knows.
      const settled = await endTapeImport.settle(id);
      if (settled?.status !== TapeImportStatus.ACCEPTED) throw error;
    }
    return isClaimed ? findTapeImport(this.ports.database.manager, id) : null;
  }

  /** Answers a Refusal, which undoes all that was written, when the tape is refused. */
  private async receive(
    tx: Transaction,
    tapeImport: TapeImportEntity,
    body: AsyncIterable<Uint8Array>,
  ): Promise<OrRefusal<PortfolioEntity>> {
    const { acceptTape, endTapeImport } = this.parts;
    const { onRejected, expectedRows: rows, expectedFaceValue: faceValue } = tapeImport;
    await waitForAccounts(tx, tapeImport.portfolioId);
    await tx.query("DELETE FROM account WHERE portfolio_id = $1", [tapeImport.portfolioId]);
    const intake = await this.openIntake(tx, tapeImport);
    const digest = createHash("sha256");
    const end = await takeAll(body, intake, (bytes) => digest.update(bytes));
    await this.check(tapeImport, intake);
    const verdict = judgeTape({ ...intake.result, end }, { onRejected, expected: { rows, faceValue } });
    const { counts, storedRejections } = intake.result;
    if (verdict.kind === "refused") {
      await endTapeImport.refuse(tapeImport, { ...verdict, counts, storedRejections });
      return NOTHING_TO_DO;
    }
    const accepted = await acceptTape.run(tx, tapeImport, { counts, sha256: digest.digest("hex") });
    if (isRefusal(accepted)) {
      const reason = accepted.message;
      await endTapeImport.refuse(tapeImport, {
        reason,
        isCutOff: false,
        rejections: [],
        counts,
        storedRejections,
      });
    }
    return accepted;
  }

  private async openIntake(tx: Transaction, tapeImport: TapeImportEntity): Promise<TapeIntake> {
    const { database, identifiers, randomness } = this.ports;
    const portfolio = await findPortfolio(tx.manager, tapeImport.portfolioId);
    const mapping = portfolio && compileMapping(tapeImport.mapping, portfolio.currency);
    if (!mapping || "message" in mapping) throw new Error("A mapping that was accepted cannot be used");
    const references = mapping.columns.find(({ field }) => field === AccountField.REFERENCE);
    const { id: portfolioId, sellerId } = portfolio;
    const portfolioKey = await ensurePortfolioKey(tx, portfolioId, this.ports);
    const newBatch = () => new AccountBatch({ portfolioId, sellerId, portfolioKey, identifiers, randomness });
    const writer = new AccountWriter({
      client: (await tx.manager.queryRunner?.connect()) as PoolClient,
      sellerId,
      referenceColumn: references?.column ?? "",
    });
    const tapeImportId = tapeImport.id;
    const progress = new TapeProgress({ database, timers: this.parts.timers, tapeImportId });
    return new TapeIntake({ mapping, newBatch, writer, progress, manager: database.manager, tapeImportId });
  }

  private async check({ id }: TapeImportEntity, intake: TapeIntake): Promise<void> {
    const { manager } = this.ports.database;
    await changeTapeImport(manager, id, {
      status: TapeImportStatus.CHECKING,
      ...countColumns(intake.result.counts),
    });
  }
}

/** Rolls the upload's transaction back; nobody reads it. */
const NOTHING_TO_DO = refuse("INVALID_STATE", "Nothing came of the upload.");

/** How the body came to its end; whatever came of it is in the intake, and written. */
async function takeAll(
  body: AsyncIterable<Uint8Array>,
  intake: TapeIntake,
  onBytes: (bytes: Uint8Array) => void,
): Promise<ReadTape["end"]> {
  try {
    for await (const bytes of body) {
      onBytes(bytes);
      await intake.push(bytes);
    }
    await intake.end();
    return "COMPLETE";
  } catch (error) {
    await intake.settle();
    if (error instanceof UploadCutOff) return "CUT_OFF";
    if (error instanceof TapesCollide) return "COLLIDED";
    throw error;
  }
}
