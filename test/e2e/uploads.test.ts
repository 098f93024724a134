import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { Client } from "pg";
import { TestApp } from "../support/app";
import { Market, type TapeRow } from "../support/market";

let app: TestApp;
let market: Market;
let database: Client;

beforeAll(async () => {
  app = await TestApp.start();
  market = new Market(app);
  database = new Client({ connectionString: app.database.url });
  await database.connect();
}, 60_000);
afterAll(async () => {
  await database.end();
  await app.stop();
});

interface Answer {
  readonly status: string;
  readonly reason: string | null;
  readonly rowsRejected: number;
  readonly rejectionCount: number;
  readonly isListCut: boolean;
  readonly rejections: readonly { readonly code: string }[];
}

/** An announced tape's id, and where it goes. */
async function announce(): Promise<{ id: string; url: URL }> {
  const { id, upload } = await market.announce(await market.draft());
  return { id, url: new URL((upload as { url: string }).url) };
}

/** An upload of which more comes only when the test sends it. */
function slowUpload(url: URL) {
  const sending = request(url, { method: "PUT" });
  const answered = once(sending, "response").then(async ([response]) => {
    const { statusCode } = response as IncomingMessage;
    const chunks: Buffer[] = [];
    for await (const chunk of response as IncomingMessage) chunks.push(chunk as Buffer);
    return { status: statusCode, tapeImport: JSON.parse(Buffer.concat(chunks).toString()) as Answer };
  });
  return { sending, answered };
}

/** Resolves when rows of it are written. */
async function written(id: string): Promise<void> {
  const query = "query ($id: ID!) { tapeImport(id: $id) { rowsRead } }";
  for (;;) {
    const { data } = await market.send<{ tapeImport: { rowsRead: number } }>(market.people.analyst, query, {
      id,
    });
    if ((data?.tapeImport.rowsRead ?? 0) > 0) return;
  }
}

/** More rows than are written at once. */
const BATCH = 8_200;

/** Rows without a header, the first with this reference. */
function rows(reference: string): string {
  const change = (row: number): Partial<TapeRow> => (row === 0 ? { account: reference } : {});
  return market.tape(BATCH, change).split("\n").slice(1).join("\n");
}

it("of two uploads that wait for each other's references one is taken, and the other may be sent again", async () => {
  const header = `${market.tape(0).split("\n")[0]}\n`;
  const tapes = [await announce(), await announce()];
  const uploads = tapes.map(({ url }) => slowUpload(url));
  const [one, other] = uploads;
  one?.sending.write(header + rows("crossing-1"));
  other?.sending.write(header + rows("crossing-2"));
  for (const { id } of tapes) await written(id);
  one?.sending.end(rows("crossing-2"));
  other?.sending.end(rows("crossing-1"));
  const answers = await Promise.all(uploads.map(({ answered }) => answered));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  const [refused] = answers.filter(({ status }) => status === 400);
  expect(refused?.tapeImport).toMatchObject({
    status: "REFUSED",
    reason: expect.stringContaining("send the file again") as string,
    rejections: [{ code: "DUPLICATE_ACCOUNT" }],
  });
  // Its ticket is good still; what it held is the other's by now.
  const again = answers[0]?.status === 400 ? one : other;
  const response = await fetch(tapes[again === one ? 0 : 1]?.url ?? "", {
    method: "PUT",
    body: header + rows("crossing-1"),
  });
  expect([response.status, ((await response.json()) as Answer).rowsRejected]).toEqual([422, 1]);
});

it("a body that ends before its length, on a connection that can still take an answer, gets the import", async () => {
  const { url } = await announce();
  const socket = connect(Number(url.port), url.hostname);
  await once(socket, "connect");
  const head = `PUT ${url.pathname}${url.search} HTTP/1.1\r\nhost: ${url.host}\r\ncontent-length: 1000\r\n\r\n`;
  socket.end(`${head}${market.tape(1)}`);
  const chunks: string[] = [];
  for await (const chunk of socket) chunks.push(String(chunk));
  const answer = chunks.join("");
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(JSON.parse(/\{.*\}/s.exec(answer)?.[0] ?? "")).toMatchObject({
    status: "REFUSED",
    rejections: [{ line: 2, code: "TRUNCATED" }],
  });
});

it("of a tape of nothing but bad rows the first 10,000 things that are wrong are kept, and all of them counted", async () => {
  const { id, url } = await announce();
  const header = `${market.tape(0).split("\n")[0]}\n`;
  const bad = Array.from({ length: 10_050 }, () => "x".padEnd(20, ",")).join("\n"); // a wrong number of cells
  const response = await fetch(url, { method: "PUT", body: `${header}${bad}\n` });
  expect(response.status).toBe(422);
  const { rejections, ...told } = (await response.json()) as Answer;
  expect(told).toMatchObject({ rowsRejected: 10_050, rejectionCount: 10_050, isListCut: true });
  expect(rejections).toHaveLength(100);
  const sql = "SELECT count(*)::int AS kept FROM tape_rejection WHERE tape_import_id = $1";
  expect((await database.query(sql, [id])).rows).toEqual([{ kept: 10_000 }]);
});
