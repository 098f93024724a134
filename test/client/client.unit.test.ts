import {
  AuctionEventsDocument,
  PauseAuctionDocument,
  RecoupError,
  ViewerDocument,
  type Transport,
} from "../../src/client";
import { codedError, VIEWER } from "./fake-server";
import { Stage } from "./stage";

const PAUSE = { input: { auctionId: "auction-1", reason: "a question" } };

const stage = new Stage();
afterEach(() => stage.clear());

const view = () => stage.client.query(ViewerDocument, {});
const pause = (options = {}) => stage.client.mutate(PauseAuctionDocument, PAUSE, options);

describe.each<Transport>(["http", "socket"])("an operation over %s", (transport) => {
  it("carries its variables and the token, and gets its data", async () => {
    await stage.set({}, { transport });
    expect(await view()).toEqual({ viewer: VIEWER });
    expect(await pause()).toMatchObject({ pauseAuction: { __typename: "Refusal", code: "INVALID_STATE" } });
    expect(stage.server.inputs).toEqual([{}, PAUSE.input]);
    expect(new Set(stage.server.tokens)).toEqual(new Set(["token"]));
  });

  it("fails with the server's code, message and request", async () => {
    await stage.set({ answer: () => codedError("FORBIDDEN") }, { transport });
    const failure: unknown = await view().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RecoupError);
    expect(failure).toMatchObject({ code: "FORBIDDEN", message: "as scripted", requestId: "request-1" });
  });

  it("that reads is tried again while that may help", async () => {
    await stage.set({ answer: ({ before, cut }) => (before < 2 ? cut("network") : VIEWER) }, { transport });
    expect(await view()).toEqual({ viewer: VIEWER });
    expect(stage.server.inputs).toHaveLength(3);
  });

  it("that changes something is sent once", async () => {
    await stage.set({ answer: ({ cut }) => cut("network") }, { transport });
    await expect(pause()).rejects.toMatchObject({ code: "NETWORK", requestId: null });
    expect(stage.server.inputs).toHaveLength(1);
  });

  it("fails with TIMEOUT when no answer comes in time", async () => {
    await stage.set({ answer: ({ cut }) => cut("nothing") }, { transport, timeoutMilliseconds: 50 });
    await expect(pause()).rejects.toMatchObject({ code: "TIMEOUT" });
  });

  it("fails with UNAUTHENTICATED when a new token is refused as well", async () => {
    let asked = 0;
    const token = () => Promise.resolve(`token ${(asked += 1)}`);
    await stage.set({ accepts: () => false }, { token, transport });
    await expect(view()).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    expect(stage.server.tokens).toEqual(["token 1", "token 2"]);
  });

  it("shares its token with all others, refused or not", async () => {
    let asked = 0;
    const token = () => Promise.resolve(`token ${(asked += 1)}`);
    await stage.set({ accepts: (each) => each !== "token 1" }, { token, transport });
    await Promise.all([view(), view(), view()]);
    expect(asked).toBe(2);
  });
});

it("an operation is sent again, even one that changes something, when its token was refused: nothing was done", async () => {
  const tokens = ["expired", "fresh"];
  const token = () => Promise.resolve(tokens.shift() ?? "none");
  await stage.set({ accepts: (each) => each === "fresh" }, { token });
  expect(await pause()).toMatchObject({ pauseAuction: { __typename: "Refusal" } });
  expect(stage.server.tokens).toEqual(["expired", "fresh"]);
  expect(stage.server.inputs).toHaveLength(1);
});

describe("a closed client", () => {
  it("has waited for the answers to what it had sent, and says goodbye", async () => {
    let answer = (_answer: unknown) => undefined as void;
    const answered = new Promise((resolve) => (answer = resolve));
    await stage.set({ answer: () => answered }, { transport: "socket" });
    const pausing = pause();
    await stage.server.until(() => stage.server.inputs.length === 1);
    const closed = stage.client.close();
    answer({ __typename: "Auction", id: "auction-1", status: "PAUSED" });
    expect(await pausing).toMatchObject({ pauseAuction: { status: "PAUSED" } });
    await closed;
    await stage.server.until(() => stage.server.closeCodes.length === 1);
    expect(stage.server.closeCodes).toEqual([1000]);
  });

  it("has ended its subscriptions", async () => {
    await stage.set({ events: 1, subscriptions: [{ events: 0, cut: "nothing" }] });
    const reading = stage.client.subscribe(AuctionEventsDocument, { auctionId: "auction-1" }).next();
    await stage.server.until(() => stage.server.afters.length === 1);
    await stage.client.close();
    expect(await reading).toEqual({ done: true, value: undefined });
    expect(stage.server.afters).toHaveLength(1);
  });

  it("sends nothing more", async () => {
    await stage.set({});
    await stage.client.close();
    await expect(view()).rejects.toMatchObject({ code: "CLOSED" });
    await expect(pause()).rejects.toMatchObject({ code: "CLOSED" });
    expect(stage.server.inputs).toEqual([]);
  });

  it("tries nothing again", async () => {
    await stage.set({ answer: () => codedError("RETRY_LATER") }, { firstWaitMilliseconds: 600_000 });
    const viewing = view();
    await stage.server.until(() => stage.server.inputs.length === 1);
    const closed = stage.client.close();
    await expect(viewing).rejects.toMatchObject({ code: "CLOSED" });
    await closed;
    expect(stage.server.inputs).toHaveLength(1);
  });
});
