import { readAnswer } from "./bid-answer";
import { BidFrame } from "./bid-frame";
import { connectAs } from "./connect";

/**
 * Two firms that outbid each other: each call is the next bid, which is accepted. One is not sent before the last was
 * answered: on a busy machine they would overtake each other.
 */
export async function connectRivals(order: {
  readonly url: string;
  readonly tokens: readonly string[];
  readonly auctionId: string;
  readonly cents: number;
}): Promise<() => void> {
  let { cents } = order;
  let turn = 0;
  let waiting = 0;
  let isInFlight = false;
  const bidNext = () => {
    if (isInFlight || waiting === 0) return;
    waiting -= 1;
    isInFlight = true;
    rivals[(turn += 1) % rivals.length]?.();
  };
  const connect = async (token: string) => {
    const socket = await connectAs(order.url, token);
    const frame = new BidFrame("placeBid", order.auctionId);
    socket.onText = (message) => {
      const answer = readAnswer(message);
      if (answer.kind === "later" || (answer.kind === "decided" && !answer.accepted))
        throw new Error(`A bid was not accepted: ${message.toString()}`);
      if (answer.kind !== "end") return;
      isInFlight = false;
      bidNext();
    };
    return () => {
      frame.write((cents += 1));
      socket.send(frame.bytes);
    };
  };
  const rivals = await Promise.all(order.tokens.map(connect));
  return () => {
    waiting += 1;
    bidNext();
  };
}
