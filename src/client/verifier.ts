/**
 * Checks exports of auctions. One file that needs nothing but Node: take it along and run it wherever you trust.
 *
 *   node verifier.js EXPORT… --key KEY
 *
 * It shares no code with the server, so that a mistake there is not repeated here.
 */
import {
  createCipheriv,
  createDecipheriv,
  createECDH,
  createHash,
  createHmac,
  createPublicKey,
  hash,
  hkdfSync,
  verify as verifySignature,
  type ECDH,
  type KeyObject,
} from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

const HELP = `Checks an auction's export: that its entries are the ones that were signed, and that they follow the rules.

node verifier.js EXPORT… --key KEY [--key KEY…] [--checkpoint FILE…] [--receipts FILE…]

  EXPORT             what \`npm run export\` or an export's address gave; several of one auction are put together, so that
                     values which only some may see are checked, too. Sealed bids are opened again with their
                     custodians' shares, or the keys that their bidders revealed, where these are in it
  --key KEY          the key that signs, as the query proofKey gives it: name+id+key
  --checkpoint FILE  a checkpoint (its note) that you kept from earlier
  --receipts FILE    receipts that you kept: answers of placeBid and withdrawBid, as JSON, one or one a line
  Exit status 0: all is sound. 1: it is not, and the first bad entry is named. 2: wrong usage, or unreadable.
`;

// ---------------------------------------------------------------------------------------------- What is found

/** Something is wrong; `entry` is the number of the first bad entry, null where it is about none. */
class Offence extends Error {
  constructor(
    readonly entry: number | null,
    problem: string,
  ) {
    super(problem);
  }
}

/** It is no export, or the like: nothing can be said about it. */
export class Unreadable extends Error {}

export interface VerifierInput {
  /** Exports' texts. */
  readonly exports: readonly string[];
  readonly keys: readonly string[];
  /** Notes of checkpoints that somebody kept. */
  readonly checkpoints?: readonly string[];
  /** Texts of receipts that somebody kept. */
  readonly receipts?: readonly string[];
}

export interface Check {
  readonly name: string;
  /** Done: what was checked; else why it was not. */
  readonly isDone: boolean;
  readonly detail: string;
}

export interface Verification {
  readonly checks: readonly Check[];
  readonly offence: { readonly entry: number | null; readonly problem: string } | null;
}

/** Throws `Unreadable` for what is no export. */
export function verify(input: VerifierInput): Verification {
  const checks: Check[] = [];
  const done = (name: string, detail: string) => checks.push({ name, isDone: true, detail });
  const skipped = (name: string, detail: string) => checks.push({ name, isDone: false, detail });
  try {
    const keys = input.keys.map(readKey);
    const auction = readAuction(input.exports);
    done("export", `${auction.entries.length} entries of auction ${auction.id}, for ${auction.reader}`);
    done("chain", checkChain(auction));
    done("values", checkValues(auction));
    const signed = checkSignatures(auction, keys, input.checkpoints ?? []);
    checkTrees(auction, signed);
    done(
      "signatures",
      `${signed.heads.length} checkpoints and ${signed.batches.length} transactions' receipts`,
    );
    done("tree", `the first ${auction.entries.length} entries are those of the checkpoints and receipts`);
    if ((input.receipts ?? []).length > 0)
      done("own receipts", checkOwnReceipts(auction, signed, keys, input));
    else skipped("own receipts", "none were given");
    if (isSealed(auction) || auction.boxes.size + auction.shares.size > 0) {
      done("boxes", checkBoxes(auction));
      const openings = checkOpenings(auction);
      (openings.isDone ? done : skipped)("openings", openings.detail);
    }
    const course = checkCourse(auction);
    (course.isKnown ? done : skipped)("times, closing time and price", course.detail);
    const replay = replayDecisions(auction);
    (replay.isDone ? done : skipped)("decisions", replay.detail);
    return { checks, offence: null };
  } catch (error) {
    if (!(error instanceof Offence)) throw error;
    return { checks, offence: { entry: error.entry, problem: error.message } };
  }
}

// ---------------------------------------------------------------------------------------------- JSON

type Json = string | number | boolean | null | readonly Json[] | JsonObject;
interface JsonObject {
  readonly [key: string]: Json | undefined;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseObject(text: string): JsonObject | null {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** RFC 8785. */
function canonical(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isObject(value)) return JSON.stringify(value ?? null);
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  return `{${keys
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
    .join()}}`;
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function number(value: Json | undefined): number {
  return typeof value === "number" && Number.isSafeInteger(value) ? value : -1;
}

/** A value that stands open; undefined where nothing but its commitment does (a sealed bid's digest has one, too). */
function open(value: Json | undefined): Json | undefined {
  return isObject(value) && "commitment" in value && Object.keys(value).length === 1 ? undefined : value;
}

/** One way of writing bytes and no other; of what is written otherwise there are none. */
function fromHex(hex: string): Buffer {
  return /^([0-9a-f]{2})*$/.test(hex) ? Buffer.from(hex, "hex") : Buffer.alloc(0);
}

function fromBase64(written: string): Buffer {
  const bytes = Buffer.from(written, "base64");
  return bytes.toString("base64") === written ? bytes : Buffer.alloc(0);
}

/** The steps of a JSON pointer (RFC 6901). */
function steps(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function at(value: Json | undefined, [step, ...rest]: readonly string[]): Json | undefined {
  if (step === undefined) return value;
  return typeof value === "object" && value !== null ? at((value as JsonObject)[step], rest) : undefined;
}

function withAt(value: Json | undefined, [step, ...rest]: readonly string[], put: Json): Json {
  if (step === undefined) return put;
  if (Array.isArray(value))
    return value.map((item: Json, index) => (String(index) === step ? withAt(item, rest, put) : item));
  return isObject(value) ? { ...value, [step]: withAt(value[step], rest, put) } : put;
}

// ---------------------------------------------------------------------------------------------- Exports

interface Value {
  readonly path: string;
  readonly salt: string;
  readonly value: Json;
}

interface Entry {
  readonly sequence: number;
  readonly previousHash: string;
  readonly hash: string;
  /** Null where the export has the hash alone. */
  readonly content: {
    readonly actor: Json;
    readonly at: string;
    readonly data: JsonObject;
    readonly rulesVersion: string;
    readonly type: string;
  } | null;
  readonly values: readonly Value[];
}

interface Batch {
  readonly first: number;
  readonly last: number;
  readonly note: string;
  readonly seed: string | null;
}

/** What custodians found in an opened bid's box, and the key that its bidder revealed where these were too few. */
interface FoundShares {
  /** SHA-256 of the bid's idempotency key, in hexadecimal. */
  readonly bidKey: string;
  /** In base64; null where a custodian found none. */
  readonly shares: readonly { readonly custodian: string; readonly share: string | null }[];
  /** In base64; null where nobody revealed it. */
  readonly revealed: string | null;
}

/** The reader who gets everything. */
const AUDITOR = "auditor";

interface Auction {
  readonly id: string;
  /** As whom the first export was made: an organization's id, "public" or "auditor". */
  readonly reader: string;
  readonly terms: Json | undefined;
  readonly entries: readonly Entry[];
  readonly notes: readonly string[];
  readonly batches: readonly Batch[];
  /** The sealed boxes of bids, in base64, by their entries. */
  readonly boxes: ReadonlyMap<number, string>;
  /** Of opened bids, by their entries. */
  readonly shares: ReadonlyMap<number, FoundShares>;
}

function readAuction(texts: readonly string[]): Auction {
  const [first, ...others] = texts.map(readExport);
  if (!first) throw new Unreadable("No export was given.");
  return others.reduce(combine, first);
}

/** The kinds of lines, in their order, with the members that each has. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  export: ["auction", "exportedAt", "kind", "reader", "size", "version"],
  terms: ["kind", "terms"],
  entry: "actor at data hash kind previousHash rulesVersion sequence type values".split(" "),
  checkpoint: ["kind", "note", "publishedAt"],
  receipts: ["first", "kind", "last", "note", "seed"],
  box: ["box", "kind", "sequence"],
  shares: ["bidKey", "kind", "revealed", "sequence", "shares"],
  end: ["kind", "size"],
};
const KINDS = Object.keys(MEMBERS);
/** Of an entry that the reader may not see. */
const HASH_ALONE = ["hash", "kind", "previousHash", "sequence"];

function readExport(exported: string): Auction {
  const lines = exported.split(/\r?\n/);
  while (lines.length > 0 && /^(>.*|\s*)$/.test(lines[0] ?? "")) lines.shift(); // what npm says before it
  if (lines.at(-1) === "") lines.pop();
  const header = parseObject(lines[0] ?? "");
  if (header?.["kind"] !== "export" || header["version"] !== 1)
    throw new Unreadable("This is no export of an auction.");
  const entries: Entry[] = [];
  const notes: string[] = [];
  const batches: Batch[] = [];
  const boxes = new Map<number, string>();
  const shares = new Map<number, FoundShares>();
  let [terms, isWhole]: [Json | undefined, boolean] = [undefined, false];
  let before: JsonObject | null = null;
  for (const line of lines) {
    const content = parseObject(line);
    if (isWhole || !content)
      throw new Offence(entries.length + 1, "Its line, or one behind it, cannot be read.");
    checkLine(content, { line, before, next: entries.length + 1 });
    before = content;
    switch (text(content["kind"])) {
      case "terms":
        terms = content["terms"];
        break;
      case "entry":
        entries.push(readEntry(content, entries.length + 1));
        break;
      case "checkpoint":
        notes.push(text(content["note"]));
        break;
      case "receipts":
        batches.push(readBatch(content));
        break;
      case "box":
        boxes.set(besideOf(content, entries.length), text(content["box"]));
        break;
      case "shares": {
        const beside = besideOf(content, entries.length);
        shares.set(beside, readShares(content, beside));
        break;
      }
      case "end":
        isWhole = content["size"] === header["size"];
        break;
    }
  }
  if (!/^(public|auditor|[0-9a-f-]{36})$/.test(text(header["reader"])))
    throw new Offence(null, "The export does not say whom it is for.");
  const size = number(header["size"]);
  if (entries.length < size || !isWhole)
    throw new Offence(entries.length + 1, `It is missing: the export is of ${size} entries.`);
  if (entries.length > size) throw new Offence(size + 1, "The export ends before it.");
  return {
    id: text(header["auction"]),
    reader: text(header["reader"]),
    terms,
    entries,
    notes,
    batches,
    boxes,
    shares,
  };
}

/** A line stands where its kind belongs, and says everything once: whatever program reads it reads the same. */
function checkLine(
  content: JsonObject,
  at: { readonly line: string; readonly before: JsonObject | null; readonly next: number },
): void {
  const { line, before, next } = at;
  const kind = text(content["kind"]);
  const place = KINDS.indexOf(kind);
  if (place < 0) throw new Offence(next, "Before it stands a line of a kind that exports do not have.");
  const names = membersOf(content);
  const isHashAlone = kind === "entry" && names === HASH_ALONE.join();
  if (!isHashAlone && names !== MEMBERS[kind]?.join())
    throw new Offence(
      next,
      `Its line, or one behind it, is a line of ${kind} with other members than exports have.`,
    );
  if (JSON.stringify(content) !== line)
    throw new Offence(
      next,
      "Its line, or one behind it, is not written as exports are: something may stand twice in it.",
    );
  const times = [content["exportedAt"], content["publishedAt"]].filter((time) => time !== undefined);
  if (times.some((time) => instant(time) === null))
    throw new Offence(next, `Its line, or one behind it, is a line of ${kind} without its time.`);
  const last = before === null ? -1 : KINDS.indexOf(text(before["kind"]));
  const isOnce = kind === "export" || kind === "terms" || kind === "end";
  const isBehind = place > last || (place === last && !isOnce && isLater(kind, before, content));
  if (!isBehind)
    throw new Offence(next, `Its line, or one behind it, is a line of ${kind} in the wrong place.`);
}

/** Lines of one kind follow each other by what they are of; entries are counted where they are read. */
function isLater(kind: string, before: JsonObject | null, content: JsonObject): boolean {
  if (kind === "entry") return true;
  const placeOf = (line: JsonObject | null, field: string) => number(line?.[field]);
  if (kind === "checkpoint") return sizeOfNote(text(before?.["note"])) < sizeOfNote(text(content["note"]));
  if (kind === "receipts") return placeOf(before, "last") < placeOf(content, "first");
  return placeOf(before, "sequence") < placeOf(content, "sequence");
}

function sizeOfNote(note: string): number {
  return Number(note.split("\n")[1]);
}

function readEntry(line: JsonObject, expected: number): Entry {
  const sequence = number(line["sequence"]);
  if (sequence < expected) throw new Offence(expected, "In its place stands an entry from before.");
  if (sequence > expected) throw new Offence(expected, "It is missing.");
  const { previousHash, hash: own, type, at: time, actor, data, rulesVersion, values } = line;
  const hashes = { sequence, previousHash: text(previousHash), hash: text(own) };
  if (!/^[0-9a-f]{64}$/.test(hashes.hash)) throw new Offence(sequence, "It has no hash.");
  if (type === undefined) return { ...hashes, content: null, values: [] };
  if (!isObject(data) || actor === undefined) throw new Offence(sequence, "Its content is incomplete.");
  const content = { actor, at: text(time), data, rulesVersion: text(rulesVersion), type: text(type) };
  return { ...hashes, content, values: readValues(values, sequence) };
}

function readValues(values: Json | undefined, sequence: number): readonly Value[] {
  const rows = rowsOf(values, "path,salt,value");
  if (!rows || new Set(rows.map(({ path }) => path)).size < rows.length)
    throw new Offence(sequence, "The values beside it are not one for each place.");
  return rows.map(({ path, salt, value = null }) => ({ path: text(path), salt: text(salt), value }));
}

function readBatch({ first, last, note, seed }: JsonObject): Batch {
  const read = { first: number(first), last: number(last), note: text(note) };
  if (read.first < 1 || read.last < read.first) throw new Offence(null, "There are receipts for no entry.");
  return { ...read, seed: seed === null ? null : text(seed) };
}

/** The entry that something stands beside. */
function besideOf({ kind, sequence }: JsonObject, entries: number): number {
  const entry = number(sequence);
  if (entry < 1 || entry > entries)
    throw new Offence(null, `A line of ${text(kind)} stands beside no entry.`);
  return entry;
}

function readShares({ bidKey, shares, revealed }: JsonObject, sequence: number): FoundShares {
  const rows = rowsOf(shares, "custodian,share");
  if (!rows) throw new Offence(sequence, "The custodians' shares beside it cannot be read.");
  return {
    bidKey: text(bidKey),
    shares: rows.map(({ custodian, share }) => ({
      custodian: text(custodian),
      share: share === null ? null : text(share),
    })),
    revealed: revealed === null ? null : text(revealed),
  };
}

/** A list's rows, each with these members and no others; null for anything else. */
function rowsOf(value: Json | undefined, members: string): readonly JsonObject[] | null {
  if (!Array.isArray(value)) return null;
  const rows = (value as readonly Json[]).filter(isObject);
  return rows.length === value.length && rows.every((row) => membersOf(row) === members) ? rows : null;
}

function membersOf(value: JsonObject): string {
  return Object.keys(value).sort().join();
}

/** Two exports of one auction say the same as far as both go; together they show what either shows. */
function combine(one: Auction, other: Auction): Auction {
  if (one.id !== other.id) throw new Unreadable("The exports are of different auctions.");
  const [longer, shorter] = one.entries.length >= other.entries.length ? [one, other] : [other, one];
  const entries = longer.entries.map((entry, index) => {
    const same = shorter.entries[index];
    if (!same) return entry;
    const isOther =
      same.hash !== entry.hash ||
      (same.content && entry.content && canonical({ ...same.content }) !== canonical({ ...entry.content }));
    if (isOther) throw new Offence(entry.sequence, "It is another one in another export.");
    const known = new Map(entry.values.map((value) => [value.path, canonical({ ...value })]));
    const others = same.values.filter((value) => known.get(value.path) !== canonical({ ...value }));
    if (others.some(({ path }) => known.has(path)))
      throw new Offence(entry.sequence, "Another value stands beside it in another export.");
    return { ...entry, content: entry.content ?? same.content, values: [...entry.values, ...others] };
  });
  return {
    ...longer,
    reader: one.reader,
    terms: one.terms ?? other.terms,
    entries,
    notes: [...new Set([...one.notes, ...other.notes])],
    batches: [
      ...new Map([...one.batches, ...other.batches].map((batch) => [JSON.stringify(batch), batch])).values(),
    ],
    boxes: union(one.boxes, other.boxes),
    shares: union(one.shares, other.shares),
  };
}

/** What lies beside entries in either export; the same where it does in both. */
function union<Item>(
  one: ReadonlyMap<number, Item>,
  other: ReadonlyMap<number, Item>,
): ReadonlyMap<number, Item> {
  for (const [sequence, item] of other)
    if (JSON.stringify(one.get(sequence) ?? item) !== JSON.stringify(item))
      throw new Offence(sequence, "Something else lies beside it in another export.");
  return new Map([...one, ...other]);
}

// ---------------------------------------------------------------------------------------------- Chain and values

function sha256(...parts: readonly (Uint8Array | string)[]): Buffer {
  return hash("sha256", Buffer.concat(parts.map((part) => Buffer.from(part as string))), "buffer");
}

function checkChain({ id, entries, terms }: Auction): string {
  let previous = { hash: "0".repeat(64), sequence: 0, at: 0n };
  let shown = 0;
  for (const { sequence, previousHash, hash: own, content } of entries) {
    if (previousHash !== previous.hash) throw new Offence(sequence, "It does not follow the entry before.");
    if (!content) {
      previous = { ...previous, hash: own };
      continue;
    }
    const expected = sha256(fromHex(previousHash), canonical({ ...content, sequence, stream: id })).toString(
      "hex",
    );
    if (expected !== own) throw new Offence(sequence, "Its content does not give its hash.");
    const time = instant(content.at);
    // Each entry is at least a microsecond later than the one before, those without their content, too.
    if (time === null || time < previous.at + BigInt(sequence - previous.sequence))
      throw new Offence(sequence, "It is not later than the entries before.");
    previous = { hash: own, sequence, at: time };
    shown += 1;
  }
  const [scheduled] = entries;
  if (canonical(scheduled?.content?.data["terms"]) !== canonical(terms))
    throw new Offence(1, "The terms that the export begins with are not the ones that it pins.");
  return `${entries.length} entries follow each other, ${shown} of them with their content`;
}

function checkValues({ entries, reader }: Auction): string {
  let opened = 0;
  for (const { sequence, content, values } of entries) {
    const isWhole = content !== null && commitments({ ...content }) === values.length;
    if (reader === AUDITOR && !isWhole)
      throw new Offence(
        sequence,
        "An auditor gets every entry with every value, and of it something is missing.",
      );
    for (const { path, salt, value } of values) {
      const committed = at({ ...content }, steps(path));
      const expected = sha256(fromHex(salt), canonical(value)).toString("hex");
      if (!isObject(committed) || committed["commitment"] !== expected)
        throw new Offence(sequence, `The value at ${path} is not the one that it committed to.`);
      opened += 1;
    }
  }
  return `${opened} hidden values are the ones committed to`;
}

/** How many hidden values something has. */
function commitments(value: Json): number {
  if (open(value) === undefined) return 1;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value as JsonObject).reduce<number>((sum, item) => sum + commitments(item ?? null), 0);
}

function checkBoxes({ entries, boxes, shares, reader }: Auction): string {
  for (const [sequence, written] of boxes) {
    const digest = entries[sequence - 1]?.content?.data["sealed"];
    const box = fromBase64(written);
    if (!isObject(digest) || sha256(box).toString("hex") !== digest["boxHash"])
      throw new Offence(sequence, "The sealed box beside it is not the one that it names.");
    const parts = takeApart(box);
    const isNamed =
      parts !== null &&
      digest["keyHash"] === parts.keyHash &&
      digest["commitment"] === parts.commitment &&
      canonical(digest["shareHashes"]) === canonical(parts.shareHashes);
    if (!isNamed) throw new Offence(sequence, "The sealed box beside it holds other hashes than it names.");
  }
  const isNeeded = ({ sequence, content }: Entry) =>
    shares.has(sequence) ||
    (reader === AUDITOR && content?.type === "BidAccepted" && isObject(content.data["sealed"]));
  const missing = entries.find((entry) => isNeeded(entry) && !boxes.has(entry.sequence));
  if (missing) throw new Offence(missing.sequence, "The sealed box beside it is missing.");
  return `${boxes.size} sealed boxes are the ones that their entries name`;
}

/** Microseconds since 1970; null for what is no instant. */
function instant(written: Json | undefined): bigint | null {
  const [, second, micros] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.(\d{6})Z$/.exec(text(written)) ?? [];
  const milliseconds = second === undefined ? NaN : Date.parse(`${second}Z`);
  return Number.isNaN(milliseconds) ? null : BigInt(milliseconds) * 1_000n + BigInt(micros ?? 0);
}

// ---------------------------------------------------------------------------------------------- Signed notes

interface Key {
  readonly name: string;
  readonly id: Buffer;
  readonly key: KeyObject;
}

/** What a tree came to, and whose tree it is. */
interface Head {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
}

/** A key as C2SP signed notes write it: name+id+key. */
function readKey(written: string): Key {
  const [, name = "", id = "", encoded = ""] =
    /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(written) ?? [];
  const bytes = Buffer.from(encoded, "base64");
  const expected = sha256(`${name}\n`, bytes).subarray(0, 4);
  if (bytes.length !== 33 || bytes[0] !== 1 || !expected.equals(fromHex(id)))
    throw new Unreadable("A key reads name+id+key, as the query proofKey gives it.");
  const spki = Buffer.concat([fromHex("302a300506032b6570032100"), bytes.subarray(1)]);
  return { name, id: expected, key: createPublicKey({ key: spki, format: "der", type: "spki" }) };
}

/** What a note says that one of the keys has signed; null for any other. */
function openNote(note: string, keys: readonly Key[]): Head | null {
  const end = note.lastIndexOf("\n\n");
  const body = note.slice(0, end + 1);
  const signatures = note.slice(end + 2);
  const isSigned =
    /^(— \S+ \S+\n)+$/.test(signatures) &&
    signatures.split("\n").some((line) => {
      const [, name, encoded = ""] = /^— (\S+) (\S+)$/.exec(line) ?? [];
      const bytes = fromBase64(encoded);
      const key = keys.find((known) => known.name === name && known.id.equals(bytes.subarray(0, 4)));
      return key !== undefined && verifySignature(null, Buffer.from(body), key.key, bytes.subarray(4));
    });
  const [, origin, size, root] = /^(.+)\n(\d{1,15})\n(\S{44})\n/.exec(body) ?? [];
  if (end < 0 || !isSigned || origin === undefined || root === undefined) return null;
  return { origin, size: Number(size), root: fromBase64(root).toString("hex") };
}

interface Signed {
  /** Of the auction's tree, by size. */
  readonly heads: readonly Head[];
  readonly batches: readonly (Batch & { readonly head: Head })[];
}

function checkSignatures(
  { id, entries, notes, batches }: Auction,
  keys: readonly Key[],
  kept: readonly string[],
): Signed {
  const heads = [...notes, ...kept.map((note) => `${note.trimEnd()}\n`)].map((note) => {
    const head = openNote(note, keys);
    const size = Number(note.split("\n")[1]) || null;
    if (!head)
      throw new Offence(size, "The checkpoint of so many entries is not signed by a key that was given.");
    if (head.origin !== `recoup/auction/${id}`)
      throw new Offence(size, "The checkpoint of so many entries is of another auction.");
    if (head.size > entries.length)
      throw new Offence(
        entries.length + 1,
        `It is missing: a checkpoint of ${head.size} entries was signed.`,
      );
    return head;
  });
  const signed = batches.map((batch) => {
    const head = openNote(batch.note, keys);
    if (!head)
      throw new Offence(
        batch.first,
        "The receipts that begin with it are not signed by a key that was given.",
      );
    if (head.origin !== `recoup/receipts/${id}`)
      throw new Offence(batch.first, "The receipts that begin with it are of another auction.");
    if (batch.last > entries.length)
      throw new Offence(entries.length + 1, "It is missing: receipts were signed for it.");
    return { ...batch, head };
  });
  return { heads: heads.sort((a, b) => a.size - b.size), batches: signed.sort((a, b) => a.first - b.first) };
}

// ---------------------------------------------------------------------------------------------- Trees (RFC 9162)

function leafOf(content: Uint8Array): Buffer {
  return sha256(Uint8Array.of(0), content);
}

function nodeOf(left: Uint8Array, right: Uint8Array): Buffer {
  return sha256(Uint8Array.of(1), left, right);
}

/** The roots of complete subtrees that a growing tree is made of, the largest first. */
class Frontier {
  private readonly subtrees: { readonly size: number; readonly root: Buffer }[] = [];

  add(content: Uint8Array): void {
    let added = { size: 1, root: leafOf(content) };
    for (let last = this.subtrees.at(-1); last?.size === added.size; last = this.subtrees.at(-1)) {
      this.subtrees.pop();
      added = { size: last.size * 2, root: nodeOf(last.root, added.root) };
    }
    this.subtrees.push(added);
  }

  get root(): string {
    const [last, ...before] = this.subtrees.map(({ root }) => root).reverse();
    return before.reduce((right, left) => nodeOf(left, right), last ?? sha256()).toString("hex");
  }
}

function rootOf(contents: readonly Uint8Array[]): string {
  const tree = new Frontier();
  for (const content of contents) tree.add(content);
  return tree.root;
}

/** Holds the entries against every root that was signed. Each hash covers the entries before it, so the first bad one is named closely. */
function checkTrees({ entries }: Auction, { heads, batches }: Signed): void {
  const found: { readonly last: number; readonly isGood: boolean }[] = [];
  const contents = entries.map((entry) => fromHex(entry.hash));
  for (const { first, last, seed, head } of batches) {
    const own = contents.slice(first - 1, last);
    const root = seed === null ? rootOf(own) : sealedTree(own, fromHex(seed)).root;
    found.push({ last, isGood: root === head.root });
  }
  const tree = new Frontier();
  let covered = 0;
  for (const { size, root } of heads) {
    for (; covered < size; covered += 1) tree.add(contents[covered] ?? Buffer.alloc(0));
    found.push({ last: size, isGood: tree.root === root });
  }
  // As many as there are transactions: more than a call takes arguments.
  const bad = found.reduce((least, { isGood, last }) => (isGood || last > least ? least : last), Infinity);
  const good = found.reduce(
    (most, { isGood, last }) => (isGood && last < bad && last > most ? last : most),
    0,
  );
  const first = good + 1;
  if (bad === first) throw new Offence(first, "It is not the one that was signed.");
  if (bad < Infinity) throw new Offence(first, `It, or one up to ${bad}, is not the one that was signed.`);
  if (covered < entries.length) throw new Offence(covered + 1, "No checkpoint covers it.");
}

// ---------------------------------------------------------------------------------------------- Receipts

const SEALED_DEPTH = 9;

interface SealedLeaf {
  readonly index: number;
  readonly commitment: string;
}

/** The tree of a sealed auction's receipts: commitments in random places, and random hashes where nothing is. */
function sealedTree(
  hashes: readonly Buffer[],
  seed: Buffer,
): { readonly root: string; readonly leaves: readonly SealedLeaf[] } {
  const draw = drawer(seed);
  const free = Array.from({ length: 2 ** SEALED_DEPTH }, (_, place) => place);
  const places = hashes.map(() => {
    const drawn = draw(4).readUInt32BE() % free.length;
    const last = free.pop() ?? 0;
    const place = drawn === free.length ? last : (free[drawn] ?? 0);
    if (drawn < free.length) free[drawn] = last;
    return place;
  });
  const leaves = hashes.map((entry, nth) => ({
    index: places[nth] ?? 0,
    commitment: sha256(draw(16), entry).toString("hex"),
  }));
  let level = new Map(leaves.map(({ index, commitment }) => [index, leafOf(fromHex(commitment))]));
  for (let height = 0; height < SEALED_DEPTH; height += 1) {
    const above = new Map<number, Buffer>();
    for (const place of [...level.keys()].sort((a, b) => a - b)) {
      const parent = Math.floor(place / 2);
      if (above.has(parent)) continue;
      const left = level.get(parent * 2) ?? draw(32);
      above.set(parent, nodeOf(left, level.get(parent * 2 + 1) ?? draw(32)));
    }
    level = above;
  }
  return { root: level.get(0)?.toString("hex") ?? "", leaves };
}

/** SHAKE256(seed ‖ counter), 4096 bytes at a time; what is left of a portion that is too short is passed over. */
function drawer(seed: Buffer): (count: number) => Buffer {
  let [portion, counter] = [Buffer.alloc(0), 0];
  return (count) => {
    if (portion.length < count) {
      const number = Buffer.alloc(4);
      number.writeUInt32BE((counter += 1));
      portion = createHash("shake256", { outputLength: 4_096 }).update(seed).update(number).digest();
    }
    const drawn = portion.subarray(0, count);
    portion = portion.subarray(count);
    return drawn;
  };
}

function checkOwnReceipts(
  auction: Auction,
  signed: Signed,
  keys: readonly Key[],
  { receipts = [] }: VerifierInput,
): string {
  const placed = receipts.flatMap(readPlaced);
  const isReadByFirm = isFirm(auction);
  let untold = 0;
  for (const { receipt, bid } of placed) {
    const named = number(receipt["sequence"]) > 0 ? number(receipt["sequence"]) : null;
    const head = openNote(text(receipt["note"]), keys);
    if (!head) throw new Offence(named, "A receipt for it is not signed by a key that was given.");
    if (head.origin !== `recoup/receipts/${auction.id}`)
      throw new Offence(named, "A receipt for it is of another auction.");
    if (number(receipt["treeSize"]) !== head.size || rootOfReceipt(receipt) !== head.root)
      throw new Offence(named, "A receipt for it does not lead to the root that was signed.");
    const entry = entryOf(auction, signed, receipt);
    if (!entry) throw new Offence(named, "It is not the one that a receipt promised.");
    if (!checkOwnBid(auction, { entry, bid, isReadByFirm })) untold += 1;
  }
  const rest = untold > 0 ? `; what ${untold} of them say is not this reader's to see` : "";
  return `${placed.length} receipts' entries are where they were promised${rest}`;
}

/** Answers of placeBid and withdrawBid, as they came or taken apart. */
function readPlaced(kept: string): { readonly receipt: JsonObject; readonly bid: JsonObject | null }[] {
  const whole = parseObject(kept);
  const answers = whole
    ? [whole]
    : kept
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map(parseObject);
  return answers.map((answer) => {
    const data = isObject(answer?.["data"]) ? answer["data"] : answer;
    const placed = [data?.["placeBid"], data?.["withdrawBid"]].find(isObject) ?? data;
    const receipt = isObject(placed?.["receipt"]) ? placed["receipt"] : placed;
    if (!receipt || typeof receipt["note"] !== "string")
      throw new Unreadable("A file of receipts holds something else.");
    return { receipt, bid: isObject(placed?.["bid"]) ? placed["bid"] : null };
  });
}

/** RFC 9162, 2.1.3.2. */
function rootOfReceipt(receipt: JsonObject): string | null {
  const content = text(receipt["commitment"]) || text(receipt["entryHash"]);
  const path = Array.isArray(receipt["path"]) ? (receipt["path"] as readonly Json[]) : [];
  let [place, last, root] = [
    number(receipt["leafIndex"]),
    number(receipt["treeSize"]) - 1,
    leafOf(fromHex(content)),
  ];
  if (place < 0 || place > last) return null;
  for (const step of path) {
    const beside = fromHex(text(step));
    if (last === 0) return null;
    if (place % 2 === 1 || place === last) {
      root = nodeOf(beside, root);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else {
      root = nodeOf(root, beside);
    }
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 ? root.toString("hex") : null;
}

/** The entry that a receipt was given for, where the journal has it and everything that the receipt says of it is so. */
function entryOf(auction: Auction, signed: Signed, receipt: JsonObject): Entry | null {
  const entry = entryBehind(auction, signed, receipt);
  if (!entry) return null;
  const { commitment, salt } = receipt;
  const isSame =
    agrees(receipt["sequence"], entry.sequence) &&
    agrees(receipt["entryHash"], entry.hash) &&
    (salt == null || commitment === sha256(fromHex(text(salt)), fromHex(entry.hash)).toString("hex"));
  return isSame ? entry : null;
}

function entryBehind(auction: Auction, { batches }: Signed, receipt: JsonObject): Entry | null {
  const commitment = text(receipt["commitment"]);
  if (commitment === "") return auction.entries.find(({ hash: own }) => own === receipt["entryHash"]) ?? null;
  for (const { first, last, seed, note } of batches) {
    if (seed === null || note !== receipt["note"]) continue;
    const hashes = auction.entries.slice(first - 1, last).map((entry) => fromHex(entry.hash));
    const nth = sealedTree(hashes, fromHex(seed)).leaves.findIndex((leaf) => leaf.commitment === commitment);
    return auction.entries[first - 1 + nth] ?? null;
  }
  return null;
}

/**
 * The bid that came with a receipt is the one that its entry tells of and, where the reader is a firm, its own. False where
 * the entry is not the reader's to see, as it may be for anybody but the firm that got the receipt.
 */
function checkOwnBid(
  auction: Auction,
  of: { readonly entry: Entry; readonly bid: JsonObject | null; readonly isReadByFirm: boolean },
): boolean {
  const { entry, bid, isReadByFirm } = of;
  const { sequence, content, values } = entry;
  const valueAt = (wanted: string) => values.find(({ path }) => path === wanted);
  const isOwn = valueAt("/data/buyerId")?.value === auction.reader;
  if (!content && !isReadByFirm) return false;
  if (!content || !/^Bid(Accepted|Rejected|Withdrawn)$/.test(content.type))
    throw new Offence(
      sequence,
      "A receipt for it was given for a bid, and it is none that the reader may see.",
    );
  if (isReadByFirm && !isOwn)
    throw new Offence(sequence, "A receipt for it was given to the reader, and the bid is another firm's.");
  if (bid === null) return true;
  const { data, at: time, type } = content;
  const { minimumNextBid = null } = isObject(data["standing"]) ? data["standing"] : {};
  const currency = termsOf(auction)?.["currency"];
  const milliseconds = `${time.slice(0, -4)}000Z`; // what is told of a time while bids are sealed
  const maximum = (valueAt("/data/maximum") ?? { value: open(data["maximum"]) }).value;
  const isSame =
    agrees(bid["sequence"], sequence) &&
    (agrees(bid["decidedAt"], time) || (isSealed(auction) && bid["decidedAt"] === milliseconds)) &&
    agrees(bid["paddle"], data["paddle"]) &&
    agrees(bid["decision"], type === "BidRejected" ? "REJECTED" : "ACCEPTED") &&
    agrees(bid["reason"], data["reason"] ?? null) &&
    agreesIn(bid["amount"], data["amount"], currency) &&
    agreesIn(bid["maximum"], maximum, currency) &&
    agreesIn(bid["minimumNextBid"], minimumNextBid, currency);
  if (!isSame) throw new Offence(sequence, "It does not say what the bid's answer said.");
  return true;
}

/** Is the reader a firm? Which firm an entry is of, the seller reads of every firm, and a firm of itself alone. */
function isFirm({ entries, reader }: Auction): boolean {
  const firms = entries.flatMap(({ values }) =>
    values.filter(({ path }) => path === "/data/buyerId").map(({ value }) => value),
  );
  return /^[0-9a-f-]{36}$/.test(reader) && (firms.length === 0 || firms.includes(reader));
}

/** An answer says so, or nothing of it: not everything was asked for, and while bids are sealed not everything is told. */
function agrees(told: Json | undefined, known: Json | undefined): boolean {
  return told == null || told === known;
}

/** The same for money, which answers write as decimals; `known` is undefined where the reader may not know it. */
function agreesIn(told: Json | undefined, known: Json | undefined, currency: Json | undefined): boolean {
  if (known === undefined) return true;
  if (!isObject(told)) return agrees(told, known);
  const digits = text(told["amount"]).replace(".", "");
  return agrees(told["currency"], currency) && digits.replace(/^0+(?=\d)/, "") === known;
}

// ---------------------------------------------------------------------------------------------- Course of an auction

/** An entry whose content the reader has, with the values that it may see put back. */
interface Event {
  readonly sequence: number;
  readonly at: bigint;
  readonly type: string;
  readonly data: JsonObject;
}

function events({ entries }: Auction): Event[] {
  return entries.flatMap(({ sequence, content, values }) => {
    if (!content) return [];
    const { data } = values.reduce<Json>((shown, { path, value }) => withAt(shown, steps(path), value), {
      data: content.data,
    }) as JsonObject;
    return [{ sequence, at: instant(content.at) ?? 0n, type: content.type, data: data as JsonObject }];
  });
}

const SECOND = 1_000_000n;
const KNOWN_FORMATS: ReadonlySet<string> = new Set([
  "ENGLISH",
  "DUTCH",
  "SEALED_FIRST_PRICE",
  "SEALED_SECOND_PRICE",
  "BEST_AND_FINAL",
  "HYBRID",
]);

/** The phases of the formats that have several, in their order. */
const PHASES: Readonly<Record<string, readonly string[]>> = {
  BEST_AND_FINAL: ["INDICATION", "SHORTLISTING", "BINDING"],
  HYBRID: ["FALLING", "FIRST_BREAK", "SEALED", "SECOND_BREAK", "BEST_BID"],
};
/** How long those of HYBRID last, but for the falling price. */
const HYBRID_SECONDS: Readonly<Record<string, bigint>> = {
  FIRST_BREAK: 20n,
  SEALED: 600n,
  SECOND_BREAK: 20n,
  BEST_BID: 300n,
};
/** The kinds of entries that there are behind the first. */
const TYPES: ReadonlySet<string> = new Set(
  (
    "AuctionRescheduled BuyerInvited NdaSigned BuyerAdmitted LimitSet AllotmentChanged BuyerRemoved AuctionOpened " +
    "DutchStepped PhaseStarted BidAccepted BidRejected BidWithdrawn AuctionExtended AuctionPaused AuctionResumed " +
    "BidsVoided PriceChanged RoundClosed AuctionClosed BidSetAside RoundOpened ShortlistMade FirmShortlisted " +
    "FirmNotShortlisted BidsOpened AuctionCancelled AuctionAwarded AuctionNotAwarded AuctionUnsold"
  ).split(" "),
);
/** A longer time without a node that could take a bid is told with the outcome. */
const INTERRUPTED_ABOVE_SECONDS = 60;

/** These begin when a round is opened or a list is made, and not when the phase before them ends. */
const BEGUN_BY_DECISION: ReadonlySet<string> = new Set(["SHORTLISTING", "SECOND_BREAK"]);

function minor(value: Json | undefined): bigint {
  const written = text(value);
  if (!/^-?\d{1,20}$/.test(written)) throw new Error(`Not an amount: ${canonical(value)}`);
  return BigInt(written);
}

/** The bids that count of an opening's entry, by rank. */
function openedBids(bids: Json | undefined) {
  return (bids as unknown as readonly JsonObject[]).map((bid) => ({
    paddle: text(bid["paddle"]),
    sequence: number(bid["sequence"]),
    amount: minor(bid["amount"]),
  }));
}

function time(value: Json | undefined): bigint {
  const read = instant(value);
  if (read === null) throw new Error(`Not an instant: ${canonical(value)}`);
  return read;
}

type Must = (holds: boolean, problem: string) => void;

function mustOf(sequence: number): Must {
  return (holds, problem) => {
    if (!holds) throw new Offence(sequence, problem);
  };
}

interface Extension {
  /** Where it may end. */
  readonly closesAt: readonly bigint[];
  /** The voids that a closing begins with move no end. */
  readonly mayBeMissing: boolean;
}

/** What everyone can follow: times, the closing time, and the price from entry to entry. */
class Course {
  status = "SCHEDULED";
  closesAt: bigint;
  private opensAt: bigint;
  private hardEndAt: bigint | null;
  private pausedAt: bigint | null = null;
  private expected: { readonly at: number; readonly extension: Extension } | null = null;
  private standing: JsonObject;
  readonly terms: JsonObject;
  outcome: JsonObject | null = null;
  /** Null before the opening, and where there is but one. */
  phase: string | null = null;
  private shortlistSince: bigint | null = null;
  /** Of a falling price; the first is none. */
  private step = 0;
  /** Of the firm that it was last awarded to. */
  private awardedRank = 0;
  private isInterrupted = false;
  private isEarly = false;
  /** Each firm's paddle, and each paddle's firm, as far as the reader may know them. */
  private readonly firms = new Map<string, string>();

  /** Begins with the entry that pins the terms. */
  constructor(scheduled: Event) {
    const { sequence, type, data } = scheduled;
    const { terms, standing } = data;
    if (type !== "AuctionScheduled" || !isObject(terms))
      throw new Offence(sequence, "It does not pin the terms of an auction.");
    this.terms = terms;
    this.standing = isObject(standing) ? standing : {};
    this.opensAt = time(terms["opensAt"]);
    this.closesAt = time(terms["closesAt"]);
    const extension = terms["extension"];
    this.hardEndAt = isObject(extension) ? time(extension["hardEndAt"]) : null;
    this.checkStanding(this.standing, mustOf(sequence));
  }

  take(event: Event): void {
    const { sequence, type, data } = event;
    const must = mustOf(sequence);
    must(TYPES.has(type), "The rules have no entry of this kind.");
    this.knowFirm(data, must);
    this.checkExtension(event, must);
    this.move(event, must);
    const { standing } = data;
    if (!isObject(standing)) return must(false, "It has no standing.");
    this.checkStanding(standing, must);
    if (!this.isSealed) this.checkPrice(event, standing, must);
    if (type === "BidAccepted" || type === "BidsVoided") this.expect(event, standing);
    this.standing = standing;
  }

  /** Why a bid at this time would be refused for its time alone; null: it would not. */
  untimely(when: bigint): string | null {
    if (this.status === "CANCELLED" || this.status === "PAUSED") return this.status;
    if (this.status === "SCHEDULED") return "NOT_OPEN";
    return this.status === "OPEN" && when < this.closesAt ? null : "CLOSED";
  }

  private checkStanding(standing: JsonObject, must: Must): void {
    must(standing["status"] === this.status, `Its standing is not ${this.status}.`);
    must((standing["phase"] ?? null) === this.phase, "Its phase is not the one that follows.");
    const closesAt = this.status === "PAUSED" || this.isOpenEnded ? null : this.closesAt;
    must(
      closesAt === null ? standing["closesAt"] === null : instant(standing["closesAt"]) === closesAt,
      "Its closing time is not the one that follows from the entries before.",
    );
    if (!this.hidesBids) return;
    const hidden = ["leadingPaddle", "bidCount", "minimumNextBid"];
    if (this.outcome === null) hidden.push("leadingAmount", "reserveStatus");
    must(
      hidden.every((field) => standing[field] === null),
      "Its standing tells of sealed bids.",
    );
    must(
      this.outcome?.["kind"] !== "WON" || standing["leadingAmount"] === this.outcome["price"],
      "Its price is not the one of the result.",
    );
  }

  /** Whose standing tells nothing of bids but, in the end, the price. */
  private get hidesBids(): boolean {
    return this.isSealed && (this.terms["format"] !== "HYBRID" || this.phase === "SEALED");
  }

  /** A firm has one paddle, and a paddle one firm. */
  private knowFirm({ buyerId, paddle }: JsonObject, must: Must): void {
    if (typeof buyerId !== "string" || typeof paddle !== "string") return;
    const isSame = (one: string, other: string) => (this.firms.get(one) ?? other) === other;
    must(isSame(buyerId, paddle) && isSame(paddle, buyerId), "Its paddle is another firm's.");
    this.firms.set(buyerId, paddle).set(paddle, buyerId);
  }

  /** After the last entry. */
  finish(entries: number): void {
    if (this.expected && !this.expected.extension.mayBeMissing && this.expected.at <= entries)
      throw new Offence(this.expected.at, "The extension that follows from the entry before is missing.");
  }

  get isSealed(): boolean {
    return text(this.terms["format"]).startsWith("SEALED") || this.phases.length > 0;
  }

  private get phases(): readonly string[] {
    return PHASES[text(this.terms["format"])] ?? [];
  }

  /** No time ends a phase in which a short list is made by hand. */
  private get isOpenEnded(): boolean {
    return this.phase === "SHORTLISTING" && this.shortlistSince !== null;
  }

  private move({ at: when, type, data }: Event, must: Must): void {
    switch (type) {
      case "AuctionRescheduled":
        must(this.status === "SCHEDULED", "It was rescheduled after its opening.");
        this.opensAt = time(data["opensAt"]);
        this.closesAt = time(data["closesAt"]);
        this.hardEndAt = data["hardEndAt"] === null ? null : time(data["hardEndAt"]);
        break;
      case "AuctionOpened": {
        const opensAt = time(data["opensAt"]);
        must(this.status === "SCHEDULED", "It was opened twice.");
        must(
          opensAt <= when && (opensAt === this.opensAt || (opensAt < this.opensAt && opensAt === when)),
          "It was not opened when it should.",
        );
        this.opensAt = opensAt;
        if (this.descent) this.closesAt = opensAt + this.descent.duration;
        this.status = "OPEN";
        this.phase = this.phases[0] ?? null;
        break;
      }
      case "DutchStepped":
        must(
          this.isFalling && this.status === "OPEN" && time(data["since"]) <= when,
          "The price fell before its time.",
        );
        must(
          time(data["since"]) === this.descent?.endOf(this.step, this.closesAt),
          "The price fell out of turn.",
        );
        this.step += 1;
        break;
      case "PhaseStarted":
        this.startPhase(when, data, must);
        break;
      case "ShortlistMade": {
        const made =
          (this.terms["bestAndFinal"] as JsonObject)["shortlist"] === null ? when : this.shortlistSince;
        must(this.isOpenEnded && made !== null, "A short list was made when none was to be made.");
        this.closesAt = time(data["startsAt"]);
        must(
          this.closesAt === (made ?? 0n) + this.secondsOf("startsAfterSeconds"),
          "The binding round does not start when the terms say.",
        );
        this.shortlistSince = null;
        break;
      }
      case "RoundClosed":
        must(this.status === "OPEN", "A round was closed when it was not open.");
        must(
          data["phase"] === this.phase && time(data["closedAt"]) === this.closesAt && when >= this.closesAt,
          "The round was not closed at its end.",
        );
        this.interrupt(data);
        this.status = "AWAITING_SHARES";
        break;
      case "RoundOpened":
        must(this.status === "AWAITING_SHARES", "Bids were opened that were not waiting for it.");
        break;
      case "BidAccepted":
        must(this.status === "OPEN", `A bid was accepted while the auction was ${this.status}.`);
        must(when >= this.opensAt, "A bid was accepted before the opening.");
        must(when < this.closesAt, "A bid was accepted at or after the closing time.");
        must(
          data["sealed"] === undefined ||
            (data["amount"] === null && data["raise"] === false && data["moved"] === false),
          "It tells more of a sealed bid than that there is one.",
        );
        this.checkStep(when, must);
        if (this.isFalling) this.closesAt = when;
        break;
      case "BidRejected":
        this.checkStep(when, must);
        must(
          data["reason"] !== "CLOSED" || this.status === "CLOSED" || when >= this.closesAt || !this.isRunning,
          "A bid before the closing time was refused as late.",
        );
        break;
      case "AuctionPaused":
        must(this.status === "OPEN" && when < this.closesAt, "It was paused when it was not open.");
        this.pausedAt = when;
        this.status = "PAUSED";
        break;
      case "AuctionResumed": {
        const pause = when - (this.pausedAt ?? when);
        must(this.status === "PAUSED", "It was resumed without having been paused.");
        must(
          time(data["closesAt"]) === this.closesAt + pause,
          "The closing time did not move by the length of the pause.",
        );
        this.closesAt += pause;
        if (this.hardEndAt !== null) this.hardEndAt += pause;
        must(
          this.hardEndAt === null
            ? data["hardEndAt"] === null
            : instant(data["hardEndAt"]) === this.hardEndAt,
          "The hard end did not move by the length of the pause.",
        );
        this.pausedAt = null;
        this.status = "OPEN";
        break;
      }
      case "AuctionClosed":
        this.close(when, data, must);
        break;
      case "BidsOpened":
        must(this.status === "AWAITING_SHARES", "Bids were opened that were not waiting for it.");
        must(isObject(data["outcome"]), "It has no outcome.");
        this.end(data["outcome"], must);
        break;
      case "AuctionAwarded": {
        must(this.isOver, "It was awarded before its end.");
        must(number(data["rank"]) > this.awardedRank, "It was awarded to a firm that had its turn.");
        this.awardedRank = number(data["rank"]);
        const price = open(data["price"]);
        const isFirst = data["rank"] === 1 && price !== undefined;
        must(
          !isFirst || price === this.outcome?.["price"],
          "It was awarded at another price than it was won at.",
        );
        this.status = "AWARDED";
        break;
      }
      case "AuctionNotAwarded":
        must(this.isOver, "It ended without an award before its end.");
        this.status = "NOT_AWARDED";
        break;
      case "AuctionUnsold":
        must(this.isOver, "It was given up as unsold before its end.");
        this.status = "UNSOLD";
        break;
      case "AuctionCancelled":
        must(
          this.isRunning || this.status === "AWAITING_SHARES" || this.status === "CLOSED",
          "It was cancelled when it was awarded or over.",
        );
        this.status = "CANCELLED";
        break;
    }
  }

  /** Each phase follows the one before, at its end or when its round was opened, for as long as the rules or the terms say. */
  private startPhase(when: bigint, data: JsonObject, must: Must): void {
    const phase = text(data["phase"]);
    const since = time(data["since"]);
    const isByDecision = BEGUN_BY_DECISION.has(phase);
    must(this.status === (isByDecision ? "AWAITING_SHARES" : "OPEN"), "A phase began out of turn.");
    must(
      !this.isOpenEnded && phase === this.phases[this.phases.indexOf(this.phase ?? "") + 1],
      "It is not the phase that follows.",
    );
    must(
      since <= when && (isByDecision ? since >= this.closesAt : since === this.closesAt),
      "The phase did not begin when the one before was over.",
    );
    const length =
      phase === "BINDING" ? this.secondsOf("bindingSeconds") : (HYBRID_SECONDS[phase] ?? 0n) * SECOND;
    const end = phase === "SHORTLISTING" ? null : since + length;
    must(
      end === null ? data["closesAt"] === null : time(data["closesAt"]) === end,
      "The phase does not last as long as it must.",
    );
    this.closesAt = end ?? this.closesAt;
    this.phase = phase;
    this.status = "OPEN";
    this.shortlistSince = phase === "SHORTLISTING" ? since : null;
  }

  /** Nobody buys, or is refused, at a price that time has lowered. */
  private checkStep(when: bigint, must: Must): void {
    if (!this.isFalling || this.status !== "OPEN" || when >= this.closesAt) return;
    const end = this.descent?.endOf(this.step, this.closesAt) ?? this.closesAt;
    must(when < end, "By then the price had fallen further.");
  }

  private get isFalling(): boolean {
    return this.descent !== null && (this.phase === null || this.phase === "FALLING");
  }

  /** Closed with a winner, whether somebody has it yet or not. */
  private get isOver(): boolean {
    return this.status === "CLOSED" || this.status === "AWARDED";
  }

  private secondsOf(field: string): bigint {
    return BigInt(number((this.terms["bestAndFinal"] as JsonObject)[field])) * SECOND;
  }

  private get isRunning(): boolean {
    return this.status === "OPEN" || this.status === "PAUSED" || this.status === "SCHEDULED";
  }

  private close(when: bigint, data: JsonObject, must: Must): void {
    const closedAt = time(data["closedAt"]);
    const isInVain = this.isOpenEnded; // nobody was left for a short list; who was, the seller can follow
    const isEarly = !isInVain && closedAt < this.closesAt;
    must(this.status === "OPEN", "It was closed when it was not open.");
    must(
      isInVain ? closedAt >= (this.shortlistSince ?? closedAt) : closedAt <= this.closesAt,
      "It was closed after its closing time.",
    );
    this.shortlistSince = null;
    must(
      isEarly ? closedAt === when && data["reason"] !== null : when >= closedAt,
      "It was closed early without a reason.",
    );
    must(isEarly === (data["reason"] !== null), "It was closed at its time, with a reason.");
    const { outcome } = data;
    this.closesAt = closedAt;
    this.isEarly = isEarly;
    this.interrupt(data);
    if (isObject(outcome) && !this.isSealed) this.checkOutcome(outcome, must);
    this.end(outcome, must);
  }

  /** What interrupted a round is told with the result, too. */
  private interrupt({ interruptionSeconds }: JsonObject): void {
    if (number(interruptionSeconds) < 0) throw new Error("no time of an interruption");
    this.isInterrupted ||= number(interruptionSeconds) > INTERRUPTED_ABOVE_SECONDS;
  }

  private end(outcome: Json | undefined, must: Must): void {
    if (isObject(outcome)) {
      must(outcome["early"] === this.isEarly, "Whether it was closed early is told wrongly.");
      must(outcome["interrupted"] === this.isInterrupted, "Whether it was interrupted is told wrongly.");
    }
    this.outcome = isObject(outcome) ? outcome : null;
    this.status =
      this.outcome === null ? "AWAITING_SHARES" : this.outcome["kind"] === "WON" ? "CLOSED" : "UNSOLD";
  }

  /** Who leads at the end wins at the price that stands, unless that does not meet the reserve. */
  private checkOutcome(outcome: JsonObject, must: Must): void {
    const { leadingAmount, leadingPaddle, reserveStatus } = this.standing;
    const kind = leadingPaddle === null ? "NO_BIDS" : reserveStatus === "NOT_MET" ? "RESERVE_NOT_MET" : "WON";
    const winner = isObject(outcome["winner"]) ? outcome["winner"]["paddle"] : null;
    must(outcome["kind"] === kind, `By the standing before, its result is ${kind}.`);
    must(
      outcome["price"] === (kind === "WON" ? leadingAmount : null),
      "Its price is not the one that stood.",
    );
    must(winner === (kind === "WON" ? leadingPaddle : null), "Its winner is not the one who led.");
  }

  /** Between two standings only what their entries tell may have happened. */
  private checkPrice({ type, data }: Event, standing: JsonObject, must: Must): void {
    const before = this.standing;
    const [price, last] = [standing["leadingAmount"], before["leadingAmount"]];
    if (type === "BidAccepted") {
      must(price !== null && (last == null || minor(price) >= minor(last)), "A bid made the price fall.");
      const least = before["minimumNextBid"];
      must(
        data["raise"] === true || least == null || minor(data["amount"]) >= minor(least),
        "A bid was accepted below the minimum next bid.",
      );
      must(
        number(standing["bidCount"]) === number(before["bidCount"]) + (data["moved"] === true ? 1 : 0),
        "The number of bids is told wrongly.",
      );
    } else if (type !== "BidsVoided" && type !== "AuctionScheduled") {
      must(
        type !== "BidRejected" || data["minimumNextBid"] === standing["minimumNextBid"],
        "The minimum next bid is told wrongly.",
      );
      const same = (field: string) => standing[field] === before[field];
      must(
        same("leadingAmount") && same("leadingPaddle") && same("bidCount"),
        "Leader or price changed without a bid.",
      );
    }
  }

  private checkExtension({ sequence, type, data }: Event, must: Must): void {
    const due = this.expected && this.expected.at === sequence ? this.expected.extension : null;
    const missed = this.expected && this.expected.at < sequence && !this.expected.extension.mayBeMissing;
    must(!missed, "The extension that follows from an entry before is missing.");
    this.expected = null;
    if (type !== "AuctionExtended") {
      const ends = due?.mayBeMissing && (type === "AuctionClosed" || type === "BidsVoided");
      return must(
        due === null || ends === true,
        "The extension that follows from the entry before is missing.",
      );
    }
    must(time(data["previousClosesAt"]) === this.closesAt, "It extends from another closing time.");
    must(due?.closesAt.includes(time(data["closesAt"])) === true, "The terms do not extend the auction so.");
    this.closesAt = time(data["closesAt"]);
  }

  /** A bid or a void that changes leader or price in the last window moves the end. */
  private expect({ sequence, at: when, type, data }: Event, standing: JsonObject): void {
    const { extension } = this.terms;
    if (!isObject(extension)) return;
    const before = this.standing;
    const moved =
      type === "BidAccepted"
        ? data["moved"] === true
        : before["leadingPaddle"] !== standing["leadingPaddle"] ||
          before["leadingAmount"] !== standing["leadingAmount"];
    if (!moved) return;
    const isVoid = type === "BidsVoided";
    // A removal is decided at the time of its first entry, which not everyone sees; the void is the next.
    const ends = (isVoid ? [when, when - 1n] : [when]).map((now) =>
      this.endAfter(extension, this.pausedAt ?? now),
    );
    const closesAt = ends.filter((end) => end !== null);
    if (closesAt.length > 0)
      this.expected = { at: sequence + 1, extension: { closesAt, mayBeMissing: isVoid } };
  }

  /** The closing time that a change at this time brings about; null when it stays. */
  private endAfter(extension: JsonObject, now: bigint): bigint | null {
    const seconds = (field: string) => BigInt(number(extension[field])) * SECOND;
    if (this.hardEndAt === null || now < this.closesAt - seconds("windowSeconds") || now >= this.closesAt)
      return null;
    const wanted = (extension["mode"] === "ADD" ? this.closesAt : now) + seconds("addedSeconds");
    const end = wanted < this.hardEndAt ? wanted : this.hardEndAt;
    return end > this.closesAt ? end : null;
  }

  private get descent(): Descent | null {
    const falls = isObject(this.terms["dutch"]) || this.terms["format"] === "HYBRID";
    return falls ? new Descent(this.terms) : null;
  }
}

function checkCourse(auction: Auction): { readonly isKnown: boolean; readonly detail: string } {
  const [scheduled, ...later] = events(auction);
  const terms = scheduled?.data["terms"];
  if (!scheduled || !isObject(terms)) throw new Offence(1, "It does not pin the terms of an auction.");
  const format = text(terms["format"]);
  if (!KNOWN_FORMATS.has(format)) return { isKnown: false, detail: `this verifier does not know ${format}` };
  const course = guarded(1, () => new Course(scheduled));
  for (const event of later) guarded(event.sequence, () => course.take(event));
  course.finish(auction.entries.length);
  const price = course.outcome?.["price"];
  const told = price == null ? "" : `, at the published price of ${text(price)} minor units`;
  return { isKnown: true, detail: `the auction is ${course.status} as its entries say${told}` };
}

/** Content that cannot be read is an offence of its entry. */
function guarded<Result>(sequence: number, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof Offence) throw error;
    throw new Offence(sequence, `Its content cannot be read (${(error as Error).message}).`);
  }
}

// ---------------------------------------------------------------------------------------------- Decisions, again

interface Offer {
  readonly paddle: string;
  readonly amount: bigint;
  readonly maximum: bigint;
}

interface Bid {
  readonly sequence: number;
  readonly paddle: string;
  readonly amount: bigint | null;
  /** What it goes up to; its amount where no maximum came with it. */
  readonly maximum: bigint;
  readonly raise: boolean;
  /** Did a maximum come with it? Of an accepted bid that is not told. */
  readonly hasMaximum: boolean;
}

interface Book {
  readonly leader: Offer | null;
  readonly cover: Offer | null;
  readonly price: bigint | null;
  readonly count: number;
}

const EMPTY: Book = { leader: null, cover: null, price: null, count: 0 };

/** The values without which a format's decisions cannot be made again, by the kind of entry. */
const NEEDED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  ENGLISH: {
    AuctionScheduled: ["/terms/reserve"],
    BidAccepted: ["/maximum"],
    BidRejected: ["/maximum"],
    BuyerAdmitted: ["/limit"],
    LimitSet: ["/limit"],
  },
  DUTCH: { BuyerAdmitted: ["/limit"], LimitSet: ["/limit"] },
  SEALED_FIRST_PRICE: {
    AuctionScheduled: ["/terms/reserve"],
    BidsOpened: ["/bids"],
    BidSetAside: ["/amount"],
  },
  SEALED_SECOND_PRICE: {
    AuctionScheduled: ["/terms/reserve"],
    BidsOpened: ["/bids"],
    BidSetAside: ["/amount"],
  },
  BEST_AND_FINAL: {
    AuctionScheduled: ["/terms/reserve"],
    RoundOpened: ["/bids"],
    ShortlistMade: ["/firms", "/leftOut"],
    BidsOpened: ["/bids"],
    BidSetAside: ["/amount"],
  },
  HYBRID: {
    RoundOpened: ["/bids"],
    BidsOpened: ["/bids"],
    BidSetAside: ["/amount"],
  },
};

function replayDecisions(auction: Auction): { readonly isDone: boolean; readonly detail: string } {
  const all = events(auction);
  const [scheduled] = all;
  const terms = scheduled?.data["terms"];
  const format = isObject(terms) ? text(terms["format"]) : "";
  const needed = NEEDED[format];
  if (!scheduled || !isObject(terms) || !needed)
    return { isDone: false, detail: `this verifier does not know ${format}` };
  const hidden = auction.entries.length - all.length;
  if (hidden > 0) return { isDone: false, detail: `${hidden} entries are not this reader's to see` };
  const missing = all.flatMap(({ type, data }) =>
    (needed[type] ?? []).filter((path) => open(at(data, steps(path))) === undefined),
  );
  if (missing.length > 0) return { isDone: false, detail: `${missing.length} values were not given` };
  const replay = replayOf(format, scheduled);
  for (const event of all) guarded(event.sequence, () => replay.take(event));
  return {
    isDone: true,
    detail: `every decision, winner and price of ${all.length} entries follows from the rules`,
  };
}

function replayOf(format: string, scheduled: Event): { readonly take: (event: Event) => void } {
  if (PHASES[format]) return new PhasedReplay(scheduled);
  return format.startsWith("SEALED") ? new SealedReplay(scheduled) : new OpenReplay(scheduled);
}

/** Prices that fall by a part of the first, step by step, down to the reserve. */
class Descent {
  private readonly opening: bigint;
  private readonly rate: bigint;
  readonly step: bigint;
  readonly last: number;

  constructor(terms: JsonObject) {
    // HYBRID names no steps: they are the rules', and there are 80 below the first price at most.
    const isFixed = terms["format"] === "HYBRID";
    const dutch = isFixed ? { stepRate: "10000", stepSeconds: 300 } : (terms["dutch"] as JsonObject);
    this.opening = minor(terms["openingPrice"]);
    this.rate = minor(dutch["stepRate"]);
    this.step = BigInt(number(dutch["stepSeconds"])) * SECOND;
    const reserve = minor((terms["reserve"] as JsonObject)["amount"]);
    let last = 0;
    while (this.price(last + 1) >= (reserve > 0n ? reserve : 1n) && !(isFixed && last === 80)) last += 1;
    this.last = last;
  }

  get duration(): bigint {
    return BigInt(this.last + 1) * this.step;
  }

  /** Counted back from the end of the last, which pauses move along. */
  endOf(step: number, closesAt: bigint): bigint {
    return closesAt - BigInt(this.last - step) * this.step;
  }

  /** Rounded half up. */
  price(step: number): bigint {
    const exact = 2n * this.opening * (1_000_000n - BigInt(step) * this.rate) + 1_000_000n;
    return exact <= 0n ? 0n : exact / 2_000_000n;
  }
}

const BY_TIME: ReadonlySet<string> = new Set(["CANCELLED", "NOT_OPEN", "ALREADY_SOLD", "CLOSED", "PAUSED"]);
/** What only the world knew when it was decided: what the entry says is taken for true. */
const BY_THE_WORLD: ReadonlySet<string> = new Set([
  "CONFLICT_OF_INTEREST",
  "SUSPENDED",
  "NOT_QUALIFIED",
  "LICENCE_LAPSED",
]);

/** What admitted firms may bid, by their paddles. */
class Limits {
  private readonly parts = new Map<
    string,
    { readonly limit: Json | undefined; readonly allotment: Json | undefined }
  >();

  take({ type, data }: Event): void {
    const paddle = text(data["paddle"]);
    const { limit = null, allotment = null } = data;
    const part = this.parts.get(paddle);
    if (type === "BuyerAdmitted") this.parts.set(paddle, { limit, allotment });
    if (type === "LimitSet" && part) this.parts.set(paddle, { ...part, limit });
    if (type === "AllotmentChanged" && part) this.parts.set(paddle, { ...part, allotment });
    if (type === "BuyerRemoved") this.parts.delete(paddle);
  }

  isAdmitted(paddle: string): boolean {
    return this.parts.has(paddle);
  }

  /** Is the amount above what the reader knows of the limit? */
  isExceeded(paddle: string, amount: bigint): boolean {
    const { limit, allotment } = this.parts.get(paddle) ?? { limit: null, allotment: null };
    return [limit, allotment].some((part) => {
      const most = optional(open(part) ?? null);
      return most !== null && amount > most;
    });
  }

  /** May it be above it? A limit or an allotment that is not this reader's to know may have been in the way. */
  mayBeExceeded(paddle: string, amount: bigint): boolean {
    const { limit, allotment } = this.parts.get(paddle) ?? { limit: null, allotment: null };
    return open(limit) === undefined || open(allotment) === undefined || this.isExceeded(paddle, amount);
  }
}

/** ENGLISH and DUTCH, decided once more entry by entry. Firms are known by their paddles. */
class OpenReplay {
  private readonly terms: JsonObject;
  private readonly course: Course;
  private readonly reserve: bigint;
  private readonly opening: bigint;
  private readonly isDisclosed: boolean;
  private readonly descent: Descent | null;
  private step = 0;
  private book = EMPTY;
  private bids: Bid[] = [];
  private readonly limits = new Limits();
  private ranking: readonly Offer[] | null = null;

  constructor(scheduled: Event) {
    this.course = new Course(scheduled);
    const { terms } = this.course;
    this.terms = terms;
    this.reserve = minor((terms["reserve"] as JsonObject)["amount"]);
    this.opening = minor(terms["openingPrice"]);
    this.isDisclosed = terms["reserveVisibility"] === "DISCLOSED";
    this.descent = isObject(terms["dutch"]) ? new Descent(terms) : null;
  }

  take(event: Event): void {
    const { sequence, type, data } = event;
    const must = mustOf(sequence);
    if (type === "BidRejected") this.reject(event, must);
    if (type === "BidAccepted") this.accept(event, must);
    if (type === "AuctionClosed") this.close(data, must);
    if (type === "AuctionAwarded") this.award(data, must);
    if (type === "BidsVoided") this.voidBids(data, must);
    this.limits.take(event);
    this.follow(type, data, must);
    if (type !== "AuctionScheduled") this.course.take(event);
    this.checkStanding(data["standing"] as JsonObject, must);
  }

  private follow(type: string, data: JsonObject, must: Must): void {
    if (type === "DutchStepped") {
      must(
        data["step"] === this.step + 1 && minor(data["price"]) === this.descent?.price(this.step + 1),
        "The price does not fall so by the terms.",
      );
      this.step += 1;
    }
  }

  private accept(event: Event, must: Must): void {
    const { sequence, data } = event;
    const bid = readBid(event);
    const objection = this.objection(bid) ?? (data["confirmed"] === true ? null : this.unusual(bid));
    must(objection === null, `The rules would have refused it: ${objection}.`);
    must(this.limits.isAdmitted(bid.paddle), "The rules would have refused it: NOT_ADMITTED.");
    must(!this.limits.isExceeded(bid.paddle, bid.maximum), "The rules would have refused it: ABOVE_LIMIT.");
    const leads = this.book.leader?.paddle === bid.paddle;
    must(bid.raise === leads, "Whether it is a leader's raise is told wrongly.");
    const before = this.book;
    this.book = this.place(before, bid);
    this.bids.push({ ...bid, sequence });
    const moved = before.leader?.paddle !== this.book.leader?.paddle || before.price !== this.book.price;
    must(data["moved"] === moved, "Whether it moved leader or price is told wrongly.");
  }

  private reject(event: Event, must: Must): void {
    const { at: when, data } = event;
    const reason = text(data["reason"]);
    const late = this.untimely(when);
    if (late !== null || BY_TIME.has(reason))
      return must(reason === late, `The rules give another verdict: ${late ?? "in time"}.`);
    if (BY_THE_WORLD.has(reason)) return;
    const isAdmitted = this.limits.isAdmitted(text(data["paddle"]));
    if (!isAdmitted || reason === "NOT_ADMITTED")
      return must(!isAdmitted && reason === "NOT_ADMITTED", "Whether its firm was admitted is told wrongly.");
    const bid = readBid(event);
    const objection = this.objection(bid);
    if (objection !== null) return must(reason === objection, `The rules give another reason: ${objection}.`);
    if (this.limits.isExceeded(bid.paddle, bid.maximum))
      return must(reason === "ABOVE_LIMIT", "The rules give another reason: ABOVE_LIMIT.");
    const mayExceed = this.limits.mayBeExceeded(bid.paddle, bid.maximum);
    if (reason === "ABOVE_LIMIT")
      return must(mayExceed, "The rules would not have refused it as ABOVE_LIMIT.");
    const unusual = data["confirmed"] === true ? null : this.unusual(bid);
    must(unusual !== null, "The rules would have accepted it.");
    must(reason === unusual, `The rules give another reason: ${unusual}.`);
  }

  private untimely(when: bigint): string | null {
    const late = this.course.untimely(when);
    return late === "CLOSED" && this.descent && this.book.leader ? "ALREADY_SOLD" : late;
  }

  private objection(bid: Bid): string | null {
    const { leader } = this.book;
    if (this.descent) {
      if (bid.amount === this.descent.price(this.step)) return null;
      const asked = Array.from({ length: this.step }, (_, step) => this.descent?.price(step));
      return bid.amount !== null && asked.includes(bid.amount) ? "STALE_STEP" : "OFF_INCREMENT";
    }
    if (leader?.paddle === bid.paddle)
      return bid.hasMaximum && bid.maximum > leader.maximum ? null : "ALREADY_LEADING";
    const amount = bid.amount ?? 0n;
    if (leader === null && amount < this.opening) return "BELOW_OPENING";
    if (this.isDisclosed && amount < this.reserve) return "BELOW_RESERVE";
    return amount < (this.minimum ?? 0n) ? "BELOW_INCREMENT" : null;
  }

  private unusual({ maximum }: Bid): string | null {
    const shown = this.book.leader === null ? this.opening : this.minimum;
    const isUnusual = maximum > minor(this.terms["faceValue"]) || (shown !== null && maximum > 10n * shown);
    return isUnusual ? "NEEDS_CONFIRMATION" : null;
  }

  private get minimum(): bigint | null {
    const { price, leader } = this.book;
    if (this.descent) return leader === null ? this.descent.price(this.step) : null;
    if (price !== null) return price + this.increment(price);
    return this.isDisclosed && this.reserve > this.opening ? this.reserve : this.opening;
  }

  private increment(price: bigint): bigint {
    const rows = this.terms["increments"] as unknown as readonly JsonObject[];
    return minor(rows.filter((row) => minor(row["from"]) <= price).at(-1)?.["step"]);
  }

  /** The highest maximum leads, on a tie the earlier, at the price that its rivals make. */
  private place(book: Book, bid: Bid): Book {
    const shown = bid.amount ?? bid.maximum;
    const offer = { paddle: bid.paddle, amount: shown, maximum: bid.maximum };
    const reserve = bid.maximum >= this.reserve ? this.reserve : 0n;
    const count = book.count + 1;
    const { leader, price } = book;
    if (this.descent) return { leader: offer, cover: null, price: shown, count: 1 };
    if (leader === null || price === null)
      return { leader: offer, cover: book.cover, price: most(shown, reserve), count };
    if (leader.paddle === bid.paddle) {
      const amount = bid.raise ? leader.amount : shown;
      const raised = most(price, amount, reserve);
      return {
        leader: { ...offer, amount },
        cover: book.cover,
        price: raised,
        count: bid.raise && raised === price ? book.count : count,
      };
    }
    if (bid.maximum > leader.maximum) {
      const asked = most(shown, leader.maximum + this.increment(leader.maximum), reserve);
      return { leader: offer, cover: leader, price: asked < bid.maximum ? asked : bid.maximum, count };
    }
    const answer = bid.maximum + this.increment(bid.maximum);
    return {
      leader,
      cover: offer,
      price: most(price, answer < leader.maximum ? answer : leader.maximum),
      count,
    };
  }

  private voidBids(data: JsonObject, must: Must): void {
    this.bids = this.bids.filter(({ paddle }) => paddle !== data["paddle"]);
    this.book = this.bids.reduce((book, bid) => this.place(book, bid), EMPTY);
    const told = open(data["book"]);
    if (isObject(told))
      must(optional(told["price"]) === this.book.price, "The bids that are left come to another price.");
  }

  private close(data: JsonObject, must: Must): void {
    const { outcome } = data;
    const { leader, cover, price } = this.book;
    const isWon = leader !== null && price !== null && price >= this.reserve;
    if (!isObject(outcome)) return must(false, "It has no outcome.");
    must((outcome["kind"] === "WON") === isWon, "The rules come to another result.");
    must(optional(outcome["price"]) === (isWon ? price : null), "The rules come to another price.");
    must(
      !isWon || (outcome["winner"] as JsonObject)["paddle"] === leader.paddle,
      "The rules come to another winner.",
    );
    const told = open(outcome["cover"]);
    const expected = isWon && !this.descent ? cover : null;
    if (told !== undefined)
      must(
        isObject(told)
          ? told["paddle"] === expected?.paddle && minor(told["price"]) === expected?.maximum
          : told === null && expected === null,
        "The rules come to another cover bid.",
      );
    this.ranking = isWon ? this.rank(leader, price) : [];
  }

  private rank(winner: Offer, price: bigint): readonly Offer[] {
    const live = new Map(this.bids.map((bid) => [bid.paddle, bid]));
    return [...live.values()]
      .sort((a, b) => (a.maximum === b.maximum ? a.sequence - b.sequence : a.maximum > b.maximum ? -1 : 1))
      .map(({ paddle, maximum }) => ({
        paddle,
        maximum,
        amount: paddle === winner.paddle ? price : maximum,
      }));
  }

  private award(data: JsonObject, must: Must): void {
    const ranked = this.ranking?.[number(data["rank"]) - 1];
    const price = open(data["price"]);
    must(ranked?.paddle === data["paddle"], "It was awarded to a firm that does not have this rank.");
    if (price !== undefined)
      must(minor(price) === ranked?.amount, "It was awarded at another price than this rank's.");
  }

  private checkStanding(standing: JsonObject, must: Must): void {
    const { leader, price, count } = this.book;
    const isMet = price !== null && price >= this.reserve;
    const status = this.reserve <= this.opening ? "NO_RESERVE" : isMet ? "MET" : "NOT_MET";
    const takesBids = ["SCHEDULED", "OPEN", "PAUSED"].includes(this.course.status);
    must(optional(standing["leadingAmount"]) === price, "The rules come to another price.");
    must(standing["leadingPaddle"] === (leader?.paddle ?? null), "The rules come to another leader.");
    must(standing["bidCount"] === count, "The rules count another number of bids.");
    must(standing["reserveStatus"] === status, "The rules come to another word on the reserve.");
    must(
      optional(standing["minimumNextBid"]) === (takesBids ? this.minimum : null),
      "The rules come to another minimum next bid.",
    );
  }
}

/** What the opened bids come to. What lay in the boxes is shown by opening them. */
class SealedReplay {
  private readonly terms: JsonObject;
  private readonly course: Course;
  private readonly reserve: bigint;
  private readonly limits = new Limits();
  private readonly live = new Map<string, number>();
  private ranking: readonly Counted[] = [];

  constructor(scheduled: Event) {
    this.course = new Course(scheduled);
    this.terms = this.course.terms;
    this.reserve = minor((this.terms["reserve"] as JsonObject)["amount"]);
  }

  take(event: Event): void {
    const { sequence, type, data } = event;
    const must = mustOf(sequence);
    const paddle = text(data["paddle"]);
    if (type !== "AuctionScheduled") this.course.take(event);
    this.limits.take(event);
    if (type === "BidAccepted") {
      must(this.limits.isAdmitted(paddle), "The rules would have refused it: NOT_ADMITTED.");
      must(isObject(data["sealed"]), "It is not sealed.");
      this.live.set(paddle, sequence);
    }
    if (type === "BidRejected") this.reject(event, must);
    if (type === "BidWithdrawn") this.takeBack(paddle, data, must);
    if (type === "BidsVoided") this.live.delete(paddle);
    if (type === "BidSetAside") {
      must(this.live.get(paddle) === data["bid"], "It sets aside what was not its firm's live bid.");
      checkSetAside(data, { limits: this.limits, objectionTo: (bid) => this.objectionTo(bid) }, must);
      this.live.delete(paddle);
    }
    if (type === "BidsOpened") this.checkOpening(data, must);
    if (type === "AuctionClosed")
      must(
        (data["outcome"] === null) === this.live.size > 0,
        "Whether there was anything to open is told wrongly.",
      );
    if (type === "AuctionAwarded") checkAward(data, this.ranking, must);
  }

  private takeBack(paddle: string, { bid }: JsonObject, must: Must): void {
    must(this.live.get(paddle) === bid, "It takes back what was not its firm's live bid.");
    this.live.delete(paddle);
  }

  private reject({ at: when, data }: Event, must: Must): void {
    const reason = text(data["reason"]);
    const late = this.course.untimely(when);
    if (late !== null || BY_TIME.has(reason))
      return must(reason === late, `The rules give another verdict: ${late ?? "in time"}.`);
    if (BY_THE_WORLD.has(reason)) return;
    const isAdmitted = this.limits.isAdmitted(text(data["paddle"]));
    must(
      isAdmitted ? reason === "ABOVE_LIMIT" : reason === "NOT_ADMITTED", // an allotment may have been in the way
      isAdmitted ? "The rules would have accepted it." : "Whether its firm was admitted is told wrongly.",
    );
  }

  private objectionTo({ amount }: Counted): string | null {
    if (amount < minor(this.terms["openingPrice"])) return "BELOW_OPENING";
    return this.terms["reserveVisibility"] === "DISCLOSED" && amount < this.reserve ? "BELOW_RESERVE" : null;
  }

  private checkOpening({ bids, outcome }: JsonObject, must: Must): void {
    const opened = openedBids(bids);
    must(
      opened.length === this.live.size &&
        opened.every(({ paddle, sequence }) => this.live.get(paddle) === sequence),
      "The opened bids are not the ones that were live.",
    );
    must(
      opened.every(
        (bid) => this.objectionTo(bid) === null && !this.limits.isExceeded(bid.paddle, bid.amount),
      ),
      "A bid counts that the rules set aside.",
    );
    const ranked = [...opened].sort((a, b) =>
      a.amount === b.amount ? a.sequence - b.sequence : a.amount > b.amount ? -1 : 1,
    );
    must(
      canonical(ranked.map(({ sequence }) => sequence)) === canonical(opened.map(({ sequence }) => sequence)),
      "The opened bids are not in the order of their ranks.",
    );
    const least = most(this.reserve, minor(this.terms["openingPrice"]));
    const isSecondPrice = this.terms["format"] === "SEALED_SECOND_PRICE";
    this.ranking = ranked.map(({ paddle, amount }, nth) => ({
      paddle,
      amount: isSecondPrice ? most(least, ranked[nth + 1]?.amount ?? 0n) : amount,
    }));
    const [highest] = ranked;
    const [first] = this.ranking;
    const winner = highest && highest.amount >= this.reserve ? (first ?? null) : null;
    checkResult(outcome as JsonObject, winner, must);
  }
}

/** Why a bid was set aside: it is no bid, or the rules or its firm's limit are in its way. */
function checkSetAside(
  data: JsonObject,
  rules: { readonly limits: Limits; readonly objectionTo: (bid: Counted) => string | null },
  must: Must,
): void {
  const paddle = text(data["paddle"]);
  const amount = optional(data["amount"]);
  const reason = text(data["reason"]);
  if (amount === null)
    return must(reason === "SEALED_INVALID" || reason === "UNREVEALED", "It has no amount, and is no bid.");
  const objection = rules.objectionTo({ paddle, amount });
  const isAbove = objection === null && rules.limits.mayBeExceeded(paddle, amount);
  must(reason === (objection ?? (isAbove ? "ABOVE_LIMIT" : null)), "The rules do not set it aside for that.");
}

function checkResult(outcome: JsonObject, winner: Counted | null, must: Must): void {
  must((outcome["kind"] === "WON") === (winner !== null), "The rules come to another result.");
  must(optional(outcome["price"]) === (winner?.amount ?? null), "The rules come to another price.");
  const told = isObject(outcome["winner"]) ? open(outcome["winner"]["paddle"]) : null;
  must(told === undefined || told === (winner?.paddle ?? null), "The rules come to another winner.");
}

function checkAward(data: JsonObject, ranking: readonly Counted[], must: Must): void {
  const ranked = ranking[number(data["rank"]) - 1];
  const price = open(data["price"]);
  must(ranked?.paddle === open(data["paddle"]), "It was awarded to a firm that does not have this rank.");
  must(
    price === undefined || minor(price) === ranked?.amount,
    "It was awarded at another price than this rank's.",
  );
}

/** An amount that counts in an auction of several phases, and whose it is. */
interface Counted {
  readonly paddle: string;
  readonly amount: bigint;
}

/** BEST_AND_FINAL and HYBRID, decided once more phase by phase. What lay in the boxes, their custodians have shown. */
class PhasedReplay {
  private readonly terms: JsonObject;
  private readonly course: Course;
  private readonly isHybrid: boolean;
  private readonly reserve: bigint;
  private readonly descent: Descent | null;
  private readonly limits = new Limits();
  /** The round's live boxes, and whether a reason came with them. */
  private readonly live = new Map<string, { readonly sequence: number; readonly hasReason: boolean }>();
  private step = 0;
  private taken: bigint | null = null;
  private taker: Counted | null = null;
  /** What the round before came to, the highest first. */
  private opened: readonly Counted[] = [];
  private list: ReadonlySet<string> | null = null;
  private ranking: readonly Counted[] = [];

  constructor(scheduled: Event) {
    this.course = new Course(scheduled);
    const { terms } = this.course;
    this.terms = terms;
    this.isHybrid = terms["format"] === "HYBRID";
    this.reserve = minor((terms["reserve"] as JsonObject)["amount"]);
    this.descent = this.isHybrid ? new Descent(terms) : null;
  }

  take(event: Event): void {
    const { sequence, type, data } = event;
    const must = mustOf(sequence);
    const paddle = text(data["paddle"]);
    must(!this.isInVain || type === "AuctionClosed", "Nobody was left for a short list, and it went on.");
    this.limits.take(event);
    if (type === "BidAccepted") this.accept(event, must);
    if (type === "BidRejected") this.reject(event, must);
    if (type === "BidWithdrawn") {
      must(
        this.live.get(paddle)?.sequence === data["bid"],
        "It takes back what was not its firm's live bid.",
      );
      this.live.delete(paddle);
    }
    if (type === "BidsVoided") this.forget(paddle);
    if (type === "DutchStepped") {
      must(
        data["step"] === this.step + 1 && minor(data["price"]) === this.descent?.price(this.step + 1),
        "The price does not fall so by the rules.",
      );
      this.step += 1;
    }
    if (type === "RoundClosed") must(this.live.size > 0, "There was nothing to open.");
    if (type === "BidSetAside") this.setAside(data, must);
    if (type === "RoundOpened") this.openRound(data, must);
    if (type === "ShortlistMade") this.choose(data, must);
    if (type === "BidsOpened") this.finish(this.readOpened(data, must), data["outcome"] as JsonObject, must);
    if (type === "AuctionClosed") this.close(data, must);
    if (type === "AuctionAwarded") checkAward(data, this.ranking, must);
    if (type !== "AuctionScheduled") this.course.take(event);
  }

  /** The rules' verdict on a bid; null: it counts. */
  private verdictOn({ at: when, data }: Event): string | null {
    const { status, closesAt, phase } = this.course;
    if (status === "CANCELLED" || status === "PAUSED") return status;
    if (status === "SCHEDULED") return "NOT_OPEN";
    const isRunning = status === "OPEN" || (status === "AWAITING_SHARES" && this.isFollowed);
    if (!isRunning || (status === "OPEN" && !this.isWithoutEnd && when >= closesAt)) return "CLOSED";
    const paddle = text(data["paddle"]);
    if (!this.limits.isAdmitted(paddle)) return "NOT_ADMITTED";
    if (this.list && !this.list.has(paddle)) return "NOT_SHORTLISTED";
    if (status === "AWAITING_SHARES") return "WRONG_PHASE";
    if (phase === "INDICATION" || phase === "BINDING") return null;
    return this.hybridVerdict(paddle, optional(data["amount"]));
  }

  private hybridVerdict(paddle: string, amount: bigint | null): string | null {
    const { phase } = this.course;
    const isTaker = this.taker?.paddle === paddle;
    if (phase === "SEALED") return isTaker ? "WRONG_PHASE" : null;
    if (amount === null) return "WRONG_PHASE";
    if (phase === "FALLING") {
      if (amount === this.descent?.price(this.step)) return null;
      const asked = Array.from({ length: this.step }, (_, step) => this.descent?.price(step));
      return asked.includes(amount) ? "STALE_STEP" : "OFF_INCREMENT";
    }
    if (phase !== "BEST_BID" || !isTaker || !this.taker) return "WRONG_PHASE";
    return amount <= this.taker.amount ? "BELOW_INCREMENT" : null;
  }

  /** Must an open amount be confirmed? Asked behind everything else. */
  private unusual(amount: bigint): string | null {
    const shown = this.taker === null ? minor(this.terms["openingPrice"]) : this.taker.amount + 1n;
    return amount > minor(this.terms["faceValue"]) || amount > 10n * shown ? "NEEDS_CONFIRMATION" : null;
  }

  private accept(event: Event, must: Must): void {
    const { sequence, data } = event;
    const verdict = this.verdictOn(event);
    must(verdict === null, `The rules would have refused it: ${verdict}.`);
    const paddle = text(data["paddle"]);
    const { sealed } = data;
    must(
      isObject(sealed) === (this.course.phase !== "FALLING" && this.course.phase !== "BEST_BID"),
      "Whether it is sealed is not as the phase has it.",
    );
    if (isObject(sealed)) {
      this.live.set(paddle, { sequence, hasReason: sealed["belowIndicationReason"] !== undefined });
      return;
    }
    const amount = minor(data["amount"]);
    must(!this.limits.isExceeded(paddle, amount), "The rules would have refused it: ABOVE_LIMIT.");
    must(
      data["confirmed"] === true || this.unusual(amount) === null,
      "The rules would have refused it: NEEDS_CONFIRMATION.",
    );
    this.taken ??= amount;
    this.taker = { paddle, amount };
  }

  private reject(event: Event, must: Must): void {
    const reason = text(event.data["reason"]);
    const verdict = this.verdictOn(event);
    if (BY_THE_WORLD.has(reason) && !BY_TIME.has(verdict ?? "")) return;
    if (verdict !== null) return must(reason === verdict, `The rules give another verdict: ${verdict}.`);
    const paddle = text(event.data["paddle"]);
    const amount = optional(event.data["amount"]);
    const isAsked = amount !== null && event.data["confirmed"] !== true && this.unusual(amount) === reason;
    const isExceeded = amount !== null && this.limits.isExceeded(paddle, amount);
    const isAbove = amount === null || this.limits.mayBeExceeded(paddle, amount); // an allotment may have been in the way
    must(
      (reason === "ABOVE_LIMIT" && isAbove) || (isAsked && !isExceeded),
      "The rules would have accepted it.",
    );
  }

  private forget(paddle: string): void {
    const others = ({ paddle: other }: { readonly paddle: string }) => other !== paddle;
    this.live.delete(paddle);
    this.opened = this.opened.filter(others);
    if (this.list) this.list = new Set([...this.list].filter((other) => other !== paddle));
    if (this.taker?.paddle === paddle) this.taker = null;
  }

  /** Why an opened amount cannot count, but for its firm's limit. */
  private objectionTo({ paddle, amount }: Counted): string | null {
    if (this.isHybrid) return amount > (this.taken ?? 0n) ? null : "BELOW_INCREMENT";
    if (amount < minor(this.terms["openingPrice"])) return "BELOW_OPENING";
    if (this.terms["reserveVisibility"] === "DISCLOSED" && amount < this.reserve) return "BELOW_RESERVE";
    const indicated = this.opened.find((one) => one.paddle === paddle)?.amount;
    const isBelow = this.course.phase === "BINDING" && indicated !== undefined && amount < indicated;
    return isBelow && this.live.get(paddle)?.hasReason !== true ? "BELOW_INDICATION" : null;
  }

  private setAside(data: JsonObject, must: Must): void {
    const paddle = text(data["paddle"]);
    must(this.live.get(paddle)?.sequence === data["bid"], "It sets aside what was not its firm's live bid.");
    checkSetAside(data, { limits: this.limits, objectionTo: (bid) => this.objectionTo(bid) }, must);
    this.live.delete(paddle);
  }

  /** The bids that count, held against the live ones; the highest first, of equal ones the earlier. */
  private readOpened({ bids }: JsonObject, must: Must): readonly Counted[] {
    const opened = openedBids(bids);
    must(
      opened.length === this.live.size &&
        opened.every(({ paddle, sequence }) => this.live.get(paddle)?.sequence === sequence),
      "The opened bids are not the ones that were live.",
    );
    must(
      opened.every(
        (bid) => this.objectionTo(bid) === null && !this.limits.isExceeded(bid.paddle, bid.amount),
      ),
      "A bid counts that the rules set aside.",
    );
    must(
      opened.every((bid, nth) => {
        const before = opened[nth - 1];
        return (
          !before ||
          before.amount > bid.amount ||
          (before.amount === bid.amount && before.sequence < bid.sequence)
        );
      }),
      "The opened bids are not in the order of their ranks.",
    );
    return opened;
  }

  private openRound(data: JsonObject, must: Must): void {
    must(
      this.isFollowed && data["phase"] === this.course.phase,
      "It is not a round behind which the auction goes on.",
    );
    const opened = this.readOpened(data, must);
    const highest = this.isHybrid ? (opened[0]?.amount ?? null) : null;
    must(optional(data["highest"]) === highest, "The highest amount is told wrongly.");
    this.opened = opened;
    this.live.clear();
  }

  /** So many of the highest, ties in, as the terms say; by hand, nobody is left out above one taken in without a reason. */
  private choose({ firms, leftOut }: JsonObject, must: Must): void {
    const paddles = (listed: Json | undefined) =>
      (listed as unknown as readonly JsonObject[]).map((firm) => text(firm["paddle"]));
    const list = new Set(paddles(firms));
    const out = (leftOut as unknown as readonly JsonObject[]).filter((firm) => firm["reason"] === null);
    const taken = this.opened.filter(({ paddle }) => list.has(paddle));
    must(
      taken.length === list.size &&
        list.size > 0 &&
        list.size + paddles(leftOut).length === this.opened.length,
      "The short list is not made of the firms that made an indication.",
    );
    const most = (this.terms["bestAndFinal"] as JsonObject)["shortlist"];
    const amountOf = (paddle: string) => this.opened.find((one) => one.paddle === paddle)?.amount ?? 0n;
    const lowest = taken.at(-1)?.amount ?? 0n;
    if (most === null) {
      must(
        out.every((firm) => amountOf(text(firm["paddle"])) <= lowest),
        "A firm is left out above one that is taken in, and nobody said why.",
      );
    } else {
      const last = this.opened[Math.min(number(most), this.opened.length) - 1]?.amount ?? 0n;
      const expected = this.opened.filter(({ amount }) => amount >= last).map(({ paddle }) => paddle);
      must(
        canonical([...list].sort()) === canonical(expected.sort()),
        "By the terms the short list is another one.",
      );
    }
    this.list = list;
  }

  private close({ outcome }: JsonObject, must: Must): void {
    if (outcome === null) return must(this.live.size > 0, "There was nothing to open.");
    must(this.live.size === 0, "Its bids were not opened.");
    must(!this.isWithoutEnd || this.isInVain, "Firms were left for a short list, and it was closed.");
    this.finish(this.isHybrid ? this.opened : [], outcome as JsonObject, must);
  }

  /** What counts in the end: of equal amounts the sealed one, which was there before a best bid that only equals it. */
  private finish(opened: readonly Counted[], outcome: JsonObject, must: Must): void {
    const all = this.taker ? [...opened, this.taker] : opened;
    this.ranking = [...all].sort((a, b) => (a.amount === b.amount ? 0 : a.amount > b.amount ? -1 : 1));
    const [first] = this.ranking;
    checkResult(outcome, first && first.amount >= this.reserve ? first : null, must);
  }

  private get isFollowed(): boolean {
    return this.course.phase === "INDICATION" || (this.isHybrid && this.course.phase === "SEALED");
  }

  private get isWithoutEnd(): boolean {
    return this.course.phase === "SHORTLISTING" && this.list === null;
  }

  /** A short list is to be made, and every firm is gone that could be on it: as soon as it is not paused, it closes. */
  private get isInVain(): boolean {
    return this.course.status === "OPEN" && this.isWithoutEnd && this.opened.length === 0;
  }
}

function readBid({ sequence, data }: Event): Bid {
  const amount = optional(data["amount"]);
  const given = optional(open(data["maximum"]) ?? null); // where there are maxima, they were asked for
  const maximum = given ?? amount;
  if (maximum === null) throw new Error("a bid without any amount");
  const raise = data["raise"] === true;
  return { sequence, paddle: text(data["paddle"]), amount, maximum, raise, hasMaximum: given !== null };
}

function optional(value: Json | undefined): bigint | null {
  return value == null ? null : minor(value);
}

function most(first: bigint, ...others: readonly bigint[]): bigint {
  return others.reduce((highest, other) => (other > highest ? other : highest), first);
}

// ---------------------------------------------------------------------------------------------- Sealed boxes

/** The custodians that the terms name, and what of them every box is bound to. */
interface Roster {
  readonly ids: readonly string[];
  readonly publicKeys: readonly Buffer[];
  readonly threshold: number;
  readonly hash: Buffer;
}

/** What a box is bound to: the auction, the firm and the bid's key, 64 bytes. */
interface BoundTo {
  readonly identity: Buffer;
  readonly roster: Roster;
}

/** What the opening said of a bid: that it counts, or why it was set aside; its amount where the reader may know it. */
interface Told {
  readonly entry: number;
  /** Null: it counts. */
  readonly reason: string | null;
  readonly amount: bigint | null | undefined;
}

function termsOf({ entries }: Auction): JsonObject | null {
  const terms = entries[0]?.content?.data["terms"];
  return isObject(terms) ? terms : null;
}

function isSealed(auction: Auction): boolean {
  return isObject(termsOf(auction)?.["sealing"]);
}

/**
 * Opens again what custodians opened, or bidders revealed, and holds it against what the entries say that it came to. Whoever
 * may read an amount gets what it takes to open its box.
 */
function checkOpenings(auction: Auction): { readonly isDone: boolean; readonly detail: string } {
  const all = events(auction);
  const { sealing, currency } = termsOf(auction) ?? {};
  const roster = guarded(1, () => readRoster(sealing as JsonObject));
  const told = toldAmounts(all);
  const counts = { compared: 0, untold: 0, unrevealed: 0 };
  const bySequence = new Map(all.map((event) => [event.sequence, event]));
  // A cancelled auction's seller has read what was indicated, and gets neither those bids' entries nor their boxes.
  const readable = [...told]
    .filter(([sequence, { amount }]) => amount !== undefined && bySequence.has(sequence))
    .map(([sequence]) => sequence);
  for (const sequence of new Set([...readable, ...auction.shares.keys()])) {
    const { buyerId, sealed } = bySequence.get(sequence)?.data ?? {};
    const found = auction.shares.get(sequence);
    if (!found || typeof buyerId !== "string")
      throw new Offence(sequence, "What opens the sealed box beside it, or whose it is, is missing.");
    if (!isObject(sealed) || found.bidKey !== sealed["bidKeyHash"])
      throw new Offence(sequence, "The bid's key beside it is not the one that it names.");
    const identity = Buffer.concat(
      [auction.id, buyerId, found.bidKey].map((id) => fromHex(id.replaceAll("-", ""))),
    );
    const box = fromBase64(auction.boxes.get(sequence) ?? "");
    const verdict = guarded(sequence, () => openBox({ sequence, box }, found, { identity, roster }));
    counts[compare(verdict, told.get(sequence), { sequence, currency })] += 1;
  }
  const { compared, untold, unrevealed } = counts;
  if (compared + untold + unrevealed === 0)
    return { isDone: false, detail: "no custodians' shares were given" };
  return {
    isDone: true,
    detail:
      `opened again, ${compared} boxes hold what the entries say; of ${untold} that is not this reader's to compare, ` +
      `and ${unrevealed} could not be opened`,
  };
}

function compare(
  verdict: Verdict | null,
  said: Told | undefined,
  bid: { readonly sequence: number; readonly currency: Json | undefined },
): "compared" | "untold" | "unrevealed" {
  const { entry, reason, amount } = said ?? { entry: bid.sequence, reason: null, amount: undefined };
  if ((verdict === null) !== (reason === "UNREVEALED"))
    throw new Offence(entry, `Whether anybody opened the box of entry ${bid.sequence} is told wrongly.`);
  if (verdict === null) return "unrevealed";
  const found = verdict === "INVALID" || verdict.currency !== bid.currency ? null : verdict.amount;
  if ((reason === "SEALED_INVALID") !== (found === null))
    throw new Offence(entry, `Whether the box of entry ${bid.sequence} is valid is told wrongly.`);
  if (amount === undefined) return "untold";
  if (amount !== found)
    throw new Offence(entry, `The amount is not the one in the box of entry ${bid.sequence}.`);
  return "compared";
}

function readRoster(sealing: JsonObject): Roster {
  const custodians = (sealing["custodians"] as unknown as readonly JsonObject[]).map(
    ({ id, name, publicKey }) => ({ id: text(id), name: text(name), publicKey: text(publicKey) }),
  );
  const threshold = number(sealing["threshold"]);
  return {
    ids: custodians.map(({ id }) => id),
    publicKeys: custodians.map(({ publicKey }) => Buffer.from(publicKey, "base64url")),
    threshold,
    hash: sha256(canonical({ custodians, threshold, version: 1 })),
  };
}

/** By the bids' entries. An amount is undefined where the reader may not know it. */
function toldAmounts(all: readonly Event[]): ReadonlyMap<number, Told> {
  const told = new Map<number, Told>();
  for (const { sequence: entry, type, data } of all) {
    const bids = open(data["bids"]);
    if ((type === "BidsOpened" || type === "RoundOpened") && Array.isArray(bids))
      for (const bid of bids as readonly JsonObject[])
        told.set(number(bid["sequence"]), { entry, reason: null, amount: minor(bid["amount"]) });
    if (type !== "BidSetAside") continue;
    const amount = open(data["amount"]);
    told.set(number(data["bid"]), {
      entry,
      reason: text(data["reason"]),
      amount: amount === undefined ? undefined : optional(amount),
    });
  }
  return told;
}

type Verdict = { readonly amount: bigint; readonly currency: string } | "INVALID";

/**
 * What a box comes to by its custodians' shares or, where these are too few, by the key that its bidder revealed; null
 * without either. Everything in it follows from its key, so it is sealed again and compared: whoever opened it, there is one
 * verdict.
 */
function openBox(
  { sequence, box }: { readonly sequence: number; readonly box: Buffer },
  found: FoundShares,
  bound: BoundTo,
): Verdict | null {
  const { ids, threshold } = bound.roster;
  const parts = takeApart(box);
  if (parts === null) throw new Offence(sequence, "The sealed box beside it is missing.");
  const given = found.shares.map(({ custodian, share }) => {
    const index = ids.indexOf(custodian);
    const bytes = share === null ? null : fromBase64(share);
    if (index < 0 || (bytes && sha256(bytes).toString("hex") !== parts.shareHashes[index]))
      throw new Offence(sequence, "A custodian's share beside it is not the one that it names.");
    return { index, bytes };
  });
  if (new Set(given.map(({ index }) => index)).size < given.length)
    throw new Offence(sequence, "A custodian's share stands beside it twice.");
  const revealed = found.revealed === null ? null : fromBase64(found.revealed);
  if (revealed && sha256(revealed).toString("hex") !== parts.keyHash)
    throw new Offence(sequence, "The revealed key beside it is not the one that it names.");
  const right = given.flatMap(({ index, bytes }) => (bytes ? [{ index, bytes }] : []));
  if (right.length < threshold && revealed) return readPayload(revealed, box, parts.ciphertext, bound);
  if (right.length < threshold) return null; // that there is no share in a box is only said
  if (right.some(({ index, bytes }) => bytes[32] !== index + 1)) return "INVALID";
  const key = combineShares(right.slice(0, threshold).map(({ bytes }) => bytes));
  if (sha256(key).toString("hex") !== parts.keyHash) return "INVALID";
  return readPayload(key, box, parts.ciphertext, bound);
}

interface BoxParts {
  readonly keyHash: string;
  readonly commitment: string;
  readonly shareHashes: readonly string[];
  readonly ciphertext: Buffer;
}

/** Version, threshold, number of custodians, hash of the roster, and so on; null for what is none. */
function takeApart(box: Buffer): BoxParts | null {
  const custodians = box[2] ?? 0;
  if (box[0] !== 1 || box.length !== 243 + 146 * custodians) return null;
  const hex = (from: number) => box.toString("hex", from, from + 32);
  return {
    keyHash: hex(35),
    commitment: hex(67),
    shareHashes: Array.from({ length: custodians }, (_, index) => hex(99 + 146 * index)),
    ciphertext: box.subarray(-144),
  };
}

function readPayload(key: Buffer, box: Buffer, ciphertext: Buffer, bound: BoundTo): Verdict {
  const { encryption, binding } = derivedFrom(key, bound);
  const decipher = createDecipheriv("aes-256-gcm", encryption, NO_NONCE);
  decipher.setAAD(binding).setAuthTag(ciphertext.subarray(-16));
  const payload = decipher.update(ciphertext.subarray(0, -16));
  try {
    decipher.final();
  } catch {
    return "INVALID";
  }
  const amount = payload.readBigUInt64BE(1);
  if (amount === 0n || amount >= 2n ** 63n) return "INVALID";
  const currency = payload.toString("latin1", 9, 12);
  return sealBox(key, { amount, currency }, bound).equals(box) ? { amount, currency } : "INVALID";
}

const NO_NONCE = Buffer.alloc(12);

/** What follows from a box's key. */
function derivedFrom(key: Buffer, { identity, roster }: BoundTo) {
  const format = "recoup sealed bid 1";
  const binding = Buffer.concat([Buffer.from(format), identity, roster.hash]);
  const derive = (label: string, length = 32) =>
    Buffer.from(hkdfSync("sha256", key, binding, `${format} ${label}`, length));
  return {
    binding,
    encryption: derive("encryption"),
    salt: derive("salt"),
    coefficients:
      roster.threshold > 1 ? derive("coefficients", 32 * (roster.threshold - 1)) : Buffer.alloc(0),
    ephemeralSeed: (index: number) => derive(`custodian ${index + 1}`),
  };
}

/** The one box that this amount under this key comes to. */
function sealBox(key: Buffer, { amount, currency }: Exclude<Verdict, "INVALID">, bound: BoundTo): Buffer {
  const { roster } = bound;
  const { binding, encryption, salt, coefficients, ephemeralSeed } = derivedFrom(key, bound);
  const payload = Buffer.alloc(128);
  payload[0] = 1;
  payload.writeBigUInt64BE(amount, 1);
  payload.write(currency, 9, "latin1");
  bound.identity.copy(payload, 12);
  const keyHash = sha256(key);
  const shares = roster.publicKeys.map((publicKey, index) => {
    const share = shareAt(key, coefficients, index + 1);
    const aad = Buffer.concat([keyHash, Buffer.of(index + 1)]);
    return [sha256(share), sealShare(share, { publicKey, seed: ephemeralSeed(index), info: binding, aad })];
  });
  return Buffer.concat([
    Buffer.of(1, roster.threshold, shares.length),
    roster.hash,
    keyHash,
    sha256(salt, payload),
    ...shares.flat(),
    encrypt(payload, { key: encryption, nonce: NO_NONCE, aad: binding }),
  ]);
}

function encrypt(
  plaintext: Buffer,
  { key, nonce, aad }: { readonly key: Buffer; readonly nonce: Buffer; readonly aad: Buffer },
): Buffer {
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(aad);
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** In GF(2^8) with x⁸ + x⁴ + x³ + x + 1. */
function multiply(one: number, other: number): number {
  let [a, b, product] = [one, other, 0];
  for (; b > 0; b >>= 1) {
    if (b % 2 === 1) product ^= a;
    a = a < 128 ? a << 1 : (a << 1) ^ 0x11b;
  }
  return product;
}

/** a²⁵⁴. */
function inverse(a: number): number {
  return Array.from({ length: 253 }).reduce<number>((power) => multiply(power, a), a);
}

/** Each byte of a share is its polynomial's value at the custodian's place, which follows them. */
function shareAt(key: Buffer, coefficients: Buffer, place: number): Buffer {
  const share = Buffer.alloc(33, place);
  for (let byte = 0; byte < 32; byte += 1) {
    let value = 0;
    for (let from = coefficients.length - 32 + byte; from >= 0; from -= 32)
      value = multiply(value ^ (coefficients[from] ?? 0), place);
    share[byte] = value ^ (key[byte] ?? 0);
  }
  return share;
}

/** Lagrange's interpolation at 0, where the key lies. */
function combineShares(shares: readonly Buffer[]): Buffer {
  const places = shares.map((share) => share[32] ?? 0);
  const weights = places.map((place) =>
    places
      .filter((other) => other !== place)
      .reduce((weight, other) => multiply(weight, multiply(other, inverse(other ^ place))), 1),
  );
  const byteAt = (byte: number) =>
    shares.reduce((sum, share, nth) => sum ^ multiply(share[byte] ?? 0, weights[nth] ?? 0), 0);
  return Buffer.from(Array.from({ length: 32 }, (_, byte) => byteAt(byte)));
}

// HPKE (RFC 9180): base mode, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM

const KEM = Buffer.from("KEM\0\x10");
const SUITE = Buffer.from("HPKE\0\x10\0\x01\0\x02");
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

function extract(suite: Buffer, salt: Buffer | "", label: string, input: Buffer | ""): Buffer {
  return createHmac("sha256", salt).update("HPKE-v1").update(suite).update(label).update(input).digest();
}

function expand(
  suite: Buffer,
  { prk, label, info, length = 32 }: { prk: Buffer; label: string; info: Buffer; length?: number },
): Buffer {
  const labeled = createHmac("sha256", prk).update(Buffer.of(0, length)).update("HPKE-v1").update(suite);
  return labeled.update(label).update(info).update(Buffer.of(1)).digest().subarray(0, length);
}

function keyPairFrom(seed: Buffer): ECDH {
  const prk = extract(KEM, "", "dkp_prk", seed);
  for (let counter = 0; ; counter += 1) {
    const key = expand(KEM, { prk, label: "candidate", info: Buffer.of(counter) });
    const candidate = BigInt(`0x${key.toString("hex")}`);
    if (candidate === 0n || candidate >= ORDER) continue;
    const pair = createECDH("prime256v1");
    pair.setPrivateKey(key);
    return pair;
  }
}

/** The encapsulated key and the ciphertext. */
function sealShare(
  share: Buffer,
  to: { readonly publicKey: Buffer; readonly seed: Buffer; readonly info: Buffer; readonly aad: Buffer },
): Buffer {
  const ephemeral = keyPairFrom(to.seed);
  const encapsulated = ephemeral.getPublicKey();
  const shared = expand(KEM, {
    prk: extract(KEM, "", "eae_prk", ephemeral.computeSecret(to.publicKey)),
    label: "shared_secret",
    info: Buffer.concat([encapsulated, to.publicKey]),
  });
  const hashes = [extract(SUITE, "", "psk_id_hash", ""), extract(SUITE, "", "info_hash", to.info)];
  const context = Buffer.concat([Buffer.of(0), ...hashes]);
  const prk = extract(SUITE, shared, "secret", "");
  const key = expand(SUITE, { prk, label: "key", info: context });
  const nonce = expand(SUITE, { prk, label: "base_nonce", info: context, length: 12 });
  return Buffer.concat([encapsulated, encrypt(share, { key, nonce, aad: to.aad })]);
}

// ---------------------------------------------------------------------------------------------- The program

function main(): void {
  const given = readArguments();
  if (given === "help") return void process.stdout.write(HELP);
  const { checks, offence } = verify(given);
  for (const { name, isDone, detail } of checks)
    process.stdout.write(`${isDone ? "checked    " : "not checked"}  ${name}: ${detail}\n`);
  if (offence) {
    const { entry, problem } = offence;
    process.stdout.write(`NOT SOUND. ${entry === null ? "" : `Entry ${entry}: `}${problem}\n`);
    process.exitCode = 1;
  } else {
    process.stdout.write("Sound.\n");
  }
}

function readArguments(): VerifierInput | "help" {
  const many = { type: "string", multiple: true } as const;
  const options = {
    key: many,
    checkpoint: many,
    receipts: many,
    help: { type: "boolean", short: "h" },
  } as const;
  let given;
  try {
    given = parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new Unreadable((error as Error).message);
  }
  const { values, positionals } = given;
  if (values.help) return "help";
  const { key: keys = [], checkpoint = [], receipts = [] } = values;
  if (positionals.length === 0 || keys.length === 0)
    throw new Unreadable("An export and a key are needed; --help says more.");
  return {
    exports: positionals.map(read),
    keys,
    checkpoints: checkpoint.map(read),
    receipts: receipts.map(read),
  };
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new Unreadable(`${file} cannot be read.`);
  }
}

if (require.main === module) {
  // What could not be told is no verdict: a full disk or a closed pipe is not an export that is not sound.
  process.stdout.on("error", () => process.exit(2));
  try {
    main();
  } catch (error) {
    process.stderr.write(
      `${error instanceof Unreadable ? error.message : `Not checked: ${String(error)}`}\n`,
    );
    process.exitCode = 2;
  }
}
