type Undo = () => Promise<unknown>;

/** jest loads set-up and teardown apart from each other: what they share lives on the global object. */
const shared = globalThis as { recoupTeardown?: Undo[] };

/** Remembers what to undo after the run, last done first. */
export function forTeardown(undo: Undo): void {
  (shared.recoupTeardown ??= []).unshift(undo);
}

export default async function globalTeardown(): Promise<void> {
  for (const undo of shared.recoupTeardown ?? []) await undo();
}
