import { EventEmitter, once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setImmediate } from "node:timers/promises";
import { buildSchema, graphql, GraphQLError } from "graphql";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer, type WebSocket } from "ws";

const SCHEMA = buildSchema(readFileSync("schema/schema.graphql", "utf8"));

/** What comes instead of an answer: a closed socket, a network that is gone, an error, or nothing at all. */
export type Cut = { readonly close: number } | "network" | { readonly error: string } | "nothing";

type CutShort = (cut: Cut) => Promise<never>;

type Input = Readonly<Record<string, unknown>>;

export interface Call {
  readonly field: string;
  readonly input: Input;
  /** How many came before it. */
  readonly before: number;
  readonly cut: CutShort;
}

/** What happens to the first of them, the second, …; those beyond the list are served. */
interface Script {
  readonly connections?: readonly (number | "accepted")[];
  readonly subscriptions?: readonly { readonly events: number; readonly cut: Cut }[];
  /** How many events the feed has before it completes. */
  readonly events?: number;
  readonly accepts?: (token: string) => boolean;
  /** What a query or mutation is answered with. */
  readonly answer?: (call: Call) => unknown;
}

const AT = "2026-01-01T00:00:00.000000Z";
const STANDING = { status: "OPEN", serverTime: AT };

/** A bid's decision, as it is answered. */
export function decided({ replayed = false, decision = "ACCEPTED" } = {}): unknown {
  const bid = { id: "bid-1", decision, decidedAt: AT, status: "LEADING" };
  return { __typename: "PlacedBid", replayed, bid, standing: STANDING };
}

export const VIEWER = {
  id: "viewer-1",
  name: "Viewer",
  roles: ["BIDDER"],
  organization: { id: "firm-1", name: "Firm", kind: "BUYER" },
};

/** What is answered without a script. */
const ANSWERS = {
  viewer: VIEWER,
  pauseAuction: { __typename: "Refusal", code: "INVALID_STATE", message: "not open" },
  placeBid: decided(),
  withdrawBid: decided(),
};

/**
 * A server of the tests' own: graphql-ws's protocol and the printed schema, with a script for its answers. Its feed's
 * events are numbered from 1, and event n has the cursor "c<n>".
 */
export class FakeServer {
  /** The `after` of every subscription. */
  readonly afters: (string | null)[] = [];
  /** The input of every query and mutation. */
  readonly inputs: Input[] = [];
  /** The token of every connection and request. */
  readonly tokens: string[] = [];
  /** What sockets were closed with. */
  readonly closeCodes: number[] = [];
  /** Events that were handed to the network. */
  delivered = 0;
  /** Subscriptions that were ended before their last event. */
  left = 0;
  private connections = 0;
  private readonly changes = new EventEmitter();
  private readonly http: Server;
  private readonly webSockets = new WebSocketServer({ noServer: true });

  private constructor(private readonly script: Script) {
    this.http = createServer((request, response) => void this.post(request, response));
    this.http.on("upgrade", (request, socket, head) =>
      this.webSockets.handleUpgrade(request, socket, head, (webSocket) =>
        this.webSockets.emit("connection", webSocket, request),
      ),
    );
    this.webSockets.on("connection", (socket: WebSocket) =>
      socket.on("close", (code) => this.note(() => this.closeCodes.push(code))),
    );
    useServer<{ authorization?: string }>(
      {
        schema: SCHEMA,
        onConnect: ({ connectionParams, extra }) => this.admit(connectionParams?.authorization, extra.socket),
        context: ({ extra }) => ({ cut: cutter(() => extra.socket.terminate(), extra.socket) }),
        roots: {
          query: this.root,
          mutation: this.root,
          subscription: {
            auctionEvents: ({ after }: { after?: string }, { cut }: { cut: CutShort }) =>
              this.feed(after ?? null, cut),
          },
        },
      },
      this.webSockets,
      0, // it asks nobody whether they are there: that is for the client to find out
    );
  }

  static async start(script: Script = {}): Promise<FakeServer> {
    const server = new FakeServer(script);
    server.http.listen(0, "127.0.0.1");
    await once(server.http, "listening");
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}/graphql`;
  }

  /** Settles when what is asked has come true. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await once(this.changes, "change");
  }

  /** Its sockets stay open, but nothing more gets through to it. */
  fallSilent(): void {
    for (const socket of this.webSockets.clients) socket.pause();
  }

  async close(): Promise<void> {
    for (const socket of this.webSockets.clients) socket.terminate();
    this.http.closeAllConnections();
    this.http.close();
    await once(this.http, "close");
  }

  private note(happened: () => void): void {
    happened();
    this.changes.emit("change");
  }

  private readonly root = Object.fromEntries(
    Object.entries(ANSWERS).map(([field, usual]) => [
      field,
      ({ input = {} }: { input?: Input }, { cut }: { cut: CutShort }) => {
        const call = { field, input, before: this.inputs.length, cut };
        this.note(() => this.inputs.push(input));
        return this.script.answer ? this.script.answer(call) : usual;
      },
    ]),
  );

  private async *feed(after: string | null, cut: CutShort): AsyncGenerator<unknown> {
    const drop = this.script.subscriptions?.[this.afters.length];
    this.note(() => this.afters.push(after));
    const first = after === null ? 1 : Number(after.slice(1)) + 1;
    let number = first;
    try {
      for (; number <= (this.script.events ?? 0); number += 1) {
        if (drop && number === first + drop.events) await cut(drop.cut);
        await setImmediate(); // what comes in is read between events, too
        yield { auctionEvents: eventOf(number) };
        this.note(() => (this.delivered += 1));
      }
    } finally {
      if (number <= (this.script.events ?? 0)) this.note(() => (this.left += 1));
    }
  }

  private admit(authorization: string | undefined, socket: WebSocket): boolean {
    const fate = this.script.connections?.[this.connections] ?? "accepted";
    this.connections += 1;
    if (fate !== "accepted") socket.close(fate);
    return this.accepts(authorization);
  }

  private accepts(authorization: string | undefined): boolean {
    const token = tokenOf(authorization);
    this.note(() => this.tokens.push(token));
    return this.script.accepts?.(token) ?? true;
  }

  private async post(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { query, variables } = JSON.parse(await text(request)) as { query: string; variables: Input };
    const { authorization } = request.headers;
    if (!this.accepts(authorization)) {
      response.writeHead(401).end(JSON.stringify({ errors: [codedError("UNAUTHENTICATED").toJSON()] }));
      return;
    }
    const answer = await graphql({
      schema: SCHEMA,
      source: query,
      variableValues: variables,
      rootValue: this.root,
      contextValue: { cut: cutter(() => request.socket.destroy()) },
    });
    response.writeHead(200).end(JSON.stringify(answer));
  }
}

export function codedError(code: string): GraphQLError {
  return new GraphQLError("as scripted", { extensions: { code, requestId: "request-1" } });
}

function eventOf(number: number): unknown {
  const entry = { cursor: `c${number}`, sequence: number, at: AT, standing: STANDING };
  return { __typename: "BidAccepted", ...entry, paddle: "P1" };
}

function tokenOf(authorization = ""): string {
  return authorization.replace("Bearer ", "");
}

function cutter(cutNetwork: () => void, socket?: WebSocket): CutShort {
  return (cut) => {
    if (cut === "network") cutNetwork();
    else if (cut !== "nothing" && "error" in cut) throw codedError(cut.error);
    else if (cut !== "nothing") socket?.close(cut.close);
    return new Promise(() => undefined); // whoever waits here has nobody left to answer
  };
}
