import type { Actor } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import type { Id } from "../platform/ids";
import { supersedeFloors } from "./domain/floor";
import type { FloorRecorder } from "./floor-recorder";
import { liveFloors } from "./floor.store";

/** When a portfolio's accounts become others, under its lock: what was valued is no longer what is there. */
export class SupersedeFloors {
  constructor(private readonly recorder: FloorRecorder) {}

  async run(tx: Transaction, portfolioId: Id, by: Actor): Promise<void> {
    await this.recorder.record(tx, by, supersedeFloors(await liveFloors(tx.manager, portfolioId)));
  }
}
