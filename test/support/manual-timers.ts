import type { Timers } from "../../src/platform/timers";

interface Due {
  at: number;
  readonly period: number | null;
  readonly callback: () => void;
}

/** Timers that move when a test moves them. */
export class ManualTimers implements Timers {
  private time = 0;
  private readonly due = new Set<Due>();

  now(): number {
    return this.time;
  }

  nextTurn(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }

  after(milliseconds: number, callback: () => void): () => void {
    return this.add({ at: this.time + milliseconds, period: null, callback });
  }

  every(milliseconds: number, callback: () => void): () => void {
    return this.add({ at: this.time + milliseconds, period: milliseconds, callback });
  }

  /** Lets time pass: calls what falls due, in order. */
  advance(milliseconds: number): void {
    const end = this.time + milliseconds;
    for (let next = this.first(end); next; next = this.first(end)) {
      this.time = next.at;
      if (next.period === null) this.due.delete(next);
      else next.at += next.period;
      next.callback();
    }
    this.time = end;
  }

  private first(until: number): Due | undefined {
    return [...this.due].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  }

  private add(due: Due): () => void {
    this.due.add(due);
    return () => this.due.delete(due);
  }
}
