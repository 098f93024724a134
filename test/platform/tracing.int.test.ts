import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { runProgram } from "../support/run-program";

it("sends a span of an operation to the collector, and everything that is left before it stops", async () => {
  const bodies: string[] = [];
  const collector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      bodies.push(`${request.url} ${Buffer.concat(chunks).toString()}`);
      response.end("{}");
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
  const { port } = collector.address() as AddressInfo;
  const { status } = await runProgram("test/support/tracing-program.ts", [`http://127.0.0.1:${port}`], {});
  collector.closeAllConnections();
  await new Promise((resolve) => collector.close(resolve));
  expect(status).toBe(0);
  expect(bodies).toHaveLength(1);
  expect(bodies[0]).toMatch(/^\/v1\/traces /);
  expect(bodies[0]).toContain("PlaceBid");
  expect(bodies[0]).toContain("the-request");
});
