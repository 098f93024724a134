import { createPublicKey, sign, verify, type KeyObject } from "node:crypto";
import { MICROSECONDS_PER_SECOND, type Instant } from "./time";

/**
 * Signed addresses by which files come and go: whoever has the address may use it until it expires, and nobody can make one
 * or change where it leads. What else limits its use (once, by state) is for the object to which it leads.
 */
export class Tickets {
  private readonly publicKey: KeyObject;

  constructor(private readonly signingKey: KeyObject) {
    this.publicKey = createPublicKey(signingKey);
  }

  /** The path with its end of validity and signature, good for one method; whole seconds, rounded down. */
  sign(method: string, path: string, expiresAt: Instant): string {
    const expires = String(expiresAt / MICROSECONDS_PER_SECOND);
    const signature = sign(null, content(method, path, expires), this.signingKey).toString("base64url");
    return `${path}?${new URLSearchParams({ expires, signature }).toString()}`;
  }

  /** When the ticket ends, whether or not that is past; `null` for an address that was not given out. */
  verify(method: string, url: URL): Instant | null {
    const expires = url.searchParams.get("expires") ?? "";
    const signature = Buffer.from(url.searchParams.get("signature") ?? "", "base64url");
    if (!/^\d{1,12}$/.test(expires)) return null;
    if (!verify(null, content(method, url.pathname, expires), this.publicKey, signature)) return null;
    return BigInt(expires) * MICROSECONDS_PER_SECOND;
  }
}

function content(method: string, path: string, expires: string): Buffer {
  return Buffer.from(`recoup ticket\n${method}\n${path}\n${expires}`);
}
