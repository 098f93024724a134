import "reflect-metadata";
import { startNode, type RunningNode } from "../../../src/node";
import { createLogger } from "../../../src/platform/observability/logging";
import { readSettings } from "../../../src/platform/settings";
import { serve } from "../tools/program";
import { heldBytes, usage } from "../tools/usage";
import { NoOpResolver } from "./no-op.resolver";

let node: RunningNode | null = null;

/** The server as it runs anywhere, by the settings of its environment, with one mutation more. */
const handlers = {
  async start(options: { readonly largestBatch?: number }): Promise<Omit<RunningNode, "stop">> {
    const settings = readSettings(process.env);
    const logger = createLogger(settings.logLevel);
    node = await startNode(settings, logger, { ...options, resolvers: [new NoOpResolver()] });
    const { httpUrl, wsUrl, metricsUrl, databaseUrl } = node;
    return { httpUrl, wsUrl, metricsUrl, databaseUrl };
  },
  usage,
  heldBytes,
};

export type ServerHandlers = typeof handlers;

serve(handlers, () => node?.stop());
