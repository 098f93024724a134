import type { RequestContext } from "../context";

/**
 * An item of a subscription's source that is the same for everybody of an audience: it is executed once for all who sent
 * the same document and variables, and its text is sent to each. An item of any other kind is executed for its
 * subscriber alone.
 */
export class FeedItem<Payload = unknown> {
  /** Names the entry and the audience; equal keys give equal results. */
  readonly key: string;

  /** What the subscription's field resolves from. */
  readonly payload: Payload;

  /** The context to execute in: it knows the audience and nothing of any caller. */
  readonly contextFor: () => RequestContext;

  constructor(item: { key: string; payload: Payload; contextFor: () => RequestContext }) {
    this.key = item.key;
    this.payload = item.payload;
    this.contextFor = item.contextFor;
  }
}

/** Thrown by a source whose reader fell too far behind: the socket is closed with 1013, and the client resumes. */
export class FeedLag extends Error {
  constructor() {
    super("The reader is too slow for this feed");
    this.name = "FeedLag";
  }
}
