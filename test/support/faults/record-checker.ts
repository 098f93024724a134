import type { ToldBid } from "../history-checker";
import type { RecordedBid } from "./recorded-bid";

/** Everything in which what clients sent and heard breaks what is promised, before any look at the history. */
export function recordProblems(bids: readonly RecordedBid[]): string[] {
  return [...orderProblems(bids), ...bids.flatMap(answerProblems)];
}

/** There are no more bids than were sent: one for each that was answered, and for each whose fate nobody heard. */
export function surplusProblems(told: readonly ToldBid[], bids: readonly RecordedBid[]): string[] {
  const possible = bids.filter(({ attempts }) => attempts.some(({ outcome }) => outcome.kind !== "failed"));
  const surplus = told.length - possible.length;
  return surplus > 0 ? [`there are ${surplus} bids that nobody sent`] : [];
}

/** Whoever bid after a decision was heard comes after it. */
function orderProblems(bids: readonly RecordedBid[]): string[] {
  const decided = bids.flatMap(({ key, attempts }) => {
    const [first] = attempts;
    const heard = attempts.find(({ outcome }) => outcome.kind === "decided");
    if (!first || heard?.outcome.kind !== "decided") return [];
    return [{ key, sentAt: first.sentAt, heardAt: heard.endedAt, sequence: heard.outcome.sequence }];
  });
  let earliest = { heardAt: Infinity, sequence: 0 };
  const problems: string[] = [];
  for (const bid of decided.sort((a, b) => b.sequence - a.sequence)) {
    if (earliest.heardAt < bid.sentAt)
      problems.push(`key ${bid.key} is number ${bid.sequence}, sent after ${earliest.sequence} was heard`);
    if (bid.heardAt < earliest.heardAt) earliest = bid;
  }
  return problems;
}

/** What was refused was not decided, and only what was sent before is told to be a repetition. */
function answerProblems({ key, attempts }: RecordedBid): string[] {
  const at = attempts.findIndex(({ outcome }) => outcome.kind === "decided");
  const outcome = attempts[at]?.outcome;
  if (outcome?.kind !== "decided" || !outcome.isReplayed) return [];
  const before = attempts.slice(0, at).map((attempt) => attempt.outcome);
  if (before.length === 0) return [`key ${key} was sent once and called repeated`];
  if (before.some(({ kind }) => kind === "unknown")) return [];
  const codes = before.map((refused) => (refused.kind === "failed" ? refused.code : ""));
  return [`key ${key} was refused (${codes.join(", ")}), and decided all the same`];
}
