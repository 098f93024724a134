import { formatAmount } from "../platform/money";
import { dateOfDayNumber, dayNumber, type CalendarDate } from "../platform/time";
import { seededChance, type Chance } from "./seeded-chance";

/** What a generated tape's debts are as of; its mapping's portfolio says the same. */
export const GENERATED_AS_OF: CalendarDate = "2026-06-30";
/** Where the generated debtors live: what a buyer of the portfolio is licensed for. */
export const GENERATED_STATES: readonly string[] = ["CA", "FL", "IL", "NY", "OH", "TX"];

const HEADER =
  "account,balance,book_value,due_date,charge_off_date,last_payment,status,state,zip,documents,name,street,city,tax_id," +
  "bankrupt,deceased,id_theft,active_duty,disputed,litigation,limitation_date\n";
const PIECE_LENGTH = 64 * 1024;

const FIRST_NAMES = [
  "Ada",
  "Ben",
  "Chloë",
  "Dmitri",
  "Elena",
  "Farid",
  "Grace",
  "Hugo",
  "Inés",
  "Jamal",
  "Kai",
  "Lena",
];
const LAST_NAMES = [
  "Adams",
  "Brown",
  "Castillo",
  "Dubois",
  "Evans",
  "Fischer",
  "García",
  "Hill",
  "Ito",
  "Jones",
  "O'Neil",
];
const STREETS = ["Main St", "Oak Ave", "2nd St", "Maple Dr", "Lake Rd", "Hill Ct", "Park Blvd", "Pine Ln"];
const CITIES = [
  "Fairview",
  "Clinton",
  "Madison",
  "Salem",
  "Georgetown",
  "Riverside",
  "Springfield",
  "Milton",
];

/** Balances in cents: how often of a hundred, from, up to. Most debts are small, most of the money is in the large ones. */
const BALANCES: readonly Weighted[] = [
  { weight: 18, from: 4_000, to: 50_000 },
  { weight: 44, from: 50_000, to: 200_000 },
  { weight: 28, from: 200_000, to: 1_000_000 },
  { weight: 9, from: 1_000_000, to: 4_000_000 },
  { weight: 1, from: 4_000_000, to: 15_000_000 },
];
const DAYS_PAST_DUE: readonly Weighted[] = [
  { weight: 3, from: -45, to: 0 },
  { weight: 12, from: 1, to: 60 },
  { weight: 30, from: 61, to: 180 },
  { weight: 30, from: 181, to: 365 },
  { weight: 25, from: 366, to: 1_900 },
];

interface Weighted {
  readonly weight: number;
  readonly from: number;
  readonly to: number;
}

/** A tape of any size, the same for the same seed on every machine: it is made of whole numbers only. */
export class GeneratedTape {
  private rowsMade = 0;
  private facesMade = 0n;

  constructor(private readonly options: { readonly rows: number; readonly seed: number }) {}

  /** Rows and face value of what was generated so far; of the whole tape once `pieces` is through. */
  get totals(): { rows: number; faceValue: string } {
    return { rows: this.rowsMade, faceValue: formatAmount(this.facesMade, "USD") };
  }

  /** The file in pieces, so that it never stands in memory as a whole. */
  *pieces(): Generator<string> {
    const chance = seededChance(this.options.seed);
    let piece = HEADER;
    for (let number = 1; number <= this.options.rows; number += 1) {
      piece += this.row(number, chance);
      if (piece.length >= PIECE_LENGTH) {
        yield piece;
        piece = "";
      }
    }
    if (piece !== "") yield piece;
  }

  private row(number: number, chance: Chance): string {
    const daysPastDue = pickWeighted(chance, DAYS_PAST_DUE);
    const status = pickStatus(chance, daysPastDue);
    const balance = status === "PIF" ? 0n : BigInt(pickWeighted(chance, BALANCES));
    this.rowsMade += 1;
    this.facesMade += balance;
    const due = dayNumber(GENERATED_AS_OF) - daysPastDue;
    return [
      `RC${String(number).padStart(9, "0")}`,
      formatAmount(balance, "USD"),
      formatAmount((balance * BigInt(chance.between(20, 70))) / 100n, "USD"),
      usDate(due),
      daysPastDue > 180 ? usDate(due + 180) : "",
      usDate(due - chance.between(5, 90)),
      status,
      chance.oneIn(400) ? "" : chance.pick(GENERATED_STATES),
      String(chance.between(10_000, 99_950)),
      chance.pick(["F", "F", "F", "P", "N"]),
      debtorName(chance),
      `${chance.between(1, 9_999)} ${chance.pick(STREETS)}`,
      chance.pick(CITIES),
      `9${chance.between(10, 99)}-${chance.between(70, 88)}-${chance.between(1_000, 9_999)}`,
      ...flags(chance),
      // A debt can be sued for until six years after it fell due; some debts here are older than four of them.
      usDate(due + chance.between(4, 6) * 365),
    ]
      .join(",")
      .concat("\n");
  }
}

function pickStatus(chance: Chance, daysPastDue: number): string {
  if (chance.oneIn(40)) return "PIF";
  if (chance.oneIn(60)) return "SIF";
  return daysPastDue > 180 ? "CO" : "DLQ";
}

/** Bankrupt, deceased, identity theft, active duty, disputed, in litigation: seldom Y, and now and then not known. */
function flags(chance: Chance): string[] {
  return [80, 150, 400, 500, 90, 200].map((rarity) =>
    chance.oneIn(rarity) ? "Y" : chance.oneIn(1_000) ? "" : "N",
  );
}

function debtorName(chance: Chance): string {
  const name = `${chance.pick(FIRST_NAMES)} ${chance.pick(LAST_NAMES)}`;
  if (chance.oneIn(60)) return `"${name}, Jr."`;
  return chance.oneIn(200) ? `"${name} ""Ace"""` : name;
}

function pickWeighted(chance: Chance, choices: readonly Weighted[]): number {
  let place = chance.between(
    1,
    choices.reduce((sum, { weight }) => sum + weight, 0),
  );
  for (const { weight, from, to } of choices) {
    place -= weight;
    if (place <= 0) return chance.between(from, to);
  }
  throw new Error("The weights do not add up");
}

function usDate(day: number): string {
  const [year, month, dayOfMonth] = dateOfDayNumber(day).split("-");
  return `${month}/${dayOfMonth}/${year}`;
}
