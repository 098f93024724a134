import { ActorKind } from "../../src/platform/access/viewer";
import { ClientError } from "../../src/platform/errors";
import type { Id } from "../../src/platform/ids";
import { Admin, type Acknowledged } from "./admin";
import { Bidder, isAnswered, type SentBid } from "./bidder";
import type { Cast, Firm, PlannedAuction } from "./cast";
import { Cluster } from "./cluster";
import { otherContent, planContent } from "./contents";
import { COMPOSITION, type Composition } from "./composition";
import { Disasters } from "./disasters";
import { Openers } from "./openers";
import { CLOSES_AT, OPENS_AT, planCast } from "./plan";
import { MILLISECOND, Scheduler, SECOND, type VirtualTime } from "./scheduler";
import { SeededRandom } from "./seeded-random";
import { SimulatedDatabase, type Commit } from "./simulated-database";
import { DatabaseError, exposureKey, type AuctionTables } from "./simulated-tables";
import { Subscriber } from "./subscriber";
import { Weather } from "./weather";

/** Everything that a run leaves behind, for the checks. */
export interface Run {
  readonly seed: number;
  readonly cast: Cast;
  readonly auctions: ReadonlyMap<Id, AuctionTables>;
  readonly commits: readonly Commit[];
  readonly jumps: readonly VirtualTime[];
  readonly sent: readonly SentBid[];
  readonly subscribers: readonly Subscriber[];
  readonly acknowledged: readonly Acknowledged[];
  /** What was seen to be wrong on the way. */
  readonly problems: readonly string[];
}

/** Virtual time for everything that was sent to be answered once nothing fails any more. */
const PATIENCE = 120 * SECOND;
/** Virtual time within which feeds catch up, whatever wake-ups were lost: the hub's poll, and a reader that stalls. */
const CATCH_UP = 4 * SECOND;

/** Plays one seed: so many commands of some firms and their seller, on a few nodes, through whatever goes wrong. */
export async function simulate(
  seed: number,
  commands: number,
  composition: Composition = COMPOSITION,
): Promise<Run> {
  const simulation = new Simulation(seed, composition);
  await simulation.play(commands);
  return simulation.run;
}

class Simulation {
  private readonly random: SeededRandom;
  private readonly scheduler = new Scheduler();
  private readonly weather: Weather;
  private readonly cast: Cast;
  private readonly database: SimulatedDatabase;
  private readonly cluster: Cluster;
  private readonly bidder: Bidder;
  private readonly admin: Admin;
  private readonly openers: Openers;
  private readonly disasters: Disasters;
  private readonly sent: SentBid[] = [];
  private readonly subscribers: Subscriber[] = [];
  private readonly problems: string[] = [];

  constructor(
    private readonly seed: number,
    composition: Composition,
  ) {
    const random = (this.random = new SeededRandom(seed));
    const { scheduler } = this;
    this.cast = planCast(random.fork());
    const weather = (this.weather = new Weather(random.fork()));
    const { cast } = this;
    const { hasConstraints } = composition;
    const database = new SimulatedDatabase(scheduler, () => weather.commitTime(), hasConstraints, cast.pace);
    this.database = database;
    const ports = { scheduler, database, weather, composition, cast };
    this.cluster = new Cluster(
      { ...ports, random: random.fork(), onError: (error) => this.hear(error) },
      random.whole(2, 3),
    );
    const { cluster } = this;
    this.bidder = new Bidder({ scheduler, cluster, random: random.fork() });
    this.admin = new Admin({ scheduler, database, cluster, random: random.fork() });
    const { sent } = this;
    const onProblem = (problem: string) => void this.problems.push(problem);
    this.openers = new Openers({
      scheduler,
      database,
      cluster,
      random: random.fork(),
      cast,
      sent,
      onProblem,
    });
    this.disasters = new Disasters({
      scheduler,
      database,
      cluster,
      random: random.fork(),
      isFast: cast.pace > 1,
    });
  }

  get run(): Run {
    return {
      seed: this.seed,
      cast: this.cast,
      auctions: this.database.tables.auctions,
      commits: this.database.commits,
      jumps: this.database.jumps,
      sent: this.sent,
      subscribers: this.subscribers,
      acknowledged: this.admin.acknowledged,
      problems: this.problems,
    };
  }

  async play(commands: number): Promise<void> {
    const { scheduler, weather, random, disasters } = this;
    await this.prepare();
    weather.isClear = false;
    disasters.plan(random.pick([0, 1, 3, 6]), (CLOSES_AT + 5) * SECOND);
    this.planCommands(commands);
    this.keepHouse();
    this.admin.watch();
    this.openers.watch();
    for (const subscriber of this.subscribers) void subscriber.run();
    await scheduler.run((CLOSES_AT + 6) * SECOND, () => false);
    weather.isClear = true;
    await disasters.end();
    let answered = 0; // of those sent: what has its last answer needs no second look
    const isQuiet = () => {
      for (let next = this.sent[answered]; next && isAnswered(next); next = this.sent[answered])
        answered += 1;
      return answered === this.sent.length && this.areAuctionsOver();
    };
    let over = false;
    const look = () => {
      over = isQuiet();
      if (!over) scheduler.after(200 * MILLISECOND, look);
    };
    look();
    await scheduler.run(scheduler.now + PATIENCE, () => over);
    if (!over) this.problems.push("not everything was answered, or an auction did not end");
    await scheduler.run(scheduler.now + CATCH_UP, () => false);
  }

  /** The auctions are scheduled by a node; what other stages keep is put there. */
  private async prepare(): Promise<void> {
    const { scheduler, cluster, cast } = this;
    for (let place = 0; place < cluster.size; place += 1) await cluster.start(place);
    let scheduled = 0;
    for (const auction of cast.auctions) void this.schedule(auction).then(() => (scheduled += 1));
    await scheduler.run(SECOND, () => scheduled === cast.auctions.length);
    for (const firm of cast.firms) this.admit(firm);
    for (const { id } of cast.auctions) {
      for (const audience of [...cast.firms, "seller"] as const) {
        const ports = { scheduler, cluster, weather: this.weather, random: this.random.fork() };
        const onProblem = (problem: string) => this.problems.push(problem);
        this.subscribers.push(new Subscriber(id, audience, { ...ports, onProblem }));
      }
    }
  }

  private admit({ buyerId, paddle, limit, exposureLimit }: Firm): void {
    const { tables } = this.database;
    const { sellerId, auctions } = this.cast;
    tables.firms.set(buyerId, { isQualified: true, suspendedAt: null, expelledAt: null, lapsesAt: null });
    let allotted = 0n;
    for (const { id, terms, allotments } of auctions) {
      const allotment = allotments.get(buyerId) ?? null;
      allotted += allotment ?? 0n;
      const bound = { limit, allotment, ndaSignedAt: null };
      const participant = { buyerId, paddle, status: "ADMITTED", ...bound } as const;
      tables.auctions.get(id)?.parts.set(buyerId, { participant, voidedThrough: 0 });
      const exposure = exposureKey({ sellerId, buyerId, currency: terms.currency });
      if (exposureLimit !== null) tables.exposures.set(exposure, { limit: exposureLimit, allotted });
    }
  }

  private async schedule({ id, terms }: PlannedAuction): Promise<void> {
    const life = this.cluster.life(0);
    const by = { actor: { id: this.cast.sellerId, kind: ActorKind.PERSON, name: "Admin" }, firm: null };
    const row = {
      id,
      sellerId: this.cast.sellerId,
      portfolioId: id,
      assetClass: "BUSINESS_LOAN",
      jurisdictions: [],
    };
    await life?.node.schedule(row, { type: "AuctionScheduled", terms }, by);
  }

  /** Most while it runs, in crowds now and then, many around the end, some before and after. */
  private planCommands(count: number): void {
    const { random, scheduler } = this;
    let at = 0;
    for (let number = 0; number < count; number += 1) {
      if (!random.chance(0.3)) at = this.timeOfCommand();
      scheduler.after(
        at - scheduler.now,
        random.chance(0.02) ? () => this.commandOfAdmin() : () => this.bid(),
      );
    }
  }

  private timeOfCommand(): number {
    const { random } = this;
    if (random.chance(0.05)) return random.whole(SECOND, OPENS_AT * SECOND);
    if (random.chance(0.1)) return random.whole(CLOSES_AT * SECOND - 100_000, CLOSES_AT * SECOND + 100_000);
    if (random.chance(0.05)) return random.whole(CLOSES_AT * SECOND, (CLOSES_AT + 4) * SECOND);
    return random.whole(OPENS_AT * SECOND, CLOSES_AT * SECOND);
  }

  private commandOfAdmin(): void {
    const { random, cast, admin } = this;
    const { id } = random.pick(cast.auctions);
    const firm = random.pick(cast.firms);
    if (random.chance(0.1)) return admin.suspend(firm);
    if (firm.exposureLimit !== null && random.chance(0.2)) return admin.limit(firm);
    if (random.chance(0.07)) return admin.command(id, random.pick(["Close", "Close", "Cancel"] as const));
    admin.command(id, random.pick(["Open", "Pause", "Resume", "Resume"] as const));
  }

  /** Whoever has one limit for all auctions bids in all at once now and then. */
  private bid(): void {
    const { random, cast } = this;
    const firm = random.pick(cast.firms);
    const isEverywhere = firm.exposureLimit !== null && random.chance(0.2);
    for (const auction of isEverywhere ? cast.auctions : [random.pick(cast.auctions)])
      this.bidIn(auction, firm);
  }

  private bidIn(auction: PlannedAuction, firm: Firm): void {
    const { random, bidder, database } = this;
    const state = database.tables.auctions.get(auction.id)?.state;
    if (!state) throw new Error("An auction is lost");
    const contents = [planContent(state, random)];
    if (random.chance(0.03)) contents.push(...contents.map(otherContent));
    const sent = bidder.prepare(auction, firm, contents);
    this.sent.push(sent);
    void bidder.carryOut(sent);
  }

  /** What PostgreSQL does by itself. */
  private keepHouse(): void {
    this.database.endSilent();
    this.scheduler.after(400 * MILLISECOND, () => this.keepHouse());
  }

  private areAuctionsOver(): boolean {
    const live = ["SCHEDULED", "OPEN", "PAUSED", "AWAITING_SHARES", "CLOSED"];
    return [...this.database.tables.auctions.values()].every(({ state }) => !live.includes(state.status));
  }

  /** What the nodes tell of their troubles: all of it must come from what goes wrong around them. */
  private hear(error: unknown): void {
    if (error instanceof ClientError) return;
    const isExpected =
      error instanceof DatabaseError
        ? !error.code.startsWith(CONSTRAINT_VIOLATIONS)
        : error instanceof Error && EXPECTED.test(error.message);
    if (!isExpected) this.problems.push(`a node met with ${String((error as Error).stack)}`);
  }
}

/** The class of their codes: none of them is anybody's but a node's fault. */
const CONSTRAINT_VIOLATIONS = "23";
const EXPECTED = /^Connection terminated|^The database's clock moved over/;
