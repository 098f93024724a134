const FIN_AND_TEXT = 0x81;
const LENGTH_IN_16_BITS = 126;
const LENGTH_IN_64_BITS = 127;

/**
 * A text message of a server as one WebSocket frame (RFC 6455, 5.2), from bytes that are the same for many sockets and
 * those that are its own: one buffer leaves in a plain write, where the header and the text by themselves take a gathering
 * one, and text would be encoded anew for every socket.
 */
export function textFrame(head: Buffer, body: Buffer): Buffer {
  const length = head.length + body.length;
  const begin = length < LENGTH_IN_16_BITS ? 2 : length <= 0xffff ? 4 : 10;
  const frame = Buffer.allocUnsafe(begin + length);
  frame[0] = FIN_AND_TEXT;
  if (begin === 2) {
    frame[1] = length;
  } else if (begin === 4) {
    frame[1] = LENGTH_IN_16_BITS;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = LENGTH_IN_64_BITS;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.set(head, begin);
  frame.set(body, begin + head.length);
  return frame;
}
