import {
  AuctionEventsDocument,
  type AuctionEventsSubscription,
  type AuctionPhase,
  type RecoupClient,
  type StandingFieldsFragment,
} from "../../client";
import { parseInstant } from "../../platform/time";
import { found, StepFailed } from "./step-failed";

export type AuctionEvent = AuctionEventsSubscription["auctionEvents"];

/** What everybody who may watch is shown; the rest comes to one firm, or says where things stand. */
const PUBLIC: ReadonlySet<AuctionEvent["__typename"]> = new Set([
  "AuctionOpened",
  "DutchStepped",
  "PhaseStarted",
  "BidAccepted",
  "AuctionExtended",
  "AuctionClosed",
  "BidsOpened",
]);

export interface AuctionRoomParts {
  readonly client: RecoupClient;
  readonly auctionId: string;
  /** How many times as fast as ours the server's clock runs. */
  readonly pace: number;
  readonly onEvent?: (event: AuctionEvent) => void;
}

/** An auction as one client's subscription shows it, up to its result, for programs that wait for something in it. */
export class AuctionRoom {
  readonly events: AuctionEvent[] = [];
  private standing: StandingFieldsFragment | null = null;
  private sequence = 0;
  private closesHereAt = Infinity;
  private isClosed = false;
  private isOver = false;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly parts: AuctionRoomParts) {}

  get auctionId(): string {
    return this.parts.auctionId;
  }

  /** Follows the auction until it has a result. */
  async follow(): Promise<void> {
    const { client, auctionId } = this.parts;
    for await (const { auctionEvents } of client.subscribe(AuctionEventsDocument, { auctionId })) {
      this.take(auctionEvents);
      if (this.isOver) return;
    }
    throw new StepFailed("The auction's events ended before the auction did");
  }

  get now(): StandingFieldsFragment {
    return found(this.standing, "The auction's standing");
  }

  get hasBegun(): boolean {
    return this.standing !== null;
  }

  get isOpen(): boolean {
    return !this.isClosed && this.standing?.status === "OPEN";
  }

  /** In an auction of several phases. */
  get phase(): StandingFieldsFragment["phase"] {
    return this.standing?.phase ?? null;
  }

  /** Seconds of the server's clock, whatever this machine's says. */
  get secondsLeft(): number {
    return ((this.closesHereAt - performance.now()) / 1_000) * this.parts.pace;
  }

  /** The last entry that its first snapshot contains. */
  get beganBehind(): number {
    return this.events[0]?.sequence ?? 0;
  }

  /** The numbers of the entries that everybody was shown; what is sealed has none. */
  get publicSequences(): number[] {
    const shown = this.events.filter(({ __typename: type }) => PUBLIC.has(type));
    return shown.flatMap(({ sequence }) => sequence ?? []);
  }

  /** Until something holds, which only events can bring about, or the auction is closed. */
  async until(holds: () => boolean): Promise<void> {
    while (!this.isClosed && !holds()) await this.change(Infinity);
  }

  /** Until it is open in this phase. */
  async untilPhase(phase: AuctionPhase): Promise<void> {
    await this.until(() => this.isOpen && this.phase === phase);
  }

  async untilClosed(): Promise<void> {
    await this.until(() => false);
  }

  /** Until its result is there: at the close, or when sealed bids have been opened. */
  async untilOver(): Promise<void> {
    while (!this.isOver) await this.change(Infinity);
  }

  /** Until so many seconds are left, wherever the closing time moves meanwhile. */
  async untilLeft(seconds: number): Promise<void> {
    await this.until(() => this.isOpen);
    while (this.isOpen && this.secondsLeft > seconds) await this.change(this.secondsLeft - seconds);
  }

  /** So many seconds, fewer when the auction is closed before. */
  async pause(seconds: number): Promise<void> {
    const { pace } = this.parts;
    const end = performance.now() + (seconds * 1_000) / pace;
    while (!this.isClosed && performance.now() < end) {
      await this.change(((end - performance.now()) / 1_000) * pace);
    }
  }

  /** Until this client was shown the entry with this number. */
  async untilShown(sequence: number): Promise<void> {
    await this.until(() => this.sequence >= sequence);
  }

  private take(event: AuctionEvent): void {
    const { __typename: type, sequence, standing } = event;
    this.events.push(event);
    this.standing = standing;
    this.sequence = sequence ?? this.sequence;
    this.closesHereAt = this.closingHere(standing);
    if (type === "AuctionClosed" || type === "AuctionCancelled") this.isClosed = true;
    if (isResult(event)) this.isOver = true;
    this.parts.onEvent?.(event);
    for (const wake of [...this.waiting]) wake();
  }

  /** When it closes, on this process's clock: a countdown begins at the server's time. */
  private closingHere({ closesAt, serverTime }: StandingFieldsFragment): number {
    const [closing, now] = [closesAt, serverTime].map((text) => (text === null ? null : parseInstant(text)));
    if (closing === null || closing === undefined || now === null || now === undefined) return Infinity;
    return performance.now() + Number(closing - now) / 1_000 / this.parts.pace;
  }

  /** Until the next event, or for so many seconds of the server's clock. */
  private change(seconds: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        resolve();
      };
      const milliseconds = Math.max(1, (seconds * 1_000) / this.parts.pace);
      const timer = seconds === Infinity ? undefined : setTimeout(wake, milliseconds);
      this.waiting.add(wake);
    });
  }
}

/** At the close of a sealed auction there is none yet, unless there is nothing to open. */
function isResult(event: AuctionEvent): boolean {
  if (event.__typename === "AuctionClosed") return event.outcome !== null;
  return event.__typename === "BidsOpened" || event.__typename === "AuctionCancelled";
}
