import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * Emitted on a request whose client ended its side of the connection within the body: no more of it comes, and whoever waits
 * for it answers now, since the other side still takes an answer.
 */
export const BODY_CUT_OFF = "bodyCutOff";

/** Was that so before anybody listened? */
export function isBodyCutOff({ complete, socket }: IncomingMessage): boolean {
  return !complete && socket.readableEnded;
}

/** What this node serves besides GraphQL: files come and go by tickets. */
export interface HttpRoute {
  readonly method: string;
  /** Paths that begin with this are its own: "/uploads/". */
  readonly path: string;
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
}
