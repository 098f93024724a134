import { hash } from "node:crypto";
import type { NoteSigner } from "../../src/platform/proof/signed-note";

/** Between a text and what stands in the place of its signature. */
const SIGNED = "\n— simulation ";

/** Signs as a simulation can afford it: with a hash that anybody could make. */
export const plainSigner: Pick<NoteSigner, "sign"> = {
  sign: (text) => `${text}${SIGNED}${hash("sha256", text, "base64")}\n`,
};

/** The text of a note that was signed so; null for any other. */
export function signedText(note: string): string | null {
  const [text = ""] = note.split(SIGNED);
  return note === plainSigner.sign(text) ? text : null;
}
