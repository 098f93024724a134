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

/**
 * GraphiQL sends the headers of its editor over HTTP alone; a WebSocket of a browser cannot send any. The credential of
 * the last request goes into connection_init, where this server looks for it.
 */
export const CREDENTIAL_SCRIPT = `<script>{
  let authorization = null;
  const { fetch, WebSocket } = window;
  window.fetch = (input, init) => {
    authorization = new Headers(init?.headers).get("authorization");
    return fetch(input, init);
  };
  window.WebSocket = class extends WebSocket {
    send(message) {
      const isInit = authorization !== null && message === '{"type":"connection_init"}';
      super.send(isInit ? JSON.stringify({ type: "connection_init", payload: { authorization } }) : message);
    }
  };
}</script>`;

async function render(): Promise<Buffer> {
  const { renderGraphiQL } = await import("@graphql-yoga/render-graphiql");
  const html = renderGraphiQL({ title: "Recoup", endpoint: "/graphql", subscriptionsProtocol: "WS" });
  return promisify(gzip)(html.replace("<head>", () => `<head>${CREDENTIAL_SCRIPT}`));
}
