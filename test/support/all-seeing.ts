import { getNamedType, isNonNullType, type GraphQLField, type GraphQLSchema } from "graphql";
import { TypedDocumentString } from "../../src/client";
import type { TestApp } from "./app";
import type { Person } from "./callers";
import { argumentsOf, everythingOf } from "./everything";
import { Watch } from "./watch";

/** How far a query goes from what it asks for. */
const LEVELS = 3;

/** An object that a reader may try to look at. */
export interface Known {
  readonly type: string;
  readonly id: string;
}

/** Limits that let one query ask for all that there is. */
export const NO_LIMITS = Object.fromEntries(
  ["TOKENS", "DEPTH", "ALIASES", "COST", "BODY_BYTES", "FRAME_BYTES"].map((name) => [
    `RECOUP_LIMIT_${name}`,
    "1000000000",
  ]),
);

/** Reads all that a person can get out of the API, by every field of the schema. */
export class AllSeeing {
  private readonly documents = new Map<string, string>();

  constructor(
    private readonly app: TestApp,
    private readonly schema: GraphQLSchema,
  ) {}

  /** Every answer, as text. */
  async read(person: Person, known: readonly Known[]): Promise<string> {
    const answers: unknown[] = [await this.export(person, known)];
    for (const field of Object.values(this.schema.getQueryType()?.getFields() ?? {})) {
      for (const id of idsFor(field, known)) {
        answers.push(await this.app.send(person, this.query(field, id), id === null ? {} : { id: id.id }));
      }
    }
    return JSON.stringify(answers);
  }

  /** Follows every subscription from the first entry on, as somebody who has been there all the time. */
  watch(person: Person, field: string, variables: Readonly<Record<string, unknown>>): Watch<unknown> {
    const { args, type } = this.schema.getSubscriptionType()?.getFields()[field] ?? missing(field);
    const names = args.map(({ name }) => name);
    const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(", ");
    const selection = everythingOf(this.schema, getNamedType(type), LEVELS);
    const query = `subscription (${declared}) { ${field}(${names.map((name) => `${name}: $${name}`).join(", ")}) ${selection} }`;
    return new Watch(this.app.client(person).subscribe(new TypedDocumentString(query), variables));
  }

  private query(field: GraphQLField<unknown, unknown>, known: Known | null): string {
    const key = `${field.name} ${known?.type}`;
    const document = this.documents.get(key) ?? this.write(field, known);
    this.documents.set(key, document);
    return document;
  }

  private write({ name, args, type }: GraphQLField<unknown, unknown>, known: Known | null): string {
    const result = getNamedType(type);
    const argument = idArgument({ args });
    const asked = argumentsOf(args, { ...(argument && { [argument]: "$id" }), ...first(args) });
    const selection =
      name === "node" && known
        ? `{ ... on ${known.type} ${everythingOf(this.schema, this.schema.getType(known.type) ?? missing(known.type), LEVELS)} }`
        : everythingOf(this.schema, result, LEVELS);
    return `query ${argument ? "($id: ID!)" : ""} { ${name}${asked} ${selection} }`;
  }

  private async export(person: Person, known: readonly Known[]): Promise<string[]> {
    const texts: string[] = [];
    const document = `mutation ($id: ID!) { exportBidHistory(input: { auctionId: $id, format: NDJSON }) {
      ... on DownloadTicket { url } } }`;
    for (const { id } of known.filter(({ type }) => type === "Auction")) {
      const { data } = await this.app.send<{ exportBidHistory: { url: string } | null }>(person, document, {
        id,
      });
      if (data?.exportBidHistory) texts.push(await (await fetch(data.exportBidHistory.url)).text());
      const whole = await this.app.send<{ exportAuction: { url: string } | null }>(
        person,
        "mutation ($id: ID!) { exportAuction(input: { auctionId: $id }) { ... on DownloadTicket { url } } }",
        { id },
      );
      if (whole.data?.exportAuction) texts.push(await (await fetch(whole.data.exportAuction.url)).text());
    }
    return texts;
  }
}

/** What arguments name besides `id`, which names what the field leads to. */
const NAMED_BY: Readonly<Record<string, readonly string[]>> = {
  portfolioId: ["Portfolio"],
  organizationId: ["Organization"],
  stream: ["Portfolio", "Qualification", "Auction", "Sale", "Organization"],
};

/** What a field is asked about: nothing, or each known thing that it can be asked about. */
function idsFor(field: GraphQLField<unknown, unknown>, known: readonly Known[]): readonly (Known | null)[] {
  const argument = idArgument(field);
  if (argument === null) return [null];
  if (field.name === "node") return known;
  const types = NAMED_BY[argument] ?? [getNamedType(field.type).name];
  return known.filter(({ type }) => types.includes(type));
}

/** The argument that names an object, where a field needs one. */
function idArgument({ args }: Pick<GraphQLField<unknown, unknown>, "args">): string | null {
  return args.find(({ type }) => isNonNullType(type) && getNamedType(type).name === "ID")?.name ?? null;
}

function first(args: GraphQLField<unknown, unknown>["args"]): Record<string, string> {
  return args.some(({ name }) => name === "first") ? { first: "100" } : {};
}

function missing(name: string): never {
  throw new Error(`The schema has no ${name}`);
}
