const Sequencer = require("@jest/test-sequencer").default;

/** What needs no database first, whole sales last: a broken rule shows within seconds. */
module.exports = class FastFirst extends Sequencer {
  sort(tests) {
    return [...tests].sort((a, b) => rank(a.path) - rank(b.path) || a.path.localeCompare(b.path));
  }
};

function rank(path) {
  if (/\.(unit|property)\.test\.ts$/.test(path)) return 0;
  return /[\\/]e2e[\\/]/.test(path) ? 2 : 1;
}
