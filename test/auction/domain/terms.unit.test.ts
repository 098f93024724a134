import { decideSchedule, evolve, validateTerms, type Terms } from "../../../src/auction/domain";
import { seconds } from "../../../src/platform/time";
import { onlyEvent, reserve, softClose, T, terms } from "../../support/english-auction";

const NOW = T - seconds(7_200);
const FACTS = { now: NOW, floorValidUntil: null };

function paths(changes: Partial<Terms>, facts = FACTS as Parameters<typeof validateTerms>[1]) {
  return validateTerms(terms(changes), facts).map(({ path }) => path.join("."));
}

const extension = (changes: object) =>
  ({ extension: { ...softClose("ADD", T).extension, ...changes } }) as Partial<Terms>;

it("sound terms are scheduled as they are", () => {
  const pinned = terms(softClose("ADD", T));
  const event = onlyEvent(decideSchedule(pinned, FACTS));
  expect(evolve(null, event, NOW)).toMatchObject({
    terms: pinned,
    status: "SCHEDULED",
    closesAt: T,
    hardEndAt: T,
    book: { leader: null, price: null, bidCount: 0 },
  });
});

it.each<[string, Partial<Terms>, string]>([
  ["an opening in the past", { opensAt: NOW - 1n }, "opensAt"],
  ["a closing that is not after the opening", { closesAt: T - seconds(3_600) }, "closesAt"],
  ["an opening price of nothing", { openingPrice: 0n }, "openingPrice"],
  ["an opening price above face", { faceValue: 99n }, "openingPrice"],
  ["no increments", { increments: [] }, "increments"],
  ["increments that do not start at 0", { increments: [{ from: 1n, step: 1n }] }, "increments"],
  ["a step of nothing", { increments: [{ from: 0n, step: 0n }] }, "increments.0.step"],
  [
    "rows that do not rise",
    { increments: [0n, 5n, 5n].map((from) => ({ from, step: 1n })) },
    "increments.2.from",
  ],
  ["no window", extension({ windowSeconds: 0 }), "extension.windowSeconds"],
  ["a fraction of a second", extension({ windowSeconds: 1.5 }), "extension.windowSeconds"],
  ["no added time", { ...extension({ addedSeconds: 0, mode: "RESET" }) }, "extension.addedSeconds"],
  ["ADD with less than the window", extension({ addedSeconds: 179 }), "extension.addedSeconds"],
  ["a hard end before the closing", extension({ hardEndAt: T - 1n }), "extension.hardEndAt"],
  ["a concealed reserve", { reserveVisibility: "CONCEALED" }, "reserveVisibility"],
  ["a negative reserve", reserve(-1n), ""],
])("terms with %s are refused, naming the field", (_, changes, path) => {
  expect(paths(changes)).toEqual([path]);
  expect(decideSchedule(terms(changes), FACTS)).toMatchObject({ rejection: { code: "INVALID_TERMS" } });
});

it("at most 100 increments", () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, row) => ({ from: BigInt(row), step: 1n }));
  expect([paths({ increments: rows(100) }), paths({ increments: rows(101) })]).toEqual([[], ["increments"]]);
});

it("RESET may add less than the window", () => {
  expect(paths(extension({ addedSeconds: 1, mode: "RESET" }))).toEqual([]);
});

it("a floor must be valid to the hard end; without a reserve there is none to expire", () => {
  const soft = { ...softClose("ADD", T + 5n), ...reserve(500n) };
  expect(paths(soft, { now: NOW, floorValidUntil: T + 4n })).toEqual(["closesAt"]);
  expect(paths(soft, { now: NOW, floorValidUntil: T + 5n })).toEqual([]);
  expect(paths({ ...soft, ...reserve(0n) }, { now: NOW, floorValidUntil: T })).toEqual([]);
});
