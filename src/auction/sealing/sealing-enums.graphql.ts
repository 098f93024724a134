import { registerEnumType } from "type-graphql";
import { literals } from "../domain/literals";

/** Who seals: the buyer's program, so that no server ever sees the amount, or the server on receipt. */
export const Sealer = literals("CLIENT", "SERVER");
export type Sealer = keyof typeof Sealer;

registerEnumType(Sealer, {
  name: "Sealer",
  description: "Who seals bids.",
  valuesConfig: {
    CLIENT: { description: "The buyer's program: the server never sees an amount before the opening." },
    SERVER: { description: "The server, on receipt, before anything is stored: any GraphQL client can bid." },
  },
});
