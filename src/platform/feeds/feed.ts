import type { RequestContext } from "../context";
import type { Cursors } from "../cursors";
import { badUserInput } from "../errors";
import { FeedItem } from "../graphql/feed-item";
import type { Id } from "../ids";
import type { Entry } from "../journal/chain";
import type { FeedHub } from "./feed-hub";
import type { Delivery, FeedReader } from "./feed-reader";

/** What an audience sees of an entry. */
export interface Shown<Payload> {
  readonly payload: Payload;
  /** The feed completes after it. */
  readonly isLast?: boolean;
}

/** A kind of feed, as its stage defines it. */
export interface FeedDefinition<Payload> {
  /** The subscription's name; a cursor is good for one feed of one stream. */
  readonly name: string;

  /**
   * Who sees an entry, and what: by the name of the audience, such as "participants" or one firm's. Who is in no
   * audience named here does not get the entry. Pure, and asked once an entry, however many subscribe.
   */
  readonly show: (entry: Entry, cursor: () => string) => ReadonlyMap<string, Shown<Payload>>;

  /** The context in which an audience's items are executed: it knows the audience and nothing of any caller. */
  readonly contextFor: (audience: string, stream: Id) => RequestContext;
}

/** The present state, and the last entry that it contains. */
export interface FeedSnapshot<Payload> extends Shown<Payload> {
  readonly sequence: number;
  /** For whom it was made: at one sequence it is the same for all of them. */
  readonly audience: string;
}

export interface FeedSubscription<Payload> {
  readonly stream: Id;
  /** The last cursor that the client saw, as it was sent. */
  readonly after: string | null | undefined;
  /** Whom the subscriber belongs to; of an entry that several of them see it gets what the first does. */
  readonly audiences: readonly string[];
  /** Reads the present state, state and sequence in one statement; called when there is no cursor. */
  readonly snapshot: () => Promise<FeedSnapshot<Payload>>;
}

export interface FeedPorts {
  readonly hub: FeedHub;
  readonly cursors: Pick<Cursors, "read" | "write">;
}

/** A kind of subscription: entries of a stream from a cursor on, in order, each once, as each audience may see them. */
export class Feed<Payload> {
  /** What each audience gets of an entry, made once; it lives as long as the entry is kept. */
  private readonly made = new WeakMap<Entry, ReadonlyMap<string, Delivery<Payload>>>();

  constructor(
    private readonly definition: FeedDefinition<Payload>,
    private readonly ports: FeedPorts,
  ) {}

  /** The cursor behind an entry: what follows it is what a subscription with this `after` gets. */
  cursorAt(stream: Id, sequence: number): string {
    const position = Buffer.alloc(4);
    position.writeUInt32BE(sequence);
    return this.ports.cursors.write(this.listOf(stream), position);
  }

  /** Throws BAD_USER_INPUT for a cursor of another stream, or of an entry that does not exist (yet). */
  async subscribe(subscription: FeedSubscription<Payload>): Promise<FeedReader<Payload>> {
    const { stream, after, audiences, snapshot } = subscription;
    const { hub } = this.ports;
    const deliver = (entry: Entry) => this.deliver(entry, audiences);
    if (after == null) {
      const present = await snapshot();
      const first = this.deliverSnapshot(stream, present);
      return hub.follow(stream, { position: present.sequence, first, deliver });
    }
    const position = this.readCursor(stream, after);
    const seen = position === 0 ? null : await hub.find(stream, position);
    if (position > 0 && !seen) throw badUserInput("No such entry has been given out.", ["after"]);
    const reader = await hub.follow(stream, { position, first: null, deliver });
    if (seen && deliver(seen)?.isLast) await reader.return();
    return reader;
  }

  private deliver(entry: Entry, audiences: readonly string[]): Delivery<Payload> | null {
    let made = this.made.get(entry);
    if (!made) {
      made = this.make(entry);
      this.made.set(entry, made);
    }
    for (const audience of audiences) {
      const delivery = made.get(audience);
      if (delivery) return delivery;
    }
    return null;
  }

  private make(entry: Entry): ReadonlyMap<string, Delivery<Payload>> {
    const { stream, sequence } = entry;
    let cursor: string | null = null;
    const shown = this.definition.show(entry, () => (cursor ??= this.cursorAt(stream, sequence)));
    const made = new Map<string, Delivery<Payload>>();
    for (const [audience, { payload, isLast = false }] of shown) {
      made.set(audience, { item: this.item(stream, `${sequence}`, audience, payload), isLast });
    }
    return made;
  }

  private deliverSnapshot(stream: Id, snapshot: FeedSnapshot<Payload>): Delivery<Payload> {
    const { sequence, audience, payload, isLast = false } = snapshot;
    return { item: this.item(stream, `snapshot ${sequence}`, audience, payload), isLast };
  }

  private item(stream: Id, what: string, audience: string, payload: Payload): FeedItem<Payload> {
    const key = `${this.definition.name}/${stream}/${what}/${audience}`;
    return new FeedItem({ key, payload, contextFor: () => this.definition.contextFor(audience, stream) });
  }

  private readCursor(stream: Id, cursor: string): number {
    return this.ports.cursors.read(this.listOf(stream), cursor).readUInt32BE();
  }

  private listOf(stream: Id): string {
    return `${this.definition.name}/${stream}`;
  }
}
