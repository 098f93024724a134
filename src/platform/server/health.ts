import type { ServerResponse } from "node:http";

/** Something that the node needs before it can serve. */
export interface HealthCheck {
  readonly name: string;
  /** What is missing, for operators to read; `null` when all is well. */
  missing(): Promise<string | null>;
}

/** The process answers: that is all. */
export function answerLive(response: ServerResponse): void {
  answer(response, 200, { status: "live" });
}

/** 200 when the node can serve, else 503 and what is missing. */
export async function answerReady(response: ServerResponse, checks: readonly HealthCheck[]): Promise<void> {
  const missing: Record<string, string> = {};
  await Promise.all(
    checks.map(async (check) => {
      const found = await check.missing().catch(() => "the check failed");
      if (found !== null) missing[check.name] = found;
    }),
  );
  const isReady = Object.keys(missing).length === 0;
  answer(response, isReady ? 200 : 503, isReady ? { status: "ready" } : { status: "not ready", missing });
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
  });
  response.end(JSON.stringify(body));
}
