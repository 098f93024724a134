/** Time for what must be prompt, as a port. No decision goes by it: its time comes from the store. */
export interface Timers {
  /** Milliseconds that only go forward, from any start. */
  now(): number;
  /** Resolves when the process has taken in what has already come. */
  nextTurn(): Promise<void>;
  /** Calls once, later; the answer calls it off. */
  after(milliseconds: number, callback: () => void): () => void;
  /** Calls again and again; the answer ends it. */
  every(milliseconds: number, callback: () => void): () => void;
}

/** The process's own; none of them keeps it alive. */
export const systemTimers: Timers = {
  now: () => performance.now(),
  nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds).unref();
    return () => clearTimeout(timer);
  },
  every(milliseconds, callback) {
    const timer = setInterval(callback, milliseconds).unref();
    return () => clearInterval(timer);
  },
};
