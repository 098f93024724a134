/** Work that is asked for again and again, and runs once at a time: what is asked for meanwhile is left out. */
export class OneAtATime {
  private running: Promise<void> | null = null;

  constructor(
    private readonly work: () => Promise<void>,
    private readonly onError: (error: unknown) => void,
  ) {}

  run(): void {
    this.running ??= this.work()
      .catch(this.onError)
      .finally(() => {
        this.running = null;
      });
  }

  /** Resolves when what runs has ended. */
  async settled(): Promise<void> {
    await this.running;
  }
}
