import type { AddressInfo } from "node:net";
import { WebSocketServer, type WebSocket } from "ws";
import { serve } from "../tools/program";
import { heldBytes, usage } from "../tools/usage";

let message: Buffer = Buffer.alloc(0);

/** A WebSocket server that does nothing but send: on any message it sends the one that it was given to everybody else. */
async function listen(): Promise<string> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
  server.on("connection", (socket: WebSocket) => {
    socket.on("message", () => {
      for (const other of server.clients) if (other !== socket) other.send(message, { binary: false });
    });
  });
  await new Promise((resolve) => server.once("listening", resolve));
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

const handlers = {
  listen,
  prepare: (text: Uint8Array) => void (message = Buffer.from(text)),
  usage,
  heldBytes,
};

export type RawServerHandlers = typeof handlers;

serve(handlers);
