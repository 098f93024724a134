/** What a rule answers: the events that follow, or why nothing does. */
export type Decision<Event, Rejection> =
  | { readonly kind: "accepted"; readonly events: readonly Event[] }
  | { readonly kind: "rejected"; readonly rejection: Rejection };

export function accept<Event>(...events: readonly Event[]): Decision<Event, never> {
  return { kind: "accepted", events };
}

export function reject<Rejection>(rejection: Rejection): Decision<never, Rejection> {
  return { kind: "rejected", rejection };
}

/** Ends a switch over a union: the compiler refuses a missing case, the process refuses a broken program. */
export function assertNever(value: never): never {
  throw new Error(`Not a case that exists: ${JSON.stringify(value)}`);
}
