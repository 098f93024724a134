import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { badUserInput } from "./errors";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Cursors that nobody can read or make: AES-256-GCM, bound to what they page through. A feed's are all of one length, so
 * that a sealed auction's say nothing by their size.
 */
export class Cursors {
  private readonly key: Buffer;

  constructor(masterKey: Uint8Array) {
    this.key = Buffer.from(hkdfSync("sha256", masterKey, Buffer.alloc(0), "recoup cursors", 32));
  }

  /** `list` names what is paged: a cursor of one list is refused by every other. */
  write(list: string, position: Uint8Array): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", this.key, nonce).setAAD(Buffer.from(list));
    return Buffer.concat([nonce, cipher.update(position), cipher.final(), cipher.getAuthTag()]).toString(
      "base64url",
    );
  }

  /** The position, or BAD_USER_INPUT for a cursor of another list or of nobody's making. */
  read(list: string, cursor: string): Buffer {
    const bytes = Buffer.from(cursor, "base64url");
    try {
      const decipher = createDecipheriv("aes-256-gcm", this.key, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES, // else a tag of four bytes would do, and that can be guessed
      });
      decipher.setAAD(Buffer.from(list)).setAuthTag(bytes.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    } catch {
      throw badUserInput("This cursor is not one of this list; start without one.", ["after"]);
    }
  }

  /** A keyset position: the sort values of the last row, as JSON. */
  writeKey(list: string, key: readonly (string | number)[]): string {
    return this.write(list, Buffer.from(JSON.stringify(key)));
  }

  readKey(list: string, cursor: string): (string | number)[] {
    return JSON.parse(this.read(list, cursor).toString()) as (string | number)[];
  }
}
