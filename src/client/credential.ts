import { RecoupError } from "./recoup-error";

/** A token or API key, or where to get one: asked again when the one before was refused. */
export type TokenSource = string | (() => Promise<string>);

/** Two in a row: the first may just have expired. */
const REFUSALS = 2;

/** The token in use: kept until the server refuses it. */
export class Credential {
  private obtaining: Promise<string> | null = null;
  private token: string | null = null;
  private refusals = 0;

  constructor(private readonly source: TokenSource) {}

  /** Rejects with UNAUTHENTICATED when the server refused the last ones without taking any. */
  get(): Promise<string> {
    if (this.refusals >= REFUSALS) {
      this.refusals = 0; // a later operation may ask again
      return Promise.reject(new RecoupError("UNAUTHENTICATED", "The server refused the token."));
    }
    this.obtaining ??= this.obtain();
    return this.obtaining;
  }

  /** The server took it. */
  accept(token: string): void {
    if (token === this.token) this.refusals = 0;
  }

  /** The server refused it. One token that many operations were sent with counts once. */
  refuse(token: string): void {
    if (token !== this.token) return;
    this.token = null;
    this.obtaining = null;
    this.refusals += 1;
  }

  private async obtain(): Promise<string> {
    try {
      this.token = typeof this.source === "string" ? this.source : await this.source();
      return this.token;
    } catch (error) {
      this.obtaining = null;
      throw new RecoupError("NETWORK", "No token could be obtained.", { cause: error });
    }
  }
}
