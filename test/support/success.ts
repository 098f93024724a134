/** What a mutation answered, where a Refusal or nothing at all is a failed test. */
export function success<Result extends { readonly __typename: string }>(
  result: Result | null | undefined,
): Exclude<Result, { readonly __typename: "Refusal" }> {
  if (!result || result.__typename === "Refusal") throw new Error(`Refused: ${JSON.stringify(result)}`);
  return result as Exclude<Result, { readonly __typename: "Refusal" }>;
}
