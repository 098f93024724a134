import { randomUUID } from "node:crypto";
import type { BidAnswer } from "../../src/auction/bidding/bid-answer";
import { BidIntake, type BatchDecider } from "../../src/auction/bidding/bid-intake";
import { commandOf } from "../support/bid-command";
import { ManualTimers } from "../support/manual-timers";

const decided: BidAnswer = { kind: "conflict" };
const RETRY_LATER = { extensions: { code: "RETRY_LATER" } };

it("whoever waits behind a batch's failure is told to come again, and who was decided is answered", async () => {
  const onlyTheFirst: BatchDecider = { decide: () => Promise.resolve([decided]) };
  const intake = new BidIntake(onlyTheFirst, new ManualTimers(), () => 0n, 512);
  const [auctionId, firm, rival] = [randomUUID(), randomUUID(), randomUUID()];
  const first = intake.submit(commandOf(auctionId, firm, 100n));
  const second = intake.submit(commandOf(auctionId, rival, 110n));
  await expect(second).rejects.toMatchObject(RETRY_LATER);
  expect(await first).toBe(decided);
});

/** A store whose batches end when a test says so, and the answers that have come, as they come. */
class SlowStore {
  readonly timers = new ManualTimers();
  readonly sizes: number[] = [];
  private readonly auctionId = randomUUID();
  private readonly intake: BidIntake;
  private finish: () => void = () => undefined;
  private begun: () => void = () => undefined;

  constructor(largestBatch: number) {
    const decider: BatchDecider = {
      decide: async (_auctionId, commands) => {
        this.sizes.push(commands.length);
        this.begun();
        await new Promise<void>((resolve) => (this.finish = resolve));
        return commands.map(() => decided);
      },
    };
    const now = () => BigInt(this.timers.now()) * 1_000n;
    this.intake = new BidIntake(decider, this.timers, now, largestBatch);
  }

  /** What becomes of a firm's bid: when it was answered, in milliseconds, and how. */
  async bid(firm: string): Promise<string> {
    const how = await this.intake.submit(commandOf(this.auctionId, firm, 100n)).then(
      () => "decided",
      (error: { extensions: { code: string } }) => error.extensions.code,
    );
    return `${how} at ${this.timers.now()}`;
  }

  /** Settles when the next batch is being decided. */
  next(): Promise<void> {
    return new Promise((resolve) => (this.begun = resolve));
  }

  /** Lets time pass, little by little: what comes of it is told at its time. */
  async passes(milliseconds: number): Promise<void> {
    for (let passed = 0; passed < milliseconds; passed += 50) {
      this.timers.advance(50);
      await this.timers.nextTurn();
    }
  }

  /** Lets the running batch take so long, and settles when the one behind it is being decided. */
  async batchTakes(milliseconds: number): Promise<void> {
    await this.passes(milliseconds);
    const next = this.next();
    this.finish();
    await next;
    await this.timers.nextTurn(); // whoever was decided has been answered
  }

  async end(): Promise<void> {
    this.finish();
    await this.intake.settled();
  }
}

describe("while the store is slow", () => {
  it("P15: whoever's turn does not come in time is told so within 250 ms, and whoever is kept is decided within 2 s", async () => {
    const store = new SlowStore(1);
    void store.bid("firm 1");
    await store.next();
    const first = store.bid("firm 1");
    await store.batchTakes(600); // from now on it is known how slow it is
    const others = ["firm 2", "firm 3", "firm 4", "firm 5"].map((firm) => store.bid(firm));
    await store.batchTakes(600);
    await store.passes(600);
    await store.end();
    expect(await first).toBe("decided at 1200");
    expect(await Promise.all(others)).toEqual([
      "decided at 1800",
      "RETRY_LATER at 750",
      "RETRY_LATER at 750",
      "RETRY_LATER at 750",
    ]);
    expect(store.sizes).toEqual([1, 1, 1]);
  });

  it("nobody is sent away whom the next batch takes along", async () => {
    const store = new SlowStore(512);
    const first = store.bid("firm 1");
    await store.next();
    const others = Array.from({ length: 64 }, (_, index) => store.bid(`firm ${index % 8}`));
    await store.batchTakes(700);
    await store.passes(700);
    await store.end();
    expect(new Set(await Promise.all([first, ...others]))).toEqual(
      new Set(["decided at 700", "decided at 1400"]),
    );
  });

  it("whoever comes to a store that has stopped is told so soon; whoever was kept is not left without an answer", async () => {
    const store = new SlowStore(512);
    const first = store.bid("firm 1");
    await store.next();
    const kept = store.bid("firm 2");
    await store.passes(1_000);
    const late = store.bid("firm 3");
    await store.passes(1_000);
    expect(await kept).toBe("RETRY_LATER at 1550");
    expect(await late).toBe("RETRY_LATER at 1150");
    await store.end();
    await first;
  });
});
