import type { DataSource, EntityManager } from "typeorm";
import type { Id } from "../ids";
import type { StreamKind } from "./chain";
import {
  ChainCheck,
  checkSecrets,
  type Finding,
  type PageOfEntries,
  type Replayer,
  type StreamReplay,
} from "./verify-chain";
import { findStray, readAsOfNow, readHead, readPages, readStreams } from "./verify-chain.store";

/** The first thing that is wrong. */
export interface Offence extends Finding {
  readonly stream: Id;
}

export interface Progress {
  readonly streams: number;
  readonly entries: number;
}

export interface Verification extends Progress {
  readonly offence: Offence | null;
}

export interface VerifyPorts {
  readonly database: DataSource;
  /** How the streams of a kind are replayed against their rows; of other kinds only the chain is checked. */
  readonly replayers: Readonly<Partial<Record<StreamKind, Replayer>>>;
  /** What stages keep beside their streams and no stream leads to. */
  readonly findStrays: readonly ((database: DataSource) => Promise<Offence | null>)[];
  /** Told of each page that was checked. */
  readonly onProgress: (progress: Progress) => void;
}

/** Checks every chain of the journal, oldest stream first, up to the first offence. Nodes may go on working meanwhile. */
export async function verifyJournal(ports: VerifyPorts): Promise<Verification> {
  const { database, replayers, onProgress } = ports;
  let [streams, entries] = [0, 0];
  const onPage = (page: PageOfEntries) => {
    entries += page.entries.length;
    onProgress({ streams, entries });
  };
  for await (const { id, kind } of readStreams(database)) {
    const finding = await readAsOfNow(database, async (manager) =>
      checkStream(manager, id, { replay: await replayers[kind]?.(manager, id), onPage }),
    );
    if (finding) return { streams, entries, offence: { stream: id, ...finding } };
    streams += 1;
  }
  return { streams, entries, offence: await findOffenceBeside(ports) };
}

async function findOffenceBeside({ database, findStrays }: VerifyPorts): Promise<Offence | null> {
  const stray = await findStray(database);
  if (stray) return { ...stray, problem: "Its stream is not on record." };
  for (const find of findStrays) {
    const offence = await find(database);
    if (offence) return offence;
  }
  return null;
}

async function checkStream(
  manager: EntityManager,
  stream: Id,
  parts: { readonly replay: StreamReplay | undefined; readonly onPage: (page: PageOfEntries) => void },
): Promise<Finding | null> {
  const chain = new ChainCheck();
  for await (const page of readPages(manager, stream)) {
    const finding = await checkPage(page, chain, parts.replay);
    if (finding) return finding;
    parts.onPage(page);
  }
  const head = await readHead(manager, stream);
  return (head && chain.finish(head)) ?? (await parts.replay?.finish()) ?? null;
}

/** The first finding: the replay sees the entries before the one at which the chain breaks. */
async function checkPage(
  page: PageOfEntries,
  chain: ChainCheck,
  replay: StreamReplay | undefined,
): Promise<Finding | null> {
  const { entries, secrets } = page;
  let finding: Finding | null = null;
  const broken = entries.findIndex((entry) => {
    finding = chain.take(entry) ?? checkSecrets(entry, secrets.get(entry.sequence) ?? []);
    return finding !== null;
  });
  const good = broken < 0 ? entries : entries.slice(0, broken);
  return (await replay?.take({ entries: good, secrets })) ?? finding;
}
