import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

/** The page brings its scripts and its workers with it; nothing is loaded from elsewhere. */
const POLICY =
  "default-src 'self' data: blob:; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' " +
  "'unsafe-inline'; worker-src blob:; connect-src 'self' ws: wss:";

/** GraphiQL in one page that works offline. It is large, so it is made when first asked for, and compressed once. */
export class Explorer {
  private page: Promise<Buffer> | null = null;

  static isAskedFor(request: IncomingMessage, url: URL): boolean {
    const accept = request.headers.accept ?? "";
    return request.method === "GET" && !url.searchParams.has("query") && accept.includes("text/html");
  }

  async answer(response: ServerResponse): Promise<void> {
    this.page ??= render();
    const page = await this.page;
    response.writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      "content-encoding": "gzip",
      "content-length": page.length,
      "content-security-policy": POLICY,
    });
    response.end(page);
  }
}

async function render(): Promise<Buffer> {
  const { renderGraphiQL } = await import("@graphql-yoga/render-graphiql");
  const html = renderGraphiQL({
    title: "Recoup",
    endpoint: "/graphql",
    subscriptionsProtocol: "WS",
    headers: JSON.stringify({ authorization: "Bearer " }),
  });
  return promisify(gzip)(html);
}
