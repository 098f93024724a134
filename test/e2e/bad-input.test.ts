import { randomUUID } from "node:crypto";
import { Client } from "pg";
import type { Answer } from "../platform/server/harness";
import { overHttp, overWebSocket, post, RawSocket } from "../platform/server/transports";
import { TestApp } from "../support/app";
import type { Person } from "../support/callers";
import { Market } from "../support/market";

let app: TestApp;
let market: Market;
let database: Client;
let auctionId: string;
let yenAuctionId: string;
const ids = new Map<string, string>();

beforeAll(async () => {
  app = await TestApp.start();
  market = new Market(app);
  database = new Client({ connectionString: app.database.url });
  await database.connect();
  // A person is made known by the first token, which the journal tells.
  for (const person of [market.people.admin, another, bidder]) await app.send(person, "{ viewer { id } }");
  for (const name of ["alpha", "beta"]) ids.set(name, await market.qualify(name));
  auctionId = await openAuction(await market.portfolio());
  yenAuctionId = await openAuction(await yenPortfolio(), YEN_TERMS);
}, 60_000);
afterAll(async () => {
  await database.end();
  await app.stop();
});

const YEN_TERMS = { openingPrice: "100", increments: [{ from: "0", step: "10" }] };

async function yenPortfolio(): Promise<string> {
  const portfolioId = await market.draft({ currency: "JPY" });
  await market.upload(
    portfolioId,
    market.tape(10, () => ({ balance: "1000", book_value: "400" })),
  );
  await market.mutate(market.people.manager, "screenPortfolio", { portfolioId }, "... on Portfolio { id }");
  await market.approveFloor(portfolioId, "0");
  return portfolioId;
}

async function openAuction(portfolioId: string, terms = {}): Promise<string> {
  const id = await market.auction(portfolioId, terms);
  for (const buyerId of ids.values()) await market.admit(id, buyerId);
  await market.open(id);
  return id;
}

const bidder: Person = { org: "alpha", kind: "BUYER", roles: ["BIDDER"] };
const another: Person = { org: "seller", kind: "SELLER", roles: ["AUCTION_ADMIN"], sub: "another admin" };

const transports = { HTTP: overHttp, WebSocket: overWebSocket };

async function send(
  transport: keyof typeof transports,
  person: Person,
  query: string,
  variables = {},
): Promise<Answer> {
  const authorization = `Bearer ${await app.token(person)}`;
  return transports[transport](app.node, { query, variables }, authorization);
}

const codesOf = ({ errors }: Answer) => errors?.map(({ extensions }) => extensions?.["code"]);

/** How many entries there are of anything: what is refused must not have written one. */
async function countEntries(): Promise<unknown> {
  return (await database.query("SELECT sum(sequence) AS count FROM journal_stream WHERE kind <> 'JOURNAL'"))
    .rows[0];
}

const PLACE_BID = `mutation ($input: PlaceBidInput!) { placeBid(input: $input) {
  ... on PlacedBid { bid { id } } ... on Refusal { code } } }`;

describe.each(["HTTP", "WebSocket"] as const)("case 21: money that is none, over %s", (transport) => {
  const wrongForEverybody = {
    "a sign": "+5.00",
    "a minus": "-100.00",
    "a space before": " 500.00",
    "a space behind": "500.00 ",
    "a line's end": "500.00\n",
    "an exponent": "1e9",
    "a comma for thousands": "1,000.00",
    "a comma for the point": "500,00",
    NaN: "NaN",
    Infinity: "Infinity",
    nothing: "",
    "no digit before the point": ".50",
    "no digit behind it": "500.",
    "leading zeros": "00500.00",
    underscores: "1_000.00",
    "a base": "0x1F4",
    "other digits": "５００.00",
    "a currency": "500.00 USD",
    "16 digits": "1000000000000000.00",
    "five decimals": "500.00000",
  };
  const wrongForDollars = {
    zero: "0.00",
    "three decimals": "500.000",
    "one decimal": "500.0",
    "no decimals": "500",
  };
  const wrongForYen = { zero: "0", "two decimals": "500.00", "one decimal": "500.0" };

  const asVariable = (id: string, amount: unknown) =>
    send(transport, bidder, PLACE_BID, { input: { auctionId: id, amount, idempotencyKey: randomUUID() } });
  const asLiteral = (id: string, amount: string) =>
    send(
      transport,
      bidder,
      `mutation { placeBid(input: { auctionId: "${id}", amount: ${amount}, idempotencyKey: "${randomUUID()}" }) {
        ... on PlacedBid { bid { id } } } }`,
    );

  it.each(Object.entries(wrongForEverybody))(
    "case 21: %s is BAD_USER_INPUT as a variable, and no valid literal",
    async (_is, amount) => {
      const before = await countEntries();
      expect(codesOf(await asVariable(auctionId, amount))).toEqual(["BAD_USER_INPUT"]);
      expect(codesOf(await asLiteral(auctionId, JSON.stringify(amount)))).toEqual([
        "GRAPHQL_VALIDATION_FAILED",
      ]);
      expect(await countEntries()).toEqual(before);
    },
  );

  it.each([
    ...Object.entries(wrongForDollars).map(
      ([is, amount]) => [`${is} in dollars`, amount, () => auctionId] as const,
    ),
    ...Object.entries(wrongForYen).map(
      ([is, amount]) => [`${is} in yen`, amount, () => yenAuctionId] as const,
    ),
  ])("case 21: %s is BAD_USER_INPUT, naming the field", async (_is, amount, id) => {
    const before = await countEntries();
    for (const answer of [await asVariable(id(), amount), await asLiteral(id(), JSON.stringify(amount))]) {
      expect(codesOf(answer)).toEqual(["BAD_USER_INPUT"]);
      expect(answer.errors?.[0]?.extensions?.["path"]).toEqual(["input", "amount"]);
    }
    expect(await countEntries()).toEqual(before);
  });

  it.each(["5", "500.00", "0", "-1", "9007199254740993", "1e3", "1e999", "true", "[]", "{}", '["500.00"]'])(
    "case 21: the JSON value %s is BAD_USER_INPUT as a variable, and no valid literal",
    async (json) => {
      const input = `{"auctionId":"${auctionId}","amount":${json},"idempotencyKey":"${randomUUID()}"}`;
      expect(codesOf(await sendText(transport, bidder, `{"input":${input}}`))).toEqual(["BAD_USER_INPUT"]);
      expect(codesOf(await asLiteral(auctionId, json))).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
    },
  );

  it("case 21: a maximum is money like an amount", async () => {
    for (const maximum of ["0.00", "500.0", "1e9", 500]) {
      const input = { auctionId, amount: "500.00", maximum, idempotencyKey: randomUUID() };
      const answer = await send(transport, bidder, PLACE_BID, { input });
      expect([maximum, codesOf(answer)]).toEqual([maximum, ["BAD_USER_INPUT"]]);
      expect(answer.errors?.[0]?.extensions?.["path"]).toEqual(["input", "maximum"]);
    }
  });

  it("case 21: right money is taken, in dollars and in yen", async () => {
    const { bidder: beta } = market.firm("beta");
    const taken = async (id: string, amount: string) => {
      const input = { auctionId: id, amount, maximum: amount, idempotencyKey: randomUUID() };
      return send(transport, beta, PLACE_BID, { input });
    };
    const bid = { id: expect.any(String) as string };
    expect(await taken(auctionId, "500.00")).toEqual({ data: { placeBid: { bid } } });
    expect(await taken(yenAuctionId, "500")).toEqual({ data: { placeBid: { bid } } });
  });

  /** Variables as they stand, so that numbers arrive as they were written. */
  async function sendText(over: keyof typeof transports, person: Person, variables: string): Promise<Answer> {
    const authorization = `Bearer ${await app.token(person)}`;
    const payload = `{"query":${JSON.stringify(PLACE_BID)},"variables":${variables}}`;
    if (over === "HTTP") return (await post(app.node, payload, { authorization })).json() as Promise<Answer>;
    const socket = await RawSocket.open(app.node);
    await socket.init(authorization);
    socket.send(`{"id":"1","type":"subscribe","payload":${payload}}`);
    const { type, payload: answer } = await socket.next();
    socket.close();
    return type === "error" ? { errors: answer as NonNullable<Answer["errors"]> } : (answer as Answer);
  }
});

describe("an idempotency key", () => {
  const { bidder } = new Market({ send: () => Promise.reject(new Error("Nothing is sent")) }).firm("alpha");
  let id: string;

  beforeAll(async () => {
    id = await openAuction(await market.portfolio());
  });

  it("that is no UUID is BAD_USER_INPUT", async () => {
    for (const idempotencyKey of ["", "1", "not-a-uuid", randomUUID().slice(1), `{${randomUUID()}}`, 7]) {
      const answer = await send("WebSocket", bidder, PLACE_BID, {
        input: { auctionId: id, amount: "500.00", idempotencyKey },
      });
      expect([idempotencyKey, codesOf(answer)]).toEqual([idempotencyKey, ["BAD_USER_INPUT"]]);
    }
  });

  it("with other content is a conflict that leaves no trace; with the same it is the first decision, on each transport", async () => {
    const input = { auctionId: id, amount: "200.00", maximum: "300.00", idempotencyKey: randomUUID() };
    const first = await market.mutate(
      bidder,
      "placeBid",
      input,
      "... on PlacedBid { replayed bid { id sequence } }",
    );
    const before = await countEntries();
    const others = [
      { ...input, amount: "210.00" },
      { ...input, maximum: "310.00" },
      { ...input, maximum: null },
      { ...input, confirmHigh: true },
    ];
    for (const other of others)
      expect(await market.refusal(bidder, "placeBid", other)).toBe("IDEMPOTENCY_CONFLICT");
    const withdrawal = { auctionId: id, idempotencyKey: input.idempotencyKey };
    expect(await market.refusal(bidder, "withdrawBid", withdrawal)).toBe("IDEMPOTENCY_CONFLICT");
    const document = `mutation ($input: PlaceBidInput!) { placeBid(input: $input) { ... on PlacedBid { replayed bid { id sequence } } } }`;
    for (const transport of ["HTTP", "WebSocket"] as const) {
      const { data } = await send(transport, bidder, document, { input });
      expect(data).toEqual({ placeBid: { replayed: true, bid: first["bid"] } });
    }
    expect(await countEntries()).toEqual(before);
  });

  it("is one firm's in one auction: a rival and another auction may have the same", async () => {
    const idempotencyKey = randomUUID();
    const bids = await Promise.all([
      market.bid("alpha", id, { amount: "400.00", idempotencyKey }),
      market.bid("beta", id, { amount: "900.00", idempotencyKey }),
      market.bid("alpha", auctionId, { amount: "900.00", idempotencyKey }),
    ]);
    expect(new Set(bids.map((bid) => bid.id)).size).toBe(3);
  });
});

describe("an auction in a wrong state", () => {
  const states = [
    "SCHEDULED",
    "OPEN",
    "PAUSED",
    "CLOSED",
    "AWARDED",
    "UNSOLD",
    "NOT_AWARDED",
    "CANCELLED",
  ] as const;
  type State = (typeof states)[number];
  const auctions = new Map<State, string>();
  const later = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

  beforeAll(async () => {
    for (const state of states) auctions.set(state, await auctionIn(state));
  }, 60_000);

  async function auctionIn(state: State): Promise<string> {
    const { admin, executive } = market.people;
    const id = await market.auction(
      await market.portfolio({ floor: state === "UNSOLD" ? "5000.00" : "0.00" }),
    );
    await market.admit(id, String(ids.get("alpha")));
    if (state === "SCHEDULED") return id;
    await market.open(id);
    if (state === "OPEN") return id;
    if (state === "PAUSED") {
      await market.mutate(admin, "pauseAuction", { auctionId: id, reason: "test" }, "... on Auction { id }");
      return id;
    }
    if (state === "CANCELLED") {
      await market.mutate(admin, "cancelAuction", { auctionId: id, reason: "test" }, "... on Auction { id }");
      return id;
    }
    await market.bid("alpha", id, { amount: "100.00" });
    await market.close(id);
    if (state === "AWARDED") await market.award(id);
    if (state === "NOT_AWARDED") {
      const proposal = { auctionId: id, kind: "NOT_AWARD", rationale: "test" };
      const annulment = await market.mutate(admin, "proposeAnnulment", proposal, "... on Annulment { id }");
      const verdict = { annulmentId: annulment.id, decision: "APPROVE", rationale: "test" };
      await market.mutate(executive, "secondAnnulment", verdict, "... on Annulment { id }");
    }
    return id;
  }

  /** Each command, and the states in which it is something else than out of place. */
  const commands: Readonly<Record<string, { readonly in: readonly State[]; readonly with?: object }>> = {
    openAuction: { in: ["SCHEDULED", "OPEN"] },
    rescheduleAuction: { in: ["SCHEDULED"], with: { opensAt: later(3), closesAt: later(4) } },
    pauseAuction: { in: ["OPEN"], with: { reason: "test" } },
    resumeAuction: { in: ["PAUSED"] },
    // Where it has closed, what was asked for is done.
    closeAuction: { in: ["OPEN", "CLOSED", "UNSOLD"], with: { reason: "test" } },
    cancelAuction: { in: ["SCHEDULED", "OPEN", "PAUSED", "CLOSED"], with: { reason: "test" } },
    awardAuction: { in: ["CLOSED"], with: { rationale: "test" } },
    proposeAnnulment: { in: ["CLOSED"], with: { kind: "CANCEL", rationale: "test" } },
  };

  it.each(
    Object.entries(commands).flatMap(([field, command]) =>
      states
        .filter((state) => !command.in.includes(state))
        .map((state) => [field, state, command.with ?? {}] as const),
    ),
  )(
    "%s of one that is %s is INVALID_STATE, naming the state, and changes nothing",
    async (field, state, more) => {
      const before = await countEntries();
      const answer = await market.refusal(another, field, { auctionId: auctions.get(state), ...more });
      // Once it is awarded, it is the sale that stands in the way.
      expect(answer).toBe(
        state === "AWARDED" && field === "awardAuction"
          ? "INVALID_STATE AWAITING_AUTHORIZATION"
          : `INVALID_STATE ${state}`,
      );
      expect(await countEntries()).toEqual(before);
    },
  );

  it.each(
    ["inviteBuyer", "admitBuyer"].flatMap((field) =>
      states.slice(states.indexOf("CLOSED")).map((state) => [field, state] as const),
    ),
  )("%s to one that is %s is INVALID_STATE, naming the state", async (field, state) => {
    const input = { auctionId: auctions.get(state), buyerId: ids.get("beta") };
    expect(await market.refusal(another, field, input)).toBe(`INVALID_STATE ${state}`);
  });

  it.each([
    ["SCHEDULED", "NOT_OPEN"],
    ["PAUSED", "PAUSED"],
    ["CLOSED", "CLOSED"],
    ["AWARDED", "CLOSED"],
    ["UNSOLD", "CLOSED"],
    ["NOT_AWARDED", "CLOSED"],
    ["CANCELLED", "CANCELLED"],
  ] as const)("a bid in one that is %s is a bid, rejected as %s", async (state, reason) => {
    const bid = await market.bid("alpha", String(auctions.get(state)), { amount: "200.00" });
    expect(bid).toMatchObject({ decision: "REJECTED", reason });
  });
});

describe("limits", () => {
  const repeated = (count: number, field: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => field(index)).join(" ");
  const bid = (amount: string) =>
    `placeBid(input: { auctionId: "${auctionId}", amount: "${amount}", idempotencyKey: "${randomUUID()}" }) { __typename }`;

  it.each([
    ["two bids in an operation", () => `mutation { a: ${bid("900.00")} b: ${bid("910.00")} }`],
    [
      "two bids behind fragments",
      () =>
        `mutation { ...A ...B } fragment A on Mutation { a: ${bid("900.00")} } fragment B on Mutation { b: ${bid("910.00")} }`,
    ],
    ["21 root fields", () => `{ ${repeated(21, (index) => `a${index}: viewer { id }`)} }`],
    ["31 aliases", () => `{ viewer { ${repeated(31, (index) => `a${index}: name`)} } }`],
    [
      "11 levels",
      () =>
        `{ auctions { edges { node { portfolio { parent { parent { parent { parent { parent { parent { id } } } } } } } } } } }`,
    ],
    [
      "a cost above 10,000",
      () => "{ auctions(first: 100) { edges { node { myBids(first: 100) { edges { node { id } } } } } } }",
    ],
  ])("%s: the same refusal on both transports, and nothing happens", async (_is, make) => {
    const before = await countEntries();
    const query = make();
    const answers = await Promise.all(
      (["HTTP", "WebSocket"] as const).map((transport) => send(transport, bidder, query)),
    );
    for (const answer of answers)
      expect(new Set(codesOf(answer))).toEqual(new Set(["GRAPHQL_VALIDATION_FAILED"]));
    expect(answers[0]?.errors?.map(({ message }) => message)).toEqual(
      answers[1]?.errors?.map(({ message }) => message),
    );
    expect(await countEntries()).toEqual(before);
  });

  it.each([0, 101, -1])("a page of %i is BAD_USER_INPUT on both transports", async (first) => {
    for (const transport of ["HTTP", "WebSocket"] as const) {
      const query = "query ($first: Int) { auctions(first: $first) { edges { cursor } } }";
      const answer = await send(transport, market.people.admin, query, { first });
      expect(codesOf(answer)).toEqual(["BAD_USER_INPUT"]);
    }
  });

  it("a cursor that was not given out, or by another list, is BAD_USER_INPUT", async () => {
    const query = "query ($after: Cursor) { auctions(after: $after) { edges { cursor } } }";
    const { data } = await app.send<{ portfolios: { edges: { cursor: string }[] } }>(
      market.people.admin,
      "{ portfolios { edges { cursor } } }",
    );
    for (const after of ["eyJpZCI6MX0", "x".repeat(2_000), "../../etc", data?.portfolios.edges[0]?.cursor]) {
      expect(codesOf(await send("HTTP", market.people.admin, query, { after }))).toEqual(["BAD_USER_INPUT"]);
    }
  });
});

it("more bids a second than a credential may send are RATE_LIMITED, and leave no entry", async () => {
  const limited = await TestApp.start({ environment: { RECOUP_LIMIT_BIDS_PER_SECOND: "3" } });
  try {
    const small = new Market(limited);
    await limited.send(small.people.admin, "{ viewer { id } }");
    const buyerId = await small.qualify("alpha");
    const id = await small.auction(await small.portfolio());
    await small.admit(id, buyerId);
    await small.open(id);
    const { bidder } = small.firm("alpha");
    const input = (index: number) => ({
      auctionId: id,
      amount: `${100 + index}.00`,
      idempotencyKey: randomUUID(),
    });
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => limited.send(bidder, PLACE_BID, { input: input(index) })),
    );
    const refused = answers.filter(({ errors }) => errors?.[0]?.extensions["code"] === "RATE_LIMITED");
    expect(refused.length).toBeGreaterThanOrEqual(6); // the second may have turned in between
    const query = "query ($id: ID!) { auction(id: $id) { myBids { edges { node { id } } } } }";
    const { data } = await limited.send<{ auction: { myBids: { edges: unknown[] } } }>(bidder, query, { id });
    expect(data?.auction.myBids.edges).toHaveLength(12 - refused.length);
  } finally {
    await limited.stop();
  }
}, 60_000);
