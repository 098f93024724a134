import type { KeptCommand, Transport } from "../../src/client";
import { codedError, decided, type Call } from "./fake-server";
import { Stage } from "./stage";

const ORDER = { auctionId: "auction-1", amount: "500.00" };

const stage = new Stage();
afterEach(() => stage.clear());

describe.each<Transport>(["http", "socket"])("a bid over %s", (transport) => {
  it("is decided once: its key is made and kept before it is sent", async () => {
    const kept: KeptCommand[] = [];
    let sentBefore = -1;
    const keep = async (command: KeptCommand) => {
      await new Promise(setImmediate);
      kept.push(command);
      sentBefore = stage.server.inputs.length;
    };
    await stage.set({}, { transport, keep });
    const answer = await stage.client.placeBid(ORDER);
    expect(answer).toMatchObject({ __typename: "PlacedBid", replayed: false, bid: { decision: "ACCEPTED" } });
    expect(sentBefore).toBe(0);
    expect(kept).toMatchObject([
      { kind: "placeBid", input: { ...ORDER, idempotencyKey: expect.any(String) as string } },
    ]);
    expect(stage.server.inputs).toMatchObject(kept.map(({ input }) => input));
  });

  it.each([
    { what: "the connection is lost", fail: ({ cut }: Call) => cut("network") },
    { what: "no answer comes in time", fail: ({ cut }: Call) => cut("nothing") },
    { what: "the server is busy", fail: () => codedError("RETRY_LATER") },
    { what: "too much was sent", fail: () => codedError("RATE_LIMITED") },
    { what: "the server cannot answer", fail: () => codedError("UNAVAILABLE") },
  ])("is sent again with the same key and content when $what", async ({ fail }) => {
    await stage.set(
      { answer: (call) => (call.before < 2 ? fail(call) : decided({ replayed: true })) },
      { transport, timeoutMilliseconds: 200 },
    );
    const order = { ...ORDER, maximum: "900.00" };
    const answering = stage.client.placeBid(order);
    order.maximum = "1.00"; // what becomes of the caller's object afterwards is the caller's
    expect(await answering).toMatchObject({ replayed: true });
    const [first] = stage.server.inputs;
    expect(first).toMatchObject({ ...ORDER, maximum: "900.00" });
    expect(stage.server.inputs).toEqual([first, first, first]);
  });

  it.each([
    { what: "accepted", answer: decided() },
    { what: "rejected by the rules", answer: decided({ decision: "REJECTED" }) },
    {
      what: "refused",
      answer: { __typename: "Refusal", code: "IDEMPOTENCY_CONFLICT", message: "another content" },
    },
  ])("is not sent again once it was $what", async ({ answer }) => {
    await stage.set({ answer: () => answer }, { transport });
    await stage.client.placeBid(ORDER);
    expect(stage.server.inputs).toHaveLength(1);
  });

  it.each(["BAD_USER_INPUT", "NOT_FOUND", "FORBIDDEN", "INTERNAL_SERVER_ERROR"])(
    "is not sent again after %s",
    async (code) => {
      await stage.set({ answer: () => codedError(code) }, { transport });
      await expect(stage.client.placeBid(ORDER)).rejects.toMatchObject({ code, requestId: "request-1" });
      expect(stage.server.inputs).toHaveLength(1);
    },
  );

  it("that was kept is sent again as it was", async () => {
    await stage.set({}, { transport });
    const idempotencyKey = "0190a000-0000-4000-8000-000000000001";
    await stage.client.placeBid({ ...ORDER, idempotencyKey });
    expect(stage.server.inputs[0]).toMatchObject({ ...ORDER, idempotencyKey });
  });

  it("that cannot be kept is not sent", async () => {
    const keep = () => Promise.reject(new Error("the disk is full"));
    await stage.set({}, { transport, keep });
    await expect(stage.client.placeBid(ORDER)).rejects.toThrow("the disk is full");
    expect(stage.server.inputs).toEqual([]);
  });

  it("is given up when its signal is aborted", async () => {
    await stage.set({ answer: ({ cut }) => cut("nothing") }, { transport });
    const [abort, reason] = [new AbortController(), new Error("too late for it")];
    const bidding = stage.client.placeBid(ORDER, { signal: abort.signal });
    await stage.server.until(() => stage.server.inputs.length === 1);
    abort.abort(reason);
    await expect(bidding).rejects.toBe(reason);
  });

  it("that gets no answer fails when patience is at an end", async () => {
    const answer = () => codedError("RETRY_LATER");
    await stage.set({ answer }, { transport, patienceMilliseconds: 10 });
    await expect(stage.client.placeBid(ORDER)).rejects.toMatchObject({ code: "RETRY_LATER" });
  });

  it("has a key of its own, unlike any other's", async () => {
    await stage.set({}, { transport });
    await Promise.all([stage.client.placeBid(ORDER), stage.client.placeBid(ORDER)]);
    const [first, second] = stage.server.inputs;
    expect(first?.["idempotencyKey"]).not.toBe(second?.["idempotencyKey"]);
  });
});

it("a withdrawal is as safe as a bid", async () => {
  const kept: KeptCommand[] = [];
  await stage.set(
    { answer: ({ before, cut }) => (before === 0 ? cut("network") : decided({ replayed: true })) },
    { keep: (command) => void kept.push(command) },
  );
  expect(await stage.client.withdrawBid({ auctionId: "auction-1" })).toMatchObject({ replayed: true });
  const [first] = stage.server.inputs;
  expect(kept).toEqual([{ kind: "withdrawBid", input: first }]);
  expect(stage.server.inputs).toEqual([first, first]);
});
