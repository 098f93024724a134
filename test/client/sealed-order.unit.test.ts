import type { KeptCommand, SealedOrder } from "../../src/client";
import { sealOrder } from "../../src/client/sealed-order";
import { openWithKey, webCrypto } from "../../src/client/sealing";
import { hashOfKey } from "../../src/auction/bidding/bid-command";
import { codedError, decided } from "./fake-server";
import { council } from "./sealing/world";
import { Stage } from "./stage";

let order: SealedOrder;
beforeAll(async () => {
  const { roster } = await council(2, 3);
  order = {
    auctionId: "0190b000-0000-7000-8000-000000000001",
    buyerId: "0190c000-0000-7000-8000-000000000002",
    amount: "900.00",
    terms: { currency: "USD", openingPrice: "100.00", faceValue: "5000.00", sealing: roster },
  };
});

it("a sealed bid opens with the key that was kept for it, for this firm and this bid", async () => {
  const { input, key } = await sealOrder(order);
  const { auctionId, buyerId, terms } = order;
  const target = { auctionId, buyerId, roster: terms.sealing, keyHash: hashOfKey(input.idempotencyKey) };
  const box = Buffer.from(input.sealed, "base64url");
  const opened = await openWithKey(box, { ...target, key: Buffer.from(key, "base64url") }, webCrypto);
  expect(opened).toMatchObject({ kind: "OPENED", amount: 90_000n, currency: "USD" });
});

it.each([
  { what: "above ten times the opening price", amount: "1000.01", openingPrice: "100.00" },
  { what: "above face", amount: "5000.01", openingPrice: "600.00" },
])(
  "an amount $what is asked about here, since nobody else can (case 17)",
  async ({ amount, openingPrice }) => {
    const unusual = { ...order, amount, terms: { ...order.terms, openingPrice } };
    await expect(sealOrder(unusual)).rejects.toMatchObject({ code: "NEEDS_CONFIRMATION" });
    expect((await sealOrder({ ...unusual, confirmHigh: true })).input.sealed).toEqual(expect.any(String));
  },
);

it("what is no amount is refused, and the message does not repeat it", async () => {
  await expect(sealOrder({ ...order, amount: "777" })).rejects.toMatchObject({ code: "BAD_USER_INPUT" });
  await expect(sealOrder({ ...order, amount: "777" })).rejects.not.toThrow("777");
});

describe("a sealed bid by the client", () => {
  const stage = new Stage();
  afterEach(() => stage.clear());

  it("is sealed once and kept before it is sent, and every attempt sends the same box and no amount", async () => {
    const kept: KeptCommand[] = [];
    await stage.set(
      { answer: (call) => (call.before < 2 ? codedError("RETRY_LATER") : decided()) },
      { keep: (command) => void kept.push(command) },
    );
    await stage.client.placeSealedBid(order);
    expect(kept).toMatchObject([
      { kind: "placeBid", sealedWith: expect.stringMatching(/^[\w-]{43}$/) as string },
    ]);
    const [first] = stage.server.inputs;
    expect(stage.server.inputs).toEqual([first, first, first]);
    expect(first).toMatchObject(kept[0]?.input ?? {});
    expect(first).not.toHaveProperty("amount");
  });
});
