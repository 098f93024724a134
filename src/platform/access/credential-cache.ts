import type { Id } from "../ids";
import type { Instant } from "../time";
import type { Viewer } from "./viewer";

/** How many credentials a node remembers: a few hundred bytes each. */
const LARGEST = 10_000;

/**
 * The viewers behind credentials that were checked, so that a request costs neither a signature nor a query. An entry
 * lives until its credential expires or is evicted; when there are too many, the one longest unused goes.
 */
export class CredentialCache {
  /** In order of use. */
  private readonly viewers = new Map<string, Viewer>();
  private readonly credentials = new Map<Id, Set<string>>();

  constructor(private readonly largest = LARGEST) {}

  get(credential: string, at: Instant): Viewer | null {
    const viewer = this.viewers.get(credential);
    if (!viewer) return null;
    if (viewer.expiresAt !== null && viewer.expiresAt <= at) {
      this.forget(credential, viewer);
      return null;
    }
    this.viewers.delete(credential);
    this.viewers.set(credential, viewer);
    return viewer;
  }

  put(credential: string, viewer: Viewer): void {
    this.viewers.set(credential, viewer);
    const others = this.credentials.get(viewer.credentialId);
    if (others) others.add(credential);
    else this.credentials.set(viewer.credentialId, new Set([credential]));
    if (this.viewers.size > this.largest) {
      const [longestUnused] = this.viewers;
      if (longestUnused) this.forget(...longestUnused);
    }
  }

  /** Forgets every credential of this person or key. */
  evict(credentialId: Id): void {
    for (const credential of this.credentials.get(credentialId) ?? []) this.viewers.delete(credential);
    this.credentials.delete(credentialId);
  }

  private forget(credential: string, viewer: Viewer): void {
    this.viewers.delete(credential);
    const others = this.credentials.get(viewer.credentialId);
    others?.delete(credential);
    if (others?.size === 0) this.credentials.delete(viewer.credentialId);
  }
}
