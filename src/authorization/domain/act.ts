import type { Id } from "../../platform/ids";
import type { Instant } from "../../platform/time";

/** What somebody did: by themselves or by a program, whose key's maker is then the person. */
export interface Act {
  readonly by: Id;
  readonly person: Id;
  readonly at: Instant;
  readonly rationale: string;
}

/** Is it the same thing done again by the same person? */
export function isSameAct(done: Act, act: Act): boolean {
  return done.person === act.person && done.rationale === act.rationale;
}
