import "reflect-metadata";
import { createLogger } from "./platform/observability/logging";
import { startNode } from "./node";
import { readSettings, type Settings } from "./platform/settings";
import { SettingsError } from "./platform/settings-reader";

const HELP = `Starts a node: migrates the database, and serves GraphQL over HTTP and WebSocket at /graphql.

npm start

  It takes no arguments: all settings are environment variables, which the README lists. When it takes requests it prints
  one line of JSON with its addresses; logs go to stderr. SIGTERM or Ctrl-C answers what runs and stops.
  Exit status 0: stopped. 1: it could not start, or a setting is wrong. 2: it was used wrongly.
`;

const SIGNALS = ["SIGTERM", "SIGINT"] as const;

/** Starts a node, says on stdout when it takes requests, and stops it in order at SIGTERM or Ctrl-C. */
async function main(): Promise<void> {
  if (process.argv.length > 2) return answerArguments(process.argv[2] === "--help");
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

function answerArguments(isHelp: boolean): void {
  if (isHelp) process.stdout.write(HELP);
  else process.stderr.write(`npm start takes no arguments.\n\n${HELP}`);
  process.exitCode = isHelp ? 0 : 2;
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
