import { RecoupError } from "./recoup-error";

/** Runs a task that is given up after this time, with TIMEOUT, or when the caller's signal is aborted, for its reason. */
export async function withDeadline<Result>(
  { milliseconds, signal }: { milliseconds: number; signal: AbortSignal | undefined },
  task: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  signal?.throwIfAborted();
  const deadline = new AbortController();
  const giveUp = () => deadline.abort(signal?.reason);
  const timer = setTimeout(
    () => deadline.abort(new RecoupError("TIMEOUT", "No answer in time.")),
    milliseconds,
  );
  signal?.addEventListener("abort", giveUp);
  try {
    return await Promise.race([task(deadline.signal), aborted(deadline.signal)]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", giveUp);
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error));
  });
}
