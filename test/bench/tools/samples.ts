/** Numbers as they come, without a boxed one each. */
export class Samples {
  private values = new Float64Array(1 << 16);
  private count = 0;

  add(value: number): void {
    if (this.count === this.values.length) {
      const larger = new Float64Array(this.count * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.count] = value;
    this.count += 1;
  }

  /** All so far, and begins anew. */
  take(): Float64Array {
    const taken = this.values.slice(0, this.count);
    this.count = 0;
    return taken;
  }
}
