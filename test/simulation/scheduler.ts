/** Microseconds of virtual time since the simulation began. */
export type VirtualTime = number;

export const MILLISECOND = 1_000;
export const SECOND = 1_000_000;

interface Event {
  readonly at: VirtualTime;
  readonly order: number;
  run: (() => void) | null;
}

/**
 * Virtual time: events run one after the other in the order of their times, those of one time in the order in which they
 * were asked for. Between two events everything that promises have to do is done, so a run is the same every time.
 */
export class Scheduler {
  now: VirtualTime = 0;
  private readonly heap: Event[] = [];
  private orders = 0;

  /** Calls off with what it answers. */
  after(microseconds: number, run: () => void): () => void {
    const event: Event = { at: this.now + Math.max(0, Math.round(microseconds)), order: this.orders++, run };
    this.push(event);
    return () => (event.run = null);
  }

  wait(microseconds: number): Promise<void> {
    return new Promise((resolve) => this.after(microseconds, resolve));
  }

  /** Lets time pass until then, or until `isOver`. */
  run(until: VirtualTime, isOver: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const step = (): void => {
        if (isOver() || !this.runNext(until)) resolve();
        else goOn();
      };
      const goOn = whenPromisesAreDone(step);
      goOn();
    });
  }

  /** Answers whether there was anything to run until then. */
  private runNext(until: VirtualTime): boolean {
    for (let next = this.heap[0]; next && next.at <= until; next = this.heap[0]) {
      this.pop();
      if (!next.run) continue;
      this.now = next.at;
      next.run();
      return true;
    }
    this.now = until;
    return false;
  }

  private push(event: Event): void {
    const { heap } = this;
    let place = heap.push(event) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!isBefore(event, heap[parent] as Event)) break;
      heap[place] = heap[parent] as Event;
      place = parent;
    }
    heap[place] = event;
  }

  private pop(): void {
    const { heap } = this;
    const last = heap.pop() as Event;
    const { length } = heap;
    if (length === 0) return;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= length) break;
      if (child + 1 < length && isBefore(heap[child + 1] as Event, heap[child] as Event)) child += 1;
      if (!isBefore(heap[child] as Event, last)) break;
      heap[place] = heap[child] as Event;
      place = child;
    }
    heap[place] = last;
  }
}

function isBefore(a: Event, b: Event): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/**
 * A tick that a promise's reaction asks for comes when no promise has anything left to do: the process empties the queue of
 * reactions before it looks for ticks again. Its next turn (setImmediate) would do, too, at several times the cost.
 */
function whenPromisesAreDone(run: () => void): () => void {
  const tick = () => process.nextTick(run);
  return () => void DONE.then(tick);
}

const DONE = Promise.resolve();
