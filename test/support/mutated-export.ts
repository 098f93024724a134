import type { ExportedAuction, Line } from "./exported-auction";

type Step = string | number;

/** One thing of an export that is other than it was. */
export interface Mutation {
  /** The line's kind, the path in it without places in lists, and what was done: "shares 4/shares/share changed". */
  readonly name: string;
  readonly apply: (exported: ExportedAuction) => void;
}

/** Every member of every line changed, left out and added to, lists and lines repeated, shortened and put in another order. */
export function mutationsOf(exported: ExportedAuction): Mutation[] {
  return exported.lines.flatMap((line, place) => {
    const isBeside = line["kind"] === "box" || line["kind"] === "shares";
    const kind = `${String(line["kind"])}${isBeside ? ` ${String(line["sequence"])}` : ""}`;
    const inLine = memberMutations(line).map(({ path, what, change }) => ({
      name: `${[kind, ...path.filter((step) => typeof step === "string")].join("/")} ${what}`,
      apply: ({ lines }: ExportedAuction) => change(lines[place] ?? {}),
    }));
    const ofLines = (what: string, apply: Mutation["apply"]) => ({ name: `${kind} ${what}`, apply });
    return [
      ...inLine,
      ofLines("left out", ({ lines }) => void lines.splice(place, 1)),
      ofLines("repeated", ({ lines }) => void lines.splice(place, 0, structuredClone(line))),
      ofLines("moved", ({ lines }) => void lines.splice(place - 1, 0, ...lines.splice(place, 1))),
    ];
  });
}

interface MemberMutation {
  readonly path: readonly Step[];
  readonly what: string;
  readonly change: (line: Line) => void;
}

function memberMutations(value: unknown, path: readonly Step[] = []): MemberMutation[] {
  const at = (what: string, change: MemberMutation["change"]) => ({ path, what, change });
  const set = (what: string, other: unknown) =>
    path.length === 0 ? [] : [at(what, (line) => void (holderOf(line, path)[lastOf(path)] = other))];
  const inside = (what: string, change: (inner: Line) => void) =>
    at(what, (line) => change(holderOf(line, [...path, ""])));
  if (Array.isArray(value)) {
    const items = value as readonly unknown[];
    return [
      ...items.flatMap((item, index) => [
        ...memberMutations(item, [...path, index]),
        ...set("shortened", items.toSpliced(index, 1)),
        ...set("with an item twice", items.toSpliced(index, 0, item)),
        ...set("reordered", items.toSpliced(index, 1).toSpliced(index === 0 ? 1 : 0, 0, item)),
      ]),
      ...set("nulled", null),
    ];
  }
  if (typeof value === "object" && value !== null)
    return [
      ...Object.entries(value).flatMap(([member, item]) => [
        ...memberMutations(item, [...path, member]),
        inside(`without ${member}`, (inner) => delete inner[member]),
      ]),
      inside("added to", (inner) => (inner["more"] = 1)),
      ...set("nulled", null),
    ];
  return [
    ...othersOf(value).flatMap((other) => set("changed", other)),
    ...(value === null ? [] : set("nulled", null)),
  ];
}

function othersOf(value: unknown): unknown[] {
  if (typeof value === "boolean") return [!value];
  if (typeof value === "number") return [value + 1, value - 1, String(value)];
  if (typeof value !== "string") return ["1", 0, {}];
  const middle = Math.floor(value.length / 2);
  const other = value[middle] === "1" ? "2" : "1";
  return [`${value.slice(0, middle)}${other}${value.slice(middle + 1)}`, `${value} `, value.slice(0, -1), 1];
}

function holderOf(line: Line, path: readonly Step[]): Line {
  return path.slice(0, -1).reduce<Line>((inner, step) => inner[step] as Line, line);
}

function lastOf(path: readonly Step[]): Step {
  return path.at(-1) ?? "";
}
