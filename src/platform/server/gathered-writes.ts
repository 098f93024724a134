import type { Duplex } from "node:stream";

const held = new Set<Duplex>();
const deferred: (() => void)[] = [];

/** Lets what is written to a stream until the end of this turn of the event loop leave in one system call. */
export function gather(stream: Duplex): void {
  if (held.has(stream)) return;
  releaseLater();
  held.add(stream);
  stream.cork();
}

/** Writes when this turn of the event loop ends, for what is one write by itself: all of a crowd's can then be made first. */
export function writeLater(write: () => void): void {
  releaseLater();
  deferred.push(write);
}

function releaseLater(): void {
  if (held.size === 0 && deferred.length === 0) setImmediate(release);
}

function release(): void {
  const [writes, streams] = [deferred.splice(0), [...held]];
  held.clear();
  for (const write of writes) write();
  for (const stream of streams) stream.uncork();
}
