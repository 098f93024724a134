import { buildSchema, type GraphQLFormattedError, type GraphQLSchema } from "graphql";
import { pino, type Logger } from "pino";
import type { Authenticator } from "../../../src/platform/access/authenticator";
import { ActorKind, OrganizationKind, Role, type Viewer } from "../../../src/platform/access/viewer";
import type { RequestContext } from "../../../src/platform/context";
import { unauthenticated } from "../../../src/platform/errors";
import { Documents } from "../../../src/platform/graphql/documents";
import { DateTimeScalar, DecimalScalar } from "../../../src/platform/graphql/scalars";
import { Metrics } from "../../../src/platform/observability/metrics";
import { RateLimits } from "../../../src/platform/server/rate-limits";
import { startServer, type RunningServer, type ServerParts } from "../../../src/platform/server/server";
import { DEFAULT_LIMITS, type Limits } from "../../../src/platform/settings-limits";

/** A schema with every kind of thing that the pipeline looks at, and resolvers that a test gives it. */
const SDL = `
  scalar Decimal
  scalar DateTime
  enum Colour { RED GREEN }
  input ThingInput { amount: Decimal! at: DateTime colour: Colour count: Int parts: [ThingInput!] }
  type Thing { id: ID! name: String parts: [Thing!]! things(first: Int, after: String): ThingConnection! }
  type ThingEdge { cursor: String! node: Thing! }
  type PageInfo { hasNextPage: Boolean! }
  type ThingConnection { edges: [ThingEdge!]! pageInfo: PageInfo! }
  type Query {
    greeting: String
    thing(id: ID): Thing
    things(first: Int, after: String): ThingConnection!
    fail(how: String): String
    amount(amount: Decimal!): String
    count(count: Int! = 1): Int
    colour(colour: Colour): Colour
  }
  type Mutation { change(input: ThingInput!): String placeBid(input: ThingInput!): String }
  type Event { sequence: Int! text: String }
  type Subscription { events(after: String, kind: String): Event fails: Event }
`;

type Resolvers = Partial<Record<string, (args: never, context: RequestContext) => unknown>>;

/** Root fields resolve by these; a subscription's is its source. */
function testSchema(resolvers: Resolvers = {}): GraphQLSchema {
  const schema = buildSchema(SDL);
  Object.assign(schema.getType("Decimal")!, { parseValue: DecimalScalar.parseValue.bind(DecimalScalar) });
  Object.assign(schema.getType("Decimal")!, { parseLiteral: DecimalScalar.parseLiteral.bind(DecimalScalar) });
  Object.assign(schema.getType("DateTime")!, { parseValue: DateTimeScalar.parseValue.bind(DateTimeScalar) });
  const all: Resolvers = { greeting: () => "hello", ...resolvers };
  for (const [name, resolve] of Object.entries(all)) {
    const rooted = [schema.getQueryType(), schema.getMutationType()].map((type) => type?.getFields()[name]);
    for (const field of rooted)
      if (field) field.resolve = (_source, args, context) => resolve!(args as never, context as never);
    const subscription = schema.getSubscriptionType()?.getFields()[name];
    if (subscription) {
      subscription.subscribe = (_source, args, context) => resolve!(args as never, context as never);
      subscription.resolve = (payload: unknown) => payload;
    }
  }
  return schema;
}

export function testViewer(slug: string, roles: Role[], expiresAt: bigint | null = null): Viewer {
  return {
    actor: { id: "0190a000-0000-7000-8000-000000000001", kind: ActorKind.PERSON, name: slug },
    organization: {
      id: "0190a000-0000-7000-8000-000000000002",
      slug,
      name: slug,
      kind: OrganizationKind.SELLER,
    },
    roles,
    credentialId: slug,
    expiresAt,
  };
}

/** Knows its viewers by "Bearer <slug>". */
class TestAuthenticator implements Authenticator {
  private readonly listeners = new Set<(credentialId: string) => void>();

  constructor(readonly viewers: Viewer[]) {}

  authenticate(authorization: string | undefined): Promise<Viewer | null> {
    if (authorization === undefined) return Promise.resolve(null);
    const viewer = this.viewers.find(({ credentialId }) => authorization === `Bearer ${credentialId}`);
    return viewer ? Promise.resolve(viewer) : Promise.reject(unauthenticated());
  }

  onRevoked(listener: (credentialId: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  revoke(credentialId: string): void {
    for (const listener of this.listeners) listener(credentialId);
  }
}

export interface TestServer extends RunningServer {
  readonly authenticator: TestAuthenticator;
  readonly documents: Documents;
  readonly metrics: Metrics;
}

type TestParts = Partial<Omit<ServerParts, "limits">> & { resolvers?: Resolvers; limits?: Partial<Limits> };

/** The real server on a free port; "Bearer seller" is an analyst, "Bearer partner" a partner. */
export async function testServer({
  resolvers,
  limits: changed,
  ...parts
}: TestParts = {}): Promise<TestServer> {
  const schema = parts.schema ?? testSchema(resolvers);
  const limits = { ...DEFAULT_LIMITS, ...changed };
  const development = parts.development ?? false;
  const documents = new Documents(schema, limits, { development });
  const authenticator = new TestAuthenticator([
    testViewer("seller", [Role.ANALYST]),
    testViewer("partner", [Role.PARTNER]),
  ]);
  const metrics = new Metrics();
  const running = await startServer({
    schema,
    documents,
    authenticator,
    limits,
    rateLimits: new RateLimits(limits),
    routes: [],
    health: [],
    logger: silent(),
    metrics,
    host: "127.0.0.1",
    port: 0,
    development,
    timeouts: { graceMilliseconds: 1_000 },
    ...parts,
  });
  return { ...running, authenticator, documents, metrics };
}

function silent(): Logger {
  return pino({ level: "silent" });
}

export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** An answer as both transports should give it: request ids differ from request to request. */
export function withoutRequestIds(answer: Answer): Answer {
  if (!answer.errors) return answer;
  const errors = answer.errors.map(({ extensions: { requestId, ...extensions } = {}, ...error }) => {
    if (typeof requestId !== "string") throw new Error("An error has no request id");
    return { ...error, extensions };
  });
  return { ...answer, errors };
}

/** A promise that a test settles when it wants. */
export function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let settle: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => (settle = resolve));
  return { promise, resolve: (value) => settle(value) };
}
