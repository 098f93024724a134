import { DataSource } from "typeorm";
import { auctionReplayer, findMisallotment, findStrayBid } from "../../src/auction";
import { dataSourceOptions } from "../../src/platform/database/data-source";
import { verifyJournal } from "../../src/platform/journal/verify-journal";
import { TestApp } from "../support/app";
import { Market } from "../support/market";

// Case 18 of auction-rules.md: limits across auctions.

let app: TestApp;
let market: Market;
let database: DataSource;
let rival: string;
let count = 0;

beforeAll(async () => {
  app = await TestApp.start();
  market = new Market(app);
  database = await new DataSource(dataSourceOptions({ url: app.database.url, poolSize: 2 })).initialize();
  await app.send(market.people.admin, "{ viewer { id } }");
  rival = await market.qualify("rival");
}, 60_000);
afterAll(async () => {
  await database.destroy();
  await app.stop();
});

interface Firm {
  readonly name: string;
  readonly id: string;
}

/** A firm that may be committed to this much. */
async function firm(limit: string, currency = "USD"): Promise<Firm> {
  const name = `firm-${(count += 1)}`;
  return { name, id: await market.qualify(name, { exposureLimit: { amount: limit, currency } }) };
}

/** An open auction of a portfolio of 100,000.00, with a rival whose own limit is far away. */
async function auction({ id }: Firm, more: Record<string, unknown> = {}): Promise<string> {
  const auctionId = await market.auction(await market.portfolio());
  await market.admit(auctionId, id, more);
  await market.admit(auctionId, rival);
  await market.open(auctionId);
  return auctionId;
}

async function bid(
  name: string,
  auctionId: string,
  amount: string | null,
  maximum?: string,
): Promise<string> {
  const decided = await market.bid(name, auctionId, { amount, maximum });
  return decided.reason ?? decided.status;
}

const allotted = async ({ id }: Firm, auctionId: string): Promise<string> => {
  const rows = await database.query<{ allotment: string }[]>(
    "SELECT allotment_minor::text AS allotment FROM participant WHERE auction_id = $1 AND buyer_id = $2",
    [auctionId, id],
  );
  return String(rows[0]?.allotment);
};

const setLimit = (buyerId: string, amount: string, currency = "USD") => {
  const input = { buyerId, limit: { amount, currency }, rationale: "Seen anew." };
  return market
    .attempt(market.people.risk, "setExposureLimit", input, "... on Buyer { id }")
    .then(({ data }) => {
      const result = data?.["setExposureLimit"];
      return result?.__typename === "Refusal" ? result["code"] : result?.__typename;
    });
};

describe("case 18: a firm's exposure limit", () => {
  it("case 18: leaves an auction what the firm is not committed to in the others", async () => {
    const one = await firm("1000.00");
    const [a, b] = [await auction(one), await auction(one)];
    expect(await bid(one.name, a, "100.00", "700.00")).toBe("LEADING");
    expect(await bid(one.name, b, "100.00", "300.01")).toBe("ABOVE_LIMIT");
    expect(await bid(one.name, b, "100.00", "300.00")).toBe("LEADING");
    expect(await bid(one.name, b, null, "300.01")).toBe("ABOVE_LIMIT");
  });

  it("case 18: a raise replaces what was committed, it does not add", async () => {
    const one = await firm("1000.00");
    const [a, b] = [await auction(one), await auction(one)];
    expect(await bid(one.name, a, "100.00", "600.00")).toBe("LEADING");
    expect(await bid(one.name, a, null, "900.00")).toBe("LEADING");
    expect(await bid(one.name, b, "100.00")).toBe("LEADING");
    expect(await bid(one.name, a, null, "900.01")).toBe("ABOVE_LIMIT");
  });

  it("case 18: whoever is outbid has all of it again", async () => {
    const one = await firm("1000.00");
    const [a, b] = [await auction(one), await auction(one)];
    expect(await bid(one.name, a, "100.00", "1000.00")).toBe("LEADING");
    expect(await bid(one.name, b, "100.00")).toBe("ABOVE_LIMIT");
    expect(await bid("rival", a, "110.00", "2000.00")).toBe("LEADING");
    expect(await bid(one.name, b, "100.00", "1000.00")).toBe("LEADING");
  });

  it("case 18: the winner keeps its price of it, until the sale is dead", async () => {
    const one = await firm("1000.00");
    const [a, b] = [await auction(one), await auction(one)];
    await bid("rival", a, "100.00", "390.00");
    expect(await bid(one.name, a, "400.00", "1000.00")).toBe("LEADING");
    await market.close(a);
    expect(await allotted(one, a)).toBe("40000");
    expect(await bid(one.name, b, "100.00", "600.01")).toBe("ABOVE_LIMIT");
    expect(await bid(one.name, b, "100.00", "600.00")).toBe("LEADING");
    const { requestId } = await market.award(a);
    expect(await bid(one.name, b, null, "600.01")).toBe("ABOVE_LIMIT");
    const rejection = { requestId, decision: "REJECT", rationale: "No." };
    await market.mutate(
      market.people.finance,
      "decideAuthorization",
      rejection,
      "... on AuthorizationRequest { id }",
    );
    expect(await bid(one.name, b, null, "1000.00")).toBe("LEADING");
  });

  it("case 18: a lead that comes back through a void is kept, and counts", async () => {
    const one = await firm("1000.00");
    const other = await firm("100000.00");
    const [a, b] = [await auction(one), await auction(one)];
    await market.admit(a, other.id);
    await bid(one.name, a, "100.00", "1000.00");
    await bid(other.name, a, "110.00", "2000.00");
    expect(await bid(one.name, b, "100.00", "1000.00")).toBe("LEADING");
    const suspension = { buyerId: other.id, reason: "A complaint." };
    await market.mutate(market.people.risk, "suspendBuyer", suspension, "... on Buyer { id }");
    expect(await bid(one.name, a, "100.00")).toBe("ALREADY_LEADING");
    expect(await bid("rival", b, "110.00", "2000.00")).toBe("LEADING");
    expect(await bid(one.name, b, "2010.00")).toBe("ABOVE_LIMIT");
    const c = await auction(one);
    expect(await bid(one.name, c, "100.00")).toBe("ABOVE_LIMIT");
  });

  it("case 18: is one a currency: another has none of it", async () => {
    const one = await firm("150.00", "EUR");
    const a = await auction(one);
    expect(await bid(one.name, a, "100.00", "900.00")).toBe("LEADING");
    expect(await setLimit(one.id, "950.00")).toBe("Buyer");
    const b = await auction(one);
    expect(await bid(one.name, b, "100.00")).toBe("ABOVE_LIMIT");
    const query =
      "query ($id: ID!) { buyer(id: $id) { qualification { exposureLimits { amount currency } } } }";
    const { data } = await app.send(market.people.risk, query, { id: one.id });
    expect(data).toMatchObject({
      buyer: {
        qualification: {
          exposureLimits: [
            { amount: "150.00", currency: "EUR" },
            { amount: "950.00", currency: "USD" },
          ],
        },
      },
    });
  });

  it("case 18: the smaller of it and the participant's limit counts", async () => {
    const one = await firm("1000.00");
    const a = await auction(one, { limit: "500.00" });
    expect(await bid(one.name, a, "100.00", "500.01")).toBe("ABOVE_LIMIT");
    expect(await bid(one.name, a, "100.00", "500.00")).toBe("LEADING");
  });

  it("case 18: a sealed auction takes the participant's whole limit of it, from the admission to the outcome", async () => {
    const one = await firm("1000.00");
    const terms = { format: "SEALED_FIRST_PRICE", reserveVisibility: "CONCEALED", increments: [] };
    const sealed = async () => market.auction(await market.portfolio(), terms);
    const [a, b, c] = [await sealed(), await sealed(), await auction(one)];
    await market.admit(a, one.id, { limit: "600.00" });
    expect(await bid(one.name, c, "100.00", "400.01")).toBe("ABOVE_LIMIT");
    expect(await bid(one.name, c, "100.00", "400.00")).toBe("LEADING");
    const admission = {
      auctionId: b,
      buyerId: one.id,
      ndaSignedAt: new Date().toISOString(),
      limit: "300.01",
    };
    expect(await market.refusal(market.people.admin, "admitBuyer", admission)).toBe("LIMIT_REACHED");
    await market.open(a);
    await market.close(a);
    expect(await bid(one.name, c, null, "1000.00")).toBe("LEADING");
  });

  it("case 18: bids at once in many auctions, on two nodes, never come to more than the limit", async () => {
    const one = await firm("1000.00");
    const clients = [app.node, await app.addNode()].map((node) =>
      app.client(market.firm(one.name).bidder, { node }),
    );
    const auctions: string[] = [];
    while (auctions.length < 6) auctions.push(await auction(one));
    const results = await Promise.all(
      auctions.map(async (auctionId, index) => {
        const answer = await clients[index % 2]?.placeBid({ auctionId, amount: "100.00", maximum: "400.00" });
        return answer?.__typename === "PlacedBid" ? (answer.bid.reason ?? answer.bid.status) : answer;
      }),
    );
    expect(results.filter((result) => result === "LEADING")).toHaveLength(2);
    expect(results.filter((result) => result === "ABOVE_LIMIT")).toHaveLength(4);
  });
});

describe("an exposure limit that is changed", () => {
  it("is refused below what the seller sees of the commitments, and tells nothing of a maximum", async () => {
    const one = await firm("1000.00");
    const a = await auction(one);
    await bid("rival", a, "100.00", "290.00");
    expect(await bid(one.name, a, "300.00", "800.00")).toBe("LEADING");
    expect(await setLimit(one.id, "299.99")).toBe("LIMIT_REACHED");
    expect(await setLimit(one.id, "300.00")).toBe("Buyer");
    expect(await bid(one.name, a, null, "800.01")).toBe("ABOVE_LIMIT");
    const b = await auction(one);
    expect(await bid(one.name, b, "100.00")).toBe("ABOVE_LIMIT");
    expect(await setLimit(one.id, "900.00")).toBe("Buyer");
    expect(await bid(one.name, b, "100.00")).toBe("LEADING");
  });

  it("waits for an auction that is changing its allotment, and that auction not for it", async () => {
    const one = await firm("1000.00");
    const a = await auction(one);
    const ending = database.createQueryRunner();
    await ending.startTransaction();
    await ending.query("SELECT FROM journal_stream WHERE id = $1 FOR NO KEY UPDATE", [a]);
    for (const change of [-1, 1])
      await ending.query(
        "UPDATE participant SET allotment_minor = allotment_minor + $3 WHERE auction_id = $1 AND buyer_id = $2",
        [a, one.id, change],
      );
    const setting = setLimit(one.id, "2000.00");
    const waiting =
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while ((await database.query<unknown[]>(waiting)).length === 0);
    await ending.commitTransaction();
    await ending.release();
    expect(await setting).toBe("Buyer");
  });

  it("is above zero, and a qualified firm's", async () => {
    const one = await firm("1000.00");
    const order = { buyerId: one.id, limit: { amount: "0.00", currency: "USD" }, rationale: "Seen anew." };
    expect(await market.refusal(market.people.risk, "setExposureLimit", order)).toBe("BAD_USER_INPUT");
    const expulsion = { buyerId: one.id, reason: "Threats." };
    await market.mutate(market.people.risk, "expelBuyer", expulsion, "... on Buyer { id }");
    const later = { ...order, limit: { amount: "5.00", currency: "USD" } };
    expect(await market.refusal(market.people.risk, "setExposureLimit", later)).toBe(
      "INVALID_STATE EXPELLED",
    );
  });

  it("and asset classes that are taken away: the firm bids no more, and its open authorities fall", async () => {
    const one = await firm("1000.00");
    const [a, b] = [await auction(one), await auction(one)];
    await bid(one.name, a, "100.00");
    await market.close(a);
    const { saleId } = await market.award(a);
    const order = { buyerId: one.id, assetClasses: ["AUTO"], rationale: "Seen anew." };
    await market.mutate(market.people.risk, "setAssetClasses", order, "... on Buyer { id }");
    expect(await bid(one.name, b, "100.00")).toBe("NOT_QUALIFIED");
    const query = "query ($id: ID!) { sale(id: $id) { authorizationRequest { status } } }";
    const { data } = await app.send(market.people.finance, query, { id: saleId });
    expect(data).toEqual({ sale: { authorizationRequest: { status: "INVALIDATED" } } });
  });
});

describe("an allotment", () => {
  it("is read by its firm alone", async () => {
    const one = await firm("1000.00");
    const [a, b] = [await auction(one), await auction(one)];
    await bid(one.name, a, "100.00", "700.00");
    await bid(one.name, b, "100.00", "300.00");
    const query = `query ($id: ID!) { journal(stream: $id, first: 50) { edges { node { type data disclosed { path value } } } } }`;
    const read = async (person: Parameters<TestApp["send"]>[0]) =>
      JSON.stringify(await app.send(person, query, { id: a }));
    const [toFirm, toSeller] = [
      await read(market.firm(one.name).viewer),
      await read(market.people.compliance),
    ];
    expect(toFirm).toContain("AllotmentChanged");
    expect(toFirm).toContain("70000");
    expect(toSeller).toContain("AllotmentChanged");
    expect(toSeller).not.toContain("70000");
  });

  it("is never more, all together, than the limit: the database itself refuses", async () => {
    const one = await firm("1000.00");
    const [a, b] = [await auction(one), await auction(one)];
    const set = (allotment: number) =>
      database.query(
        "UPDATE participant SET allotment_minor = $3 WHERE buyer_id = $1 AND auction_id = ANY ($2)",
        [one.id, [a, b], allotment],
      );
    await expect(set(50_001)).rejects.toMatchObject({ constraint: "allotted_within_limit" });
    await expect(set(-1)).rejects.toMatchObject({ code: "23514" });
  });

  it("follows from the journal, and their sum from them", async () => {
    const verify = async () => {
      const findStrays = [findStrayBid, findMisallotment];
      const ports = { database, replayers: { AUCTION: auctionReplayer }, findStrays };
      return (await verifyJournal({ ...ports, onProgress: () => undefined })).offence;
    };
    expect(await verify()).toBeNull();
    const [row] = await database.query<{ seller_id: string; buyer_id: string }[]>(
      "SELECT seller_id, buyer_id FROM exposure WHERE allotted_minor > 0 LIMIT 1",
    );
    const change = (sign: string) =>
      database.query(
        `UPDATE exposure SET allotted_minor = allotted_minor ${sign} 1, limit_minor = limit_minor ${sign} 1
         WHERE seller_id = $1 AND buyer_id = $2`,
        [row?.seller_id, row?.buyer_id],
      );
    await change("+");
    expect((await verify())?.problem).toContain("do not add up");
    await change("-");
    expect(await verify()).toBeNull();
  });
});
