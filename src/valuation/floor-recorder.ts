import type { Actor } from "../platform/access/viewer";
import { assertNever } from "../platform/decision";
import type { Transaction } from "../platform/database/transactions";
import { hidden } from "../platform/journal/hidden";
import type { Journal, JournalAppend } from "../platform/journal/journal";
import { formatAmount } from "../platform/money";
import type { FloorEvent } from "./domain/floor";
import { insertFloor, setDecided, setSuperseded } from "./floor.store";

/** Carries out what was decided about floors of a portfolio that is locked: rows, and entries in its stream. */
export class FloorRecorder {
  constructor(private readonly journal: Journal) {}

  async record(tx: Transaction, actor: Actor, events: readonly FloorEvent[]): Promise<void> {
    for (const event of events) {
      await write(tx, event);
      const stream = event.floor.portfolioId;
      const data = journalData(event);
      await this.journal.append(tx, { stream, kind: "PORTFOLIO", type: event.type, actor, data });
    }
  }
}

async function write(tx: Transaction, { type, floor }: FloorEvent): Promise<void> {
  switch (type) {
    case "FloorProposed":
      return insertFloor(tx, floor);
    case "FloorApproved":
    case "FloorRejected":
      return setDecided(tx, floor);
    case "FloorSuperseded":
      return setSuperseded(tx, floor, await tx.now());
    default:
      return assertNever(type);
  }
}

/** The amount is the reserve to come: only the seller reads it. */
function journalData({ type, floor }: FloorEvent): JournalAppend["data"] {
  const { id, sellerId, amount, face, proposal, verdict } = floor;
  switch (type) {
    case "FloorProposed":
      return {
        floorId: id,
        amount: hidden(formatAmount(amount.minor, amount.currency), sellerId),
        faceValue: formatAmount(face, amount.currency),
        currency: amount.currency,
        validUntil: floor.validUntil,
        rationale: hidden(proposal.rationale, sellerId),
      };
    case "FloorApproved":
    case "FloorRejected":
      return { floorId: id, rationale: hidden(verdict?.rationale ?? null, sellerId) };
    case "FloorSuperseded":
      return { floorId: id };
    default:
      return assertNever(type);
  }
}
