/** Far beyond what anything takes that a test waits for, and before the test's own limit, which names nothing. */
const LONGEST_MS = 120_000;

/** Waits for something by its name: what never comes fails the test with that name, and what the test began is still ended. */
export async function awaited<Result>(what: string, coming: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const never = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`Waited in vain for ${what}`)), LONGEST_MS).unref();
  });
  try {
    return await Promise.race([coming, never]);
  } finally {
    clearTimeout(timer);
  }
}
