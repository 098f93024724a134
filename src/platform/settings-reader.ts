/** What is wrong with the settings, every problem at once; the messages name settings and never show their values. */
export class SettingsError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`These settings are wrong:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.name = "SettingsError";
  }
}

/** The value that a text stands for, or `undefined` when it stands for none. */
export type Parser<Value> = (text: string) => Value | undefined;

/** Reads settings by name and collects what is wrong with them; an empty value counts as absent. */
export class SettingsReader {
  private readonly problems: string[] = [];

  constructor(private readonly environment: NodeJS.ProcessEnv) {}

  /** The setting's value, or what it is without one. `takes` completes "… takes". */
  read<Value, Absent>(name: string, takes: string, parse: Parser<Value>, absent: Absent): Value | Absent {
    const written = this.environment[name];
    if (!written) return absent;
    const value = parse(written);
    if (value !== undefined) return value;
    this.report(`${name} takes ${takes}`);
    return absent;
  }

  isSet(name: string): boolean {
    return Boolean(this.environment[name]);
  }

  /** The names of settings that begin so, known or not. */
  namesSet(prefix: string): readonly string[] {
    return Object.keys(this.environment).filter((name) => name.startsWith(prefix) && this.isSet(name));
  }

  report(problem: string): void {
    this.problems.push(problem);
  }

  refuseProblems(): void {
    if (this.problems.length > 0) throw new SettingsError(this.problems);
  }
}

export const text: Parser<string> = (value) => value;

export function oneOf<Value extends string>(...values: readonly Value[]): Parser<Value> {
  return (value) => values.find((known) => known === value);
}

export function integer(least: number, most: number): Parser<number> {
  return (value) => {
    const number = /^\d{1,15}$/.test(value) ? Number(value) : NaN;
    return number >= least && number <= most ? number : undefined;
  };
}

/** A URL of one of these schemes, as it was written. */
export function url(...schemes: readonly string[]): Parser<string> {
  return (value) =>
    URL.canParse(value) && schemes.includes(new URL(value).protocol.slice(0, -1)) ? value : undefined;
}

/** 32 bytes in base64, as `openssl rand -base64 32` prints them. */
export const key: Parser<Buffer> = (value) => {
  const bytes = Buffer.from(value, "base64");
  return bytes.length === 32 && bytes.toString("base64") === value ? bytes : undefined;
};
