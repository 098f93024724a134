import type { Person, TestApp } from "./app";

/** A tape small enough to be read in a test: in California, delinquent for long, nothing against any account. */
const COLUMNS = "account,balance,due_date";
const CONSTANTS: Readonly<Record<string, string>> = {
  STATUS: "DELINQUENT",
  STATE: "CA",
  BANKRUPT: "false",
  DECEASED: "false",
  IDENTITY_THEFT: "false",
  ACTIVE_DUTY: "false",
  DISPUTED: "false",
  IN_LITIGATION: "false",
  LIMITATION_DATE: "2099-12-31",
};
const MAPPING = {
  fields: [
    { field: "REFERENCE", column: "account" },
    { field: "BALANCE", column: "balance" },
    { field: "DUE_DATE", column: "due_date", format: "yyyy-MM-dd" },
    ...Object.entries(CONSTANTS).map(([field, constant]) => ({ field, constant })),
  ],
};

/** What a mutation answered: its success's fields, or a Refusal's. */
type Result = { readonly __typename: string; readonly id: string } & Record<string, unknown>;

/** A seller with its people, and firms that it qualified: set up through the API, as its users would. */
export class Market {
  readonly people;
  private references = 0;

  constructor(
    private readonly app: Pick<TestApp, "send">,
    readonly seller = "seller",
  ) {
    const person = (...roles: Person["roles"]): Person => ({ org: seller, kind: "SELLER", roles });
    this.people = {
      manager: person("PORTFOLIO_MANAGER"),
      finance: person("FINANCE"),
      legal: person("LEGAL"),
      compliance: person("COMPLIANCE"),
      risk: person("RISK"),
      admin: person("AUCTION_ADMIN"),
      executive: person("EXECUTIVE"),
      analyst: person("ANALYST"),
    };
  }

  firm(name: string): { bidder: Person; officer: Person; viewer: Person } {
    const person = (...roles: Person["roles"]): Person => ({ org: name, kind: "BUYER", roles });
    return { bidder: person("BIDDER"), officer: person("BUYER_OFFICER"), viewer: person("BUYER_VIEWER") };
  }

  /** Sends one mutation that takes one input; throws what went wrong, a Refusal included. */
  async mutate(
    person: Person,
    field: string,
    input: Record<string, unknown>,
    selection: string,
  ): Promise<Result> {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
    const answer = await this.app.send<Record<string, Result>>(
      person,
      `mutation ($input: ${type}!) { ${field}(input: $input) { __typename ${selection} ... on Refusal { code message } } }`,
      { input },
    );
    const result = answer.data?.[field];
    if (!result || result.__typename === "Refusal") throw new Error(`${field}: ${JSON.stringify(answer)}`);
    return result;
  }

  /** A portfolio of `accounts` accounts of 1,000.00 each, with an approved floor. */
  async portfolio({ accounts = 100, floor = "0.00" } = {}): Promise<string> {
    const { manager, finance, executive } = this.people;
    const { id } = await this.mutate(
      manager,
      "createPortfolio",
      { name: "Portfolio", assetClass: "CONSUMER_LOAN", currency: "USD", asOf: "2026-06-30" },
      "... on Portfolio { id }",
    );
    await this.upload(id, this.tape(accounts));
    await this.mutate(manager, "screenPortfolio", { portfolioId: id }, "... on Portfolio { id }");
    const proposed = { portfolioId: id, amount: floor, rationale: "test" };
    const { id: floorId } = await this.mutate(finance, "proposeFloor", proposed, "... on Floor { id }");
    await this.mutate(
      executive,
      "decideFloor",
      { floorId, decision: "APPROVE", rationale: "test" },
      "... on Floor { id }",
    );
    return id;
  }

  tape(accounts: number): string {
    const rows = Array.from({ length: accounts }, () => `A${(this.references += 1)},1000.00,2025-01-31`);
    return `${[COLUMNS, ...rows].join("\n")}\n`;
  }

  async upload(portfolioId: string, tape: string): Promise<string> {
    const started = await this.mutate(
      this.people.manager,
      "startTapeImport",
      { portfolioId, fileName: "tape.csv", mapping: MAPPING },
      "... on TapeImport { id upload { url method headers { name value } } }",
    );
    const { url, method, headers } = started["upload"] as {
      url: string;
      method: string;
      headers: { name: string; value: string }[];
    };
    const response = await fetch(url, {
      method,
      headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
      body: tape,
    });
    if (response.status !== 200)
      throw new Error(`The tape was not taken: ${response.status} ${await response.text()}`);
    return started.id;
  }

  /** A firm that the seller qualified, licensed in California. */
  async qualify(name: string): Promise<string> {
    const applied = await this.mutate(
      this.firm(name).officer,
      "applyForQualification",
      {
        seller: this.seller,
        licences: [{ jurisdiction: "US-CA", number: "1", validUntil: "2099-12-31" }],
        insuranceValidUntil: "2099-12-31",
        financialCapacity: { amount: "1000000.00", currency: "USD" },
        operations: "calls and letters",
        conductRecord: "clean",
        references: [],
        affiliations: [],
      },
      "... on Qualification { id buyer { id } }",
    );
    const decision = {
      qualificationId: applied.id,
      decision: "QUALIFY",
      rationale: "test",
      validUntil: "2099-12-31",
      assetClasses: ["CONSUMER_LOAN"],
      exposureLimit: { amount: "100000000.00", currency: "USD" },
    };
    await this.mutate(this.people.risk, "decideQualification", decision, "... on Qualification { id }");
    return (applied["buyer"] as { id: string }).id;
  }

  /** An open English auction: opening price 100.00, steps of 10.00. */
  async auction(portfolioId: string, terms: Record<string, unknown> = {}): Promise<string> {
    const soon = Date.now() + 60_000;
    const { id } = await this.mutate(
      this.people.admin,
      "scheduleAuction",
      {
        portfolioId,
        format: "ENGLISH",
        opensAt: new Date(soon).toISOString(),
        closesAt: new Date(soon + 3_600_000).toISOString(),
        openingPrice: "100.00",
        reserveVisibility: "STATUS_ONLY",
        increments: [{ from: "0.00", step: "10.00" }],
        ...terms,
      },
      "... on Auction { id }",
    );
    return id;
  }

  async admit(auctionId: string, buyerId: string, more: Record<string, unknown> = {}): Promise<void> {
    const input = { auctionId, buyerId, ndaSignedAt: new Date().toISOString(), ...more };
    await this.mutate(this.people.admin, "admitBuyer", input, "... on Participant { id paddle }");
  }

  async open(auctionId: string): Promise<void> {
    await this.mutate(this.people.admin, "openAuction", { auctionId }, "... on Auction { id }");
  }
}
