import { once } from "node:events";
import { createReadStream, createWriteStream, rmSync, statSync } from "node:fs";
import { request, type IncomingMessage } from "node:http";
import path from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { Client } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { describeGeneratedTape, type TapeDescription } from "../../../src/cli/generated-mapping";
import { GeneratedTape } from "../../../src/cli/tape-generator";
import type { Bench } from "../bench-run";
import type { Stage } from "../set-up";
import { round } from "../tools/statistics";

const SEED = 1;

/** A tape by upload, into a server of its own whose memory nothing else has touched; and the same rows by COPY. */
export async function measureImport(bench: Bench): Promise<object> {
  const { tapeRows } = bench.scale;
  const { databaseUrl } = await bench.server();
  const file = path.join(bench.dataFolder, "tape.csv");
  const tape = new GeneratedTape({ rows: tapeRows, seed: SEED });
  bench.say(`A tape of ${tapeRows} rows is written …`);
  await pipeline(Readable.from(tape.pieces()), createWriteStream(file));
  try {
    const server = await bench.startServer({ databaseUrl });
    const stage = bench.stageOn(server);
    const importSeconds = await importTape(stage, file, describeGeneratedTape(tape.totals));
    const { peakRssKilobytes } = await server.usage();
    const copySeconds = await copyTape(databaseUrl, file);
    return {
      rowsPerSecond: round(tapeRows / importSeconds),
      copyRowsPerSecond: round(tapeRows / copySeconds),
      peakRssMb: round(peakRssKilobytes / 1_024),
      rows: tapeRows,
      megabytes: round(statSync(file).size / 1e6),
    };
  } finally {
    rmSync(file);
  }
}

/** Seconds from the first byte that is sent to the answer that the tape is accepted. */
async function importTape(stage: Stage, file: string, description: TapeDescription): Promise<number> {
  const { manager } = stage.market.people;
  const { portfolio, mapping, expected } = description;
  const { id: portfolioId } = await stage.market.mutate(
    manager,
    "createPortfolio",
    portfolio,
    "... on Portfolio { id }",
  );
  const started = await stage.market.mutate(
    manager,
    "startTapeImport",
    { portfolioId, fileName: path.basename(file), mapping, expected, onRejected: "SKIP" },
    "... on TapeImport { id upload { url method headers { name value } } }",
  );
  const begun = performance.now();
  await upload(started["upload"] as UploadTicket, file);
  return (performance.now() - begun) / 1_000;
}

async function upload({ url, method, headers }: UploadTicket, file: string): Promise<void> {
  const sending = request(url, {
    method,
    headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
  });
  const answered = once(sending, "response") as Promise<[IncomingMessage]>;
  await pipeline(createReadStream(file), sending);
  const [response] = await answered;
  const answer = await text(response);
  if (response.statusCode === 200) return;
  throw new Error(`The tape was not taken: ${response.statusCode} ${answer.slice(0, 500)}`);
}

interface UploadTicket {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** Seconds that PostgreSQL needs for the same rows in a table without anything to it: no more is possible. */
async function copyTape(databaseUrl: string, file: string): Promise<number> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const columns = describeGeneratedTape({ rows: 0, faceValue: "0.00" }).mapping.fields.map(
      ({ column }) => column,
    );
    await client.query(`CREATE TABLE bench_tape (${columns.map((column) => `"${column}" text`).join()})`);
    const begun = performance.now();
    await pipeline(
      createReadStream(file),
      client.query(copyFrom("COPY bench_tape FROM STDIN WITH (FORMAT csv, HEADER)")),
    );
    return (performance.now() - begun) / 1_000;
  } finally {
    await client.query("DROP TABLE IF EXISTS bench_tape");
    await client.end();
  }
}
