import type { DataSource } from "typeorm";
import { badUserInput } from "../../platform/errors";
import { view } from "../../platform/graphql/node";
import type { Id } from "../../platform/ids";
import { JournalEntries } from "../../platform/journal/journal-query.store";
import { latestCheckpoint, type PublishedCheckpoint } from "../../platform/proof/checkpoint.store";
import { readCheckpoint } from "../../platform/proof/checkpoint";
import type { StreamTree } from "../../platform/proof/stream-tree";
import { CheckpointType, ConsistencyProofType, InclusionProofType } from "./proof.graphql";

/** Proofs over what of an auction's journal was published: up to its latest checkpoint. */
export class AuctionProofs {
  private readonly entries: JournalEntries;

  constructor(
    private readonly database: DataSource,
    private readonly tree: StreamTree,
  ) {
    this.entries = new JournalEntries(database);
  }

  async latest(auctionId: Id): Promise<CheckpointType | null> {
    const checkpoint = await latestCheckpoint(this.database, auctionId);
    return checkpoint && checkpointView(checkpoint);
  }

  /** `size` null: of the latest checkpoint. */
  async inclusion(auctionId: Id, sequence: number, size: number | null): Promise<InclusionProofType> {
    const published = await this.publishedSize(auctionId);
    const wanted = size ?? published;
    if (wanted < 1 || wanted > published) throw unpublished("size");
    if (sequence < 1 || sequence > wanted) throw unpublished("sequence");
    const [entry] = await this.entries.readAfter({ stream: auctionId, sequence: sequence - 1 }, 1);
    if (!entry) throw new Error("A published entry is missing");
    const { path } = await this.tree.inclusion(auctionId, sequence - 1, wanted);
    const root = await this.tree.root(auctionId, wanted);
    return view(InclusionProofType, {
      sequence,
      size: wanted,
      entryHash: hex(entry.hash),
      path: path.map(hex),
      root: hex(root),
    });
  }

  async consistency(auctionId: Id, from: number, to: number): Promise<ConsistencyProofType> {
    const published = await this.publishedSize(auctionId);
    if (to < 1 || to > published) throw unpublished("to");
    if (from < 1 || from > to) throw unpublished("from");
    const { path } = await this.tree.consistency(auctionId, from, to);
    return view(ConsistencyProofType, {
      from,
      to,
      fromRoot: hex(await this.tree.root(auctionId, from)),
      toRoot: hex(await this.tree.root(auctionId, to)),
      path: path.map(hex),
    });
  }

  private async publishedSize(auctionId: Id): Promise<number> {
    return (await latestCheckpoint(this.database, auctionId))?.size ?? 0;
  }
}

export function checkpointView({ size, note, publishedAt }: PublishedCheckpoint): CheckpointType {
  const head = readCheckpoint(note);
  if (!head) throw new Error("A checkpoint that was signed cannot be read");
  return view(CheckpointType, { size, root: hex(head.root), note, publishedAt });
}

function unpublished(argument: string) {
  return badUserInput("It must be from 1 up to what was published; a checkpoint tells its size.", [argument]);
}

function hex(bytes: Buffer): string {
  return bytes.toString("hex");
}
