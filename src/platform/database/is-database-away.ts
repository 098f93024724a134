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

/** Of the network, and of PostgreSQL: connections that fail, a server that stops or starts, or has no room for more. */
const CODES = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|08\w{3}|57P0[1-5]|53300)$/;

/** pg says these without a code. */
const MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client (was closed|has encountered))/;
