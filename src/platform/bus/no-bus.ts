import type { EventBus } from "./event-bus";

/** For a node alone: nobody else to wake. */
export const noBus: EventBus = {
  wake: () => undefined,
  onWake: () => () => undefined,
  publish: () => undefined,
  onMessage: () => () => undefined,
  onResumed: () => () => undefined,
  close: () => Promise.resolve(),
};
