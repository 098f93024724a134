import { SYSTEM_ACTOR } from "../../src/platform/access/viewer";
import { Transactions } from "../../src/platform/database/transactions";
import { systemRandomness } from "../../src/platform/identifiers";
import { Journal } from "../../src/platform/journal/journal";
import { ExpireAuthorizations } from "../../src/authorization/expire-authorizations";
import { InvalidateAuthorizations } from "../../src/authorization/invalidate-authorizations";
import { InvalidationReason } from "../../src/authorization/domain/request";
import { RequestRecorder } from "../../src/authorization/request-recorder";
import { SaleLedger } from "../../src/sale/sale-ledger";
import { Committee } from "./committee";

let committee: Committee;

beforeAll(async () => {
  committee = await Committee.start();
}, 60_000);
afterAll(() => committee.stop());

/** What the node's job runs, on the same database. */
function parts() {
  const { database } = committee.world;
  const transactions = new Transactions(database);
  const journal = new Journal(systemRandomness, () => undefined);
  const portfolios = { ensureSold: () => Promise.reject(new Error("Nothing is sold here")) };
  const nothingEnds = () => Promise.reject(new Error("No sale ends here"));
  const titles = { move: () => Promise.reject(new Error("No title moves here")) };
  const allotments = { lock: nothingEnds, release: nothingEnds };
  const recorder = new RequestRecorder(new SaleLedger({ journal, portfolios, titles, allotments }));
  return {
    transactions,
    expiry: new ExpireAuthorizations({ database, transactions }, recorder),
    invalidate: new InvalidateAuthorizations(recorder),
  };
}

/** Lets a request's time be over. */
async function runOut(requestId: string): Promise<void> {
  await committee.world.database.query(
    "UPDATE authorization_request SET expires_at = requested_at + interval '1 microsecond' WHERE id = $1",
    [requestId],
  );
}

/** A sale that its committee authorized. */
async function authorized() {
  const sale = await committee.sale({ floor: "1000.00" });
  expect(await committee.decide(committee.people.finance, sale.requestId)).toMatchObject({
    status: "GRANTED",
  });
  return sale;
}

const bar = (firm: string) =>
  committee.world.succeed(
    committee.people.risk,
    "suspendBuyer",
    { buyerId: committee.world.firmId(firm), reason: "test" },
    "... on Buyer { id }",
  );
const reinstate = (firm: string) =>
  committee.world.succeed(
    committee.people.risk,
    "reinstateBuyer",
    { buyerId: committee.world.firmId(firm), reason: "test" },
    "... on Buyer { id }",
  );

describe("time", () => {
  it("a request stands for 14 days, and a signature after them is refused, before any job has run", async () => {
    const { requestId, saleId } = await committee.sale();
    const [row] = await committee.world.database.query<{ days: number }[]>(
      "SELECT extract(day FROM expires_at - requested_at)::integer AS days FROM authorization_request WHERE id = $1",
      [requestId],
    );
    expect(row?.days).toBe(14);
    await runOut(requestId);
    expect(await committee.refused(committee.people.finance, requestId)).toBe("INVALID_STATE EXPIRED");
    expect(await committee.lastRequest(saleId)).toMatchObject({
      status: "EXPIRED",
      signatures: [],
      sale: { status: "AWAITING_AUTHORIZATION" },
    });
    expect((await committee.world.entries(saleId)).at(-1)).toBe("AuthorizationExpired");
    expect(await committee.request(saleId)).toMatchObject({ status: "PENDING" });
  });

  it("the sweep writes down what has run out, once, also an authority that was granted", async () => {
    const [waiting, granted, standing] = [await committee.sale(), await authorized(), await committee.sale()];
    await runOut(waiting.requestId);
    await runOut(granted.requestId);
    const { expiry } = parts();
    await Promise.all([expiry.run(), expiry.run()]);
    expect(await committee.lastRequest(waiting.saleId)).toMatchObject({
      status: "EXPIRED",
      sale: { status: "AWAITING_AUTHORIZATION" },
    });
    expect(await committee.lastRequest(granted.saleId)).toMatchObject({
      status: "EXPIRED",
      sale: { status: "AWAITING_AUTHORIZATION" },
    });
    expect(await committee.lastRequest(standing.saleId)).toMatchObject({ status: "PENDING" });
    for (const { saleId } of [waiting, granted]) {
      const entries = await committee.world.entries(saleId);
      expect(entries.filter((type) => type === "AuthorizationExpired")).toHaveLength(1);
    }
    expect((await committee.world.portfolio(granted.portfolioId)).status).toBe("SOLD");
    const again = await committee.request(granted.saleId);
    expect(await committee.decide(committee.people.finance, again.id)).toMatchObject({
      status: "GRANTED",
      sale: { status: "AUTHORIZED" },
    });
  });
});

describe("a change of the buyer's qualification", () => {
  it("invalidates what waits and what was granted; the sale waits to be asked for again", async () => {
    const [waiting, granted] = [await committee.sale(), await authorized()];
    await bar("alpha");
    try {
      for (const { saleId } of [waiting, granted]) {
        expect(await committee.lastRequest(saleId)).toMatchObject({
          status: "INVALIDATED",
          invalidationReason: "BUYER_CHANGED",
          sale: { status: "AWAITING_AUTHORIZATION" },
        });
        const refusal = committee.world.refusal(committee.people.admin, "requestAuthorization", { saleId });
        expect(await refusal).toBe("NOT_QUALIFIED");
      }
      expect(await committee.refused(committee.people.finance, waiting.requestId)).toBe(
        "INVALID_STATE INVALIDATED",
      );
    } finally {
      await reinstate("alpha");
    }
    const again = await committee.request(granted.saleId);
    expect(await committee.decide(committee.people.finance, again.id)).toMatchObject({ status: "GRANTED" });
  });

  it("that time alone brings keeps anybody from approving, not from rejecting", async () => {
    const { requestId } = await committee.sale();
    const lapse = "UPDATE qualification SET lapses_at = $2::timestamptz WHERE buyer_id = $1";
    await committee.world.database.query(lapse, [committee.world.firmId("alpha"), "2020-01-01"]);
    try {
      expect(await committee.refused(committee.people.finance, requestId)).toBe("LICENCE_LAPSED");
      expect(
        await committee.decide(committee.people.finance, requestId, { decision: "REJECT" }),
      ).toMatchObject({
        status: "REJECTED",
      });
    } finally {
      await committee.world.database.query(lapse, [committee.world.firmId("alpha"), "2099-12-31"]);
    }
  });

  it("comes before or after a signature that is given at the same time, never in between", async () => {
    const { requestId, saleId } = await committee.sale({ floor: "1000.00" });
    const approval = { requestId, decision: "APPROVE", rationale: "x" };
    await Promise.all([
      bar("alpha"),
      committee.world.mutate(committee.people.finance, "decideAuthorization", approval, ""),
    ]);
    await reinstate("alpha");
    expect(await committee.lastRequest(saleId)).toMatchObject({
      status: "INVALIDATED",
      sale: { status: "AWAITING_AUTHORIZATION" },
    });
  });
});

it("a later stage can have one sale's authority fall, because its terms have changed", async () => {
  const [changed, other] = [await authorized(), await authorized()];
  const { transactions, invalidate } = parts();
  const invalidation = { reason: InvalidationReason.TERMS_CHANGED, by: SYSTEM_ACTOR };
  await transactions.run((tx) => invalidate.ofSale(tx, changed.saleId, invalidation));
  await transactions.run((tx) => invalidate.ofSale(tx, changed.saleId, invalidation));
  expect(await committee.lastRequest(changed.saleId)).toMatchObject({
    status: "INVALIDATED",
    invalidationReason: "TERMS_CHANGED",
    sale: { status: "AWAITING_AUTHORIZATION" },
  });
  expect(await committee.lastRequest(other.saleId)).toMatchObject({ status: "GRANTED" });
  expect((await committee.world.entries(changed.saleId)).at(-1)).toBe("AuthorizationInvalidated");
});
