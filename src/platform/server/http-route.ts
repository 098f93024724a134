import type { IncomingMessage, ServerResponse } from "node:http";

/** What this node serves besides GraphQL: files come and go by tickets. */
export interface HttpRoute {
  readonly method: string;
  /** Paths that begin with this are its own: "/uploads/". */
  readonly path: string;
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
}
