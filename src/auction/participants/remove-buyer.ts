import type { Viewer } from "../../platform/access/viewer";
import { notFound } from "../../platform/errors";
import { readText } from "../../platform/free-text";
import type { OrRefusal } from "../../platform/refusal";
import type { RemoveBuyerInput } from "./participants-inputs.graphql";
import type { ParticipantResult, Participants } from "./participants";

/** Takes a firm out of an auction; all of its bids there become void. Participants are told a code, never the words. */
export class RemoveBuyer {
  constructor(private readonly participants: Participants) {}

  run(viewer: Viewer, input: RemoveBuyerInput): Promise<OrRefusal<ParticipantResult>> {
    const rationale = readText(input.reason, ["input", "reason"]);
    return this.participants.command(viewer, input, async ({ locked, participant }) => {
      if (!participant) throw notFound();
      return {
        type: "Remove",
        participant,
        reason: "REMOVED",
        rationale,
        bids: await locked.acceptedBids(),
      };
    });
  }
}
