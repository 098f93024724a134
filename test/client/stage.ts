import { createClient, type ClientOptions, type RecoupClient } from "../../src/client";
import { FakeServer } from "./fake-server";

/** A server and its client, for one test. */
export class Stage {
  private current: { readonly server: FakeServer; readonly client: RecoupClient } | null = null;

  async set(
    script: Parameters<typeof FakeServer.start>[0],
    options: Partial<ClientOptions> = {},
  ): Promise<void> {
    const server = await FakeServer.start(script);
    const quick = { firstWaitMilliseconds: 1, longestWaitMilliseconds: 2 };
    this.current = {
      server,
      client: createClient({ url: server.url, token: "token", ...quick, ...options }),
    };
  }

  get server(): FakeServer {
    return this.play.server;
  }

  get client(): RecoupClient {
    return this.play.client;
  }

  async clear(): Promise<void> {
    await this.client.close();
    await this.server.close();
    this.current = null;
  }

  private get play() {
    if (!this.current) throw new Error("The stage was not set");
    return this.current;
  }
}
