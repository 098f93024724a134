import type { IncomingMessage } from "node:http";
import { BODY_CUT_OFF, isBodyCutOff } from "./http-route";

/** Why a request's body was not taken, with the HTTP status that says so. */
export class UnreadableRequest extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = "UnreadableRequest";
  }
}

/** Reads a JSON body: application/json in UTF-8, whole, no longer than allowed. */
export async function readJson(
  request: IncomingMessage,
  most: { bytes: number; milliseconds: number },
): Promise<unknown> {
  requireJson(request);
  const bytes = await readBytes(request, most);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new UnreadableRequest(400, "The body is not valid JSON in UTF-8.");
  }
}

function requireJson(request: IncomingMessage): void {
  const [type = "", ...parameters] = (request.headers["content-type"] ?? "").toLowerCase().split(";");
  if (type.trim() !== "application/json")
    throw new UnreadableRequest(415, "Send the operation as content-type: application/json.");
  for (const parameter of parameters) {
    const [name, value] = parameter.split("=").map((part) => part.trim().replace(/^"(.*)"$/, "$1"));
    if (name === "charset" && value !== "utf-8" && value !== "utf8")
      throw new UnreadableRequest(415, "The only charset is utf-8.");
  }
  if ((request.headers["content-encoding"] ?? "identity") !== "identity")
    throw new UnreadableRequest(415, "Send the body without a content-encoding.");
}

function readBytes(request: IncomingMessage, most: { bytes: number; milliseconds: number }): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const refuse = (status: number, message: string) => {
      clearTimeout(timer);
      request.pause();
      reject(new UnreadableRequest(status, message));
    };
    const timer = setTimeout(() => refuse(408, "The body took too long to arrive."), most.milliseconds);
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > most.bytes) refuse(413, `A body has at most ${most.bytes} bytes.`);
      else chunks.push(chunk);
    });
    request.once("end", () => {
      clearTimeout(timer);
      resolve(Buffer.concat(chunks));
    });
    const refuseCutOff = () => refuse(400, "The body ended early.");
    request.once("error", refuseCutOff).once(BODY_CUT_OFF, refuseCutOff);
    if (isBodyCutOff(request)) refuseCutOff();
  });
}
