import type { Viewer } from "./viewer";

/** Finds out who asks. One for HTTP and WebSocket, so that a credential means the same on both. */
export interface Authenticator {
  /**
   * The viewer behind "Bearer …"; `null` when nothing was sent. What is there but bad, expired or revoked throws
   * UNAUTHENTICATED.
   */
  authenticate(authorization: string | undefined): Promise<Viewer | null>;

  /** Tells of every `Viewer.credentialId` that ends before its time, on whichever node; answers how to stop listening. */
  onRevoked(listener: (credentialId: string) => void): () => void;
}
