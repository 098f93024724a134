const BYTE_ORDER_MARK = "\uFEFF";

/** The file is no UTF-8; `linesBefore` newlines stand before the first bad byte of the piece. */
export interface NotUtf8 {
  readonly linesBefore: number;
}

/**
 * Turns a tape's bytes into text and accepts nothing but UTF-8, though a character may lie across two pieces. Decoders that
 * replace what they cannot read would quietly change debtors' names. A byte order mark at the start is dropped.
 */
export class Utf8Reader {
  private readonly decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  private readonly tolerant = new TextDecoder("utf-8", { ignoreBOM: true });
  private isAtStart = true;

  push(bytes: Uint8Array): string | NotUtf8 {
    return this.decode(bytes, true);
  }

  /** The file is over; `null` when it stopped inside a character. */
  end(): string | null {
    const rest = this.decode(new Uint8Array(), false);
    return typeof rest === "string" ? rest : null;
  }

  private decode(bytes: Uint8Array, stream: boolean): string | NotUtf8 {
    try {
      const text = this.decoder.decode(bytes, { stream });
      if (!this.isAtStart || text === "") return text;
      this.isAtStart = false;
      return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
    } catch {
      const readable = this.tolerant.decode(bytes).split("\uFFFD", 1)[0] ?? "";
      return { linesBefore: readable.split("\n").length - 1 };
    }
  }
}
