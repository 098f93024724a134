/** An ISO 3166-2 subdivision: "US-CA", "DE-BY". */
export type Jurisdiction = string;

// The zone of the capital, where the licensing authority keeps its hours, also for states that lie in two.
const US_ZONES: Readonly<Record<string, string>> = {
  "America/New_York": "CT DC DE FL GA KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV",
  "America/Indiana/Indianapolis": "IN",
  "America/Chicago": "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI",
  "America/Denver": "CO MT NM UT WY",
  "America/Boise": "ID",
  "America/Phoenix": "AZ",
  "America/Los_Angeles": "CA NV OR WA",
  "America/Juneau": "AK",
  "Pacific/Honolulu": "HI",
  "America/Puerto_Rico": "PR",
  "America/St_Thomas": "VI",
  "Pacific/Guam": "GU",
  "Pacific/Saipan": "MP",
  "Pacific/Pago_Pago": "AS",
  "Pacific/Wake": "UM",
};

const ZONES: ReadonlyMap<Jurisdiction, string> = new Map(
  Object.entries(US_ZONES).flatMap(([zone, states]) =>
    states.split(" ").map((state) => [`US-${state}`, zone] as const),
  ),
);

export function isJurisdiction(text: string): text is Jurisdiction {
  return text.startsWith("US-") ? ZONES.has(text) : /^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(text);
}

/** The zone in whose days the jurisdiction's dates end; UTC where none is known. */
export function zoneOf(jurisdiction: Jurisdiction): string {
  return ZONES.get(jurisdiction) ?? "UTC";
}
