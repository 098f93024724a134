import type { Person } from "./callers";
import type { Market } from "./market";
import { SAME, type RepeatedRow } from "./repeated-table";

const operator: Person = { org: "operator", kind: "OPERATOR", roles: ["OPERATOR"] };

let count = 0;
const unique = (word: string) => `${word}-${(count += 1)}`;

const newOrganization = () => ({ slug: unique("organization"), name: "Firm", kind: "BUYER" });

async function organization(market: Market): Promise<string> {
  const fields = "... on Organization { id }";
  return (await market.mutate(operator, "createOrganization", newOrganization(), fields)).id;
}

const newUser = async (market: Market) => ({
  organizationId: await organization(market),
  subject: unique("person"),
  name: "Person",
});

async function user(market: Market): Promise<string> {
  return (await market.mutate(operator, "createUser", await newUser(market), "... on User { id }")).id;
}

export const repeatedAccessRows: readonly RepeatedRow[] = [
  {
    field: "createOrganization",
    command: () => ({ by: operator, input: newOrganization() }),
    selection: "... on Organization { id slug name }",
    repeated: { another: "ALREADY_EXISTS" },
  },
  {
    field: "createUser",
    command: async (market) => ({ by: operator, input: await newUser(market) }),
    selection: "... on User { id name }",
    repeated: { another: "ALREADY_EXISTS" },
  },
  {
    field: "deactivateUser",
    command: async (market) => ({ by: operator, input: { userId: await user(market) } }),
    selection: "... on User { id deactivatedAt }",
    repeated: { another: "INVALID_STATE DEACTIVATED" },
  },
  {
    field: "reactivateUser",
    command: async (market) => {
      const input = { userId: await user(market) };
      await market.mutate(operator, "deactivateUser", input, "... on User { id }");
      return { by: operator, input };
    },
    selection: "... on User { id deactivatedAt }",
    repeated: { another: SAME },
  },
  {
    field: "deactivateOrganization",
    command: async (market) => ({ by: operator, input: { organizationId: await organization(market) } }),
    selection: "... on Organization { id deactivatedAt }",
    repeated: { another: "INVALID_STATE DEACTIVATED" },
  },
  {
    field: "reactivateOrganization",
    command: async (market) => {
      const input = { organizationId: await organization(market) };
      await market.mutate(operator, "deactivateOrganization", input, "... on Organization { id }");
      return { by: operator, input };
    },
    selection: "... on Organization { id deactivatedAt }",
    repeated: { another: SAME },
  },
  {
    field: "createApiKey",
    command: ({ people: { analyst } }) => ({ by: analyst, input: { name: "robot", roles: ["ANALYST"] } }),
    selection: "... on CreatedApiKey { secret }",
    repeated: { anew: "a key's secret is shown once, and kept nowhere" },
  },
  {
    field: "revokeApiKey",
    command: async (market) => {
      const { analyst } = market.people;
      const fields = "... on CreatedApiKey { apiKey { id } }";
      const wanted = { name: "robot", roles: ["ANALYST"] };
      const { apiKey } = await market.mutate(analyst, "createApiKey", wanted, fields);
      return { by: analyst, input: { apiKeyId: (apiKey as { id: string }).id } };
    },
    selection: "... on ApiKey { id revokedAt }",
    repeated: { another: "INVALID_STATE REVOKED" },
  },
];
