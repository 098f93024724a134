import { randomUUID } from "node:crypto";
import type { BidAnswer } from "../../src/auction/bid-answer";
import { BidIntake, type BatchDecider } from "../../src/auction/bid-intake";
import { commandOf } from "../support/bid-command";
import { ManualTimers } from "../support/manual-timers";

it("whoever waits behind a batch's failure is told to come again, and who was decided is answered", async () => {
  const decided: BidAnswer = { kind: "conflict" };
  const onlyTheFirst: BatchDecider = { decide: () => Promise.resolve([decided]) };
  const intake = new BidIntake(onlyTheFirst, new ManualTimers(), () => 0n, 512);
  const [auctionId, firm, rival] = [randomUUID(), randomUUID(), randomUUID()];
  const first = intake.submit(commandOf(auctionId, firm, 100n));
  const second = intake.submit(commandOf(auctionId, rival, 110n));
  await expect(second).rejects.toMatchObject({ extensions: { code: "RETRY_LATER" } });
  expect(await first).toBe(decided);
});
