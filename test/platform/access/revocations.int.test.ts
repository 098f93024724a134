import type { EventBus } from "../../../src/platform/bus/event-bus";
import { OrganizationKind, Role, type Viewer } from "../../../src/platform/access/viewer";
import { AccessHarness } from "../../support/access-harness";

/** Two nodes' ends of one bus that loses nothing. */
function wire(): Pick<EventBus, "publish" | "onMessage"> {
  const listeners = new Set<(message: string) => void>();
  return {
    publish: (_topic, message) => listeners.forEach((listener) => listener(message)),
    onMessage: (_topic, listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

let here: AccessHarness;
let there: AccessHarness;
let operator: Viewer;

beforeAll(async () => {
  const bus = wire();
  here = await AccessHarness.start((ports) => ({ ...ports, bus: { ...ports.bus, ...bus } }));
  there = await AccessHarness.start(
    (ports) => ({ ...ports, issuer: here.issuerKey, bus: { ...ports.bus, ...bus } }),
    here,
  );
  operator = await here.operator();
});

afterAll(async () => {
  await there.stop();
  await here.end();
});

const DEACTIVATE_USER = `mutation ($input: DeactivateUserInput!) { deactivateUser(input: $input) {
  ... on User { id deactivatedAt } ... on Refusal { code state } } }`;
const REACTIVATE_USER = `mutation ($input: ReactivateUserInput!) { reactivateUser(input: $input) {
  ... on User { id deactivatedAt } } }`;
const DEACTIVATE_ORGANIZATION = `mutation ($input: DeactivateOrganizationInput!) { deactivateOrganization(input: $input) {
  ... on Organization { id deactivatedAt } ... on Refusal { code state } } }`;
const REACTIVATE_ORGANIZATION = `mutation ($input: ReactivateOrganizationInput!) { reactivateOrganization(input: $input) {
  ... on Organization { id deactivatedAt } } }`;

async function makeKey(viewer: Viewer): Promise<{ id: string; bearer: string }> {
  const { createApiKey: made } = await here.data<{
    createApiKey: { secret: string; apiKey: { id: string } };
  }>(
    viewer,
    `mutation ($roles: [Role!]!) { createApiKey(input: { name: "robot", roles: $roles }) {
      ... on CreatedApiKey { secret apiKey { id } } } }`,
    { roles: viewer.roles },
  );
  return { id: made.apiKey.id, bearer: `Bearer ${made.secret}` };
}

const unauthenticated = expect.objectContaining({
  extensions: expect.objectContaining({ code: "UNAUTHENTICATED" }) as unknown,
}) as unknown;

/** What a node tells of ended credentials while something is done. */
async function toldBy(node: AccessHarness, act: () => Promise<unknown>): Promise<Set<string>> {
  const told = new Set<string>();
  const stop = node.access.authenticator.onRevoked((id) => told.add(id));
  await act();
  await node.access.revocations.sweep();
  stop();
  return told;
}

describe("a person who is deactivated", () => {
  it("loses access on the other node, by its sweep alone, with the keys that the person made", async () => {
    const bearer = await here.bearer({ organization: "swept-bank" });
    const ada = (await here.access.authenticator.authenticate(bearer)) as Viewer;
    const key = await makeKey(ada);
    for (const credential of [bearer, key.bearer]) await there.access.authenticator.authenticate(credential);
    const told = await toldBy(there, () =>
      here.data(operator, DEACTIVATE_USER, { input: { userId: ada.actor.id } }),
    );
    expect(told).toEqual(new Set([ada.actor.id, key.id]));
    for (const credential of [bearer, key.bearer]) {
      await expect(there.access.authenticator.authenticate(credential)).rejects.toEqual(unauthenticated);
    }
    expect((await here.journal(ada.organization.id)).at(-1)).toEqual({
      type: "UserDeactivated",
      data: { userId: ada.actor.id, revokedApiKeyIds: [key.id] },
    });
  });

  it("makes no key with a credential that is still remembered", async () => {
    const ada = await here.viewer({ organization: "quick-bank" });
    await here.data(operator, DEACTIVATE_USER, { input: { userId: ada.actor.id } });
    const { errors } = await here.ask(
      ada,
      `mutation { createApiKey(input: { name: "late", roles: [FINANCE] }) { __typename } }`,
    );
    expect(errors).toEqual([unauthenticated]);
  });

  it("comes in again when reactivated, without the keys", async () => {
    const bearer = await here.bearer({ organization: "back-bank" });
    const ada = (await here.access.authenticator.authenticate(bearer)) as Viewer;
    const key = await makeKey(ada);
    const input = { userId: ada.actor.id };
    await here.data(operator, DEACTIVATE_USER, { input });
    await here.data(operator, REACTIVATE_USER, { input });
    expect(await there.access.authenticator.authenticate(bearer)).toMatchObject({ actor: ada.actor });
    await expect(there.access.authenticator.authenticate(key.bearer)).rejects.toEqual(unauthenticated);
  });

  it("is never the operator who does it", async () => {
    expect(await here.data(operator, DEACTIVATE_USER, { input: { userId: operator.actor.id } })).toEqual({
      deactivateUser: { code: "SEPARATION_OF_DUTIES", state: null },
    });
  });

  it("is the same for whoever did it, and a refusal for another operator", async () => {
    const ada = await here.viewer({ organization: "twice-bank" });
    const input = { userId: ada.actor.id };
    const first = await here.data(operator, DEACTIVATE_USER, { input });
    expect(await here.data(operator, DEACTIVATE_USER, { input })).toEqual(first);
    expect(await here.data(await here.operator("operator.two"), DEACTIVATE_USER, { input })).toEqual({
      deactivateUser: { code: "INVALID_STATE", state: "DEACTIVATED" },
    });
  });
});

describe("an organization that is deactivated", () => {
  it("loses access with everybody in it, and comes back with them", async () => {
    const buyer = { organization: "firm", kind: OrganizationKind.BUYER, roles: [Role.BIDDER] };
    const bearers = await Promise.all(
      ["ada", "bob"].map((name) => here.bearer({ ...buyer, subject: `firm.${name}` })),
    );
    const viewers: Viewer[] = [];
    for (const bearer of bearers)
      viewers.push((await there.access.authenticator.authenticate(bearer)) as Viewer);
    const ada = viewers[0] as Viewer;
    const key = await makeKey(ada);
    await there.access.authenticator.authenticate(key.bearer);
    const input = { organizationId: ada.organization.id };

    const told = await toldBy(there, () => here.data(operator, DEACTIVATE_ORGANIZATION, { input }));
    expect([...viewers.map((viewer) => viewer.actor.id), key.id].every((id) => told.has(id))).toBe(true);
    for (const bearer of [...bearers, key.bearer]) {
      await expect(there.access.authenticator.authenticate(bearer)).rejects.toEqual(unauthenticated);
    }

    await here.data(operator, REACTIVATE_ORGANIZATION, { input });
    for (const bearer of [...bearers, key.bearer]) {
      expect((await there.access.authenticator.authenticate(bearer))?.organization.id).toBe(
        ada.organization.id,
      );
    }
  });

  it("is never the operator's own", async () => {
    const input = { organizationId: operator.organization.id };
    expect(await here.data(operator, DEACTIVATE_ORGANIZATION, { input })).toEqual({
      deactivateOrganization: { code: "SEPARATION_OF_DUTIES", state: null },
    });
  });
});

describe("nodes", () => {
  it("tell each other by the bus, between two sweeps", async () => {
    const ada = await here.viewer({ organization: "bus-bank" });
    there.access.revocations.start();
    const told = new Promise<string>((resolve) => {
      const stop = there.access.authenticator.onRevoked((id) => {
        if (id !== ada.actor.id) return;
        stop();
        resolve(id);
      });
    });
    await here.data(operator, DEACTIVATE_USER, { input: { userId: ada.actor.id } });
    expect(await told).toBe(ada.actor.id);
    await there.access.revocations.stop();
  });

  it("catch up on what was revoked while the database did not answer", async () => {
    const node = await AccessHarness.start((ports) => ({ ...ports, issuer: here.issuerKey }), here);
    const ada = await here.viewer({ organization: "cut-bank" });
    await node.access.revocations.sweep();
    const broken = jest.spyOn(node.database, "query").mockRejectedValueOnce(new Error("cut"));
    await here.data(operator, DEACTIVATE_USER, { input: { userId: ada.actor.id } });
    const told = await toldBy(node, () => node.access.revocations.sweep());
    broken.mockRestore();
    expect(node.errors).toEqual([new Error("cut")]);
    expect(told.has(ada.actor.id)).toBe(true);
    await node.stop();
  });
});
