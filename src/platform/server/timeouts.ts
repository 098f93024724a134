/** How long the server waits for others. */
export interface Timeouts {
  /** For a WebSocket's connection_init. */
  readonly initMilliseconds: number;
  /** For a GraphQL request's body, of at most 100 kB. */
  readonly bodyMilliseconds: number;
  /** For a sign of life of a WebSocket, after which it is asked for one, and as long again for the answer. */
  readonly silenceMilliseconds: number;
  /** For what runs when the server closes, and then for clients to go. */
  readonly graceMilliseconds: number;
}

export const DEFAULT_TIMEOUTS: Timeouts = {
  initMilliseconds: 10_000,
  bodyMilliseconds: 10_000,
  silenceMilliseconds: 15_000,
  graceMilliseconds: 5_000,
};
