import { CoalescingBus } from "../../src/platform/bus/coalescing-bus";
import type { EventBus } from "../../src/platform/bus/event-bus";
import type { Timers } from "../../src/platform/timers";
import type { Scheduler } from "./scheduler";

interface Port {
  readonly deliver: (run: () => void) => void;
  readonly onFrame: (frame: string) => void;
}

/** How wake-ups travel: late, twice, or not at all. */
export interface BusWeather {
  readonly latency: () => number;
  /** How often a frame comes: 0 when it is lost. */
  readonly copies: () => number;
}

/** What carries frames between the nodes' own buses. */
export class SimulatedWire {
  private readonly ports = new Set<Port>();

  constructor(
    private readonly scheduler: Scheduler,
    private readonly weather: BusWeather,
  ) {}

  /** A node's bus; `deliver` lets the node go on as long as it lives. */
  connect(
    deliver: (run: () => void) => void,
    timers: Timers,
    onTrouble: (error: unknown) => void,
  ): Promise<EventBus> {
    return CoalescingBus.open(
      ({ onFrame }) => {
        const port = { deliver, onFrame };
        this.ports.add(port);
        return Promise.resolve({
          send: (frames) => Promise.resolve(this.send(port, frames)),
          close: () => Promise.resolve(void this.ports.delete(port)),
        });
      },
      timers,
      onTrouble,
    );
  }

  private send(from: Port, frames: readonly string[]): void {
    for (const to of this.ports) {
      if (to === from) continue;
      for (const frame of frames) this.carry(to, frame);
    }
  }

  private carry({ deliver, onFrame }: Port, frame: string): void {
    for (let copy = this.weather.copies(); copy > 0; copy -= 1) {
      this.scheduler.after(this.weather.latency(), () => deliver(() => onFrame(frame)));
    }
  }
}
