import { randomUUID } from "node:crypto";
import type { AccountField, TapeMappingInput } from "../../src/client";
import type { TestApp } from "./app";
import type { Answer, Person } from "./callers";

/** A row of a tape: in California, delinquent for long, nothing against it. An empty cell is unknown. */
const ROW = {
  account: "",
  balance: "1000.00",
  book_value: "400.00",
  due_date: "2025-01-31",
  bankrupt: "false",
  debtor: "Jo Doe",
  tax_id: "000-00-0000",
};
export type TapeRow = typeof ROW;

const FIELDS: Readonly<Record<keyof TapeRow, AccountField>> = {
  account: "REFERENCE",
  balance: "BALANCE",
  book_value: "BOOK_VALUE",
  due_date: "DUE_DATE",
  bankrupt: "BANKRUPT",
  debtor: "DEBTOR_NAME",
  tax_id: "DEBTOR_TAX_ID",
};
const CONSTANTS: Readonly<Partial<Record<AccountField, string>>> = {
  STATUS: "DELINQUENT",
  STATE: "CA",
  DECEASED: "false",
  IDENTITY_THEFT: "false",
  ACTIVE_DUTY: "false",
  DISPUTED: "false",
  IN_LITIGATION: "false",
  LIMITATION_DATE: "2099-12-31",
};
export const MAPPING: TapeMappingInput = {
  fields: [
    ...Object.entries(FIELDS).map(([column, field]) => ({ field, column })),
    ...Object.entries(CONSTANTS).map(([field, constant]) => ({ field: field as AccountField, constant })),
  ],
};

/** What a mutation answered: its success's fields, or a Refusal's. */
type Result = { readonly __typename: string; readonly id: string } & Record<string, unknown>;

export interface DecidedBid {
  readonly id: string;
  readonly sequence: number;
  readonly decision: string;
  readonly reason: string | null;
  readonly status: string;
}

const BID = "bid { id sequence decision reason status }";

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

  /** Any document, with whatever comes back. */
  send<Data>(person: Person, query: string, variables: Record<string, unknown> = {}): Promise<Answer<Data>> {
    return this.app.send(person, query, variables);
  }

  /** Sends one mutation that takes one input; throws what went wrong, a Refusal included. */
  async mutate(
    person: Person,
    field: string,
    input: Record<string, unknown>,
    selection: string,
  ): Promise<Result> {
    const answer = await this.attempt(person, field, input, selection);
    const result = answer.data?.[field];
    if (!result || result.__typename === "Refusal") throw new Error(`${field}: ${JSON.stringify(answer)}`);
    return result;
  }

  /** Sends it, whatever comes back. */
  attempt(
    person: Person,
    field: string,
    input: Record<string, unknown>,
    selection: string,
  ): Promise<Answer<Record<string, Result | null>>> {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
    const document = `mutation ($input: ${type}!) {
      ${field}(input: $input) { __typename ${selection} ... on Refusal { code message path state } } }`;
    return this.app.send(person, document, { input });
  }

  /** What it must be refused with: a Refusal's code and the state that it names, or an error's code. */
  async refusal(person: Person, field: string, input: Record<string, unknown>): Promise<string> {
    const answer = await this.attempt(person, field, input, "");
    const result = answer.data?.[field];
    if (result?.__typename === "Refusal") return [result["code"], result["state"]].filter(Boolean).join(" ");
    const code = answer.errors?.[0]?.extensions["code"];
    return typeof code === "string" ? code : `not refused: ${JSON.stringify(answer)}`;
  }

  /** A portfolio of `accounts` accounts of 1,000.00 each, with an approved floor. */
  async portfolio({ accounts = 100, floor = "0.00", assetClass = "CONSUMER_LOAN" } = {}): Promise<string> {
    const id = await this.draft({ assetClass });
    await this.upload(id, this.tape(accounts));
    await this.mutate(this.people.manager, "screenPortfolio", { portfolioId: id }, "... on Portfolio { id }");
    await this.approveFloor(id, floor);
    return id;
  }

  /** A portfolio without accounts. */
  async draft({ name = "Portfolio", assetClass = "CONSUMER_LOAN", currency = "USD" } = {}): Promise<string> {
    const input = { name, assetClass, currency, asOf: "2026-06-30" };
    return (await this.mutate(this.people.manager, "createPortfolio", input, "... on Portfolio { id }")).id;
  }

  /** Proposed by finance, approved by an executive. */
  async approveFloor(portfolioId: string, amount: string, rationale = "test"): Promise<void> {
    const { finance, executive } = this.people;
    const proposal = { portfolioId, amount, rationale };
    const { id: floorId } = await this.mutate(finance, "proposeFloor", proposal, "... on Floor { id }");
    const approval = { floorId, decision: "APPROVE", rationale };
    await this.mutate(executive, "decideFloor", approval, "... on Floor { id }");
  }

  /** `change`: what of a row, by its index, differs from one without a doubt. */
  tape(accounts: number, change: (index: number) => Partial<TapeRow> = () => ({})): string {
    const rows = Array.from({ length: accounts }, (_, index) => {
      const row = { ...ROW, account: `A${(this.references += 1)}`, ...change(index) };
      return Object.values(row).join(",");
    });
    return `${[Object.keys(ROW).join(","), ...rows].join("\n")}\n`;
  }

  /** The first account that screening leaves to people. */
  async accountToReview(portfolioId: string): Promise<string> {
    const query = `query ($id: ID!) {
      accounts(portfolioId: $id, screening: [NEEDS_REVIEW], first: 1) { edges { node { id } } } }`;
    const { data } = await this.app.send<{ accounts: { edges: { node: { id: string } }[] } }>(
      this.people.manager,
      query,
      { id: portfolioId },
    );
    const [edge] = data?.accounts.edges ?? [];
    if (!edge) throw new Error("No account waits for a decision");
    return edge.node.id;
  }

  /** Announces a tape: an import that waits for its upload. */
  announce(portfolioId: string): Promise<Result> {
    return this.mutate(
      this.people.manager,
      "startTapeImport",
      { portfolioId, fileName: "tape.csv", mapping: MAPPING },
      "... on TapeImport { id upload { url method headers { name value } } }",
    );
  }

  /** Announces a tape and uploads it; answers the import's id. */
  async upload(portfolioId: string, tape: string): Promise<string> {
    const started = await this.announce(portfolioId);
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

  /** A firm that the seller qualified, licensed in California; where told so, applied or decided otherwise. */
  async qualify(
    name: string,
    terms: Record<string, unknown> = {},
    application: Record<string, unknown> = {},
  ): Promise<string> {
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
        ...application,
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
      ...terms,
    };
    await this.mutate(this.people.risk, "decideQualification", decision, "... on Qualification { id }");
    return (applied["buyer"] as { id: string }).id;
  }

  /** A scheduled English auction: opening price 100.00, steps of 10.00, opens in a minute for an hour. */
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

  /** A bid that is decided, whichever way; `confirmHigh` unless it says otherwise. */
  async bid(firm: string, auctionId: string, offer: Record<string, unknown>): Promise<DecidedBid> {
    const input = { auctionId, idempotencyKey: randomUUID(), confirmHigh: true, ...offer };
    const { bid } = await this.mutate(
      this.firm(firm).bidder,
      "placeBid",
      input,
      `... on PlacedBid { ${BID} }`,
    );
    return bid as DecidedBid;
  }

  /** Closes it before its time. */
  async close(auctionId: string): Promise<void> {
    const input = { auctionId, reason: "Everybody has bid." };
    await this.mutate(this.people.admin, "closeAuction", input, "... on Auction { id }");
  }

  /** Awards it to its winner; answers the sale and what it waits for. */
  async award(auctionId: string): Promise<{ readonly saleId: string; readonly requestId: string }> {
    const input = { auctionId, rationale: "The highest." };
    const selection = "... on Sale { id authorizationRequest { id } }";
    const sale = await this.mutate(this.people.admin, "awardAuction", input, selection);
    return { saleId: sale.id, requestId: (sale["authorizationRequest"] as { id: string }).id };
  }
}
