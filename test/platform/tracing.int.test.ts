import { runProgram } from "../support/run-program";
import { TraceCollector } from "../support/trace-collector";

it("sends a span of an operation to the collector, and everything that is left before it stops", async () => {
  const collector = await TraceCollector.start();
  const { status } = await runProgram("test/support/tracing-program.ts", [collector.endpoint], {});
  await collector.stop();
  expect(status).toBe(0);
  expect(collector.spans).toEqual([
    expect.objectContaining({
      name: "PlaceBid",
      traceId: "018f0000000040008000000000000001",
      attributes: expect.arrayContaining([
        { key: "recoup.request_id", value: { stringValue: "018f0000-0000-4000-8000-000000000001" } },
      ]) as unknown,
    }),
  ]);
});
