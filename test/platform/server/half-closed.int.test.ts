import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { connect } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import { isBodyCutOff } from "../../../src/platform/server/http-route";
import { testServer, type TestServer } from "./harness";

let server: TestServer;

/** Answers when the client has ended its side, and takes no body. */
async function answerAfterEnd({ socket }: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!socket.readableEnded) await once(socket, "end");
  response.end("answered");
}

/** How many wait for the last answer of `answerWhenAsked` to be sent. */
let waiting = 0;
let askForAnswer: () => void = () => undefined;

async function answerWhenAsked(_request: IncomingMessage, response: ServerResponse): Promise<void> {
  await new Promise<void>((resolve) => (askForAnswer = resolve));
  waiting = response.listenerCount("finish");
  response.end("answered");
}

beforeAll(async () => {
  server = await testServer({
    routes: [
      { method: "POST", path: "/late/", handle: answerAfterEnd },
      { method: "POST", path: "/asked/", handle: answerWhenAsked },
    ],
  });
});
afterAll(() => server.close());

/** Everything that comes back to a client that says this and ends its side of the connection. */
async function say(text: string): Promise<string> {
  const socket = connect(server.port, "127.0.0.1");
  await once(socket, "connect");
  socket.end(text);
  const chunks: string[] = [];
  for await (const chunk of socket) chunks.push(String(chunk));
  return chunks.join("");
}

function head(path: string, length: number): string {
  return (
    `POST ${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer seller\r\n` +
    `content-type: application/json\r\ncontent-length: ${length}\r\n\r\n`
  );
}

function answersIn(text: string): string[] {
  return text.match(/HTTP\/1\.1 \d{3}/g) ?? [];
}

const QUERY = JSON.stringify({ query: "{ greeting }" });

describe("a client that has ended its side of the connection", () => {
  it("behind a whole operation, is answered", async () => {
    const answer = await say(`${head("/graphql", QUERY.length)}${QUERY}`);
    expect(answersIn(answer)).toEqual(["HTTP/1.1 200"]);
    expect(answer).toContain('{"data":{"greeting":"hello"}}');
  });

  it("behind a whole request, is answered as late as the answer comes", async () => {
    expect(await say(`${head("/late/", 2)}{}`)).toMatch(/^HTTP\/1\.1 200 .*answered/s);
  });

  it("within an operation, is told so", async () => {
    const answer = await say(`${head("/graphql", 1_000)}${QUERY}`);
    expect(answersIn(answer)).toEqual(["HTTP/1.1 400"]);
    expect(answer).toContain('"message":"The body ended early."');
    expect(answer).toContain('"code":"BAD_REQUEST"');
  });

  it("within a body that nobody reads, gets the answer, and none besides", async () => {
    const late = await say(`${head("/late/", 1_000)}{`);
    expect(answersIn(late)).toEqual(["HTTP/1.1 200"]);
    expect(late).toMatch(/connection: close/i);
    expect(answersIn(await say(`${head("/nowhere", 1_000)}{`))).toEqual(["HTTP/1.1 404"]);
  });

  it("within the headers of the next request, is answered the first", async () => {
    const answer = await say(`${head("/late/", 2)}{}POST /late/ HTTP/1.1\r\nhost`);
    expect(answersIn(answer)).toEqual(["HTTP/1.1 200"]);
  });

  it("within the headers, has asked for nothing that could be answered", async () => {
    expect(await say("POST /late/ HTTP/1.1\r\nhost")).toBe(
      "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n",
    );
  });
});

it("a body that ended before anybody waits for it is known to have", () => {
  const of = (complete: boolean, readableEnded: boolean) =>
    isBodyCutOff({ complete, socket: { readableEnded } } as IncomingMessage);
  expect([of(true, true), of(false, false), of(false, true)]).toEqual([false, false, true]);
});

it("what cannot be read behind a request costs nothing more for each piece of it", async () => {
  const socket = connect(server.port, "127.0.0.1");
  await once(socket, "connect");
  const pieces = [`${head("/asked/", 2)}{}`, ...Array.from({ length: 30 }, () => "no request\r\n\r\n")];
  for (const piece of pieces) {
    await new Promise((resolve) => socket.write(piece, resolve));
    await nextTurn(); // the server runs in this process, and reads each by itself
  }
  askForAnswer();
  const chunks: string[] = [];
  for await (const chunk of socket) chunks.push(String(chunk));
  expect(answersIn(chunks.join(""))).toEqual(["HTTP/1.1 200"]);
  expect(waiting).toBeLessThan(10);
});
