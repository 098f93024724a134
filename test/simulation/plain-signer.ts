import { hash } from "node:crypto";
import type { NoteSigner } from "../../src/platform/proof/signed-note";

/** Signs as a simulation can afford it: with a hash that anybody could make. */
export const plainSigner: Pick<NoteSigner, "sign"> = {
  sign: (text) => `${text}\n— simulation ${hash("sha256", text, "base64")}\n`,
};
