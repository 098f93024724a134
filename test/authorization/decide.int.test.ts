import { Committee } from "./committee";

const TWO = [{ tier: "ALL", requiredRoles: ["FINANCE", "EXECUTIVE"] }];

let committee: Committee;

beforeAll(async () => {
  committee = await Committee.start();
  await committee.enact(...TWO);
}, 60_000);
afterAll(() => committee.stop());

describe("a request for authority", () => {
  it("is granted by the last required approval, which authorizes the sale and sells the portfolio", async () => {
    const { finance, executive, admin } = committee.people;
    const { requestId, saleId, portfolioId } = await committee.sale();
    expect(await committee.decide(finance, requestId)).toMatchObject({
      status: "PENDING",
      submittedBy: { name: admin.roles.map((role) => `seller.${role.toLowerCase()}`)[0] },
      signatures: [
        { role: "FINANCE", decision: "APPROVE", rationale: "because", signer: { name: "seller.finance" } },
      ],
      sale: { id: saleId, status: "AWAITING_AUTHORIZATION" },
    });
    expect((await committee.world.portfolio(portfolioId)).status).toBe("IN_AUCTION");
    expect(await committee.decide(executive, requestId)).toMatchObject({
      status: "GRANTED",
      signatures: [{ role: "FINANCE" }, { role: "EXECUTIVE" }],
      sale: { id: saleId, status: "AUTHORIZED" },
    });
    expect((await committee.world.portfolio(portfolioId)).status).toBe("SOLD");
    expect(await committee.world.entries(saleId)).toEqual([
      "SaleMade",
      "AuthorizationRequested",
      "AuthorizationSigned",
      "AuthorizationSigned",
      "SaleAuthorized",
    ]);
  });

  it("is rejected by one, and its sale with it, for good", async () => {
    const { requestId, saleId } = await committee.sale();
    await committee.decide(committee.people.finance, requestId);
    expect(
      await committee.decide(committee.people.executive, requestId, { decision: "REJECT" }),
    ).toMatchObject({
      status: "REJECTED",
      sale: { status: "REJECTED" },
    });
    expect(await committee.world.refusal(committee.people.admin, "requestAuthorization", { saleId })).toBe(
      "INVALID_STATE REJECTED",
    );
  });

  it("is returned by one, and asked for again without the old signatures", async () => {
    const { finance, executive } = committee.people;
    const { requestId, saleId } = await committee.sale();
    await committee.decide(finance, requestId);
    expect(await committee.decide(executive, requestId, { decision: "RETURN" })).toMatchObject({
      status: "RETURNED",
      sale: { status: "AWAITING_AUTHORIZATION" },
    });
    expect(await committee.refused(executive, requestId)).toBe("INVALID_STATE RETURNED");
    const again = await committee.request(saleId);
    expect(again).toMatchObject({ status: "PENDING", signatures: [] });
    expect(again.id).not.toBe(requestId);
    expect((await committee.lastRequest(saleId)).id).toBe(again.id);
    await committee.decide(executive, again.id);
    expect(await committee.decide(finance, again.id)).toMatchObject({ status: "GRANTED" });
  });

  it("is shown as it is after each of several commands in one operation", async () => {
    const { requestId, saleId } = await committee.sale();
    const both = committee.world.person("both-hats", "FINANCE", "AUCTION_ADMIN");
    const shown = "... on AuthorizationRequest { sale { authorizationRequest { id status } } }";
    const answer = await committee.world.app.send<Record<string, { sale: object }>>(
      both,
      `mutation ($signature: DecideAuthorizationInput!, $again: RequestAuthorizationInput!) {
         returned: decideAuthorization(input: $signature) { ${shown} }
         again: requestAuthorization(input: $again) { ${shown} } }`,
      { signature: { requestId, decision: "RETURN", rationale: "x" }, again: { saleId } },
    );
    const { id } = await committee.lastRequest(saleId);
    expect(answer.data).toEqual({
      returned: { sale: { authorizationRequest: { id: requestId, status: "RETURNED" } } },
      again: { sale: { authorizationRequest: { id, status: "PENDING" } } },
    });
  });

  it("is asked for once at a time; by the same person it is the same request", async () => {
    const { requestId, saleId } = await committee.sale();
    const { world, people } = committee;
    expect((await committee.request(saleId)).id).toBe(requestId);
    const another = world.person("another-admin", "AUCTION_ADMIN");
    expect(await world.refusal(another, "requestAuthorization", { saleId })).toBe("ALREADY_EXISTS");
    await committee.decide(people.finance, requestId);
    expect(await world.refusal(people.admin, "requestAuthorization", { saleId })).toBe("ALREADY_EXISTS");
  });

  it("repeated signatures of the same person are the same signature", async () => {
    const { finance } = committee.people;
    const { requestId, saleId } = await committee.sale();
    const signed = await committee.decide(finance, requestId);
    expect(await committee.decide(finance, requestId)).toEqual(signed);
    expect(await committee.refused(finance, requestId, { rationale: "another" })).toBe("ALREADY_SIGNED");
    expect(await committee.refused(finance, requestId, { decision: "REJECT" })).toBe("ALREADY_SIGNED");
    expect(await committee.world.entries(saleId)).toEqual([
      "SaleMade",
      "AuthorizationRequested",
      "AuthorizationSigned",
    ]);
  });
});

describe("authority needs the people that it names (P10)", () => {
  it("never the submitter, whatever else they are", async () => {
    const both = committee.world.person("both", "AUCTION_ADMIN", "FINANCE");
    const { requestId } = await committee.sale({ by: both });
    for (const decision of ["APPROVE", "REJECT", "RETURN"]) {
      expect(await committee.refused(both, requestId, { decision })).toBe("SEPARATION_OF_DUTIES");
    }
  });

  it("never the submitter by a key of theirs", async () => {
    const both = committee.world.person("both", "AUCTION_ADMIN", "FINANCE");
    const { requestId } = await committee.sale({ by: both });
    const { data } = await committee.world.app.send<{ createApiKey: { secret: string } }>(
      both,
      'mutation { createApiKey(input: { name: "signer", roles: [FINANCE] }) { ... on CreatedApiKey { secret } } }',
    );
    const query = `mutation ($input: DecideAuthorizationInput!) {
      decideAuthorization(input: $input) { ... on Refusal { code } ... on AuthorizationRequest { id } } }`;
    const response = await fetch(committee.world.app.node.httpUrl, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${data?.createApiKey.secret}` },
      body: JSON.stringify({
        query,
        variables: { input: { requestId, decision: "APPROVE", rationale: "x" } },
      }),
    });
    expect(await response.json()).toEqual({
      data: { decideAuthorization: { code: "SEPARATION_OF_DUTIES" } },
    });
  });

  it("one person once, also with both roles, and each in the role that they name", async () => {
    const both = committee.world.person("two-roles", "FINANCE", "EXECUTIVE");
    const { requestId } = await committee.sale();
    expect(await committee.refused(both, requestId)).toBe("BAD_USER_INPUT");
    expect(await committee.refused(both, requestId, { role: "LEGAL" })).toBe("BAD_USER_INPUT");
    expect(await committee.refused(both, requestId, { role: "AUCTION_ADMIN" })).toBe("BAD_USER_INPUT");
    const signed = await committee.decide(both, requestId, { role: "EXECUTIVE" });
    expect(signed["signatures"]).toEqual([expect.objectContaining({ role: "EXECUTIVE" })]);
    expect(await committee.refused(both, requestId, { role: "FINANCE" })).toBe("ALREADY_SIGNED");
    expect(await committee.refused(committee.people.executive, requestId)).toBe("ALREADY_SIGNED");
  });

  it("nobody of another role, of another seller, or of a firm", async () => {
    const { requestId } = await committee.sale();
    expect(await committee.refused(committee.people.legal, requestId)).toBe("FORBIDDEN");
    expect(await committee.refused(committee.people.admin, requestId)).toBe("FORBIDDEN");
    for (const firm of ["alpha", "beta"]) {
      const impostor = { org: firm, kind: "BUYER", roles: ["BIDDER", "FINANCE", "EXECUTIVE"] } as const;
      expect(await committee.refused(impostor, requestId)).toBe("FORBIDDEN");
    }
    const stranger = { org: "other", kind: "SELLER", roles: ["FINANCE"] } as const;
    expect(await committee.refused(stranger, requestId)).toBe("NOT_FOUND");
    expect(await committee.refused(committee.people.finance, "nothing")).toBe("NOT_FOUND");
  });

  it("two who sign in one role at once: one signs, the others are told", async () => {
    const { requestId } = await committee.sale();
    const people = Array.from({ length: 6 }, (_, index) =>
      committee.world.person(`finance-${index}`, "FINANCE"),
    );
    const answers = await Promise.all(
      people.map((person) =>
        committee.world.mutate(
          person,
          "decideAuthorization",
          { requestId, decision: "APPROVE", rationale: "mine" },
          "... on AuthorizationRequest { id }",
        ),
      ),
    );
    const results = answers.map(({ data }) => data?.["decideAuthorization"]);
    expect(results.filter((result) => result?.__typename === "AuthorizationRequest")).toHaveLength(1);
    expect(results.filter((result) => result?.["code"] === "ALREADY_SIGNED")).toHaveLength(5);
  });

  it("the last two who sign at once grant it once; an approval and a rejection end in one of the two", async () => {
    const { finance, executive } = committee.people;
    const granted = await committee.sale();
    await Promise.all([
      committee.decide(finance, granted.requestId),
      committee.decide(executive, granted.requestId),
    ]);
    const entries = await committee.world.entries(granted.saleId);
    expect(entries.filter((type) => type === "SaleAuthorized")).toHaveLength(1);
    const disputed = await committee.sale();
    await committee.decide(finance, disputed.requestId);
    await Promise.all([
      committee.world.mutate(
        executive,
        "decideAuthorization",
        { requestId: disputed.requestId, decision: "APPROVE", rationale: "x" },
        "",
      ),
      committee.world.mutate(
        committee.world.person("another-executive", "EXECUTIVE"),
        "decideAuthorization",
        { requestId: disputed.requestId, decision: "REJECT", rationale: "x" },
        "",
      ),
    ]);
    const { status, sale } = (await committee.lastRequest(disputed.saleId)) as unknown as {
      status: string;
      sale: { status: string };
    };
    expect(["GRANTED AUTHORIZED", "REJECTED REJECTED"]).toContain(`${status} ${sale.status}`);
  });
});

describe("the database refuses by itself (P10)", () => {
  const SIGN = `INSERT INTO authorization_signature
      (request_id, seller_id, submitter_id, role, person_id, signed_by, decision, rationale, signed_at)
    SELECT id, $2, submitter_id, $3, $4, $4, 'APPROVE', 'x', clock_timestamp() FROM authorization_request WHERE id = $1`;

  /** The person behind a token's subject. */
  async function personId(subject: string): Promise<string> {
    const [row] = await committee.world.database.query<{ id: string }[]>(
      "SELECT id FROM app_user WHERE subject = $1",
      [subject],
    );
    if (!row) throw new Error("Nobody with this subject was seen");
    return row.id;
  }

  async function sellerId(): Promise<string> {
    const query = "{ viewer { organization { id } } }";
    return (await committee.world.ask<{ organization: { id: string } }>(committee.people.admin, query))
      .organization.id;
  }

  it("signatures of the submitter, of a firm's people, in roles that are not required, twice of one person or role", async () => {
    const { requestId } = await committee.sale();
    const seller = await sellerId();
    await committee.world.ask(committee.people.executive, "{ viewer { id } }");
    const [admin, finance, executive, bidder] = [
      await personId("seller.auction_admin"),
      await personId("seller.finance"),
      await personId("seller.executive"),
      await personId("alpha.bidder"),
    ];
    const sign = (role: string, person: string, organization = seller) =>
      committee.world.sqlRefusal(SIGN, [requestId, organization, role, person]);
    expect(await sign("FINANCE", admin)).toBe("separation_of_duties");
    expect(await sign("FINANCE", bidder)).toMatch(/_fkey$/);
    expect(await sign("FINANCE", bidder, committee.world.firmId("alpha"))).toMatch(/_fkey$/);
    expect(await sign("LEGAL", finance)).toContain("does not require this role");
    expect(await sign("FINANCE", finance)).toBe("not refused");
    expect(await sign("EXECUTIVE", finance)).toBe("authorization_signature_request_id_person_id_key");
    expect(await sign("FINANCE", executive)).toBe("authorization_signature_pkey");
  });

  it("a grant that misses a signature, and a sale without a grant", async () => {
    const { requestId, saleId } = await committee.sale();
    const set = (status: string) =>
      committee.world.sqlRefusal(`UPDATE authorization_request SET status = '${status}' WHERE id = $1`, [
        requestId,
      ]);
    expect(await set("GRANTED")).toContain("signature is missing");
    await committee.decide(committee.people.finance, requestId);
    expect(await set("GRANTED")).toContain("signature is missing");
    expect(
      await committee.world.sqlRefusal("UPDATE sale SET status = 'AUTHORIZED' WHERE id = $1", [saleId]),
    ).toContain("only with its authority granted");
    await committee.decide(committee.people.executive, requestId);
    expect(await set("EXPIRED")).toContain("only with its authority granted");
  });

  it("a signature under what has ended, a change of what was signed, and a way that there is not", async () => {
    const { requestId } = await committee.sale();
    await committee.decide(committee.people.finance, requestId, { decision: "RETURN" });
    const seller = await sellerId();
    const executive = await personId("seller.executive");
    expect(await committee.world.sqlRefusal(SIGN, [requestId, seller, "EXECUTIVE", executive])).toContain(
      "not pending",
    );
    const change = (sql: string) => committee.world.sqlRefusal(sql, [requestId]);
    expect(
      await change("UPDATE authorization_signature SET decision = 'APPROVE' WHERE request_id = $1"),
    ).toContain("append-only");
    expect(await change("DELETE FROM authorization_signature WHERE request_id = $1")).toContain(
      "append-only",
    );
    expect(await change("UPDATE authorization_request SET status = 'PENDING' WHERE id = $1")).toContain(
      "does not go from",
    );
    expect(
      await change("UPDATE authorization_request SET required_roles = '{LEGAL}' WHERE id = $1"),
    ).toContain("append-only");
    expect(await change("DELETE FROM authorization_request WHERE id = $1")).toContain("append-only");
  });

  it("a second live request for one sale, one that begins otherwise than pending, and one of another firm", async () => {
    const { requestId } = await committee.sale();
    const copy = (status: string, buyer = "buyer_id") =>
      committee.world.sqlRefusal(
        `INSERT INTO authorization_request (id, sale_id, seller_id, buyer_id, status, matrix_version, tier,
           required_roles, submitted_by, submitter_id, requested_at, expires_at)
         SELECT gen_random_uuid(), sale_id, seller_id, ${buyer}, '${status}', 0, 'X', '{RISK}', submitted_by,
           submitter_id, requested_at, expires_at FROM authorization_request WHERE id = $1`,
        [requestId],
      );
    expect(await copy("PENDING")).toBe("authorization_request_live");
    expect(await copy("GRANTED")).toContain("begins as PENDING");
    await committee.decide(committee.people.finance, requestId, { decision: "RETURN" });
    expect(await copy("PENDING", `'${committee.world.firmId("beta")}'`)).toMatch(/_fkey$/);
  });
});

it("requests are listed for every role of the seller, by status and role, and for nobody else", async () => {
  const [first, second] = [await committee.sale(), await committee.sale()];
  await committee.decide(committee.people.finance, first.requestId, { decision: "RETURN" });
  const query = `query ($filter: AuthorizationRequestFilter, $first: Int, $after: Cursor) {
    authorizationRequests(filter: $filter, first: $first, after: $after) {
      edges { node { id sale { id buyer { name } } signatures { signer { name } } } } pageInfo { endCursor } } }`;
  interface Page {
    edges: { node: { id: string } }[];
    pageInfo: { endCursor: string };
  }
  const list = async (filter: object, person = committee.people.analyst, more: object = {}) =>
    committee.world.ask<Page>(person, query, { filter, ...more });
  const ids = (page: Page) => page.edges.map(({ node }) => node.id);
  const page = await list({}, committee.people.analyst, { first: 1 });
  expect(ids(page)).toEqual([second.requestId]);
  const next = await list({}, committee.people.analyst, { first: 1, after: page.pageInfo.endCursor });
  expect(ids(next)).toEqual([first.requestId]);
  expect(ids(await list({ status: ["PENDING"], role: ["FINANCE"] }))).toContain(second.requestId);
  expect(ids(await list({ status: ["PENDING"] }))).not.toContain(first.requestId);
  expect(ids(await list({ role: ["LEGAL"] }))).toEqual([]);
  const stranger = { org: "other", kind: "SELLER", roles: ["ANALYST"] } as const;
  expect(ids(await list({}, stranger))).toEqual([]);
  expect(await committee.world.errorCode(committee.world.market.firm("alpha").viewer, query)).toBe(
    "FORBIDDEN",
  );
  const node = "query ($id: ID!) { node(id: $id) { id } }";
  const variables = { id: second.requestId };
  expect(await committee.world.ask(committee.people.legal, node, variables)).toEqual(variables);
  for (const person of [stranger, committee.world.market.firm("alpha").viewer]) {
    expect(await committee.world.errorCode(person, node, variables)).toBe("NOT_FOUND");
  }
});
