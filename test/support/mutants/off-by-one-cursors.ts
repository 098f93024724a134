import type { Cursors } from "../../../src/platform/cursors";

/** The deliberate bug: a feed's cursor names the entry beside the one that it was given out with. */
export function offByOneCursors(cursors: Cursors, shift: number): Cursors {
  return Object.assign(Object.create(cursors) as Cursors, {
    read(list: string, cursor: string): Buffer {
      const position = cursors.read(list, cursor);
      const sequence = position.readUInt32BE();
      if (sequence > 0) position.writeUInt32BE(sequence + shift);
      return position;
    },
  });
}
