import { LARGEST_KEY_COUNT } from "../../../src/platform/access/create-api-key";
import { OrganizationKind, Role, type Viewer } from "../../../src/platform/access/viewer";
import { formatInstant } from "../../../src/platform/time";
import { AccessHarness } from "../../support/access-harness";

// As clients send it: shared/contract's CreateApiKey and RevokeApiKey.
const CREATE = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) {
  __typename
  ... on CreatedApiKey { secret apiKey { id name prefix roles expiresAt } }
  ... on Refusal { code message path } } }`;
const REVOKE = `mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) {
  __typename ... on ApiKey { id name revokedAt } ... on Refusal { code message path state } } }`;

interface Created {
  readonly __typename: string;
  readonly secret: string;
  readonly apiKey: { readonly id: string; readonly prefix: string };
  readonly code?: string;
}

let harness: AccessHarness;
let ada: Viewer;

beforeAll(async () => {
  harness = await AccessHarness.start();
  ada = await harness.viewer({ roles: [Role.FINANCE, Role.ANALYST] });
});

afterAll(() => harness.end());

async function create(viewer: Viewer, input: object = {}): Promise<Created> {
  const variables = { input: { name: "nightly export", roles: ["ANALYST"], ...input } };
  return (await harness.data<{ createApiKey: Created }>(viewer, CREATE, variables)).createApiKey;
}

async function revoke(viewer: Viewer, apiKeyId: string): Promise<Record<string, unknown>> {
  const variables = { input: { apiKeyId } };
  return (await harness.data<{ revokeApiKey: Record<string, unknown> }>(viewer, REVOKE, variables))
    .revokeApiKey;
}

const authenticate = (secret: string) => harness.access.authenticator.authenticate(`Bearer ${secret}`);
const failing = (code: string, message: RegExp = /./) =>
  expect.objectContaining({
    message: expect.stringMatching(message) as unknown,
    extensions: expect.objectContaining({ code }) as unknown,
  }) as unknown;

describe("an API key", () => {
  it("is shown once, and opens what its roles open", async () => {
    const created = await create(ada);
    expect(created).toEqual({
      __typename: "CreatedApiKey",
      secret: expect.stringMatching(/^rcp_[A-Za-z0-9_-]{43}$/) as unknown,
      apiKey: {
        id: created.apiKey.id,
        name: "nightly export",
        prefix: created.secret.slice(0, 12),
        roles: ["ANALYST"],
        expiresAt: null,
      },
    });
    expect(await authenticate(created.secret)).toEqual({
      actor: { id: created.apiKey.id, kind: "API_KEY", name: "nightly export" },
      organization: ada.organization,
      roles: ["ANALYST"],
      credentialId: created.apiKey.id,
      expiresAt: null,
    });
    const [{ dump } = { dump: "" }] = await harness.database.query<{ dump: string }[]>(
      "SELECT concat((SELECT json_agg(k) FROM api_key k), (SELECT json_agg(e) FROM journal_entry e)) AS dump",
    );
    expect(dump).toContain(created.apiKey.id);
    expect(dump).not.toContain(created.secret.slice(12));
  });

  it("is journalled on its organization's stream, its name for the organization alone", async () => {
    const { apiKey } = await create(ada, { name: "Ada's own" });
    await revoke(ada, apiKey.id);
    const entries = await harness.journal(ada.organization.id);
    expect(entries.slice(-2)).toEqual([
      {
        type: "ApiKeyCreated",
        data: {
          apiKeyId: apiKey.id,
          name: { commitment: expect.any(String) as unknown },
          roles: ["ANALYST"],
          expiresAt: null,
        },
      },
      { type: "ApiKeyRevoked", data: { apiKeyId: apiKey.id } },
    ]);
    expect(
      await harness.database.query(
        "SELECT value, readers FROM journal_secret WHERE value = to_jsonb($1::text)",
        ["Ada's own"],
      ),
    ).toEqual([{ value: "Ada's own", readers: [ada.organization.id] }]);
  });

  it("gets no role that its maker does not hold", async () => {
    const { errors } = await harness.ask(ada, CREATE, {
      input: { name: "boss", roles: ["ANALYST", "EXECUTIVE"] },
    });
    expect(errors).toEqual([failing("FORBIDDEN")]);
  });

  it("makes no keys", async () => {
    const key = await authenticate((await create(ada)).secret);
    const { errors } = await harness.ask(key, CREATE, { input: { name: "child", roles: ["ANALYST"] } });
    expect(errors).toEqual([failing("FORBIDDEN", /person/)]);
  });

  it.each([
    ["no role", { roles: [] }],
    ["no name", { name: "  " }],
    ["a name too long", { name: "x".repeat(101) }],
    ["a name of two lines", { name: "a\nb" }],
    ["an end that is past", { expiresAt: "2020-01-01T00:00:00Z" }],
  ])("is not made with %s", async (_, input) => {
    const before = await harness.journal(ada.organization.id);
    const { errors } = await harness.ask(ada, CREATE, { input: { name: "n", roles: ["ANALYST"], ...input } });
    expect(errors).toEqual([failing("BAD_USER_INPUT")]);
    expect(await harness.journal(ada.organization.id)).toEqual(before);
  });

  it("ends when it says", async () => {
    const expiresAt = harness.now + 60_000_000n;
    const { secret } = await create(ada, { expiresAt: formatInstant(expiresAt) });
    expect((await authenticate(secret))?.expiresAt).toBe(expiresAt);
    harness.now = expiresAt;
    await expect(authenticate(secret)).rejects.toEqual(failing("UNAUTHENTICATED", /expired/));
  });

  it("is refused when no such key was made", async () => {
    const { secret } = await create(ada);
    const other = `${secret.slice(0, -1)}${secret.endsWith("A") ? "E" : "A"}`;
    await expect(authenticate(other)).rejects.toEqual(failing("UNAUTHENTICATED"));
  });
});

describe("revoking a key", () => {
  it("ends it at once on this node, by anybody of its organization", async () => {
    const { secret, apiKey } = await create(ada);
    await authenticate(secret);
    const bob = await harness.viewer({ subject: "north-bank.bob", roles: [Role.LEGAL] });
    expect(await revoke(bob, apiKey.id)).toMatchObject({ __typename: "ApiKey", id: apiKey.id });
    await harness.access.revocations.sweep();
    await expect(authenticate(secret)).rejects.toEqual(failing("UNAUTHENTICATED", /revoked/));
  });

  it("gives its own result again to whoever did it, and refuses another", async () => {
    const { apiKey } = await create(ada);
    const first = await revoke(ada, apiKey.id);
    expect(await revoke(ada, apiKey.id)).toEqual(first);
    const bob = await harness.viewer({ subject: "north-bank.bob" });
    expect(await revoke(bob, apiKey.id)).toMatchObject({
      code: "INVALID_STATE",
      state: "REVOKED",
      path: null,
    });
  });

  it.each(["not an id", "01890000-0000-7000-8000-000000000000"])("knows no key %s", async (apiKeyId) => {
    const { errors } = await harness.ask(ada, REVOKE, { input: { apiKeyId } });
    expect(errors).toEqual([failing("NOT_FOUND")]);
  });

  it("leaves another organization's key alone", async () => {
    const { secret, apiKey } = await create(ada);
    const stranger = await harness.viewer({ organization: "south-bank" });
    const { errors } = await harness.ask(stranger, REVOKE, { input: { apiKeyId: apiKey.id } });
    expect(errors).toEqual([failing("NOT_FOUND")]);
    expect(await authenticate(secret)).not.toBeNull();
  });
});

describe("the list of keys", () => {
  const LIST = `query ($first: Int, $after: Cursor) { apiKeys(first: $first, after: $after) {
    edges { node { name createdBy { name kind } } } pageInfo { hasNextPage endCursor } } }`;

  interface List {
    readonly apiKeys: {
      readonly edges: { readonly node: { readonly name: string } }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  }

  it("pages through one's own organization's, with their makers in one statement", async () => {
    const eve = await harness.viewer({ organization: "listing", roles: [Role.RISK] });
    const max = await harness.viewer({ organization: "listing", roles: [Role.RISK], subject: "listing.max" });
    for (const [viewer, name] of [
      [eve, "1"],
      [max, "2"],
      [eve, "3"],
    ] as const) {
      await create(viewer, { name, roles: ["RISK"] });
    }
    const query = jest.spyOn(harness.database, "query");
    const first = await harness.data<List>(max, LIST, { first: 2 });
    expect(query).toHaveBeenCalledTimes(1);
    query.mockRestore();
    expect(first.apiKeys.edges).toEqual([
      { node: { name: "1", createdBy: { name: "listing.ada", kind: "PERSON" } } },
      { node: { name: "2", createdBy: { name: "listing.max", kind: "PERSON" } } },
    ]);
    const { endCursor: after } = first.apiKeys.pageInfo;
    const last = await harness.data<List>(max, LIST, { first: 2, after });
    expect(last.apiKeys.edges.map(({ node }) => node.name)).toEqual(["3"]);
    expect(last.apiKeys.pageInfo.hasNextPage).toBe(false);
    expect((await harness.ask(ada, LIST, { after })).errors).toEqual([failing("BAD_USER_INPUT")]);
  });

  it("holds at most a hundred that live, however many are made at once", async () => {
    const eve = await harness.viewer({ organization: "many-keys", roles: [Role.RISK] });
    const made = await Promise.all(
      Array.from({ length: LARGEST_KEY_COUNT + 3 }, (_, index) =>
        create(eve, { name: `${index}`, roles: ["RISK"] }),
      ),
    );
    const refused = made.filter((one) => one.__typename === "Refusal");
    expect(refused.map((one) => one.code)).toEqual(Array(3).fill("LIMIT_REACHED"));
    await revoke(eve, made.find((one) => one.__typename === "CreatedApiKey")?.apiKey.id ?? "");
    expect((await create(eve, { roles: ["RISK"] })).__typename).toBe("CreatedApiKey");
  });
});

describe("the database itself", () => {
  it("holds keys to the roles of their organization's kind, and to makers of that organization", async () => {
    const firm = await harness.viewer({
      organization: "firm",
      kind: OrganizationKind.BUYER,
      roles: [Role.BIDDER],
    });
    const insert = (change: Record<string, unknown>) => {
      const row = {
        id: "01890000-0000-7000-8000-000000000001",
        organization_id: firm.organization.id,
        organization_kind: "BUYER",
        name: "n",
        prefix: "rcp_abcdefgh",
        secret_hash: `\\x${"00".repeat(32)}`,
        roles: ["BIDDER"],
        created_by: firm.actor.id,
        created_at: "2026-01-01T00:00:00Z",
        ...change,
      };
      return harness.database.query(
        `INSERT INTO api_key (${Object.keys(row).join(", ")})
         SELECT ${Object.keys(row).join(", ")} FROM json_populate_record(NULL::api_key, $1)`,
        [JSON.stringify(row)],
      );
    };
    await expect(insert({ roles: ["FINANCE"] })).rejects.toThrow("api_key_roles_fit_kind");
    await expect(insert({ roles: ["BIDDER", "GOD"] })).rejects.toThrow("api_key_roles_fit_kind");
    await expect(insert({ roles: [] })).rejects.toThrow("check constraint");
    await expect(insert({ organization_kind: "SELLER", roles: ["FINANCE"] })).rejects.toThrow("foreign key");
    await expect(insert({ created_by: ada.actor.id })).rejects.toThrow("foreign key");
    await expect(insert({ expires_at: "2025-01-01T00:00:00Z" })).rejects.toThrow("check constraint");
    await expect(insert({ revoked_at: "2026-02-01T00:00:00Z" })).rejects.toThrow("check constraint");
    await expect(insert({})).resolves.toEqual([]);
    await expect(insert({ id: "01890000-0000-7000-8000-000000000002" })).rejects.toThrow("unique constraint");
  });
});
