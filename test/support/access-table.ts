import type { GraphQLSchema } from "graphql";
import { ROLES_OF_KIND } from "../../src/platform/access/roles";
import { OrganizationKind, type Role } from "../../src/platform/access/viewer";

/** Somebody with one role. The rows are tried by people of the "own" organizations; "foreign" ones are their like. */
export interface Caller {
  readonly organization: "own" | "foreign";
  readonly kind: OrganizationKind;
  readonly role: Role;
}

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors?:
    readonly { readonly extensions?: Readonly<Record<string, unknown>> | undefined }[] | undefined;
}

/** Sends an operation as somebody, or as nobody; a subscription's answer is its first event, or its refusal. */
export type Ask = (
  caller: Caller | null,
  document: string,
  variables: Readonly<Record<string, unknown>>,
) => Promise<Answer>;

type Outcome = "OK" | "NULL" | "FORBIDDEN" | "NOT_FOUND" | "UNAUTHENTICATED";

type Variables<World> = (world: World, caller: Caller) => object | Promise<object>;

/** One root field: who may use it, and what it answers about what is theirs, somebody else's and nobody's. */
export interface AccessRow<World> {
  readonly field: `${"Query" | "Mutation" | "Subscription"}.${string}`;
  readonly document: string;
  /** Everybody else gets FORBIDDEN, whatever they name. */
  readonly allows: readonly AllowedCaller[];
  readonly own: Variables<World>;
  /** Names something of another organization; left out where nothing is named, or nothing is another's. */
  readonly foreign?: Variables<World>;
  /** Names what does not exist; left out where nothing is named. */
  readonly missing?: Variables<World>;
  /** What the two get, to the last byte the same; NOT_FOUND unless it says so. */
  readonly absent?: Outcome;
}

export type AllowedCaller = Omit<Caller, "organization">;

export const MISSING_ID = "01890000-0000-7000-8000-000000000000";

/** Every role in every kind of organization that can hold it. */
export const EVERYBODY: readonly AllowedCaller[] = Object.values(OrganizationKind).flatMap((kind) =>
  ROLES_OF_KIND[kind].map((role) => ({ kind, role })),
);

export function sellers(...roles: readonly Role[]): AllowedCaller[] {
  return roles.map((role) => ({ kind: OrganizationKind.SELLER, role }));
}

export function buyers(...roles: readonly Role[]): AllowedCaller[] {
  return roles.map((role) => ({ kind: OrganizationKind.BUYER, role }));
}

export function operators(): AllowedCaller[] {
  return EVERYBODY.filter((caller) => caller.kind === OrganizationKind.OPERATOR);
}

/** Root fields of the schema without a row: nobody has said who may use them. */
export function fieldsWithoutRow(
  schema: GraphQLSchema,
  rows: readonly { readonly field: string }[],
): string[] {
  const known = new Set(rows.map((row) => row.field));
  return rootFields(schema).filter((field) => !known.has(field));
}

/** Rows of fields that the schema does not have, or has twice in the table. */
export function rowsWithoutField(
  schema: GraphQLSchema,
  rows: readonly { readonly field: string }[],
): string[] {
  const fields = new Set(rootFields(schema));
  return rows.map((row) => row.field).filter((field) => !fields.delete(field));
}

function rootFields(schema: GraphQLSchema): string[] {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((root) =>
    root ? Object.keys(root.getFields()).map((field) => `${root.name}.${field}`) : [],
  );
}

type Outcomes = Readonly<Record<string, string>>;

/** What everybody should get of a row, by "KIND.ROLE whose". */
export function expectedOutcomes<World>(row: AccessRow<World>): Outcomes {
  const expected: Record<string, Outcome> = { "nobody own": "UNAUTHENTICATED" };
  for (const caller of EVERYBODY) {
    const isAllowed = row.allows.some(({ kind, role }) => kind === caller.kind && role === caller.role);
    for (const whose of namedBy(row)) {
      const ifAllowed = whose === "own" ? "OK" : (row.absent ?? "NOT_FOUND");
      expected[`${caller.kind}.${caller.role} ${whose}`] = isAllowed ? ifAllowed : "FORBIDDEN";
    }
  }
  return expected;
}

/** What everybody does get. An answer about another's object that differs from one about nobody's is "TELLING". */
export async function actualOutcomes<World>(
  row: AccessRow<World>,
  world: World,
  ask: Ask,
): Promise<Outcomes> {
  const anybody: Caller = { organization: "own", ...(EVERYBODY[0] as AllowedCaller) };
  const nobody = await ask(null, row.document, { ...(await row.own(world, anybody)) });
  const actual: Record<string, string> = { "nobody own": outcomeOf(nobody) };
  for (const allowed of EVERYBODY) {
    const caller: Caller = { organization: "own", ...allowed };
    const answers = new Map<string, Answer>();
    for (const whose of namedBy(row)) {
      answers.set(whose, await ask(caller, row.document, { ...(await row[whose]?.(world, caller)) }));
    }
    for (const [whose, answer] of answers) {
      actual[`${caller.kind}.${caller.role} ${whose}`] = outcomeOf(answer);
    }
    const [foreign, missing] = [answers.get("foreign"), answers.get("missing")];
    if (foreign && missing && comparable(foreign) !== comparable(missing)) {
      actual[`${caller.kind}.${caller.role} foreign`] = "TELLING";
    }
  }
  return actual;
}

function namedBy<World>(row: AccessRow<World>): ("own" | "foreign" | "missing")[] {
  return (["own", "foreign", "missing"] as const).filter((whose) => row[whose] !== undefined);
}

function outcomeOf({ data, errors }: Answer): string {
  const code = errors?.[0]?.extensions?.["code"];
  if (errors?.length) return typeof code === "string" ? code : "an error without a code";
  return Object.values(data ?? {}).every((value) => value === null) ? "NULL" : "OK";
}

/** The whole answer but for what is of the request and not of the object. */
function comparable(answer: Answer): string {
  return JSON.stringify(answer, (key, value: unknown) => (key === "requestId" ? undefined : value));
}
