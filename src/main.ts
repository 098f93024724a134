import "reflect-metadata";
import { createLogger } from "./platform/observability/logging";
import { startNode } from "./node";
import { readSettings, type Settings } from "./platform/settings";
import { SettingsError } from "./platform/settings-reader";

const SIGNALS = ["SIGTERM", "SIGINT"] as const;

/** Starts a node, says on stdout when it takes requests, and stops it in order at SIGTERM or Ctrl-C. */
async function main(): Promise<void> {
  const settings = readSettingsOrExit();
  const logger = createLogger(settings.logLevel, { traces: settings.tracesEndpoint !== null });
  const asked = new Promise<string>((resolve) => {
    // Further ones change nothing: npm passes on the Ctrl-C that the terminal has sent here, too.
    for (const signal of SIGNALS) process.on(signal, resolve);
  });
  const node = await startNode(settings, logger);
  const { httpUrl, wsUrl, metricsUrl } = node;
  const ready = { ready: true, http: httpUrl, ws: wsUrl, metrics: metricsUrl, pid: process.pid };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  logger.info({ signal: await asked }, "stopping");
  await node.stop();
  logger.info("stopped");
}

function readSettingsOrExit(): Settings {
  try {
    return readSettings(process.env);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`Recoup could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
