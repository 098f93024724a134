import { generateKeyPairSync } from "node:crypto";
import { signDevelopmentToken } from "../../../src/platform/access/development-issuer";
import { OrganizationKind, Role } from "../../../src/platform/access/viewer";
import { AccessHarness } from "../../support/access-harness";

let harness: AccessHarness;

beforeAll(async () => {
  harness = await AccessHarness.start();
});

afterAll(() => harness.end());

const authenticate = (authorization: string | undefined) =>
  harness.access.authenticator.authenticate(authorization);
const unauthenticated = (message: RegExp | string = /./) =>
  expect.objectContaining({
    message: expect.stringMatching(message) as unknown,
    extensions: expect.objectContaining({ code: "UNAUTHENTICATED" }) as unknown,
  }) as unknown;

describe("what is sent as a credential", () => {
  it("is nobody's when it is absent", async () => {
    expect(await authenticate(undefined)).toBeNull();
  });

  it.each([
    "",
    "Bearer",
    "Bearer ",
    "Basic YWRhOmFkYQ==",
    "token",
    "Bearer a b",
    `Bearer ${"x".repeat(9_000)}`,
  ])("is bad when it is %j", async (authorization) => {
    await expect(authenticate(authorization)).rejects.toEqual(unauthenticated());
  });

  it("is not looked at when it is longer than eight kilobytes", async () => {
    await expect(authenticate(`Bearer ${"x".repeat(9_000)}`)).rejects.toEqual(unauthenticated());
  });

  it("is a bearer's in any case of the word", async () => {
    const token = (await harness.bearer()).slice("Bearer ".length);
    expect((await authenticate(`bearer ${token}`))?.actor.name).toBe("north-bank.ada");
  });
});

describe("a development token", () => {
  it("creates the organization and the person that it names, and is the same person ever after", async () => {
    const first = await harness.viewer({ organization: "first-bank", subject: "grace", name: "Grace" });
    expect(first).toMatchObject({
      actor: { kind: "PERSON", name: "Grace" },
      organization: { slug: "first-bank", name: "First Bank", kind: "SELLER" },
      roles: ["FINANCE"],
    });
    const again = await harness.viewer({ organization: "first-bank", subject: "grace", roles: [Role.RISK] });
    expect(again).toMatchObject({ actor: first.actor, organization: first.organization, roles: ["RISK"] });
    expect(await harness.journal(first.organization.id)).toEqual([
      { type: "OrganizationCreated", data: { slug: "first-bank", name: "First Bank", kind: "SELLER" } },
      { type: "UserCreated", data: { userId: first.actor.id } },
    ]);
  });

  it("creates them once when many come at once, on two nodes", async () => {
    const other = await AccessHarness.start((ports) => ({ ...ports, issuer: harness.issuerKey }), harness);
    const bearers = await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        harness.bearer({
          organization: "rush-bank",
          subject: `rush.${index % 4}`,
          lifetimeSeconds: 100 + index,
        }),
      ),
    );
    const viewers = await Promise.all(
      bearers.map((bearer, index) => (index % 2 ? harness : other).access.authenticator.authenticate(bearer)),
    );
    await other.stop();
    expect(new Set(viewers.map((viewer) => viewer?.organization.id)).size).toBe(1);
    expect(new Set(viewers.map((viewer) => viewer?.actor.id)).size).toBe(4);
    const entries = await harness.journal(viewers[0]?.organization.id ?? "");
    expect(entries.map((entry) => entry.type).sort()).toEqual([
      "OrganizationCreated",
      ...Array<string>(4).fill("UserCreated"),
    ]);
  });

  it("gives no role that the kind of organization cannot hold", async () => {
    const { roles } = await harness.viewer({
      organization: "odd-firm",
      kind: OrganizationKind.BUYER,
      roles: [Role.PORTFOLIO_MANAGER, Role.OPERATOR, Role.BIDDER],
    });
    expect(roles).toEqual([Role.BIDDER]);
  });

  it("is refused with another kind than the organization's", async () => {
    await harness.viewer({ organization: "kind-bank" });
    const other = harness.viewer({ organization: "kind-bank", kind: OrganizationKind.BUYER, subject: "new" });
    await expect(other).rejects.toEqual(unauthenticated("org_kind"));
  });

  it("is refused when its person is another organization's", async () => {
    await harness.viewer({ organization: "hers", subject: "moving" });
    await expect(harness.viewer({ organization: "his", subject: "moving" })).rejects.toEqual(
      unauthenticated("another organization"),
    );
  });

  it("is refused from the instant at which it expires, though it was taken before", async () => {
    const bearer = await harness.bearer({ subject: "north-bank.brief", lifetimeSeconds: 60 });
    expect(await authenticate(bearer)).not.toBeNull();
    harness.now += 60_000_000n;
    await expect(authenticate(bearer)).rejects.toEqual(unauthenticated("expired"));
  });

  it("is checked once: afterwards it costs no statement", async () => {
    const bearer = await harness.bearer({ subject: "north-bank.often" });
    const viewers = await Promise.all([authenticate(bearer), authenticate(bearer)]);
    expect(viewers[0]).toBe(viewers[1]);
    const connect = jest.spyOn(harness.database, "createQueryRunner");
    expect(await authenticate(bearer)).toBe(viewers[0]);
    expect(connect).not.toHaveBeenCalled();
    connect.mockRestore();
  });

  it("of another key is refused, and creates nothing", async () => {
    const forged = await signDevelopmentToken(generateKeyPairSync("ed25519").privateKey, {
      organization: "forged-bank",
      kind: OrganizationKind.SELLER,
      roles: [Role.EXECUTIVE],
      subject: "eve",
      name: "Eve",
      issuedAt: Number(harness.now / 1_000_000n),
      lifetimeSeconds: 60,
    });
    await expect(authenticate(`Bearer ${forged}`)).rejects.toEqual(unauthenticated());
    expect(await harness.database.query("SELECT FROM organization WHERE slug = 'forged-bank'")).toEqual([]);
  });
});
