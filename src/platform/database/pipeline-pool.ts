import { connectPipeline, type PipelineOptions, type StatementPipeline } from "./pipeline";

/** A few pipelined connections, each used by one transaction at a time; a lost one is replaced when it is next needed. */
export class PipelinePool {
  private readonly idle: Slot[] = [];
  private readonly waiting: ((slot: Slot) => void)[] = [];
  private open = 0;
  private ended = false;

  constructor(
    private readonly options: Omit<PipelineOptions, "onLost">,
    private readonly size: number,
  ) {}

  /** How many wait for a connection; for metrics. */
  get waitingCount(): number {
    return this.waiting.length;
  }

  async use<Result>(work: (pipeline: StatementPipeline) => Promise<Result>): Promise<Result> {
    const slot = await this.take();
    try {
      return await work(await slot.connected());
    } catch (error) {
      // Whatever state the failure left it in, the next user gets a fresh connection.
      await slot.drop();
      throw error;
    } finally {
      this.give(slot);
    }
  }

  async end(): Promise<void> {
    this.ended = true;
    await Promise.all(this.idle.splice(0).map((slot) => slot.drop()));
  }

  private take(): Promise<Slot> {
    if (this.ended) throw new Error("The pool has ended");
    const slot = this.idle.pop();
    if (slot) return Promise.resolve(slot);
    if (this.open < this.size) {
      this.open += 1;
      return Promise.resolve(new Slot(this.options));
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private give(slot: Slot): void {
    if (this.ended) return void slot.drop();
    const next = this.waiting.shift();
    if (next) next(slot);
    else this.idle.push(slot);
  }
}

class Slot {
  private pipeline: StatementPipeline | null = null;

  constructor(private readonly options: Omit<PipelineOptions, "onLost">) {}

  async connected(): Promise<StatementPipeline> {
    return (this.pipeline ??= await connectPipeline({
      ...this.options,
      onLost: () => (this.pipeline = null),
    }));
  }

  async drop(): Promise<void> {
    const pipeline = this.pipeline;
    this.pipeline = null;
    await pipeline?.end().catch(() => undefined);
  }
}
