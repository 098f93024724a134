import { generateKeyPairSync } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, SignJWT } from "jose";
import { OrganizationKind, Role, type Viewer } from "../../../src/platform/access/viewer";
import { AccessHarness } from "../../support/access-harness";

const ISSUER = "https://login.example";
const AUDIENCE = "recoup";
const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });

let server: Server;
let harness: AccessHarness;

beforeAll(async () => {
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: "one" }] });
  server = createServer((_request, response) => response.end(jwks));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const issuer = { jwksUrl, issuer: ISSUER, audience: AUDIENCE };
  harness = await AccessHarness.start((ports) => ({ ...ports, issuer }));
});

afterAll(async () => {
  await harness.end();
  await new Promise((resolve) => server.close(resolve));
});

interface Person {
  readonly sub: string;
  readonly org: string;
  readonly kind?: OrganizationKind;
  readonly roles?: readonly Role[];
}

async function authenticate(person: Person): Promise<Viewer | null> {
  const { sub, org, kind = OrganizationKind.SELLER, roles = [Role.FINANCE] } = person;
  const token = await new SignJWT({ name: sub, org, org_kind: kind, roles: [...roles] })
    .setProtectedHeader({ alg: "ES256", kid: "one" })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(sub)
    .setExpirationTime(Number(harness.now / 1_000_000n) + 600)
    .sign(keys.privateKey);
  return harness.access.authenticator.authenticate(`Bearer ${token}`);
}

const operator = (sub: string, org: string): Person => ({
  sub,
  org,
  kind: OrganizationKind.OPERATOR,
  roles: [Role.OPERATOR],
});

const unauthenticated = (message: string) =>
  expect.objectContaining({
    message: expect.stringMatching(message) as unknown,
    extensions: expect.objectContaining({ code: "UNAUTHENTICATED" }) as unknown,
  }) as unknown;

describe("with an identity provider", () => {
  it("an organization or person that nobody created is refused, and stays uncreated", async () => {
    await expect(authenticate({ sub: "ada", org: "north-bank" })).rejects.toEqual(
      unauthenticated("organization"),
    );
    expect(await harness.database.query("SELECT FROM organization")).toEqual([]);
  });

  it("exactly one operator's organization may be the first, whoever else comes at once", async () => {
    const tries = await Promise.allSettled([
      authenticate(operator("olga", "recoup")),
      authenticate(operator("otto", "recoup-two")),
      authenticate(operator("oscar", "recoup")),
    ]);
    expect(tries.filter((attempt) => attempt.status === "fulfilled")).toHaveLength(1);
    expect(await harness.database.query("SELECT kind FROM organization")).toEqual([{ kind: "OPERATOR" }]);
    await expect(authenticate(operator("oleg", "recoup-three"))).rejects.toEqual(
      unauthenticated("organization"),
    );
  });

  it("people come in once the operator has created them", async () => {
    const [first] = await harness.database.query<{ slug: string; subject: string }[]>(
      "SELECT slug, subject FROM organization o JOIN app_user u ON u.organization_id = o.id",
    );
    const viewer = await authenticate(operator(first?.subject ?? "", first?.slug ?? ""));
    const { createOrganization } = await harness.data<{ createOrganization: { id: string } }>(
      viewer,
      `mutation { createOrganization(input: { slug: "north-bank", name: "North Bank plc", kind: SELLER }) {
        ... on Organization { id } } }`,
    );
    await expect(authenticate({ sub: "ada", org: "north-bank" })).rejects.toEqual(unauthenticated("person"));
    await harness.data(
      viewer,
      `mutation ($input: CreateUserInput!) { createUser(input: $input) { ... on User { id } } }`,
      { input: { organizationId: createOrganization.id, subject: "ada", name: "Ada Lovelace" } },
    );
    expect(await authenticate({ sub: "ada", org: "north-bank" })).toMatchObject({
      actor: { name: "Ada Lovelace" },
      organization: { id: createOrganization.id, name: "North Bank plc" },
      roles: ["FINANCE"],
    });
  });
});
