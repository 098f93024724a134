import "reflect-metadata";
import { startNode, type RunningNode } from "../../../src/node";
import { createLogger } from "../../../src/platform/observability/logging";
import { readSettings } from "../../../src/platform/settings";
import type { ApplicationOptions } from "../../../src/stages";
import { CheckpointSigner } from "../tools/checkpoint-signer";
import { serve } from "../tools/program";
import { heldBytes, usage } from "../tools/usage";
import { NoOpResolver } from "./no-op.resolver";

let node: RunningNode | null = null;
let checkpoints: CheckpointSigner | null = null;

export interface StartOptions extends Pick<ApplicationOptions, "largestBatch"> {
  readonly withoutReceipts?: boolean;
}

/** The server as it runs anywhere, by the settings of its environment, with one mutation more. */
const handlers = {
  async start({ withoutReceipts, ...options }: StartOptions): Promise<Omit<RunningNode, "stop">> {
    const settings = readSettings(process.env);
    const logger = createLogger(settings.logLevel);
    node = await startNode(settings, logger, {
      ...options,
      ...(withoutReceipts && { signReceipts: () => null }),
      resolvers: [new NoOpResolver()],
    });
    checkpoints = new CheckpointSigner(settings, node.databaseUrl);
    const { httpUrl, wsUrl, metricsUrl, databaseUrl } = node;
    return { httpUrl, wsUrl, metricsUrl, databaseUrl };
  },
  /** Signs an auction's journal as it stands, in this process, as the server does at intervals. */
  signCheckpoint: (auctionId: string) => checkpoints?.sign(auctionId),
  usage,
  heldBytes,
};

export type ServerHandlers = typeof handlers;

serve(handlers, async () => {
  await checkpoints?.stop();
  await node?.stop();
});
