import { formatOf } from "./formats/registry";
import type { Terms } from "./terms";

/** The terms with the end that their format gives them, whatever was asked for. */
export function withOwnEnd(terms: Terms): Terms {
  return { ...terms, closesAt: formatOf(terms).closesAt(terms, terms.opensAt) };
}
