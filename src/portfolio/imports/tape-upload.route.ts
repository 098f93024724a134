import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { finished } from "node:stream/promises";
import type { Id } from "../../platform/ids";
import { BODY_CUT_OFF, isBodyCutOff, type HttpRoute } from "../../platform/server/http-route";
import { TapeImportStatus } from "../domain/tape-import";
import { UploadCutOff, type ReceiveTape } from "./receive-tape";
import type { TapeImportEntity } from "./tape-import.entity";
import type { EndTapeImport } from "./end-tape-import";
import type { TapeImportReader } from "./tape-import-reader";
import { TAPE_UPLOAD_METHOD, TAPE_UPLOAD_PATH, type TapeTickets } from "./tape-tickets";

/** Uploads that this node takes at once: each holds a connection to the database for as long as it lasts. */
const MOST_UPLOADS = 4;

/**
 * Where tapes are sent. The address is the credential. The answer comes at the end: 200 ACCEPTED, 422 REFUSED, 400 cut off,
 * or in the way of another upload, 410 for a ticket that cannot be used (any more), each with the import as JSON.
 */
export class TapeUploadRoute implements HttpRoute {
  readonly method = TAPE_UPLOAD_METHOD;
  readonly path = TAPE_UPLOAD_PATH;
  private running = 0;

  constructor(
    private readonly parts: {
      readonly tickets: TapeTickets;
      readonly receiveTape: ReceiveTape;
      readonly endTapeImport: EndTapeImport;
      readonly reader: TapeImportReader;
    },
  ) {}

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const id = this.parts.tickets.importOf(url);
    if (id === null) return answer(response, 404, { message: "There is nothing here." });
    if (this.running >= MOST_UPLOADS) {
      response.setHeader("retry-after", "5");
      return answer(response, 503, { message: "Too many uploads at once; try again in a moment." });
    }
    const taken = await this.take(id, request);
    const found = taken ?? (await this.parts.endTapeImport.settle(id));
    await drain(request);
    return answer(
      response,
      taken ? statusOf(taken) : 410,
      found ? await this.parts.reader.answer(found) : {},
    );
  }

  /** Only a body that is taken counts as an upload; one that is let through may come as slowly as it likes. */
  private async take(id: Id, request: IncomingMessage): Promise<TapeImportEntity | null> {
    this.running += 1;
    try {
      return await this.parts.receiveTape.run(id, bodyOf(request));
    } finally {
      this.running -= 1;
    }
  }
}

function statusOf({ status, isCutOff }: TapeImportEntity): number {
  if (status === TapeImportStatus.ACCEPTED) return 200;
  return isCutOff ? 400 : 422;
}

const SIGNS_OF_LIFE = ["readable", "end", "error", "close", BODY_CUT_OFF] as const;

/**
 * The body as it arrives, at the pace at which it is taken; ends with `UploadCutOff` when it was not whole. Whoever takes no
 * more of it leaves the connection as it is, other than by iterating the request: there is an answer to be sent.
 */
async function* bodyOf(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  let wake: () => void = () => undefined;
  const onSign = () => wake();
  for (const sign of SIGNS_OF_LIFE) request.on(sign, onSign);
  try {
    while (!request.readableEnded) {
      const bytes = request.read() as Uint8Array | null;
      if (bytes) yield bytes;
      else if (request.destroyed || isBodyCutOff(request)) throw new UploadCutOff();
      else await new Promise<void>((resolve) => (wake = resolve));
    }
    if (!request.complete) throw new UploadCutOff();
  } finally {
    for (const sign of SIGNS_OF_LIFE) request.off(sign, onSign);
  }
}

/** Clients read no answer while they are still sending: what they send for nothing is let through. */
async function drain(request: IncomingMessage): Promise<void> {
  if (request.readableEnded || isBodyCutOff(request)) return;
  request.resume();
  await Promise.race([finished(request), once(request, BODY_CUT_OFF)]).catch(() => undefined);
}

function answer(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed) return;
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", connection: "close" });
  response.end(`${JSON.stringify(body)}\n`);
}
