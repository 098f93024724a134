import { DataSource } from "typeorm";
import { AuctionCheckpoints } from "../../../src/auction";
import { noBus } from "../../../src/platform/bus/no-bus";
import { dataSourceOptions } from "../../../src/platform/database/data-source";
import { loadKeys } from "../../../src/platform/keys";
import { checkpointFolderOf, createProof, SIGNER } from "../../../src/platform/proof/proof";
import { noteSigner } from "../../../src/platform/proof/signed-note";
import type { Settings } from "../../../src/platform/settings";

/** Publishes checkpoints when told to: a node does so every minute, which a round is too short for. */
export class CheckpointSigner {
  private made: Promise<{ readonly database: DataSource; readonly checkpoints: AuctionCheckpoints }> | null =
    null;

  constructor(
    private readonly settings: Settings,
    private readonly databaseUrl: string,
  ) {}

  async sign(auctionId: string): Promise<void> {
    this.made ??= this.connect();
    await (await this.made).checkpoints.publish(auctionId);
  }

  async stop(): Promise<void> {
    await (await this.made)?.database.destroy();
  }

  private async connect() {
    const database = await new DataSource(
      dataSourceOptions({ url: this.databaseUrl, poolSize: 1 }),
    ).initialize();
    const proof = createProof({
      database,
      bus: noBus,
      checkpointFolder: checkpointFolderOf(this.settings),
      signer: noteSigner(SIGNER, loadKeys(this.settings).signing),
    });
    const onError = (error: unknown) => void process.stderr.write(`Not signed: ${String(error)}\n`);
    return { database, checkpoints: new AuctionCheckpoints({ database, proof, onError }) };
  }
}
