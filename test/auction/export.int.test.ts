import { parse as parseCsv } from "csv-parse/sync";
import { Role, type Viewer } from "../../src/platform/access/viewer";
import type { Id } from "../../src/platform/ids";
import { formatInstant, seconds } from "../../src/platform/time";
import { Tickets } from "../../src/platform/tickets";
import { AnalystsApi } from "../support/analysts-api";
import { AuctionPart } from "../support/auction-part";
import { AuctionWorld } from "../support/auction-world";
import { SEALING } from "../support/sealed-auction";

const EXPORT = `mutation ($input: ExportBidHistoryInput!) { exportBidHistory(input: $input) {
  ... on DownloadTicket { url method headers { name value } expiresAt } } }`;

let world: AuctionWorld;
let api: AnalystsApi;
let a: Id;
let b: Id;
let auctionId: Id;
let part: AuctionPart;
let analyst: Viewer;

beforeAll(async () => {
  world = await AuctionWorld.start();
  api = await AnalystsApi.start(world);
  analyst = api.seller(Role.ANALYST);
  [a, b] = [await world.firm("a"), await world.firm("b")];
  await world.database.query("UPDATE organization SET name = $2 WHERE id = $1", [a, '=HYPERLINK("x"), Ltd']);
  auctionId = await world.auction({ opensIn: 0, closesIn: 3_600 });
  part = new AuctionPart(world, auctionId);
  await part.admit([a, b]);
  await world
    .arbiter()
    .decide(auctionId, [
      world.bid(auctionId, a, 100n, { maximum: 500n }),
      world.bid(auctionId, a, null, { maximum: 600n }),
      world.bid(auctionId, b, 90n),
      world.bid(auctionId, b, 200n),
    ]);
});
afterAll(async () => {
  await api.stop();
  await world.stop();
});

interface Ticket {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly object[];
  readonly expiresAt: string;
}

async function ticket(viewer: Viewer, format: "CSV" | "NDJSON", id = auctionId): Promise<Ticket> {
  const answer = await api.ask<{ exportBidHistory: Ticket }>(viewer, EXPORT, {
    input: { auctionId: id, format },
  });
  if (!answer.data) throw new Error(JSON.stringify(answer.errors));
  return answer.data.exportBidHistory;
}

async function exported(viewer: Viewer, format: "CSV" | "NDJSON", id = auctionId): Promise<Response> {
  return fetch((await ticket(viewer, format, id)).url);
}

type ExportedBid = Readonly<Record<string, string | number | null>>;

function lines(text: string): ExportedBid[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as ExportedBid);
}

describe("an exported bid history", () => {
  it("as NDJSON has every bid in order, as the seller may see it", async () => {
    const response = await exported(analyst, "NDJSON");
    expect(response.headers.get("content-type")).toBe("application/x-ndjson; charset=utf-8");
    const rows = await world.database.query<{ id: Id; sequence: number; at: bigint }[]>(
      "SELECT id, sequence, decided_at AS at FROM bid WHERE auction_id = $1 ORDER BY sequence",
      [auctionId],
    );
    const [first, raise, low, second] = rows.map(({ id, sequence, at }) => ({
      ...{ sequence, id, decidedAt: formatInstant(at), currency: "USD", rateOfReserve: null },
    }));
    const ofA = { paddle: "101", buyerId: a, buyer: '=HYPERLINK("x"), Ltd' };
    const ofB = { paddle: "102", buyerId: b, buyer: "b" };
    const accepted = { decision: "ACCEPTED", reason: null };
    expect(lines(await response.text())).toEqual([
      {
        ...first,
        ...ofA,
        ...accepted,
        status: "REPLACED",
        amount: "1.00",
        minimumNextBid: "1.10",
        rateOfFace: "0.000001",
      },
      {
        ...raise,
        ...ofA,
        ...accepted,
        status: "LEADING",
        amount: null,
        minimumNextBid: "1.10",
        rateOfFace: null,
      },
      {
        ...{ ...low, ...ofB, decision: "REJECTED", reason: "BELOW_INCREMENT", status: "REJECTED" },
        ...{ amount: "0.90", minimumNextBid: "1.10", rateOfFace: "0.000001" },
      },
      {
        ...second,
        ...ofB,
        ...accepted,
        status: "OUTBID",
        amount: "2.00",
        minimumNextBid: "2.20",
        rateOfFace: "0.000002",
      },
    ]);
  });

  it("as CSV says the same, in cells that no spreadsheet runs", async () => {
    const response = await exported(analyst, "CSV");
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
    expect(response.headers.get("content-disposition")).toBe(`attachment; filename="bids-${auctionId}.csv"`);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const text = await response.text();
    expect(text.split("\r\n")[1]).toContain(`,"'=HYPERLINK(""x""), Ltd",`);
    const cells = parseCsv(text, { columns: true, record_delimiter: "\r\n" });
    const objects = lines(await (await exported(analyst, "NDJSON")).text());
    const asText = (value: string | number | null) => String(value ?? "").replace(/^=/, "'=");
    expect(cells).toEqual(
      objects.map((bid) =>
        Object.fromEntries(Object.entries(bid).map(([key, value]) => [key, asText(value)])),
      ),
    );
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])("defuses a firm called %j", async (name) => {
    await world.database.query("UPDATE organization SET name = $2 WHERE id = $1", [b, name]);
    const text = await (await exported(analyst, "CSV")).text();
    const cells = parseCsv<Record<string, string>>(text, { columns: true, record_delimiter: "\r\n" });
    expect(cells.at(-1)?.["buyer"]).toBe(`'${name}`);
    await world.database.query("UPDATE organization SET name = 'b' WHERE id = $1", [b]);
  });

  it("has for a firm its own bids alone, with their maxima", async () => {
    const own = lines(await (await exported(api.firm(a, Role.BIDDER), "NDJSON")).text());
    expect(own.map(({ paddle, maximum }) => [paddle, maximum])).toEqual([
      ["101", "5.00"],
      ["101", "6.00"],
    ]);
  });

  it("is whole when it takes many batches, and ends where it began", async () => {
    const id = await world.auction({ opensIn: 0, closesIn: 3_600 });
    await new AuctionPart(world, id).admit([a, b]);
    for (let batch = 0n; batch < 5n; batch += 1n) {
      const prices = Array.from({ length: 500 }, (_, place) => 100n + (batch * 500n + BigInt(place)) * 10n);
      await world.arbiter().decide(
        id,
        prices.map((price) => world.bid(id, price % 20n === 0n ? a : b, price)),
      );
    }
    const response = await exported(analyst, "NDJSON", id);
    await world.arbiter().decide(id, [world.bid(id, a, 50n)]);
    const sequences = lines(await response.text()).map(({ sequence }) => sequence);
    expect(sequences).toEqual(Array.from({ length: 2_500 }, (_, place) => place + 5));
  });

  it("of an auction without bids is a header, or nothing", async () => {
    const id = await world.auction({ opensIn: 100, closesIn: 200 });
    expect((await (await exported(analyst, "CSV", id)).text()).split("\r\n")).toEqual([
      "sequence,id,decidedAt,paddle,buyerId,buyer,decision,reason,status,currency,amount,minimumNextBid,rateOfFace,rateOfReserve",
      "",
    ]);
    expect(await (await exported(analyst, "NDJSON", id)).text()).toBe("");
  });
});

describe("the address of an export", () => {
  it("is good for 15 minutes, and giving it out is journalled with the organization", async () => {
    const before = await world.now();
    const { method, headers, expiresAt } = await ticket(analyst, "CSV");
    expect({ method, headers }).toEqual({ method: "GET", headers: [] });
    expect(expiresAt > formatInstant(before + seconds(900))).toBe(true);
    const [entry] = await world.database.query<{ type: string; actor: object; data: object }[]>(
      "SELECT type, actor, data FROM journal_entry WHERE stream = $1 ORDER BY sequence DESC LIMIT 1",
      [world.sellerId],
    );
    expect(entry).toEqual({
      type: "BidHistoryExported",
      actor: { id: analyst.actor.id, kind: "PERSON" },
      data: { auctionId, format: "CSV", expiresAt },
    });
  });

  it("is nobody's to make or to change, and ends", async () => {
    const { url } = await ticket(api.firm(a, Role.BIDDER), "CSV");
    const status = async (address: string) => (await fetch(address)).status;
    const signer = new Tickets(api.signingKey);
    const path = new URL(url).pathname;
    const signed = (address: string, at: bigint) => `${api.url}${signer.sign("GET", address, at)}`;
    const later = (await world.now()) + seconds(60);
    const stranger = await world.firm("stranger");
    const statuses = {
      given: await status(url),
      another: await status(url.replace(a, world.sellerId)),
      longer: await status(url.replace(/expires=\d+/, "expires=99999999999")),
      unsigned: await status(`${api.url}${path}`),
      expired: await status(signed(path, (await world.now()) - seconds(1))),
      stranger: await status(signed(path.replace(a, stranger), later)),
      nowhere: await status(signed(path.replace(auctionId, stranger), later)),
      unknown: await status(signed(path.replace("CSV", "XLSX"), later)),
    };
    expect(statuses).toEqual({
      ...{ given: 200, another: 404, longer: 404, unsigned: 404, expired: 410 },
      ...{ stranger: 404, nowhere: 404, unknown: 404 },
    });
  });

  it("is not given for an auction that one does not see, nor to those who read no histories", async () => {
    const code = async (viewer: Viewer) => {
      const answer = await api.ask(viewer, EXPORT, { input: { auctionId, format: "CSV" } });
      return answer.errors?.[0]?.extensions["code"];
    };
    const entries = () => world.database.query<object[]>("SELECT stream, sequence FROM journal_entry");
    const before = await entries();
    expect(await code(api.firm(await world.firm("uninvited"), Role.BIDDER))).toBe("NOT_FOUND");
    expect(await code(api.seller(Role.FINANCE))).toBe("FORBIDDEN");
    expect(await entries()).toEqual(before);
  });

  it("leads nowhere while the auction's bids are sealed, which they may be since it was given out", async () => {
    const sealing = { ...SEALING, sealer: "SERVER" } as const;
    const hybrid = { format: "HYBRID", increments: [], reserveVisibility: "DISCLOSED", sealing } as const;
    const id = await world.auction({ opensIn: 0, closesIn: 3_600 }, hybrid);
    await new AuctionPart(world, id).admit([a]);
    const { url } = await ticket(analyst, "NDJSON", id);
    const phase = (name: string) =>
      world.database.query(
        "UPDATE auction_state SET state = jsonb_set(state, '{phase,name}', to_jsonb($2::text)) WHERE auction_id = $1",
        [id, name],
      );
    expect((await fetch(url)).status).toBe(200);
    await phase("SEALED");
    expect((await fetch(url)).status).toBe(404);
    await phase("FALLING");
    expect((await fetch(url)).status).toBe(200);
  });

  it("leads nowhere any more for a firm that was removed since", async () => {
    const { url } = await ticket(api.firm(b, Role.BIDDER), "CSV");
    await part.remove(b);
    expect((await fetch(url)).status).toBe(404);
  });
});
