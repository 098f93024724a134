import { Repeater } from "@repeaterjs/repeater";
import type { Timers } from "../../platform/timers";
import { isFinal } from "../domain/tape-import";
import type { TapeImportType } from "./tape-import.graphql";
import { PROGRESS_MILLISECONDS } from "./tape-progress";

/**
 * An import as it goes on: first as it stands, then whenever it has changed, at most four times a second, at last its end.
 * It is read from its row, whichever node takes the upload, and only when the reader has taken what came before.
 */
export function tapeImportProgress(
  read: () => Promise<TapeImportType>,
  timers: Timers,
): AsyncIterableIterator<TapeImportType> {
  return new Repeater<TapeImportType>(async (push, stop) => {
    let isOpen = true;
    let wake = () => {};
    void stop.then(() => {
      isOpen = false;
      wake();
    });
    let shown: string | null = null;
    while (isOpen) {
      const present = await read();
      const text = fingerprint(present);
      if (text !== shown) await push(present);
      shown = text;
      if (isFinal(present.status)) break;
      await new Promise<void>((resolve) => {
        const callOff = timers.after(PROGRESS_MILLISECONDS, resolve);
        wake = () => {
          callOff();
          resolve();
        };
      });
    }
    stop();
  });
}

function fingerprint({ status, rowsRead, rowsAccepted, rowsRejected }: TapeImportType): string {
  return [status, rowsRead, rowsAccepted, rowsRejected].join();
}
