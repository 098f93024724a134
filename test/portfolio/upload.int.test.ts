import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Role, type Viewer } from "../../src/platform/access/viewer";
import { GENERATED_AS_OF, GeneratedTape } from "../../src/cli/tape-generator";
import { describeGeneratedTape } from "../../src/cli/generated-mapping";
import { systemTimers } from "../../src/platform/timers";
import { Program } from "../support/program";
import { PortfolioHarness, type Started } from "./portfolio-harness";

const MAPPING = {
  mapping: {
    fields: [
      { field: "REFERENCE", column: "ref" },
      { field: "BALANCE", column: "balance" },
    ],
  },
};
const HEADER = "ref,balance\n";
const IMPORT = "query($id: ID!) { tapeImport(id: $id) { status rowsRead upload { url } reason } }";

let harness: PortfolioHarness;
let manager: Viewer;

beforeAll(async () => {
  // Every batch reports its progress, however fast the machine is.
  let clock = 0;
  const timers = { ...systemTimers, now: () => (clock += 1_000) };
  harness = await PortfolioHarness.start((ports) => ({ ...ports, timers }));
  manager = await harness.person();
});
afterAll(() => harness.end());

/** A new portfolio's import, ready for its tape. */
async function start(more: object = MAPPING): Promise<Started> {
  return harness.startImport(manager, await harness.createPortfolio(manager), more);
}

/** An upload of which more comes only when the test sends it. */
function slowUpload({ upload }: Started) {
  const sending = request(upload.url, { method: upload.method });
  const answered = once(sending, "response");
  answered.catch(() => undefined);
  return { sending, answered };
}

interface Progress {
  readonly status: string;
  readonly rowsRead: number;
}

/** Resolves when the import shows this. */
async function shows(id: string, isThere: (progress: Progress) => boolean): Promise<void> {
  for await (const { data } of await harness.follow(manager, id)) {
    if (isThere(data?.["tapeImportProgress"] as Progress)) return;
  }
  throw new Error("The import ended without showing it");
}

const isUploading = ({ status }: Progress) => status === "UPLOADING";
const isRefused = ({ status }: Progress) => status === "REFUSED";

async function statusOf(answered: Promise<unknown[]>): Promise<number | undefined> {
  const [response] = (await answered) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

setFlagsFromString("--expose_gc");
const collectGarbage = runInNewContext("gc") as () => void;

describe("the upload's address is its credential", () => {
  it("one that was not given out, or was changed, leads nowhere", async () => {
    const { upload } = await start();
    for (const wrong of [
      upload.url.replace(/signature=.{6}/, "signature=AAAAAA"),
      upload.url.replace(/expires=\d+/, "expires=9999999999"),
      upload.url.replace(/[0-9a-f](?=\?)/, (digit) => (digit === "0" ? "1" : "0")),
      upload.url.split("?")[0]!,
    ]) {
      expect((await fetch(wrong, { method: "PUT", body: HEADER })).status).toBe(404);
    }
  });

  it("is good once: after an accepted and after a refused tape it answers 410 with the import", async () => {
    const accepted = await start();
    expect((await harness.put(accepted, `${HEADER}UA1,5.00\n`)).status).toBe(200);
    expect(await harness.put(accepted, `${HEADER}UA2,5.00\n`)).toMatchObject({
      status: 410,
      tapeImport: { id: accepted.id, status: "ACCEPTED", rowsRead: 1 },
    });
    const refused = await start();
    expect((await harness.put(refused, `${HEADER}UA3,x\n`)).status).toBe(422);
    expect(await harness.put(refused, `${HEADER}UA3,5.00\n`)).toMatchObject({
      status: 410,
      tapeImport: { status: "REFUSED", rejections: [{ line: 2, code: "BAD_AMOUNT" }] },
    });
  });

  it("expires after 15 minutes", async () => {
    const { id, upload } = await start();
    await harness.query(
      `UPDATE tape_import SET started_at = started_at - interval '15 minutes',
        ticket_expires_at = ticket_expires_at - interval '15 minutes' WHERE id = $1`,
      [id],
    );
    expect(await harness.ask(manager, IMPORT, { id })).toMatchObject({ status: "EXPIRED", upload: null });
    const { status, tapeImport } = await harness.put({ id, upload }, `${HEADER}UB1,5.00\n`);
    expect([status, tapeImport.status]).toEqual([410, "EXPIRED"]);
  });

  it("is shown to those who may import, while it can be used", async () => {
    const { id, upload } = await start();
    expect(await harness.ask(manager, IMPORT, { id })).toMatchObject({ upload: { url: upload.url } });
    const analyst = await harness.person(Role.ANALYST);
    expect(await harness.ask(analyst, IMPORT, { id })).toMatchObject({
      status: "AWAITING_UPLOAD",
      upload: null,
    });
    await harness.put({ id, upload }, `${HEADER}UC1,5.00\n`);
    expect(await harness.ask(manager, IMPORT, { id })).toMatchObject({ status: "ACCEPTED", upload: null });
  });
});

it("of uploads with one ticket at the same time one is taken, and the other answered 410", async () => {
  const started = await start();
  const first = slowUpload(started);
  first.sending.write(`${HEADER}UD1,5.00\n`);
  await shows(started.id, isUploading);
  expect((await harness.put(started, `${HEADER}UD2,5.00\n`)).status).toBe(410);
  first.sending.end();
  expect(await statusOf(first.answered)).toBe(200);
  expect(await harness.query("SELECT reference FROM account WHERE reference LIKE 'UD_'")).toEqual([
    { reference: "UD1" },
  ]);
});

it("bodies that dribble in for used tickets keep nobody from uploading", async () => {
  const used = await start();
  await harness.put(used, `${HEADER}UX1,5.00\n`);
  // More than are taken at once.
  const dribbling = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const { sending } = slowUpload(used);
      sending.on("error", () => undefined).write(HEADER);
      await once(sending, "socket");
      return sending;
    }),
  );
  for (let more = 0; more < 5; more += 1)
    expect((await harness.put(await start(), `${HEADER}UY${more},5.00\n`)).status).toBe(200);
  dribbling.forEach((sending) => sending.destroy());
});

describe("an upload that is cut off leaves a REFUSED import whose ticket may be used again", () => {
  it("when the connection breaks", async () => {
    const started = await start();
    const { sending } = slowUpload(started);
    sending.on("error", () => undefined);
    sending.write(`${HEADER}UE1,5.00\n`);
    await shows(started.id, isUploading);
    sending.destroy();
    await shows(started.id, isRefused);
    const { status, tapeImport } = await harness.put(started, `${HEADER}UE1,5.00\nUE2,5.00\n`);
    expect(status).toBe(200);
    expect(tapeImport).toMatchObject({ status: "ACCEPTED", rowsAccepted: 2, rejections: [] });
  });

  it("when the body is shorter than announced", async () => {
    const started = await start();
    const url = new URL(started.upload.url);
    const socket = connect(Number(url.port), url.hostname);
    await once(socket, "connect");
    const head = `PUT ${url.pathname}${url.search} HTTP/1.1\r\nhost: ${url.host}\r\ncontent-length: 1000\r\n\r\n`;
    socket.end(`${head}${HEADER}UF1,5.00\n`);
    const chunks: string[] = [];
    for await (const chunk of socket) chunks.push(String(chunk));
    expect(chunks.join("")).toMatch(/^HTTP\/1\.1 400 /);
    await shows(started.id, isRefused);
    expect((await harness.put(started, `${HEADER}UF1,5.00\n`)).status).toBe(200);
  });

  it("when the file stops within a row", async () => {
    const started = await start();
    expect(await harness.put(started, `${HEADER}UG1,5.00\nUG2`)).toMatchObject({
      status: 400,
      tapeImport: { status: "REFUSED", rejections: [{ line: 3, code: "TRUNCATED" }] },
    });
    expect((await harness.put(started, `${HEADER}UG1,5.00\nUG2,1.00`)).status).toBe(200);
  });

  it("when its node's connection to the database dies", async () => {
    const started = await start();
    const { sending, answered } = slowUpload(started);
    sending.on("error", () => undefined);
    sending.write(`${HEADER}UH1,5.00\n`);
    await shows(started.id, isUploading);
    await harness.query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks
      WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    await shows(started.id, isRefused);
    sending.end();
    await statusOf(answered).catch(() => undefined);
    expect((await harness.put(started, `${HEADER}UH1,5.00\n`)).status).toBe(200);
  });

  it("when its node is killed", async () => {
    const started = await start();
    const node = Program.start("test/support/upload-program.ts", [
      harness.access.testDatabase.url,
      started.id,
    ]);
    expect(await node.answer()).toBe("uploading");
    expect(await harness.ask(manager, IMPORT, { id: started.id })).toMatchObject({
      status: "UPLOADING",
      upload: null,
    });
    await node.kill();
    await shows(started.id, isRefused);
    expect((await harness.put(started, `${HEADER}UK1,5.00\n`)).status).toBe(200);
  });
});

it("nothing of a tape is seen before all of it is accepted", async () => {
  const started = await start();
  const { sending, answered } = slowUpload(started);
  sending.write(HEADER + Array.from({ length: 20_000 }, (_, number) => `UI${number},5.00\n`).join(""));
  await shows(started.id, ({ rowsRead }) => rowsRead > 0);
  expect(await harness.query("SELECT FROM account WHERE reference LIKE 'UI%'")).toEqual([]);
  sending.end();
  expect(await statusOf(answered)).toBe(200);
  expect(await harness.query("SELECT FROM account WHERE reference LIKE 'UI%'")).toHaveLength(20_000);
});

it("a tape passes through without staying in memory", async () => {
  const rows = 60_000;
  const portfolioId = await harness.createPortfolio(manager, { asOf: GENERATED_AS_OF });
  const { mapping } = describeGeneratedTape({ rows, faceValue: "0.00" });
  const { sending, answered } = slowUpload(await harness.startImport(manager, portfolioId, { mapping }));
  const heap: number[] = [];
  let sent = 0;
  for (const piece of new GeneratedTape({ rows, seed: 3 }).pieces()) {
    if (!sending.write(piece)) await once(sending, "drain");
    sent += piece.length;
    if (sent < (heap.length + 1) * 1_000_000) continue;
    collectGarbage();
    heap.push(process.memoryUsage().heapUsed);
  }
  sending.end();
  expect(await statusOf(answered)).toBe(200);
  // Kept as rows this tape would take more than 60 MB; what is held is two batches at most.
  expect(heap.length).toBeGreaterThanOrEqual(7);
  expect(Math.max(...heap) - heap[0]!).toBeLessThan(24_000_000);
});
