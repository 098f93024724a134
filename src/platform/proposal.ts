import { accept, reject, type Decision } from "./decision";
import type { Id } from "./ids";
import type { Instant } from "./time";

/** What somebody did: by themselves or by a program, whose key's maker is then the person. */
export interface Act {
  readonly by: Id;
  readonly person: Id;
  readonly at: Instant;
  readonly rationale: string;
}

/** Is it the same thing done again by the same person? */
export function isSameAct(done: Act | null, act: Act): boolean {
  return done !== null && done.person === act.person && done.rationale === act.rationale;
}

/** What one person proposes and another decides. */
export interface Proposal<Status extends string> {
  readonly status: Status;
  readonly proposal: Act;
  readonly verdict: Act | null;
}

export type ProposalProblem<Status extends string> =
  { readonly code: "INVALID_STATE"; readonly found: Status } | { readonly code: "SEPARATION_OF_DUTIES" };

/** The proposal as decided, once. The same decision again by the same person is the same decision. */
export function decideProposal<Found extends Proposal<string>>(
  found: Found,
  { from, to }: { readonly from: Found["status"]; readonly to: Found["status"] },
  act: Act,
): Decision<Found, ProposalProblem<Found["status"]>> {
  if (found.status !== from) {
    const isOwn = found.status === to && isSameAct(found.verdict, act);
    return isOwn ? accept() : reject({ code: "INVALID_STATE", found: found.status });
  }
  if (found.proposal.person === act.person) return reject({ code: "SEPARATION_OF_DUTIES" });
  return accept({ ...found, status: to, verdict: act });
}
