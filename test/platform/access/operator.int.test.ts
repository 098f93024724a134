import type { Viewer } from "../../../src/platform/access/viewer";
import { OrganizationKind, Role } from "../../../src/platform/access/viewer";
import { AccessHarness } from "../../support/access-harness";

const CREATE_ORGANIZATION = `mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) {
  ... on Organization { id slug name kind deactivatedAt } ... on Refusal { code path } } }`;
const CREATE_USER = `mutation ($input: CreateUserInput!) { createUser(input: $input) {
  ... on User { id name subject deactivatedAt } ... on Refusal { code path state } } }`;

let harness: AccessHarness;
let operator: Viewer;

beforeAll(async () => {
  harness = await AccessHarness.start();
  operator = await harness.operator();
});

afterAll(() => harness.end());

interface Organization {
  readonly id: string;
  readonly slug: string;
}

async function createOrganization(slug: string, by = operator): Promise<Organization> {
  const data = await harness.data<{ createOrganization: Organization }>(by, CREATE_ORGANIZATION, {
    input: { slug, name: ` ${slug} `, kind: "BUYER" },
  });
  return data.createOrganization;
}

describe("an organization that the operator creates", () => {
  it("is there, journalled by the operator's name, for its people's tokens to find", async () => {
    const created = await createOrganization("blue-firm");
    expect(created).toEqual({
      id: created.id,
      slug: "blue-firm",
      name: "blue-firm",
      kind: "BUYER",
      deactivatedAt: null,
    });
    const [entry] = await harness.database.query<object[]>(
      "SELECT type, data, actor FROM journal_entry WHERE stream = $1",
      [created.id],
    );
    expect(entry).toEqual({
      type: "OrganizationCreated",
      data: { slug: "blue-firm", name: "blue-firm", kind: "BUYER" },
      actor: { id: operator.actor.id, kind: "PERSON" },
    });
    const token = { organization: "blue-firm", kind: OrganizationKind.BUYER, roles: [Role.BIDDER] };
    expect((await harness.viewer(token)).organization.id).toBe(created.id);
  });

  it("is made once when two make it at once, and the other changes nothing", async () => {
    const colleague = await harness.operator("colleague");
    const both = await Promise.all([createOrganization("twin"), createOrganization("twin", colleague)]);
    expect(both.filter((answer) => "id" in answer)).toHaveLength(1);
    expect(both.filter((answer) => !("id" in answer))).toEqual([
      { code: "ALREADY_EXISTS", path: ["input", "slug"] },
    ]);
    expect(
      await harness.database.query("SELECT FROM journal_entry WHERE data ->> 'slug' = 'twin'"),
    ).toHaveLength(1);
  });

  it.each([{ slug: "Upper" }, { slug: "" }, { slug: "-dash" }, { slug: "x".repeat(64) }, { name: "" }])(
    "is not made of %j",
    async (change) => {
      const { errors } = await harness.ask(operator, CREATE_ORGANIZATION, {
        input: { slug: "fine", name: "Fine", kind: "BUYER", ...change },
      });
      expect(errors?.map((error) => error.extensions["code"])).toEqual(["BAD_USER_INPUT"]);
    },
  );
});

describe("a person that the operator creates", () => {
  it("is the one whom the issuer's tokens name", async () => {
    const { id: organizationId } = await createOrganization("green-firm");
    const input = { organizationId, subject: "gina", name: "Gina" };
    const { createUser: user } = await harness.data<{ createUser: { id: string } }>(operator, CREATE_USER, {
      input,
    });
    expect(user).toEqual({ id: user.id, name: "Gina", subject: "gina", deactivatedAt: null });
    const kind = OrganizationKind.BUYER;
    const token = { organization: "green-firm", kind, roles: [Role.BIDDER], subject: "gina", name: "G." };
    expect((await harness.viewer(token)).actor).toEqual({ id: user.id, kind: "PERSON", name: "Gina" });
    const colleague = await harness.operator("colleague");
    expect(await harness.data(colleague, CREATE_USER, { input })).toEqual({
      createUser: { code: "ALREADY_EXISTS", path: ["input", "subject"], state: null },
    });
  });

  it("is refused in an organization that is deactivated", async () => {
    const { id: organizationId } = await createOrganization("gone-firm");
    await harness.data(
      operator,
      "mutation ($input: DeactivateOrganizationInput!) { deactivateOrganization(input: $input) { __typename } }",
      { input: { organizationId } },
    );
    const input = { organizationId, subject: "late", name: "Late" };
    expect(await harness.data(operator, CREATE_USER, { input })).toEqual({
      createUser: { code: "INVALID_STATE", path: null, state: "DEACTIVATED" },
    });
  });
});

describe("node", () => {
  it("finds one's own organization and keys, and for the operator every organization and person", async () => {
    const ada = await harness.viewer();
    const stranger = await harness.viewer({ organization: "south-bank" });
    const find = async (viewer: Viewer, id: string) =>
      (await harness.access.findNode(viewer, id))?.constructor.name ?? null;
    expect(await find(ada, ada.organization.id)).toBe("OrganizationType");
    expect(await find(stranger, ada.organization.id)).toBeNull();
    expect(await find(operator, ada.organization.id)).toBe("OrganizationType");
    expect(await find(ada, ada.actor.id)).toBeNull();
    expect(await find(operator, ada.actor.id)).toBe("UserType");
    const { createApiKey } = await harness.data<{ createApiKey: { apiKey: { id: string } } }>(
      ada,
      `mutation { createApiKey(input: { name: "n", roles: [FINANCE] }) { ... on CreatedApiKey { apiKey { id } } } }`,
    );
    expect(await find(ada, createApiKey.apiKey.id)).toBe("ApiKeyType");
    expect(await find(stranger, createApiKey.apiKey.id)).toBeNull();
    expect(await find(operator, createApiKey.apiKey.id)).toBeNull();
  });
});
