import "reflect-metadata";
import { DataSource } from "typeorm";
import { dataSourceOptions } from "../../src/platform/database/data-source";
import { Transactions } from "../../src/platform/database/transactions";
import { systemIdentifiers, systemRandomness } from "../../src/platform/identifiers";
import { Journal } from "../../src/platform/journal/journal";
import { systemTimers } from "../../src/platform/timers";
import { AcceptTape } from "../../src/portfolio/imports/accept-tape";
import { EndTapeImport } from "../../src/portfolio/imports/end-tape-import";
import { ReceiveTape } from "../../src/portfolio/imports/receive-tape";

/** A node that takes an upload which never ends: it says when it has begun, and waits to be killed. */
async function main(url: string, tapeImportId: string): Promise<void> {
  const database = await new DataSource(dataSourceOptions({ url, poolSize: 4 })).initialize();
  const ports = {
    database,
    transactions: new Transactions(database),
    journal: new Journal(systemRandomness, () => undefined),
    identifiers: systemIdentifiers,
    randomness: systemRandomness,
    masterKey: Buffer.alloc(32, 1),
    reactions: {
      onAccountsReplaced: () => Promise.resolve(),
      onWithdrawing: () => Promise.resolve(null),
    },
  };
  const endTapeImport = new EndTapeImport(ports);
  const receiveTape = new ReceiveTape(ports, {
    timers: systemTimers,
    acceptTape: new AcceptTape(ports),
    endTapeImport,
  });
  await receiveTape.run(tapeImportId, endlessTape());
}

async function* endlessTape(): AsyncGenerator<Uint8Array> {
  yield Buffer.from("ref,balance\nUK1,5.00\n");
  process.stdout.write(`${JSON.stringify("uploading")}\n`);
  await new Promise((never) => setTimeout(never, 2 ** 30));
}

const [url = "", tapeImportId = ""] = process.argv.slice(2);
void main(url, tapeImportId);
