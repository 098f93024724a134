import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";

const FIN_TEXT = 0x81;
const PONG = 0x8a;
const OPCODE = { text: 1, close: 8, ping: 9 };
const MASKED = 0x80;

/**
 * A WebSocket that does as little as it can: it shares the machine with what it measures. It takes whole messages, as
 * servers send them, and sends frames that were made before.
 */
export class LeanSocket {
  private unread: Buffer = Buffer.alloc(0);

  /** Told of every message; its bytes are good until it returns. */
  onText: (text: Buffer) => void = () => undefined;
  onClosed: (reason: string) => void = () => undefined;

  private constructor(private readonly socket: Socket) {}

  static open(address: string): Promise<LeanSocket> {
    const url = new URL(address);
    const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true });
    const request = [
      `GET ${url.pathname} HTTP/1.1`,
      `Host: ${url.host}`,
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
      "Sec-WebSocket-Protocol: graphql-transport-ws",
    ];
    socket.write(`${request.join("\r\n")}\r\n\r\n`);
    return new Promise((resolve, reject) => {
      socket.once("error", reject);
      socket.once("close", () => reject(new Error("A WebSocket was refused")));
      socket.once("data", (answer: Buffer) => {
        const end = answer.indexOf("\r\n\r\n");
        if (!answer.toString("latin1").startsWith("HTTP/1.1 101") || end < 0)
          return reject(new Error(`A WebSocket was refused: ${answer.toString("latin1").split("\r\n")[0]}`));
        const opened = new LeanSocket(socket);
        opened.listen(answer.subarray(end + 4));
        resolve(opened);
      });
    });
  }

  /** The frame's bytes may be written over once its answer has come. */
  send(frame: Buffer): void {
    this.socket.write(frame);
  }

  /** Reads no more: what is sent waits with the system, and then with the sender. */
  stall(): void {
    this.socket.pause();
  }

  close(): void {
    this.onClosed = () => undefined;
    this.socket.destroy();
  }

  private listen(early: Buffer): void {
    this.socket.on("data", (bytes: Buffer) => this.receive(bytes));
    this.socket.once("close", () => this.onClosed("The connection was closed"));
    if (early.length > 0) this.receive(early);
  }

  private receive(bytes: Buffer): void {
    const buffer = this.unread.length === 0 ? bytes : Buffer.concat([this.unread, bytes]);
    let start = 0;
    for (;;) {
      const frame = frameAt(buffer, start);
      if (!frame) break;
      start = frame.end;
      this.take(frame.opcode, buffer.subarray(frame.begin, frame.end));
    }
    this.unread = start === buffer.length ? Buffer.alloc(0) : buffer.subarray(start);
  }

  private take(opcode: number, payload: Buffer): void {
    if (opcode === OPCODE.text) this.onText(payload);
    else if (opcode === OPCODE.ping) this.socket.write(frameOf(PONG, payload));
    else if (opcode === OPCODE.close)
      this.onClosed(`The server closed: ${payload.readUInt16BE()} ${payload.toString("utf8", 2)}`);
  }
}

/** Where a server's frame begins and ends; null while it is not all there. */
function frameAt(buffer: Buffer, start: number): { opcode: number; begin: number; end: number } | null {
  if (buffer.length < start + 2) return null;
  const opcode = buffer.readUInt8(start) & 0x0f;
  const short = buffer.readUInt8(start + 1);
  const begin = start + (short < 126 ? 2 : short === 126 ? 4 : 10);
  if (buffer.length < begin) return null;
  const length =
    short < 126
      ? short
      : short === 126
        ? buffer.readUInt16BE(start + 2)
        : Number(buffer.readBigUInt64BE(start + 2));
  const end = begin + length;
  return buffer.length < end ? null : { opcode, begin, end };
}

/** A message to a server, ready to be sent. */
export function textFrame(text: string): Buffer {
  return frameOf(FIN_TEXT, Buffer.from(text));
}

/** Masked by zeros, which leaves its bytes as they are: they can be found and written over. */
function frameOf(first: number, payload: Buffer): Buffer {
  const { length } = payload;
  const size = length < 126 ? [MASKED | length] : [MASKED | 126, length >> 8, length & 0xff];
  if (length > 0xffff) throw new Error("No message here is that long");
  return Buffer.concat([Buffer.from([first, ...size, 0, 0, 0, 0]), payload]);
}
