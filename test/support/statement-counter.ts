import { AsyncLocalStorage } from "node:async_hooks";
import http from "node:http";
import { Client } from "pg";

/** Counts the SQL statements that each HTTP request of this process leads to, and none of those that run beside it. */
export class StatementCounter {
  /** Of the last request. */
  statements: string[] = [];
  private readonly requests = new AsyncLocalStorage<string[]>();
  private readonly restores: (() => void)[] = [];

  start(): void {
    const { requests } = this;
    const begin = () => (this.statements = []);
    this.around(http.Server.prototype, "emit", (emit, event) =>
      event === "request" ? requests.run(begin(), emit) : emit(),
    );
    this.around(Client.prototype, "query", (query, text) => {
      requests.getStore()?.push(textOf(text));
      return query();
    });
  }

  stop(): void {
    for (const restore of this.restores.splice(0)) restore();
  }

  /** Puts `advice` around a method: it calls on with `proceed`, and sees the first argument. */
  private around(
    owner: object,
    name: string,
    advice: (proceed: () => unknown, first: unknown) => unknown,
  ): void {
    const methods = owner as Record<string, (...args: unknown[]) => unknown>;
    const original = methods[name];
    if (!original) throw new Error(`There is no ${name}`);
    methods[name] = function (...args) {
      return advice(() => original.apply(this, args), args[0]);
    };
    this.restores.push(() => (methods[name] = original));
  }
}

function textOf(query: unknown): string {
  return typeof query === "string" ? query : (query as { text: string }).text;
}
