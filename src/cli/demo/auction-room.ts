import {
  AuctionEventsDocument,
  type AuctionEventsSubscription,
  type RecoupClient,
  type StandingFieldsFragment,
} from "../../client";
import { parseInstant } from "../../platform/time";
import { found, StepFailed } from "./step-failed";

export type AuctionEvent = AuctionEventsSubscription["auctionEvents"];

/** What everybody who may watch is shown; the rest comes to one firm, or says where things stand. */
const PUBLIC: ReadonlySet<AuctionEvent["__typename"]> = new Set([
  "AuctionOpened",
  "BidAccepted",
  "AuctionExtended",
  "AuctionClosed",
]);

/** An auction as one client's subscription shows it, up to its close, for programs that wait for something in it. */
export class AuctionRoom {
  /** The numbers of the entries that everybody was shown. */
  readonly publicSequences: number[] = [];
  /** The last entry that its first snapshot contains. */
  beganBehind = 0;
  private standing: StandingFieldsFragment | null = null;
  private sequence = 0;
  private closesHereAt = Infinity;
  private isClosed = false;
  private readonly waiting = new Set<() => void>();

  constructor(
    private readonly client: RecoupClient,
    readonly auctionId: string,
    private readonly onEvent: (event: AuctionEvent) => void = () => undefined,
  ) {}

  /** Follows the auction until it is closed. */
  async follow(): Promise<void> {
    const { auctionId } = this;
    for await (const { auctionEvents } of this.client.subscribe(AuctionEventsDocument, { auctionId })) {
      this.take(auctionEvents);
      if (this.isClosed) return;
    }
    throw new StepFailed("The auction's events ended before the auction did");
  }

  get now(): StandingFieldsFragment {
    return found(this.standing, "The auction's standing");
  }

  get isOpen(): boolean {
    return !this.isClosed && this.standing?.status === "OPEN";
  }

  /** By the server's clock, whatever this machine's says. */
  get secondsLeft(): number {
    return (this.closesHereAt - performance.now()) / 1_000;
  }

  /** Until something holds, which only events can bring about, or the auction is closed. */
  async until(holds: () => boolean): Promise<void> {
    while (!this.isClosed && !holds()) await this.change(Infinity);
  }

  /** Until so many seconds are left, wherever the closing time moves meanwhile. */
  async untilLeft(seconds: number): Promise<void> {
    await this.until(() => this.isOpen);
    while (this.isOpen && this.secondsLeft > seconds) await this.change(this.secondsLeft - seconds);
  }

  /** So many seconds, fewer when the auction is closed before. */
  async pause(seconds: number): Promise<void> {
    const end = performance.now() + seconds * 1_000;
    while (!this.isClosed && performance.now() < end) await this.change((end - performance.now()) / 1_000);
  }

  /** Until this client was shown the entry with this number. */
  async untilShown(sequence: number): Promise<void> {
    await this.until(() => this.sequence >= sequence);
  }

  private take(event: AuctionEvent): void {
    const { __typename: type, sequence, standing } = event;
    this.standing = standing;
    this.sequence = sequence ?? this.sequence;
    this.closesHereAt = closingHere(standing);
    if (type === "AuctionSnapshot") this.beganBehind = this.sequence;
    if (PUBLIC.has(type)) this.publicSequences.push(this.sequence);
    this.isClosed = type === "AuctionClosed" || type === "AuctionCancelled";
    this.onEvent(event);
    for (const wake of [...this.waiting]) wake();
  }

  /** Until the next event, or for so many seconds. */
  private change(seconds: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        resolve();
      };
      const timer = seconds === Infinity ? undefined : setTimeout(wake, Math.max(1, seconds * 1_000));
      this.waiting.add(wake);
    });
  }
}

/** When it closes, on this process's clock: a countdown begins at the server's time. */
function closingHere({ closesAt, serverTime }: StandingFieldsFragment): number {
  const [closing, now] = [closesAt, serverTime].map((text) => (text === null ? null : parseInstant(text)));
  if (closing === null || closing === undefined || now === null || now === undefined) return Infinity;
  return performance.now() + Number(closing - now) / 1_000;
}
