import { runInNewContext } from "node:vm";
import { CREDENTIAL_SCRIPT } from "../../../src/platform/server/explorer";

describe("the explorer's WebSocket", () => {
  it("sends the credential of the last request, which a browser's WebSocket has no header for", () => {
    const sent: string[] = [];
    class PlainSocket {
      send(message: string): void {
        sent.push(message);
      }
    }
    const window = { fetch: jest.fn(), WebSocket: PlainSocket };
    runInNewContext(CREDENTIAL_SCRIPT.replace(/<\/?script>/g, ""), { window, Headers });
    const socket = new window.WebSocket();
    socket.send('{"type":"connection_init"}');
    window.fetch("/graphql", { headers: { authorization: "Bearer a" } });
    socket.send('{"type":"connection_init"}');
    socket.send('{"type":"ping"}');
    expect(sent).toEqual([
      '{"type":"connection_init"}',
      '{"type":"connection_init","payload":{"authorization":"Bearer a"}}',
      '{"type":"ping"}',
    ]);
  });
});
