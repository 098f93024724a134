import "reflect-metadata";
import { problemsOf } from "./checks";
import { simulate } from "./simulation";

/** Beyond these few, a mutant or a bug has said what it has to say. */
const ENOUGH = 5;
/** Each how many seeds every entry is hashed anew by another implementation. */
const HASHED = 20;
/** Problems told of one seed. */
const TOLD = 10;

const USAGE = `Plays days of trading on simulated nodes, each from a seed, and prints as JSON the seeds that fail, with their problems.

npm run -s simulate -- [FIRST [COUNT [COMMANDS]]]     from which seed, how many, of how many commands each: 1 1 300

  Exit status 0: played, [] when nothing fails. 1: it could not be. 2: the command was used wrongly.
`;

async function main(): Promise<void> {
  const numbers = process.argv.slice(2).map(Number);
  if (!numbers.every((number) => Number.isSafeInteger(number) && number >= 0)) {
    const isAsked = process.argv[2] === "--help";
    process[isAsked ? "stdout" : "stderr"].write(USAGE);
    process.exitCode = isAsked ? 0 : 2;
    return;
  }
  const [first = 1, count = 1, commands = 300] = numbers;
  // Of many seeds the failing ones are named, and played again alone; refusals' stacks would cost as much as the rest.
  if (count > 1) Error.stackTraceLimit = 0;
  const failures: { seed: number; problems: string[] }[] = [];
  for (let seed = first; seed < first + count && failures.length < ENOUGH; seed += 1) {
    const run = await simulate(seed, commands);
    const problems = problemsOf(run, { everyHash: count < HASHED || seed % HASHED === 0 });
    if (problems.length > 0) failures.push({ seed, problems: [...new Set(problems)].slice(0, TOLD) });
  }
  console.log(JSON.stringify(failures));
}

void main();
