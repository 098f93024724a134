import type { Answer } from "./callers";
import type { Market } from "./market";
import { NaiveRounds } from "./naive-best-and-final";
import { NaiveHybrid } from "./naive-hybrid";
import { readBids, readInstant } from "./told-auction";

/** An entry of the seller's journal, with what the seller may read of what it hides. */
interface ToldEntry {
  readonly sequence: number;
  readonly type: string;
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly disclosed: readonly { readonly path: string; readonly value: unknown }[];
}

/** An auction that is over, as it is told through the API: by the seller's journal, and each bid by its own firm. */
export interface ToldCourse {
  readonly entries: readonly ToldEntry[];
  /** Minor units, by the bid's number; null where a sealed bid was not opened. */
  readonly amounts: ReadonlyMap<number, bigint | null>;
  readonly paddles: ReadonlyMap<string, string>;
  readonly winner: string | null;
  readonly price: bigint | null;
}

type Phased = { readonly auctionId: string; readonly firms: ReadonlyMap<string, string> };

export async function readCourse(market: Market, { auctionId, firms }: Phased): Promise<ToldCourse> {
  const names = new Map([...firms].map(([name, id]) => [id, name]));
  const query = `query ($id: ID!) { auction(id: $id) { participants { paddle buyer { id } }
    outcome { winner { buyer { id } } price { amount } } } }`;
  const { data } = await market.send<{ auction: Result }>(market.people.admin, query, { id: auctionId });
  if (!data) throw new Error("The auction is missing");
  const { participants, outcome } = data.auction;
  const bids = await readBids(market, [...firms.keys()], auctionId);
  return {
    entries: await readEntries(market, auctionId),
    amounts: new Map(bids.map(({ sequence, amount }) => [sequence, amount])),
    paddles: new Map(participants.map(({ paddle, buyer }) => [paddle, names.get(buyer.id) ?? ""])),
    winner: names.get(outcome?.winner?.buyer.id ?? "") ?? null,
    price: outcome?.price ? BigInt(outcome.price.amount.replace(".", "")) : null,
  };
}

interface Result {
  readonly participants: readonly { readonly paddle: string; readonly buyer: { readonly id: string } }[];
  readonly outcome: {
    readonly winner: { readonly buyer: { readonly id: string } } | null;
    readonly price: { readonly amount: string } | null;
  } | null;
}

async function readEntries(market: Market, stream: string): Promise<ToldEntry[]> {
  const query = `query ($stream: ID!, $after: Cursor) { journal(stream: $stream, first: 100, after: $after) {
    edges { node { sequence type at data disclosed { path value } } } pageInfo { hasNextPage endCursor } } }`;
  const entries: ToldEntry[] = [];
  for (let after: string | null = null, more = true; more;) {
    const answer: Answer<{ journal: JournalPage }> = await market.send(market.people.analyst, query, {
      stream,
      after,
    });
    const page = answer.data?.journal;
    if (!page) throw new Error("The journal is missing");
    entries.push(...page.edges.map(({ node }) => node));
    [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
  }
  return entries;
}

interface JournalPage {
  readonly edges: readonly { readonly node: ToldEntry }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** What somebody did, as the rules' naive statements take it, and what came of it. */
interface Told {
  readonly sequence: number;
  readonly kind: "bid" | "withdraw" | "list" | "void" | "open" | "pause" | "resume" | "close";
  readonly firm: string;
  readonly at: bigint;
  readonly verdict: string;
  readonly entry: ToldEntry;
}

const DONE = "DONE";

/** Everything that was decided, in order: what time alone brought about is for the rules to find. */
function deedsOf({ entries, paddles }: ToldCourse): Told[] {
  let openingAt: bigint | null = null;
  return entries.flatMap((entry) => {
    const { type, data, sequence } = entry;
    const at = readInstant(entry.at);
    const firm = paddles.get(data["paddle"] as string) ?? "";
    const told = (kind: Told["kind"], verdict = DONE, t = at) => [
      { sequence, kind, firm, at: t, verdict, entry },
    ];
    switch (type) {
      case "BidAccepted":
        return told("bid", "ACCEPTED");
      case "BidRejected":
        return told("bid", data["reason"] as string);
      case "BidWithdrawn":
        return told("withdraw");
      case "BidsVoided":
        return told("void");
      case "ShortlistMade":
        return told("list");
      case "BidSetAside":
        openingAt ??= at;
        return [];
      case "RoundOpened":
      case "BidsOpened": {
        const t = openingAt ?? at; // one decision, as of its first entry
        openingAt = null;
        return told("open", DONE, t);
      }
      case "AuctionPaused":
        return told("pause");
      case "AuctionResumed":
        return told("resume");
      case "AuctionClosed":
        return data["reason"] === null ? [] : told("close", DONE, readInstant(data["closedAt"] as string));
      default:
        return [];
    }
  });
}

function setAsideIn({ entries, paddles }: ToldCourse): (readonly [string, string])[] {
  return entries
    .filter(({ type }) => type === "BidSetAside")
    .map(({ data }) => [paddles.get(data["paddle"] as string) ?? "", data["reason"] as string]);
}

function openedAt({ entries }: ToldCourse): bigint {
  const opened = entries.find(({ type }) => type === "AuctionOpened");
  return readInstant(opened?.data["opensAt"] as string);
}

function firstClose({ entries }: ToldCourse): bigint {
  const times = entries.findLast(
    ({ type }) => type === "AuctionRescheduled" || type === "AuctionScheduled",
  )?.data;
  const terms = (times?.["terms"] ?? times) as Record<string, unknown> | undefined;
  return readInstant(terms?.["closesAt"] as string);
}

/** Where decisions, set-aside bids or the result are not what two sealed rounds' naive rules make of the amounts and times. */
export function roundsProblems(
  course: ToldCourse,
  terms: Omit<ConstructorParameters<typeof NaiveRounds>[0], "closes">,
): string[] {
  const rules = new NaiveRounds({ ...terms, closes: firstClose(course) });
  const problems = deedsOf(course).flatMap((deed) => {
    if (deed.kind === "list" && terms.top !== null) return []; // it follows from the opening
    return differing(deed, rules.attempt(attemptIn(course, deed), deed.at));
  });
  return [...problems, ...differingResult(course, rules.result, rules.setAside)];
}

function attemptIn(course: ToldCourse, { kind, firm, sequence, entry }: Told) {
  if (kind === "list") {
    const disclosed = (path: string) =>
      entry.disclosed.find((value) => value.path === path)?.value as readonly Listed[] | undefined;
    const names = (listed: readonly Listed[] = []) =>
      listed.map(({ paddle }) => course.paddles.get(paddle) ?? "");
    const leftOut = disclosed("/data/leftOut") ?? [];
    const reasons = names(leftOut.filter(({ reason }) => reason !== null));
    return { kind, firms: names(disclosed("/data/firms")), reasons } as const;
  }
  if (kind !== "bid") return { kind, firm } as const;
  const sealed = entry.data["sealed"] as { readonly belowIndicationReason?: string } | undefined;
  const hasReason = sealed?.belowIndicationReason !== undefined;
  const content = course.amounts.get(sequence) ?? unopened(course, sequence);
  return { kind, firm, content, limit: null, suspended: false, hasReason } as const;
}

/** That nobody revealed a bid only its firm knows better. Others without an amount were replaced, taken back, or none. */
function unopened({ entries }: ToldCourse, sequence: number): "INVALID" | "UNREVEALED" {
  const isTold = entries.some(({ data }) => data["bid"] === sequence && data["reason"] === "UNREVEALED");
  return isTold ? "UNREVEALED" : "INVALID";
}

interface Listed {
  readonly paddle: string;
  readonly reason?: string | null;
}

/** The same of a falling price, the sealed bids above it and the best bid. */
export function hybridProblems(
  course: ToldCourse,
  terms: Omit<ConstructorParameters<typeof NaiveHybrid>[0], "opens">,
): string[] {
  const rules = new NaiveHybrid({ ...terms, opens: openedAt(course) });
  const problems = deedsOf(course).flatMap((deed) => {
    const { kind, firm, sequence, entry, at } = deed;
    if (kind === "list") return [`entry ${sequence} makes a short list`];
    if (kind !== "bid") return differing(deed, rules.attempt({ kind, firm }, at));
    const amount = course.amounts.get(sequence) ?? null;
    if (entry.data["sealed"] == null)
      return differing(deed, rules.attempt({ kind, firm, amount: amount ?? 0n, limit: null }, at));
    const content = amount ?? "INVALID";
    return differing(deed, rules.attempt({ kind: "seal", firm, content, limit: null, suspended: false }, at));
  });
  rules.pass(readInstant(course.entries.at(-1)?.at ?? ""));
  return [...problems, ...differingResult(course, rules.result, rules.setAside)];
}

function differing({ sequence, verdict }: Told, expected: string): string[] {
  return verdict === expected ? [] : [`entry ${sequence} is ${verdict}, the rules say ${expected}`];
}

function differingResult(
  course: ToldCourse,
  expected: { readonly winner: string | null; readonly price: bigint | null } | null,
  setAside: readonly (readonly [string, string])[],
): string[] {
  const { winner, price } = course;
  const problems: string[] = [];
  if (winner !== (expected?.winner ?? null) || price !== (expected?.price ?? null))
    problems.push(`${winner} at ${price} won, the rules say ${expected?.winner} at ${expected?.price}`);
  const [told, ruled] = [setAsideIn(course), setAside].map((list) => JSON.stringify(list));
  if (told !== ruled) problems.push(`${told} were set aside, the rules say ${ruled}`);
  return problems;
}
