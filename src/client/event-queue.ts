interface Reader<Item> {
  readonly resolve: (result: IteratorResult<Item, undefined>) => void;
  readonly reject: (error: unknown) => void;
}

/** Items between whoever brings them and whoever reads them, in order, and then the end. */
export class EventQueue<Item> {
  private readonly items: Item[] = [];
  private readonly readers: Reader<Item>[] = [];
  private end: { readonly error?: unknown } | null = null;
  private onEmpty: () => void = () => undefined;

  get length(): number {
    return this.items.length;
  }

  push(item: Item): void {
    const reader = this.readers.shift();
    if (reader) reader.resolve({ done: false, value: item });
    else this.items.push(item);
  }

  /** No more will come; what is there can still be read. */
  finish(): void {
    this.close({});
  }

  /** No more will come, because of this; the reader gets it after what is there. */
  fail(error: unknown): void {
    this.close({ error });
  }

  /** Throws away what is there. */
  clear(): void {
    this.items.length = 0;
    this.onEmpty();
  }

  next(): Promise<IteratorResult<Item, undefined>> {
    return new Promise((resolve, reject) => {
      const item = this.items.shift();
      if (item !== undefined) resolve({ done: false, value: item });
      else if (this.end) this.tellEnd({ resolve, reject });
      else this.readers.push({ resolve, reject });
      if (this.items.length === 0) this.onEmpty();
    });
  }

  /** Settles when everything has been read. */
  emptied(): Promise<void> {
    return new Promise((resolve) => {
      this.onEmpty = resolve;
      if (this.items.length === 0) resolve();
    });
  }

  private close(end: { readonly error?: unknown }): void {
    this.end ??= end;
    for (const reader of this.readers.splice(0)) this.tellEnd(reader);
  }

  /** An error is told once; a reader that asks again learns that nothing more comes. */
  private tellEnd({ resolve, reject }: Reader<Item>): void {
    const end = this.end;
    this.end = {};
    if (end && "error" in end) reject(end.error);
    else resolve({ done: true, value: undefined });
  }
}
