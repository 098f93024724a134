import path from "node:path";
import type { DataSource } from "typeorm";
import type { EventBus } from "../bus/event-bus";
import { resolveDataFolder } from "../database/data-folder";
import type { Transactions } from "../database/transactions";
import type { Id } from "../ids";
import type { StreamKind } from "../journal/chain";
import type { Journal } from "../journal/journal";
import { JournalEntries } from "../journal/journal-query.store";
import type { RecurringJob } from "../jobs/jobs";
import type { HealthCheck } from "../server/health";
import type { Settings } from "../settings";
import { CheckpointFolder } from "./checkpoint-folder";
import { Checkpoints } from "./checkpoints";
import { JournalGuard } from "./journal-guard";
import { HEADS_STREAM, RecordHeads } from "./record-heads";
import type { NoteSigner } from "./signed-note";
import { StreamTree } from "./stream-tree";
import { treeStore } from "./stream-tree.store";

/** Which tree a checkpoint is of: the journal's own stream, or a stream by its kind. */
export function originOf(stream: Id, kind: StreamKind): string {
  return kind === "JOURNAL" ? "recoup/journal" : `recoup/${kind.toLowerCase()}/${stream}`;
}

/** The name by which verifiers know the key of checkpoints and receipts. */
export const SIGNER = "recoup";

/** Where all nodes see the checkpoints. */
export function checkpointFolderOf({ checkpointDir, dataDir }: Settings): string {
  return checkpointDir ?? path.join(resolveDataFolder(dataDir), "checkpoints");
}

export interface ProofPorts {
  readonly database: DataSource;
  readonly bus: EventBus;
  /** Where all nodes see the checkpoints; outside the database. */
  readonly checkpointFolder: string;
  readonly signer: NoteSigner;
  /** Told how far a check of the whole journal has come that takes long. */
  readonly onProgress?: (text: string) => void;
}

/** What the journal is proven by. */
export interface Proof {
  readonly tree: StreamTree;
  readonly checkpoints: Checkpoints;
  readonly guard: JournalGuard;
  readonly signer: NoteSigner;
  readonly health: HealthCheck;
}

export function createProof({ database, bus, checkpointFolder, signer, onProgress }: ProofPorts): Proof {
  const tree = new StreamTree(treeStore(database));
  const folder = new CheckpointFolder(checkpointFolder);
  const entries = new JournalEntries(database);
  const lastSequence = (stream: Id) => entries.lastSequence(stream);
  const guard = new JournalGuard({
    folder,
    tree,
    verifier: signer.verifier,
    lastSequences: (streams) => entries.lastSequences(streams),
    onProgress: (looked, all) =>
      onProgress?.(`the journal is held against its checkpoints: ${looked} of ${all} streams so far`),
  });
  const checkpoints = new Checkpoints({ database, folder, tree, guard, signer, bus, lastSequence });
  const health = { name: "journal", missing: () => Promise.resolve(guard.doubt) };
  return { tree, checkpoints, guard, signer, health };
}

/** Every minute, by whichever node is free: where all streams stand, and what else is to be signed of those that moved. */
export function checkpointJob(
  { transactions, journal }: { readonly transactions: Transactions; readonly journal: Journal },
  { checkpoints }: Proof,
  onMoved: (stream: Id, kind: StreamKind) => Promise<void>,
): RecurringJob {
  const recordHeads = new RecordHeads(transactions, journal);
  return {
    name: "publish-checkpoints",
    run: async () => {
      const moved = await recordHeads.run();
      await checkpoints.publish(HEADS_STREAM, originOf(HEADS_STREAM, "JOURNAL"));
      for (const { stream, kind } of moved) await onMoved(stream, kind);
    },
  };
}
