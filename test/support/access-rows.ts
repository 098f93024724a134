import { ROLES_OF_KIND } from "../../src/platform/access/roles";
import { OrganizationKind, Role } from "../../src/platform/access/viewer";
import { EVERYBODY, MISSING_ID, operators, type AccessRow, type Ask, type Caller } from "./access-table";

/** What the rows of access name: made through the API, so that they serve any server. */
export class AccessWorld {
  private count = 0;

  constructor(private readonly ask: Ask) {}

  /** A new key of an organization like the caller's. */
  async newKey(whose: Caller["organization"], { kind }: Caller): Promise<string> {
    const maker: Caller = { organization: whose, kind, role: ROLES_OF_KIND[kind][0] as Role };
    const { createApiKey } = await this.data<{ createApiKey: { apiKey: { id: string } } }>(
      maker,
      CREATE_KEY,
      {
        input: { name: "worker", roles: [maker.role] },
      },
    );
    return createApiKey.apiKey.id;
  }

  async newOrganization(): Promise<string> {
    const variables = { input: { slug: this.unique("firm"), name: "Firm", kind: "BUYER" } };
    const data = await this.data<{ createOrganization: { id: string } }>(
      OPERATOR,
      CREATE_ORGANIZATION,
      variables,
    );
    return data.createOrganization.id;
  }

  async newUser(): Promise<string> {
    const input = {
      organizationId: await this.newOrganization(),
      subject: this.unique("person"),
      name: "Person",
    };
    return (await this.data<{ createUser: { id: string } }>(OPERATOR, CREATE_USER, { input })).createUser.id;
  }

  unique(word: string): string {
    this.count += 1;
    return `${word}-${this.count}`;
  }

  private async data<Data>(caller: Caller, document: string, variables: object): Promise<Data> {
    const answer = await this.ask(caller, document, { ...variables });
    if (answer.errors?.length) throw new Error(`The table's world: ${JSON.stringify(answer.errors)}`);
    return answer.data as Data;
  }
}

const OPERATOR: Caller = { organization: "own", kind: OrganizationKind.OPERATOR, role: Role.OPERATOR };

const CREATE_KEY = `mutation ($input: CreateApiKeyInput!) {
  createApiKey(input: $input) { ... on CreatedApiKey { apiKey { id } } ... on Refusal { code } } }`;
const CREATE_ORGANIZATION = `mutation ($input: CreateOrganizationInput!) {
  createOrganization(input: $input) { ... on Organization { id } ... on Refusal { code } } }`;
const CREATE_USER = `mutation ($input: CreateUserInput!) {
  createUser(input: $input) { ... on User { id } ... on Refusal { code } } }`;

const nothing = () => ({});
const user = (userId: string) => ({ input: { userId } });
const organization = (organizationId: string) => ({ input: { organizationId } });

export const accessRows: readonly AccessRow<AccessWorld>[] = [
  { field: "Query.viewer", document: "{ viewer { id roles } }", allows: EVERYBODY, own: nothing },
  {
    field: "Query.apiKeys",
    document: "{ apiKeys { edges { node { id createdBy { id } } } } }",
    allows: EVERYBODY,
    own: nothing,
  },
  {
    field: "Mutation.createApiKey",
    document: CREATE_KEY,
    allows: EVERYBODY,
    own: (_world, { role }) => ({ input: { name: "robot", roles: [role] } }),
  },
  {
    field: "Mutation.revokeApiKey",
    document: `mutation ($input: RevokeApiKeyInput!) {
      revokeApiKey(input: $input) { ... on ApiKey { id } ... on Refusal { code } } }`,
    allows: EVERYBODY,
    own: async (world, caller) => ({ input: { apiKeyId: await world.newKey("own", caller) } }),
    foreign: async (world, caller) => ({ input: { apiKeyId: await world.newKey("foreign", caller) } }),
    missing: () => ({ input: { apiKeyId: MISSING_ID } }),
  },
  {
    field: "Query.organizations",
    document: "{ organizations { edges { node { id } } } }",
    allows: operators(),
    own: nothing,
  },
  {
    field: "Query.users",
    document:
      "query ($organizationId: ID!) { users(organizationId: $organizationId) { edges { node { id } } } }",
    allows: operators(),
    own: async (world) => ({ organizationId: await world.newOrganization() }),
    missing: () => ({ organizationId: MISSING_ID }),
  },
  {
    field: "Mutation.createOrganization",
    document: CREATE_ORGANIZATION,
    allows: operators(),
    own: (world) => ({ input: { slug: world.unique("bank"), name: "Bank", kind: "SELLER" } }),
  },
  {
    field: "Mutation.deactivateOrganization",
    document: `mutation ($input: DeactivateOrganizationInput!) {
      deactivateOrganization(input: $input) { ... on Organization { id } ... on Refusal { code } } }`,
    allows: operators(),
    own: async (world) => organization(await world.newOrganization()),
    missing: () => organization(MISSING_ID),
  },
  {
    field: "Mutation.reactivateOrganization",
    document: `mutation ($input: ReactivateOrganizationInput!) {
      reactivateOrganization(input: $input) { ... on Organization { id } ... on Refusal { code } } }`,
    allows: operators(),
    own: async (world) => organization(await world.newOrganization()),
    missing: () => organization(MISSING_ID),
  },
  {
    field: "Mutation.createUser",
    document: CREATE_USER,
    allows: operators(),
    own: async (world) => ({
      input: { organizationId: await world.newOrganization(), subject: world.unique("clerk"), name: "Clerk" },
    }),
    missing: () => ({ input: { organizationId: MISSING_ID, subject: "clerk", name: "Clerk" } }),
  },
  {
    field: "Mutation.deactivateUser",
    document: `mutation ($input: DeactivateUserInput!) {
      deactivateUser(input: $input) { ... on User { id } ... on Refusal { code } } }`,
    allows: operators(),
    own: async (world) => user(await world.newUser()),
    missing: () => user(MISSING_ID),
  },
  {
    field: "Mutation.reactivateUser",
    document: `mutation ($input: ReactivateUserInput!) {
      reactivateUser(input: $input) { ... on User { id } ... on Refusal { code } } }`,
    allows: operators(),
    own: async (world) => user(await world.newUser()),
    missing: () => user(MISSING_ID),
  },
];
