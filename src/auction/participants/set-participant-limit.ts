import type { Viewer } from "../../platform/access/viewer";
import { notFound } from "../../platform/errors";
import { readAmount } from "../../platform/graphql/money";
import type { OrRefusal } from "../../platform/refusal";
import type { Allotments } from "../exposure/allotments";
import type { SetParticipantLimitInput } from "./participants-inputs.graphql";
import type { ParticipantResult, Participants } from "./participants";

/** Changes what an admitted firm may bid at most, from its next bid on. */
export class SetParticipantLimit {
  constructor(
    private readonly participants: Participants,
    private readonly allotments: Allotments,
  ) {}

  run(viewer: Viewer, input: SetParticipantLimitInput): Promise<OrRefusal<ParticipantResult>> {
    return this.allotments.withRoom(() => this.set(viewer, input));
  }

  private set(viewer: Viewer, input: SetParticipantLimitInput): Promise<OrRefusal<ParticipantResult>> {
    return this.participants.command(viewer, input, async ({ tx, locked, participant }) => {
      if (!participant) throw notFound();
      const { currency } = locked.state.terms;
      const limit = input.limit == null ? null : readAmount(input.limit, currency, ["input", "limit"]);
      const command = { type: "SetLimit", participant, limit } as const;
      if (await locked.isDone(command, viewer.actor)) return null;
      const refusal = await this.allotments.onLimitChanging(tx, locked, { participant, limit });
      return refusal ?? command;
    });
  }
}
