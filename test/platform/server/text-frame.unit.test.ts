import type { Writable } from "node:stream";
import * as ws from "ws";
import { textFrame } from "../../../src/platform/server/text-frame";

// The part of ws that reads frames; its types leave it out.
const { Receiver } = ws as unknown as { Receiver: new (options: { isServer: boolean }) => Writable };

/** What ws reads from a server's bytes: the messages, each as text. */
async function read(bytes: Buffer): Promise<string[]> {
  const receiver = new Receiver({ isServer: false });
  const messages: string[] = [];
  receiver.on("message", (data: Buffer, isBinary: boolean) =>
    messages.push(isBinary ? "binary" : String(data)),
  );
  await new Promise<void>((resolve, reject) => {
    receiver.once("error", reject);
    receiver.end(bytes, resolve);
  });
  return messages;
}

// Where the length is written in another way, and one to each side.
it.each([0, 1, 124, 125, 126, 127, 65_534, 65_535, 65_536, 65_537])(
  "a message of %i bytes is read by ws as it was written",
  async (length) => {
    const [head, body] = [Buffer.alloc(Math.min(length, 3), "h"), Buffer.alloc(Math.max(0, length - 3), "b")];
    await expect(read(textFrame(head, body))).resolves.toEqual([head.toString() + body.toString()]);
  },
);

it("text beyond ASCII is counted in bytes", async () => {
  const frame = textFrame(Buffer.from('{"name":"'), Buffer.from('Köln € 🏠"}'));
  await expect(read(Buffer.concat([frame, frame]))).resolves.toEqual(Array(2).fill('{"name":"Köln € 🏠"}'));
});
