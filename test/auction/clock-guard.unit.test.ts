import { ClockGuard } from "../../src/auction/clock-guard";
import { seconds } from "../../src/platform/time";

/** A node and a database whose clocks go alike until one of them is told otherwise. */
class Clocks {
  node = seconds(100);
  database = seconds(5_000);
  readonly guard = new ClockGuard(() => this.node);

  pass(time: bigint): void {
    this.node += time;
    this.database += time;
  }

  /** The database's clock is read; the node sees the answer `later`. */
  read(later = 0n): boolean {
    const asked = this.guard.now();
    const { database } = this;
    this.pass(later);
    return this.guard.agrees(database, asked);
  }
}

describe("the clock guard", () => {
  it("agrees while both clocks move alike, however long nobody asks", () => {
    const clocks = new Clocks();
    expect(clocks.read()).toBe(true);
    clocks.pass(seconds(86_400));
    expect(clocks.read()).toBe(true);
  });

  it("objects to a database's clock that jumped ahead, until it is back", () => {
    const clocks = new Clocks();
    clocks.read();
    clocks.database += seconds(3);
    expect(clocks.read()).toBe(false);
    clocks.pass(seconds(59));
    expect(clocks.read()).toBe(false);
    clocks.database -= seconds(3);
    expect(clocks.read()).toBe(true);
  });

  it("says so, until they agree", () => {
    const clocks = new Clocks();
    clocks.read();
    expect(clocks.guard.doubt).toBeNull();
    clocks.database += seconds(3);
    clocks.read();
    expect(clocks.guard.doubt).toMatch(/has jumped ahead/);
    clocks.database -= seconds(3);
    clocks.read();
    expect(clocks.guard.doubt).toBeNull();
  });

  it("takes a step that has lasted a minute, and not one that goes on jumping or has fallen back meanwhile", () => {
    const clocks = new Clocks();
    const readFor = (time: bigint) => {
      let last = true;
      for (let passed = 0n; passed < time; passed += seconds(1)) {
        clocks.pass(seconds(1));
        last = clocks.read();
      }
      return last;
    };
    clocks.read();
    clocks.database += seconds(30);
    expect(readFor(seconds(59))).toBe(false);
    clocks.database += seconds(10);
    expect(readFor(seconds(59))).toBe(false);
    clocks.database -= seconds(10);
    expect(readFor(seconds(59))).toBe(false);
    expect(readFor(seconds(3))).toBe(true);
    expect(clocks.guard.doubt).toBeNull();
    clocks.database += seconds(3);
    expect(readFor(seconds(1))).toBe(false);
  });

  it("takes a node that was stopped between question and answer for no jump, then or later", () => {
    const clocks = new Clocks();
    clocks.read();
    expect(clocks.read(seconds(30))).toBe(true);
    clocks.pass(seconds(1));
    expect(clocks.read()).toBe(true);
    expect(clocks.read()).toBe(true);
  });

  it("still sees a jump after such an answer was followed by a prompt one", () => {
    const clocks = new Clocks();
    clocks.read(seconds(30));
    clocks.read();
    clocks.database += seconds(3);
    expect(clocks.read()).toBe(false);
  });
});
