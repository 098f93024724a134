import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import {
  AuctionCheckpoints,
  openAuctionExport,
  writeAuctionExport,
  type ExportReader,
} from "../../src/auction";
import { Role } from "../../src/platform/access/viewer";
import { noBus } from "../../src/platform/bus/no-bus";
import type { Id } from "../../src/platform/ids";
import { createProof } from "../../src/platform/proof/proof";
import { noteSigner, type NoteSigner } from "../../src/platform/proof/signed-note";
import { seconds } from "../../src/platform/time";
import { AnalystsApi } from "./analysts-api";
import { AuctionPart } from "./auction-part";
import { AuctionWorld } from "./auction-world";

const PLACE_BID = `mutation ($input: PlaceBidInput!) { placeBid(input: $input) { ... on PlacedBid {
  replayed bid { sequence decision reason decidedAt paddle
    amount { amount currency } maximum { amount currency } minimumNextBid { amount currency } }
  receipt { sequence entryHash commitment salt leafIndex treeSize path note } } } }`;

/** An auction in which everything happens that can in an English one, with receipts, checkpoints and exports. */
export class ProofWorld {
  /** Answers of placeBid that a firm kept, by firm. */
  readonly kept = new Map<Id, object[]>();
  readonly checkpoints: AuctionCheckpoints;

  private constructor(
    readonly world: AuctionWorld,
    readonly api: AnalystsApi,
    readonly auctionId: Id,
    readonly firms: readonly [Id, Id, Id, Id],
    readonly signer: NoteSigner,
    private readonly folder: string,
  ) {
    const proof = createProof({ database: world.database, bus: noBus, checkpointFolder: folder, signer });
    this.checkpoints = new AuctionCheckpoints({
      database: world.database,
      proof,
      onError: (error) => world.errors.push(error),
    });
  }

  static async start(): Promise<ProofWorld> {
    const world = await AuctionWorld.start();
    const api = await AnalystsApi.start(world);
    const firms = [
      await world.firm("a"),
      await world.firm("b"),
      await world.firm("c"),
      await world.firm("d"),
    ] as const;
    const hardEndAt = (await world.now()) + seconds(90_000);
    const extension = { windowSeconds: 7_200, addedSeconds: 7_200, mode: "RESET", hardEndAt } as const;
    const reserve = { amount: 150n, floorId: firms[0] };
    const auctionId = await world.auction({ opensIn: 0, closesIn: 3_600 }, { extension, reserve });
    const folder = mkdtempSync(path.join(os.tmpdir(), "recoup-checkpoints-"));
    const made = new ProofWorld(
      world,
      api,
      auctionId,
      [...firms],
      noteSigner("recoup", api.signingKey),
      folder,
    );
    await made.happen();
    return made;
  }

  /** The key as verifiers take it. */
  get key(): string {
    return this.signer.verifier.toString();
  }

  async exported(reader: ExportReader): Promise<string> {
    await this.checkpoints.publish(this.auctionId);
    const source = await openAuctionExport(this.world.database, { auctionId: this.auctionId, reader });
    if (source === null || typeof source === "string") throw new Error(`Not exported: ${source}`);
    const lines: string[] = [];
    for await (const line of writeAuctionExport(this.world.database, source)) lines.push(line);
    return lines.join("");
  }

  async bid(firm: Id, amount: string | null, maximum?: string): Promise<void> {
    const viewer = this.api.firm(firm, Role.BIDDER);
    const input = {
      auctionId: this.auctionId,
      amount,
      maximum,
      idempotencyKey: randomUUID(),
      confirmHigh: true,
    };
    const { data, errors } = await this.api.ask<{ placeBid: object }>(viewer, PLACE_BID, { input });
    if (!data) throw new Error(JSON.stringify(errors));
    this.kept.set(firm, [...(this.kept.get(firm) ?? []), data.placeBid]);
  }

  async stop(): Promise<void> {
    await this.api.stop();
    await this.world.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Bids of four firms with extensions, a pause, a void, a removal, an early close, a late bid and an award. */
  private async happen(): Promise<void> {
    const part = new AuctionPart(this.world, this.auctionId);
    const [a, b, c, d] = this.firms;
    await part.admit([a, b, c, d], { limit: 5_000n });
    await this.bid(a, "1.00");
    await this.bid(b, "1.00");
    await this.bid(b, "2.00", "9.00");
    await this.bid(b, "20.00"); // it leads: however high, only a maximum is a raise
    await this.bid(a, "60.00");
    await this.checkpoints.publish(this.auctionId);
    await part.command({ type: "Pause", reason: "A question." });
    await this.bid(a, "3.00");
    await part.command({ type: "Resume" });
    await this.bid(c, "3.00");
    await this.bid(c, "9.50");
    await this.bid(d, "9.70", "9.90");
    await this.bid(d, null, "10.00");
    await part.voidBids(c);
    await part.remove(d);
    await part.setLimit(a, 4_000n);
    await this.bid(a, "9.50");
    await this.bid(c, "9.75");
    await this.checkpoints.publish(this.auctionId);
    await part.close();
    await this.bid(b, "20.00");
    const award = { rank: 1, buyerId: c, paddle: "103", price: 975n };
    await part.command({ type: "AwardTo", bid: award, rationale: "The highest." });
  }
}
