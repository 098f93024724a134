import type { Authenticator } from "../access/authenticator";
import type { Viewer } from "../access/viewer";
import type { Instant } from "../time";

/** The longest that a timer waits; what ends later is looked at again then. */
const LONGEST_TIMER = 2_147_483_647;

/** Ends what lives longer than a request when its credential expires or is revoked. */
export class LiveCredentials {
  private readonly watched = new Map<string, Set<() => void>>();
  private readonly stopListening: () => void;

  constructor(authenticator: Authenticator) {
    this.stopListening = authenticator.onRevoked((credentialId) => {
      for (const end of [...(this.watched.get(credentialId) ?? [])]) end();
    });
  }

  /** Calls `end` when the viewer's credential ends; answers how to stop watching. */
  watch(viewer: Viewer, end: () => void): () => void {
    const ends = this.watched.get(viewer.credentialId) ?? new Set();
    this.watched.set(viewer.credentialId, ends.add(end));
    const stopTimer = viewer.expiresAt === null ? () => undefined : at(viewer.expiresAt, end);
    return () => {
      stopTimer();
      ends.delete(end);
      if (ends.size === 0 && this.watched.get(viewer.credentialId) === ends)
        this.watched.delete(viewer.credentialId);
    };
  }

  close(): void {
    this.stopListening();
  }
}

function at(time: Instant, act: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = () => {
    const left = Number(time / 1_000n) - Date.now();
    if (left <= 0) act();
    else timer = setTimeout(wait, Math.min(left, LONGEST_TIMER)).unref();
  };
  timer = setTimeout(wait, 0).unref();
  return () => clearTimeout(timer);
}
