const US_STATES = new Set(
  (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA " +
    "RI SC SD TN TX UT VT VA WA WV WI WY DC AS GU MP PR UM VI"
  ).split(" "),
);
const ISO_3166_2 = /^[A-Z]{2}-[A-Z0-9]{1,3}$/;

/**
 * Reads a jurisdiction as ISO 3166-2 ("US-CA", "DE-BY"); a two-letter US state means US-xx. `null` for everything else.
 */
export function parseJurisdiction(text: string): string | null {
  const code = text.toUpperCase();
  if (US_STATES.has(code)) return `US-${code}`;
  if (code.startsWith("US-")) return US_STATES.has(code.slice(3)) ? code : null;
  return ISO_3166_2.test(code) ? code : null;
}
