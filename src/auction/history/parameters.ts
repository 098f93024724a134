/** A statement's values, by the places at which they stand in it. */
export class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown, type: string): string {
    return `$${this.values.push(value)}::${type}`;
  }

  /** The condition that a column has one of the wanted values; none when any will do. */
  oneOf(column: string, type: string, wanted: readonly string[] | null | undefined): string[] {
    return wanted ? [`${column} = ANY (${this.add(wanted, `${type}[]`)})`] : [];
  }
}
