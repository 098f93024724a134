import type { Duplex } from "node:stream";

const held = new Set<Duplex>();

/** Lets what is written to a stream until the end of this turn of the event loop leave in one system call. */
export function gather(stream: Duplex): void {
  if (held.has(stream)) return;
  if (held.size === 0) setImmediate(release);
  held.add(stream);
  stream.cork();
}

function release(): void {
  const streams = [...held];
  held.clear();
  for (const stream of streams) stream.uncork();
}
