import { once } from "node:events";
import { connect } from "node:net";
import { RawSocket } from "../platform/server/transports";
import { awaited } from "./awaited";
import type { Ready } from "./server-process";

/** How often each answer was heard: a close code, an HTTP status, an error's code and the limit that it names, or "OK". */
export type Heard = Readonly<Record<string, number>>;

/** Who floods: a client of this server, with a credential of its own. */
export interface Flooder {
  readonly server: Ready;
  readonly authorization: string;
}

/** Subscriptions on several WebSockets, many more on each than one may have; answers when each has been answered. */
export async function subscribe(
  { server, authorization }: Flooder,
  { sockets, each, query }: { readonly sockets: number; readonly each: number; readonly query: string },
): Promise<Heard> {
  const heard = await all(sockets, async () => {
    const socket = await RawSocket.open(addresses(server));
    await socket.init(authorization);
    const answers: string[] = [];
    for (let id = 0; id < each; id += 1) {
      const { type, payload } = await socket.ask(`${id}`, { query });
      answers.push(type === "error" ? wordsOf({ errors: payload as Errors }) : "OK");
    }
    socket.close();
    await socket.closed;
    return answers;
  });
  return count(heard.flat());
}

/** Documents from several connections at once, no two alike, so that none is known. */
export async function send(
  { server, authorization }: Flooder,
  { connections, each, body }: Many & { readonly body: (number: number) => string },
): Promise<Heard> {
  const headers = { "content-type": "application/json", authorization };
  const heard = await all(connections, async (connection) => {
    const answers: string[] = [];
    for (let number = 0; number < each; number += 1) {
      const request = { method: "POST", headers, body: body(connection * each + number) };
      const response = await fetch(server.http, request);
      answers.push(response.status === 413 ? "413" : wordsOf((await response.json()) as Answered));
      if (response.status === 413) await response.body?.cancel();
    }
    return answers;
  });
  return count(heard.flat());
}

interface Many {
  readonly connections: number;
  readonly each: number;
}

/** WebSockets that send a message, or nothing at all, and wait until the server ends them. */
export async function openSockets(
  { server }: Flooder,
  { sockets, message }: { readonly sockets: number; readonly message: string | null },
): Promise<Heard> {
  const codes = await all(sockets, async () => {
    const socket = await RawSocket.open(addresses(server));
    if (message !== null) socket.send(message);
    return String(await awaited("the end of a WebSocket", socket.closed));
  });
  return count(codes);
}

/** Connections that begin a request and never end it; answers what the server says before it ends them. */
export async function beginRequests({ server }: Flooder, connections: number): Promise<Heard> {
  const { hostname, port } = new URL(server.http);
  const statuses = await all(connections, async () => {
    const socket = connect(Number(port), hostname).setEncoding("latin1");
    let answer = "";
    socket.on("data", (text: string) => (answer += text));
    socket.write("POST /graphql HTTP/1.1\r\nhost: x\r\n");
    await awaited("the end of a connection", once(socket, "close"));
    return answer.split(" ")[1] ?? "nothing";
  });
  return count(statuses);
}

type Errors = readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
interface Answered {
  readonly errors?: Errors;
}

function wordsOf({ errors: [error] = [] }: Answered): string {
  if (!error) return "OK";
  return [error.extensions?.code, /at most \d+ \w+/i.exec(error.message)?.[0]].join(", ");
}

function addresses({ http, ws }: Ready) {
  return { httpUrl: http, wsUrl: ws };
}

function all<Result>(count: number, work: (index: number) => Promise<Result>): Promise<Result[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => work(index)));
}

function count(names: readonly string[]): Heard {
  const heard: Record<string, number> = {};
  for (const name of names) heard[name] = (heard[name] ?? 0) + 1;
  return heard;
}
