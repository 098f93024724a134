import { splitNote, type NoteSigner } from "./signed-note";

/** What a tree came to at a size. */
export interface TreeHead {
  /** Which tree: unique for each. */
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

/** A C2SP checkpoint (tlog-checkpoint): origin, size and root, a line each, signed. */
export function signCheckpoint(signer: Pick<NoteSigner, "sign">, { origin, size, root }: TreeHead): string {
  return signer.sign(`${origin}\n${size}\n${root.toString("base64")}\n`);
}

/** What a checkpoint says, whoever signed it; null for what is none. */
export function readCheckpoint(note: string): TreeHead | null {
  const text = splitNote(note)?.text;
  const [, origin, size, root] = /^(.+)\n(0|[1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\n/.exec(text ?? "") ?? [];
  if (origin === undefined || size === undefined || root === undefined) return null;
  return { origin, size: Number(size), root: Buffer.from(root, "base64") };
}
