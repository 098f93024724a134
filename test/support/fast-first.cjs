const Sequencer = require("@jest/test-sequencer").default;

/** What takes longest, longest first: on an idle machine three minutes to one. */
const LONG = [
  "simulation/mutants",
  "simulation/seeds",
  "e2e/access",
  "e2e/faults/network",
  "e2e/restricted-fields",
  "e2e/hybrid-auction",
  "e2e/concurrency",
  "e2e/sealed-auction",
  "e2e/repeated-commands",
  "e2e/faults/overload",
  "e2e/export",
];

/**
 * What needs no database first: a broken rule shows within seconds. Then, beside one that takes minutes, what needs no more
 * than a database; and whole sales last, the longest of them first, so that no worker waits for another at the end.
 */
module.exports = class FastFirst extends Sequencer {
  sort(tests) {
    return [...tests].sort((a, b) => rank(a.path) - rank(b.path) || a.path.localeCompare(b.path));
  }
};

function rank(path) {
  if (/\.(unit|property)\.test\.ts$/.test(path)) return 0;
  const place = LONG.findIndex((name) => path.replaceAll("\\", "/").endsWith(`/test/${name}.test.ts`));
  if (place === 0) return 1;
  if (place > 0) return 2 + place;
  return /[\\/]e2e[\\/]/.test(path) ? 2 + LONG.length : 2;
}
