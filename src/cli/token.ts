import { loadKeys } from "../platform/keys";
import { signDevelopmentToken } from "../platform/access/development-issuer";
import { readSettings } from "../platform/settings";
import { SettingsError } from "../platform/settings-reader";
import { HELP, readTokenOptions } from "./token-options";
import { UsageError } from "./usage-error";

/** Prints a development token and nothing else. It needs the data folder's key and no server. */
async function main(): Promise<void> {
  const options = readTokenOptions(process.argv.slice(2));
  if (options === null) {
    process.stdout.write(HELP);
    return;
  }
  const { issuer } = loadKeys(readSettings(process.env));
  if (issuer === null) {
    throw new UsageError("Tokens come from the identity provider that AUTH_ISSUER names, not from here");
  }
  const issuedAt = Math.floor(Date.now() / 1_000);
  process.stdout.write(`${await signDevelopmentToken(issuer, { ...options, issuedAt })}\n`);
}

main().catch((error: unknown) => {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${HELP}`);
    process.exitCode = 2;
    return;
  }
  process.stderr.write(error instanceof SettingsError ? `${error.message}\n` : `${String(error)}\n`);
  process.exitCode = 1;
});
