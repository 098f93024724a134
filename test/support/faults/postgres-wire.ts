const PROTOCOL = 196_608;
const NOTIFICATION = "A".charCodeAt(0);

/** The application's name in a connection's first message; undefined when it is not there. */
export function readStartup(bytes: Buffer): string | undefined {
  if (bytes.length < 8 || bytes.readInt32BE(4) !== PROTOCOL) return undefined;
  const words = bytes.subarray(8).toString().split("\0");
  const at = words.indexOf("application_name");
  return at < 0 ? undefined : words[at + 1];
}

export function isNotification(message: Buffer): boolean {
  return message[0] === NOTIFICATION;
}

/** What a database sent, without the messages of a kind. Each is a letter, its length, and so many bytes less four. */
export function withoutMessages(bytes: Buffer, isUnwanted: (message: Buffer) => boolean): Buffer {
  const kept: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + 1 + bytes.readInt32BE(at + 1);
    const message = bytes.subarray(at, end);
    if (!isUnwanted(message)) kept.push(message);
    at = end;
  }
  return Buffer.concat(kept);
}
