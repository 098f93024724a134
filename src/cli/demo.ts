import { loadKeys } from "../platform/keys";
import { readSettings } from "../platform/settings";
import { Cast } from "./demo/cast";
import { checkClaims } from "./demo/claims";
import { tellClaims, tellWhereToLook } from "./demo/conclude";
import { DemoServer } from "./demo/demo-server";
import { demoEnvironment } from "./demo/environment";
import { FORMATS } from "./demo/formats/registry";
import { Interrupted, interruption } from "./demo/interruption";
import { HELP, readDemoOptions, type DemoOptions } from "./demo/options";
import { proveAuction } from "./demo/prove-auction";
import { runProgram } from "./demo/run-program";
import { makeScratchFolder } from "./demo/scratch-folder";
import { describeFailure } from "./demo/step-failed";
import { Story } from "./demo/story";
import { prepareTape } from "./demo/tape-file";
import { tellStory } from "./demo/tell-story";
import { UsageError } from "./usage-error";

interface Demo {
  readonly options: DemoOptions;
  readonly story: Story;
  /** Its own data folder, and the settings that lead there. */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly server: DemoServer;
}

/** A whole sale, live, through the public API: a server of its own, a tape, three buyers, an award, the signatures. */
async function main(): Promise<void> {
  // npm runs this in the project's folder; the files that are named lie where it was called.
  const options = readDemoOptions(process.argv.slice(2), process.env["INIT_CWD"] ?? process.cwd());
  if (options === null) {
    process.stdout.write(HELP);
    return;
  }
  const interrupted = interruption();
  const folder = makeScratchFolder();
  try {
    await run(options, folder.path, interrupted);
  } finally {
    await folder.remove();
  }
}

async function run(options: DemoOptions, folder: string, interrupted: Promise<never>): Promise<void> {
  const story = new Story(process.stdout, process.env);
  const { pace } = FORMATS[options.format];
  const environment = demoEnvironment(process.env, { dataFolder: folder, pace });
  const server = new DemoServer(environment, folder);
  try {
    const demo = { options, story, folder, environment, server };
    await Promise.race([show(demo), interrupted, server.ended()]);
  } catch (error) {
    story.end();
    await server.stop().catch(() => undefined); // what went wrong first is what is told
    throw error;
  }
  await server.stop();
}

async function show({ options, story, folder, environment, server }: Demo): Promise<void> {
  story.title("Recoup: a portfolio sold live");
  const tape = await prepareTape(options.tape, folder);
  const addresses = await server.ready();
  story.say(`A server of its own, on a fresh database: ${addresses.http}`);
  const { issuer } = loadKeys(readSettings(environment));
  if (issuer === null) throw new Error("The demo's server has no issuer of development tokens");
  const cast = new Cast(addresses, issuer);
  const { facts, claims, bidders } = await tellStory({ cast, story }, tape, options.format);
  const { auctionId } = facts;
  const proofStatus = await proveAuction({ cast, story }, { auctionId, bidders, folder, environment });
  story.act("The journal");
  const journalStatus = await runProgram(story, { program: "../verify.js", environment });
  tellClaims(story, [...claims, ...checkClaims({ ...facts, journalStatus, proofStatus })]);
  await cast.leave();
  if (options.exit) return;
  tellWhereToLook(story, addresses, { dataFolder: folder, logFile: server.logFile, auctionId });
  await new Promise(() => undefined); // until somebody ends it
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    if (error instanceof Interrupted) process.exit(error.exitStatus);
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n\n${HELP}`);
      process.exit(2);
    }
    process.stderr.write(`\nThe demo failed. ${describeFailure(error)}\n`);
    process.exit(1);
  },
);
