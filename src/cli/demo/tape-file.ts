import { once } from "node:events";
import { createReadStream, createWriteStream, statSync } from "node:fs";
import { request, type IncomingMessage } from "node:http";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { describeGeneratedTape } from "../generated-mapping";
import { GeneratedTape } from "../tape-generator";
import type { TapeChoice, TapeMapping } from "./options";
import { StepFailed } from "./step-failed";

/** What an upload is answered with when the import has ended. */
const ACCEPTED = 200;
const REFUSED = 422;

/** A tape that lies ready to be sent. */
export interface TapeFile extends TapeMapping {
  readonly file: string;
  readonly fileName: string;
  readonly bytes: number;
  /** Where it came from, in words. */
  readonly origin: string;
}

/** The tape that was chosen; one that is to be generated is written to the folder first. */
export async function prepareTape(choice: TapeChoice, folder: string): Promise<TapeFile> {
  if (choice.kind === "file") {
    const { file, description } = choice;
    const fileName = path.basename(file);
    return { ...description, file, fileName, bytes: statSync(file).size, origin: fileName };
  }
  const fileName = "tape.csv";
  const file = path.join(folder, fileName);
  const tape = new GeneratedTape(choice);
  await pipeline(tape.pieces(), createWriteStream(file));
  const description = describeGeneratedTape(tape.totals) as TapeMapping;
  const origin = `generated from seed ${choice.seed}`;
  return { ...description, file, fileName, bytes: statSync(file).size, origin };
}

/** Where and how to send it: the address is the credential. */
export interface UploadTicket {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** Sends the file as it is read; the answer comes when the import has ended, one way or the other. */
export async function upload(tape: TapeFile, { url, method, headers }: UploadTicket): Promise<void> {
  const sending = request(url, { method, headers: { "content-length": tape.bytes } });
  for (const { name, value } of headers) sending.setHeader(name, value);
  const answered = once(sending, "response") as Promise<[IncomingMessage]>;
  const [[response]] = await Promise.all([answered, pipeline(createReadStream(tape.file), sending)]);
  response.resume(); // the import itself says what came of it
  if (response.statusCode !== ACCEPTED && response.statusCode !== REFUSED) {
    throw new StepFailed(`The tape was not taken: HTTP status ${response.statusCode ?? "missing"}`);
  }
}
