import { Metrics } from "../../../src/platform/observability/metrics";
import { startMetricsServer } from "../../../src/platform/observability/metrics-server";

describe("the metrics' own port", () => {
  it("serves /metrics for Prometheus, nothing else, and is free when closed", async () => {
    const metrics = new Metrics();
    const server = await startMetricsServer(metrics, { host: "127.0.0.1", port: 0 });
    metrics.sockets.set(3);
    const response = await fetch(server.url);
    expect(response.headers.get("content-type")).toContain("text/plain");
    expect(await response.text()).toContain("recoup_websocket_connections 3");
    expect((await fetch(server.url.replace("/metrics", "/"))).status).toBe(404);
    await server.close();
    await expect(fetch(server.url)).rejects.toThrow();
  });
});
