import { Role, type Viewer } from "../../src/platform/access/viewer";
import { approvedFloor } from "../../src/valuation";
import { actualOutcomes, expectedOutcomes, type Ask } from "../support/access-table";
import { floorRows, type FloorWorld } from "../support/floor-rows";
import { DECIDE, FLOORS, PROPOSE, ValuationHarness, type Answered } from "./valuation-harness";

let harness: ValuationHarness;
let ada: Viewer;
let eve: Viewer;

beforeAll(async () => {
  harness = await ValuationHarness.start();
  ada = await harness.person("ada");
  eve = await harness.person("eve", Role.EXECUTIVE);
});
afterAll(() => harness.end());

const propose = (portfolioId: string, differences: object = {}, viewer = ada) =>
  harness.answer<Answered>(viewer, PROPOSE, {
    input: { portfolioId, amount: "12500.00", rationale: "Curves.", ...differences },
  });
const decide = (floorId: string, decision = "APPROVE", viewer = eve) =>
  harness.answer<Answered>(viewer, DECIDE, { input: { floorId, decision, rationale: "Agreed." } });
const types = async (portfolioId: string) => (await harness.entries(portfolioId)).map(({ type }) => type);

describe("proposing a floor", () => {
  it("of a screened portfolio values it", async () => {
    const portfolioId = await harness.portfolio(ada);
    expect(await propose(portfolioId, { validUntil: "2026-12-31" })).toEqual({
      __typename: "Floor",
      id: expect.any(String) as string,
      status: "PROPOSED",
      amount: { amount: "12500.00", currency: "USD" },
      rateOfFace: "0.050000",
      validUntil: "2026-12-31",
      proposedBy: { name: ada.actor.name },
      rationale: "Curves.",
      approvedAt: null,
    });
    expect(await harness.statusOf(portfolioId)).toBe("VALUED");
    expect(await types(portfolioId)).toEqual(["FloorProposed"]);
  });

  it("again by the same person gives the same; with other content it replaces what waits", async () => {
    const portfolioId = await harness.portfolio(ada);
    const first = await propose(portfolioId);
    expect((await propose(portfolioId)).id).toBe(first.id);
    const second = await propose(portfolioId, { amount: "0.00" });
    expect(second).toMatchObject({ status: "PROPOSED", rateOfFace: "0.000000" });
    expect(await types(portfolioId)).toEqual(["FloorProposed", "FloorSuperseded", "FloorProposed"]);
    expect(await decide(first.id)).toMatchObject({ code: "INVALID_STATE", state: "SUPERSEDED" });
    expect(await decide(second.id)).toMatchObject({ status: "APPROVED" });
  });

  it.each(["DRAFT", "IMPORTED", "LISTED", "IN_AUCTION", "SOLD", "WITHDRAWN"])(
    "is refused for %s",
    async (status) => {
      const portfolioId = await harness.portfolio(ada, { status });
      expect(await propose(portfolioId)).toMatchObject({ code: "INVALID_STATE", state: status });
      expect(await types(portfolioId)).toEqual([]);
    },
  );

  it("is refused where nothing is eligible, and leaves the portfolio", async () => {
    const portfolioId = await harness.portfolio(ada, { faceMinor: 0n });
    expect(await propose(portfolioId)).toMatchObject({ code: "INVALID_STATE", state: "SCREENED" });
    expect(await harness.statusOf(portfolioId)).toBe("SCREENED");
  });

  it("takes an amount in the portfolio's decimals, and words", async () => {
    const yen = await harness.portfolio(ada, { currency: "JPY" });
    const code = (input: object) =>
      harness.errorCode(ada, PROPOSE, { input: { portfolioId: yen, amount: "5", rationale: "x", ...input } });
    expect(await code({ amount: "5.00" })).toBe("BAD_USER_INPUT");
    expect(await code({ rationale: " " })).toBe("BAD_USER_INPUT");
    expect(await code({})).toBeUndefined();
  });

  it("of another organization's portfolio, or of none, is NOT_FOUND", async () => {
    const portfolioId = await harness.portfolio(ada);
    const stranger = await harness.person("south.ada", Role.FINANCE, "south-bank");
    const input = { amount: "1.00", rationale: "x" };
    for (const [viewer, id] of [
      [stranger, portfolioId],
      [ada, ada.actor.id],
      [ada, "no id"],
    ] as const) {
      expect(await harness.errorCode(viewer, PROPOSE, { input: { ...input, portfolioId: id } })).toBe(
        "NOT_FOUND",
      );
    }
    const { id } = await propose(portfolioId);
    const verdict = { floorId: id, decision: "APPROVE", rationale: "x" };
    expect(await harness.errorCode(stranger, DECIDE, { input: verdict })).toBe("NOT_FOUND");
    expect(await harness.errorCode(ada, DECIDE, { input: { ...verdict, floorId: portfolioId } })).toBe(
      "NOT_FOUND",
    );
  });
});

describe("deciding a floor", () => {
  it("by another person puts the portfolio on the market", async () => {
    const portfolioId = await harness.portfolio(ada);
    const { id } = await propose(portfolioId, { validUntil: "2026-12-31" });
    const approved = await decide(id);
    expect(approved).toMatchObject({ id, status: "APPROVED", decidedBy: { name: eve.actor.name } });
    expect(approved.approvedAt).toMatch(/Z$/);
    expect(await harness.statusOf(portfolioId)).toBe("APPROVED");
    expect(await types(portfolioId)).toEqual(["FloorProposed", "FloorApproved"]);
    expect(await harness.transactions.run((tx) => approvedFloor(tx, portfolioId))).toEqual({
      id,
      amount: 1_250_000n,
      validUntil: BigInt(Date.parse("2027-01-01T00:00:00Z")) * 1_000n,
    });
  });

  it("by its proposer is refused, also when a program of theirs proposed it", async () => {
    const portfolioId = await harness.portfolio(ada);
    const { id } = await propose(portfolioId);
    expect(await decide(id, "APPROVE", ada)).toMatchObject({ code: "SEPARATION_OF_DUTIES" });
    expect(await decide(id, "REJECT", ada)).toMatchObject({ code: "SEPARATION_OF_DUTIES" });
    const { secret } = await harness.answer<{ secret: string }>(
      ada,
      `mutation { createApiKey(input: { name: "robot", roles: [FINANCE] }) { ... on CreatedApiKey { secret } } }`,
    );
    const robot = await harness.access.access.authenticator.authenticate(`Bearer ${secret}`);
    const byRobot = await propose(portfolioId, { amount: "1.00" }, robot as Viewer);
    expect(byRobot).toMatchObject({ proposedBy: { name: "robot" } });
    expect(await decide(byRobot.id, "APPROVE", ada)).toMatchObject({ code: "SEPARATION_OF_DUTIES" });
    expect(await decide(id, "APPROVE", robot as Viewer)).toMatchObject({ code: "INVALID_STATE" });
    expect(await harness.statusOf(portfolioId)).toBe("VALUED");
    expect(await decide(byRobot.id)).toMatchObject({ status: "APPROVED" });
  });

  it("rejecting leaves the portfolio where it is; another may be proposed", async () => {
    const portfolioId = await harness.portfolio(ada);
    const { id } = await propose(portfolioId);
    expect(await decide(id, "REJECT")).toMatchObject({ status: "REJECTED", approvedAt: null });
    expect(await decide(id, "REJECT")).toMatchObject({ status: "REJECTED" });
    expect(await decide(id)).toMatchObject({ code: "INVALID_STATE", state: "REJECTED" });
    expect(await harness.statusOf(portfolioId)).toBe("VALUED");
    expect(await propose(portfolioId)).toMatchObject({ status: "PROPOSED" });
    expect(await types(portfolioId)).toEqual(["FloorProposed", "FloorRejected", "FloorProposed"]);
  });

  it("a new floor replaces the approved one only when it is approved", async () => {
    const portfolioId = await harness.portfolio(ada);
    const first = await propose(portfolioId);
    await decide(first.id);
    const second = await propose(portfolioId, { amount: "10000.00" });
    expect(await harness.answer(ada, FLOORS, { id: portfolioId })).toMatchObject({
      currentFloor: { id: first.id },
      proposedFloor: { id: second.id },
    });
    await decide(second.id);
    expect(await harness.answer(ada, FLOORS, { id: portfolioId })).toMatchObject({
      currentFloor: { id: second.id, amount: { amount: "10000.00", currency: "USD" } },
      proposedFloor: null,
    });
    expect(await harness.statusOf(portfolioId)).toBe("APPROVED");
    expect((await types(portfolioId)).slice(2)).toEqual([
      "FloorProposed",
      "FloorSuperseded",
      "FloorApproved",
    ]);
  });

  it("that an auction's portfolio waits with is refused until the auction is over", async () => {
    const portfolioId = await harness.portfolio(ada);
    await decide((await propose(portfolioId)).id);
    const waiting = await propose(portfolioId, { amount: "1.00" });
    const set = (status: string) =>
      harness.access.database.query("UPDATE portfolio SET status = $2 WHERE id = $1", [portfolioId, status]);
    await set("LISTED");
    expect(await decide(waiting.id)).toMatchObject({ code: "INVALID_STATE", state: "LISTED" });
    await set("IN_AUCTION");
    expect(await decide(waiting.id)).toMatchObject({ code: "INVALID_STATE", state: "IN_AUCTION" });
    await set("APPROVED");
    expect(await decide(waiting.id)).toMatchObject({ status: "APPROVED" });
  });

  it("of two people at once, one decides and the other is told the state", async () => {
    const portfolioId = await harness.portfolio(ada);
    const { id } = await propose(portfolioId);
    const bob = await harness.person("bob");
    const answers = await Promise.all([decide(id), decide(id, "REJECT", bob)]);
    const taken = answers.find((answer) => answer.__typename === "Floor");
    const refused = answers.find((answer) => answer.__typename === "Refusal");
    expect(refused).toMatchObject({ code: "INVALID_STATE", state: taken?.status });
    expect(await types(portfolioId)).toHaveLength(2);
  });

  it("while another proposal comes in, decides what was read or nothing", async () => {
    const portfolioId = await harness.portfolio(ada);
    const { id } = await propose(portfolioId);
    const [decided, proposed] = await Promise.all([decide(id), propose(portfolioId, { amount: "1.00" })]);
    expect(proposed).toMatchObject({ status: "PROPOSED" });
    const shown = await harness.answer<{ currentFloor: Answered | null }>(ada, FLOORS, { id: portfolioId });
    expect(shown.currentFloor?.id ?? null).toBe(decided.__typename === "Floor" ? id : null);
  });
});

describe("when the accounts change", () => {
  it("every floor that counts falls, in the transaction that changes them", async () => {
    const portfolioId = await harness.portfolio(ada);
    await decide((await propose(portfolioId)).id);
    await propose(portfolioId, { amount: "1.00" });
    const supersede = () =>
      harness.transactions.run(async (tx) => {
        await tx.query("SELECT FROM portfolio WHERE id = $1 FOR UPDATE", [portfolioId]);
        await harness.stage.supersedeFloors(tx, portfolioId, ada.actor);
      });
    await supersede();
    await supersede();
    expect(await harness.answer(ada, FLOORS, { id: portfolioId })).toEqual({
      currentFloor: null,
      proposedFloor: null,
    });
    expect((await types(portfolioId)).slice(3)).toEqual(["FloorSuperseded", "FloorSuperseded"]);
    expect(await harness.transactions.run((tx) => approvedFloor(tx, portfolioId))).toBeNull();
  });
});

describe("who sees a floor", () => {
  it("the seller's people alone: to a firm and to another seller there is none", async () => {
    const portfolioId = await harness.portfolio(ada);
    const { id } = await propose(portfolioId);
    await decide(id);
    await propose(portfolioId, { amount: "1.00" });
    const analyst = await harness.person("ann", Role.ANALYST);
    expect(await harness.answer(analyst, FLOORS, { id: portfolioId })).toMatchObject({
      currentFloor: { id },
    });
    const nothing = { currentFloor: null, proposedFloor: null };
    const stranger = await harness.person("south.ada", Role.FINANCE, "south-bank");
    for (const viewer of [await harness.firm(), stranger]) {
      expect(await harness.answer(viewer, FLOORS, { id: portfolioId })).toEqual(nothing);
      expect(await harness.stage.findNode(viewer, id)).toBeNull();
    }
    expect(await harness.stage.findNode(analyst, id)).toMatchObject({ id });
    expect(await harness.stage.findNode(analyst, "no id")).toBeNull();
  });

  it("and the journal hides its amount and the reasons", async () => {
    const portfolioId = await harness.portfolio(ada);
    const { id } = await propose(portfolioId, { amount: "98765.43", rationale: "Secret curves." });
    await decide(id);
    expect(JSON.stringify(await harness.entries(portfolioId))).not.toMatch(/98765|curves|Agreed/);
  });

  it.each(floorRows.map((row) => [row.field, row] as const))("%s: who may do it", async (_field, row) => {
    const finance = (whose: string) =>
      harness.person(`${whose}-seller.FINANCE`, Role.FINANCE, `${whose}-seller`);
    const world: FloorWorld = {
      portfolioOf: async (whose) => harness.portfolio(await finance(whose)),
      floorOf: async (whose) => (await propose(await world.portfolioOf(whose), {}, await finance(whose))).id,
    };
    const ask: Ask = async (caller, document, variables) => {
      if (caller === null) return harness.ask(null, document, variables);
      const { kind, role } = caller;
      const organization = `${caller.organization}-${kind.toLowerCase()}`;
      const subject = `${organization}.${role}`;
      const viewer = await harness.access.viewer({ organization, kind, roles: [role], subject });
      return harness.ask(viewer, document, variables);
    };
    expect(await actualOutcomes(row, world, ask)).toEqual(expectedOutcomes(row));
  });
});

describe("the database itself refuses", () => {
  let floorId: string;
  let portfolioId: string;
  const sql = (text: string, parameters: unknown[] = []) =>
    harness.access.database.query<unknown>(text, parameters);

  beforeAll(async () => {
    portfolioId = await harness.portfolio(ada);
    floorId = (await propose(portfolioId)).id;
  });

  const decideBySql = (by: string, person: string) =>
    sql(
      `UPDATE floor SET status = 'APPROVED', decided_by = $2, decider_id = $3, decided_at = now(),
       decision_rationale = 'x' WHERE id = $1`,
      [floorId, by, person],
    );

  it("an approval by the proposer, by the same person behind a program, and by nobody of the seller's", async () => {
    await expect(decideBySql(ada.actor.id, eve.actor.id)).rejects.toThrow("separation_of_duties");
    await expect(decideBySql(eve.actor.id, ada.actor.id)).rejects.toThrow("separation_of_duties");
    const bidder = await harness.firm();
    await expect(decideBySql(bidder.actor.id, bidder.actor.id)).rejects.toThrow("foreign key");
  });

  it("two floors that wait, or two that hold", async () => {
    const copy = (status: string) =>
      sql(
        `INSERT INTO floor SELECT gen_random_uuid(), portfolio_id, seller_id, $2, amount_minor, face_minor, currency,
           valid_until, rationale, proposed_by, proposer_id, proposed_at, $3, $3, $4, $5
         FROM floor WHERE id = $1`,
        status === "PROPOSED"
          ? [floorId, status, null, null, null]
          : [floorId, status, eve.actor.id, "2099-01-01", "x"],
      );
    await expect(copy("PROPOSED")).rejects.toThrow("floor_proposed");
    await copy("APPROVED");
    await expect(copy("APPROVED")).rejects.toThrow("floor_approved");
  });

  it.each([
    ["another amount", "amount_minor = 1", "append-only"],
    ["another face value", "face_minor = 1", "append-only"],
    ["other reasons", "rationale = 'y'", "append-only"],
    ["a decision without its reasons", "status = 'REJECTED', decided_at = now()", "decided"],
    ["a replacement at no time", "status = 'SUPERSEDED'", "superseded"],
    ["a replacement before the proposal", "status = 'SUPERSEDED', superseded_at = '2000-01-01'", "in_order"],
    ["a way that there is not", "status = 'PROPOSED'", "does not go from PROPOSED to PROPOSED"],
  ])("%s", async (_name, assignment, says) => {
    await expect(sql(`UPDATE floor SET ${assignment} WHERE id = $1`, [floorId])).rejects.toThrow(says);
  });

  it("a negative floor, and one of nothing", async () => {
    const insert = (amount: bigint, face: bigint) =>
      sql(
        `INSERT INTO floor SELECT gen_random_uuid(), portfolio_id, seller_id, 'REJECTED', $2, $3, currency, valid_until,
           rationale, proposed_by, proposer_id, proposed_at, $4, $4, '2099-01-01', 'x' FROM floor WHERE id = $1`,
        [floorId, amount, face, eve.actor.id],
      );
    await expect(insert(-1n, 1n)).rejects.toThrow("amount_minor");
    await expect(insert(1n, 0n)).rejects.toThrow("face_minor");
  });
});
