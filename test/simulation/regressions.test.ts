import { COMMANDS, playSeeds } from "./play-seeds";
import { REGRESSIONS } from "./regressions";
import { simulate, type Run } from "./simulation";

/** All that a run decided, and what its clients got, in the order in which it happened. */
function trace({ auctions, sent, subscribers }: Run): unknown {
  return {
    entries: [...auctions.values()].map(({ entries }) => entries.map(({ hash }) => hash.toString("hex"))),
    replies: sent.map(({ replies }) => replies.map(({ at, content }) => [at, content])),
    received: subscribers.map(({ followings }) => followings),
  };
}

it.each(REGRESSIONS)("seed $seed: $found", async ({ seed }) => {
  expect(await playSeeds(seed, 1)).toEqual([]);
});

it("a seed is the same story every time", async () => {
  const seed = 7;
  expect(trace(await simulate(seed, COMMANDS))).toEqual(trace(await simulate(seed, COMMANDS)));
});
