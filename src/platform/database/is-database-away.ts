/**
 * Whether something failed because the database could not be reached, or went away in the middle: nothing is wrong with
 * what was asked, and asked again it may be answered.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { readonly code?: unknown };
  if (typeof code === "string") return CODES.test(code);
  // TypeORM's, when a transaction goes on behind the loss of its connection
  return MESSAGES.test(error.message) || error.name.endsWith("AlreadyReleasedError");
}

/**
 * Of the network, and of PostgreSQL: connections that fail, a server that stops or starts, has no room for more, or has
 * ended a transaction in which nothing was asked for too long (25P03).
 */
const CODES =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|08\w{3}|57P0[1-5]|53300|25P03)$/;

/** pg says these without a code. */
const MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client (was closed|has encountered))/;

/** Whether the database cut something off because it took too long or stood in another's way; all of it was undone. */
export function isCutOff(error: unknown): boolean {
  return error instanceof Error && CUT_OFF.has((error as { readonly code?: unknown }).code);
}

/** lock_not_available, query_canceled, deadlock_detected. */
const CUT_OFF: ReadonlySet<unknown> = new Set(["55P03", "57014", "40P01"]);
