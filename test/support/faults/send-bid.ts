import type { Outcome } from "./recorded-bid";

/** So long a client waits, if nothing else is said, before it takes its bid's fate for unknown. */
const PATIENCE_MS = 1_500;

export const PLACE_BID = `mutation ($input: PlaceBidInput!) {
  placeBid(input: $input) { __typename
    ... on PlacedBid { replayed bid { id sequence decision reason } standing { minimumNextBid { amount } } }
    ... on Refusal { code } } }`;

export interface Answer {
  readonly data?: { readonly placeBid: PlacedBid | Refused | null } | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}
interface PlacedBid {
  readonly __typename: "PlacedBid";
  readonly replayed: boolean;
  readonly bid: {
    readonly id: string;
    readonly sequence: number;
    readonly decision: string;
    readonly reason: string | null;
  };
  readonly standing: { readonly minimumNextBid: { readonly amount: string } | null };
}
interface Refused {
  readonly __typename: "Refusal";
  readonly code: string;
}

export interface Addressee {
  readonly url: string;
  readonly token: string;
}

/** Sends a bid once; `minimum`: the next one's, as far as it was told. */
export async function sendBid(
  { url, token }: Addressee,
  input: object,
  patienceMs = PATIENCE_MS,
): Promise<{ readonly outcome: Outcome; readonly minimum: number | null }> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: PLACE_BID, variables: { input } }),
      signal: AbortSignal.timeout(patienceMs),
    });
    return readAnswer((await response.json()) as Answer);
  } catch (error) {
    return { outcome: isUnreached(error) ? failed("ECONNREFUSED") : { kind: "unknown" }, minimum: null };
  }
}

/** What became of a bid, as a server answers it. */
export function readAnswer({ data, errors }: Answer): {
  readonly outcome: Outcome;
  readonly minimum: number | null;
} {
  const placed = data?.placeBid;
  if (placed?.__typename !== "PlacedBid") {
    return { outcome: failed(placed?.code ?? errors?.[0]?.extensions.code ?? "nothing"), minimum: null };
  }
  const { id: bidId, sequence, decision, reason } = placed.bid;
  const next = placed.standing.minimumNextBid;
  return {
    outcome: { kind: "decided", bidId, sequence, verdict: reason ?? decision, isReplayed: placed.replayed },
    minimum: next && Number(next.amount.replace(".", "")),
  };
}

function failed(code: string): Outcome {
  return { kind: "failed", code };
}

function isUnreached(error: unknown): boolean {
  const cause = (error as { cause?: { code?: string } }).cause;
  return cause?.code === "ECONNREFUSED";
}
