import { MOST_CUSTODIANS, problemOfRoster, type SealingCrypto } from "../../client/sealing";
import { refuse, type OrRefusal } from "../../platform/refusal";
import type { OperatorCustodian } from "./operator-custodian";
import { isSealedFormat, type AuctionFormat, type Sealing } from "../domain";
import type { SealingInput } from "./sealing-inputs.graphql";

interface SealedInput {
  readonly format: AuctionFormat;
  readonly sealing?: SealingInput | null;
}

const DAY_SECONDS = 86_400;
const LONGEST_REVEAL_SECONDS = 30 * DAY_SECONDS;

/** What the terms of a sealed auction pin of sealing: by the server, to the operator alone, unless they say otherwise. */
export class ReadSealing {
  constructor(
    private readonly operator: OperatorCustodian,
    private readonly sealing: SealingCrypto,
  ) {}

  /** Null where bids are not sealed, unless somebody asks for it all the same: that the terms' own check refuses. */
  async run({ format, sealing }: SealedInput): Promise<OrRefusal<Sealing | null>> {
    // Its taker waits for the opening: nobody may be waited for who opens when it suits them.
    if (format === "HYBRID" && sealing?.custodians)
      return refuseTerms("In this format the operator alone opens.", "custodians");
    return sealing || isSealedFormat(format) ? this.read(sealing ?? null) : null;
  }

  private async read(input: SealingInput | null): Promise<OrRefusal<Sealing>> {
    const custodians = input?.custodians ?? [await this.operator.custodian()];
    const revealSeconds = input?.revealSeconds ?? DAY_SECONDS;
    if (custodians.length > MOST_CUSTODIANS)
      return refuseTerms(`There are 1 to ${MOST_CUSTODIANS} custodians.`, "custodians");
    const roster = {
      threshold: input?.threshold ?? custodians.length,
      custodians: custodians.map(({ id, name, publicKey }) => ({ id: id.toLowerCase(), name, publicKey })),
    };
    const problem = await problemOfRoster(roster, this.sealing);
    if (problem !== null) return refuseTerms(problem, "custodians");
    if (revealSeconds < 1 || revealSeconds > LONGEST_REVEAL_SECONDS)
      return refuseTerms("The time for reveals is from 1 second to 30 days.", "revealSeconds");
    return { sealer: input?.sealer ?? "SERVER", ...roster, revealSeconds };
  }
}

function refuseTerms(message: string, field: string) {
  return refuse("INVALID_TERMS", message, { path: ["input", "sealing", field] });
}
