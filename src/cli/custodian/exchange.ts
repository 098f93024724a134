import { readFileSync } from "node:fs";
import { createClient, TypedDocumentString, type RecoupClient } from "../../client";
import { OpeningRefused, type ClosedSet, type Shares } from "./open-closed-set";

const ClosedSetDocument = new TypedDocumentString<{ closedSet: ClosedSet | null }, { auctionId: string }>(
  "query ClosedSet($auctionId: ID!) { closedSet(auctionId: $auctionId) { note boxes } }",
);

const SubmitSharesDocument = new TypedDocumentString<
  { submitShares: { __typename: string; message?: string } | null },
  { input: Shares }
>(
  `mutation SubmitShares($input: SubmitSharesInput!) {
    submitShares(input: $input) { __typename ... on Refusal { message } }
  }`,
);

/** Reads what `closedSet` answered, alone or as the whole answer of the API. */
export function readSetFile(file: string): ClosedSet {
  const read = JSON.parse(readFileSync(file === "-" ? 0 : file, "utf8")) as Record<string, unknown>;
  const data = (read["data"] as { closedSet?: unknown } | undefined)?.closedSet ?? read;
  return requireSet(data);
}

export async function fetchSet(client: RecoupClient, auctionId: string): Promise<ClosedSet> {
  const { closedSet } = await client.query(ClosedSetDocument, { auctionId });
  return requireSet(closedSet ?? {});
}

export async function submitShares(client: RecoupClient, input: Shares): Promise<void> {
  const { submitShares: answer } = await client.mutate(SubmitSharesDocument, { input });
  if (answer?.__typename !== "SharesSubmitted")
    throw new Error(answer?.message ?? "The shares were not taken");
}

export function connect(url: string, token: string | undefined): RecoupClient {
  if (!token) throw new OpeningRefused("RECOUP_TOKEN must hold a token for the API.");
  return createClient({ url, token });
}

function requireSet({ note, boxes }: Partial<ClosedSet>): ClosedSet {
  const isSet =
    typeof note === "string" && Array.isArray(boxes) && boxes.every((box) => typeof box === "string");
  if (!isSet) throw new OpeningRefused("There is nothing to open: no closed set was given.");
  return { note, boxes };
}
