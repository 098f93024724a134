/** Results that are kept for a group of subscribers, and how long one may be given out: it carries a server time. */
const KEPT_RESULTS = 64;
const FRESH_MILLISECONDS = 1_000;

interface Result {
  /** The bytes themselves as soon as they are there: a thousand subscribers need not wait in turn for what is known. */
  bytes: Buffer | Promise<Buffer>;
  readonly madeAt: number;
}

/** Subscribers with the same document and variables: what one of them needs executed, all of them do. */
export class SubscriberGroup {
  private readonly results = new Map<string, Result>();
  subscribers = 0;

  /** The bytes of a result, made at most once a moment however many ask. */
  share(key: string, make: () => Promise<Buffer>): Buffer | Promise<Buffer> {
    const now = performance.now();
    const known = this.results.get(key);
    if (known && now - known.madeAt < FRESH_MILLISECONDS) return known.bytes;
    const result: Result = { bytes: make().then((bytes) => (result.bytes = bytes)), madeAt: now };
    this.results.delete(key);
    this.results.set(key, result);
    if (this.results.size > KEPT_RESULTS) this.forgetOldest();
    return result.bytes;
  }

  private forgetOldest(): void {
    for (const key of this.results.keys()) {
      this.results.delete(key);
      return;
    }
  }
}

/** The groups of this node that have subscribers. */
export class SubscriberGroups {
  private readonly groups = new Map<string, SubscriberGroup>();

  join(key: string): SubscriberGroup {
    let group = this.groups.get(key);
    if (!group) {
      group = new SubscriberGroup();
      this.groups.set(key, group);
    }
    group.subscribers += 1;
    return group;
  }

  leave(key: string, group: SubscriberGroup): void {
    group.subscribers -= 1;
    if (group.subscribers === 0) this.groups.delete(key);
  }
}
