/** Who listens; each call of `add` is ended by the function that it answers. */
export class Listeners<Arguments extends unknown[]> {
  private readonly all = new Set<{ readonly listener: (...args: Arguments) => void }>();

  add(listener: (...args: Arguments) => void): () => void {
    const entry = { listener };
    this.all.add(entry);
    return () => this.all.delete(entry);
  }

  call(...args: Arguments): void {
    for (const { listener } of this.all) listener(...args);
  }
}
