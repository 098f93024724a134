import { LeanSocket, textFrame } from "../tools/lean-socket";

/** A socket of a caller with this token, acknowledged. */
export async function connectAs(url: string, token: string): Promise<LeanSocket> {
  const socket = await LeanSocket.open(url);
  const authorization = `Bearer ${token}`;
  await new Promise<void>((resolve, reject) => {
    socket.onClosed = (reason) => reject(new Error(reason));
    socket.onText = () => resolve();
    socket.send(textFrame(JSON.stringify({ type: "connection_init", payload: { authorization } })));
  });
  return socket;
}
