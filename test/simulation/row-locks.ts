/** Who holds rows, and who waits for them, first come first served. */
export class RowLocks<Owner> {
  private readonly holders = new Map<string, Owner>();
  private readonly queues = new Map<string, Waiter<Owner>[]>();

  holder(row: string): Owner | undefined {
    return this.holders.get(row);
  }

  /** Answers whether the owner has the row: not while another has it. */
  take(row: string, owner: Owner): boolean {
    const holder = this.holders.get(row);
    if (holder === undefined) this.holders.set(row, owner);
    return holder === undefined || holder === owner;
  }

  /** Resolves when the owner has the row; `callOff` is for an owner whose patience or connection has ended. */
  wait(
    row: string,
    owner: Owner,
  ): { readonly taken: Promise<void>; readonly callOff: (error: Error) => void } {
    const queue = this.queues.get(row) ?? [];
    this.queues.set(row, queue);
    let waiter!: Waiter<Owner>;
    const taken = new Promise<void>((resolve, reject) => {
      waiter = { owner, resolve, reject };
      queue.push(waiter);
    });
    const callOff = (error: Error) => {
      const place = queue.indexOf(waiter);
      if (place < 0) return; // has it by now
      queue.splice(place, 1);
      waiter.reject(error);
    };
    return { taken, callOff };
  }

  /** Gives each row of this owner to whoever waited longest. */
  releaseAll(owner: Owner): void {
    for (const [row, holder] of [...this.holders]) {
      if (holder !== owner) continue;
      const next = this.queues.get(row)?.shift();
      if (next) this.holders.set(row, next.owner);
      else this.holders.delete(row);
      next?.resolve();
    }
  }
}

interface Waiter<Owner> {
  readonly owner: Owner;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}
