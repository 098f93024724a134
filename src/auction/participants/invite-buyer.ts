import type { Viewer } from "../../platform/access/viewer";
import type { OrRefusal } from "../../platform/refusal";
import type { InviteBuyerInput } from "./participants-inputs.graphql";
import type { ParticipantResult, Participants } from "./participants";

/** Lets a firm see the auction and sign its NDA. */
export class InviteBuyer {
  constructor(private readonly participants: Participants) {}

  run(viewer: Viewer, input: InviteBuyerInput): Promise<OrRefusal<ParticipantResult>> {
    const { buyerId } = input;
    return this.participants.command(viewer, input, ({ participant, paddle }) =>
      Promise.resolve({ type: "Invite", buyerId, paddle, participant }),
    );
  }
}
