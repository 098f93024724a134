import { parseAmount } from "../../../../platform/money";
import { closingTimes, wasRejectedFor, type AuctionResult, type Claim } from "../../claims";
import { priceAt, type DutchPlan } from "./plan";

/** What the demo says of a DUTCH auction, held against what happened. */
export function checkDutch({ attempts, events, buyer, price }: AuctionResult, plan: DutchPlan): Claim[] {
  const asked = events.flatMap((event) =>
    event.__typename === "DutchStepped" ? [parseAmount(event.price.amount, event.price.currency)] : [],
  );
  const stated = asked.map((_, index) => priceAt(plan, index + 1));
  const accepted = attempts.filter(({ decision }) => decision === "ACCEPTED");
  const { planned, closed } = closingTimes(events);
  return [
    {
      claim: "Everybody was shown the price as it fell, by equal steps of the opening price",
      holds: asked.length > 0 && asked.join() === stated.join(),
    },
    {
      claim: "The first to take the price bought, at what was asked just then",
      holds: accepted[0]?.firm === buyer && accepted[0].amount === price && price === asked.at(-1),
    },
    {
      claim: "That was the only bid to count, and it closed the auction at once",
      holds: accepted.length === 1 && closed < planned,
    },
    {
      claim: "A price between the steps, one that was asked before and one that came too late were rejected",
      holds: wasRejectedFor(attempts, "OFF_INCREMENT", "STALE_STEP", "ALREADY_SOLD"),
    },
  ];
}
