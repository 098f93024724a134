/** Chance as a port: the process's own, or a simulation's from a seed. */
export interface Randomness {
  bytes(count: number): Uint8Array;
}
