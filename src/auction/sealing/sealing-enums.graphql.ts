import { registerEnumType } from "type-graphql";
import { Sealer } from "../domain";

export { Sealer };

registerEnumType(Sealer, {
  name: "Sealer",
  description: "Who seals bids.",
  valuesConfig: {
    CLIENT: { description: "The buyer's program: the server never sees an amount before the opening." },
    SERVER: { description: "The server, on receipt, before anything is stored: any GraphQL client can bid." },
  },
});
