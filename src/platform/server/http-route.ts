import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * Emitted on a request whose client ended its side of the connection within the body: whoever listens answers, since the
 * other side still can; for all others the request ends here.
 */
export const BODY_CUT_OFF = "bodyCutOff";

/** What this node serves besides GraphQL: files come and go by tickets. */
export interface HttpRoute {
  readonly method: string;
  /** Paths that begin with this are its own: "/uploads/". */
  readonly path: string;
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
}
