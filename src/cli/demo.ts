import { loadKeys } from "../platform/keys";
import { readSettings } from "../platform/settings";
import { Cast } from "./demo/cast";
import { tellClaims, tellWhereToLook } from "./demo/conclude";
import { DemoServer } from "./demo/demo-server";
import { demoEnvironment } from "./demo/environment";
import { Interrupted, interruption } from "./demo/interruption";
import { HELP, readDemoOptions, type DemoOptions } from "./demo/options";
import { makeScratchFolder, type ScratchFolder } from "./demo/scratch-folder";
import { describeFailure } from "./demo/step-failed";
import { Story } from "./demo/story";
import { prepareTape } from "./demo/tape-file";
import { tellStory } from "./demo/tell-story";
import { verifyJournal } from "./demo/verify-journal";
import { UsageError } from "./usage-error";

/** A whole sale, live, through the public API: a server of its own, a tape, three buyers, an award, the signatures. */
async function main(): Promise<void> {
  // npm runs this in the project's folder; the files that are named lie where it was called.
  const options = readDemoOptions(process.argv.slice(2), process.env["INIT_CWD"] ?? process.cwd());
  if (options === null) {
    process.stdout.write(HELP);
    return;
  }
  const story = new Story(process.stdout, process.env);
  const interrupted = interruption();
  const folder = makeScratchFolder();
  try {
    await runOn(folder, { options, story, interrupted });
  } finally {
    await folder.remove();
  }
}

interface Run {
  readonly options: DemoOptions;
  readonly story: Story;
  readonly interrupted: Promise<never>;
}

async function runOn(folder: ScratchFolder, { options, story, interrupted }: Run): Promise<void> {
  const environment = demoEnvironment(process.env, folder.path);
  const server = new DemoServer(environment, folder.path);
  const told = tell({ options, story, server, folder, environment });
  try {
    await Promise.race([told, interrupted, server.ended()]);
  } catch (error) {
    story.end();
    await server.stop().catch(() => undefined); // what went wrong first is what is told
    throw error;
  }
  await server.stop();
}

async function tell({
  options,
  story,
  server,
  folder,
  environment,
}: {
  readonly options: DemoOptions;
  readonly story: Story;
  readonly server: DemoServer;
  readonly folder: ScratchFolder;
  readonly environment: NodeJS.ProcessEnv;
}): Promise<void> {
  story.title("Recoup: a portfolio sold live");
  const tape = await prepareTape(options.tape, folder.path);
  const addresses = await server.ready();
  story.say(`A server of its own, on a fresh database: ${addresses.http}`);
  const { issuer } = loadKeys(readSettings(environment));
  if (issuer === null) throw new Error("The demo's server has no issuer of development tokens");
  const cast = new Cast(addresses, issuer);
  const facts = await tellStory({ cast, story }, tape);
  const verificationStatus = await verifyJournal(story, environment);
  tellClaims(story, { ...facts, verificationStatus });
  await cast.leave();
  if (options.exit) return;
  tellWhereToLook(story, addresses, {
    dataFolder: folder.path,
    logFile: server.logFile,
    auctionId: facts.auctionId,
  });
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
