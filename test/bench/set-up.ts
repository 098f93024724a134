import type { KeyObject } from "node:crypto";
import { signDevelopmentToken } from "../../src/platform/access/development-issuer";
import type { OrganizationKind, Role } from "../../src/platform/access/viewer";
import type { Answer, Person } from "../support/callers";
import { Market } from "../support/market";

const TOKEN_SECONDS = 24 * 3_600;
const AUCTION_MILLISECONDS = 24 * 3_600_000;

/** Prices here have eight digits, cents included, from here on. */
export const OPENING_CENTS = 10_000_000;

/** A running auction, and what the bench needs to know of it. */
export interface OpenAuction {
  readonly id: string;
  /** Where its price stands, in cents; the bench moves it on. */
  cents: number;
  /** Its price falls: whoever bid what it last saw would end that. */
  readonly falls?: boolean;
}

/** A seller and its qualified firms, set up through the public API. */
export class Stage {
  readonly market: Market;
  private readonly firms: { readonly name: string; readonly id: string }[] = [];

  constructor(
    private readonly httpUrl: string,
    private readonly issuer: KeyObject,
    seller?: string,
  ) {
    this.market = new Market(
      { send: (person, query, variables) => this.send(person, query, variables) },
      seller,
    );
  }

  /** Named alike for every seller; `terms` are those of their qualification, besides the usual. */
  async qualifyFirms(count: number, terms: Record<string, unknown> = {}): Promise<void> {
    await this.send(this.market.people.admin, "{ viewer { id } }"); // a seller exists from when it is first seen
    for (let number = 1; number <= count; number += 1) {
      const name = `firm-${number}`;
      this.firms.push({ name, id: await this.market.qualify(name, terms) });
    }
  }

  /** An English auction in steps of one cent, unless these terms say otherwise, with every firm admitted. */
  async openAuction(terms: Record<string, unknown> = {}): Promise<OpenAuction> {
    const { market } = this;
    const auctionId = await market.auction(await market.portfolio({ floor: "0.00" }), {
      closesAt: new Date(Date.now() + AUCTION_MILLISECONDS).toISOString(),
      openingPrice: amountOf(OPENING_CENTS),
      increments: [{ from: "0.00", step: "0.01" }],
      ...terms,
    });
    for (const { id } of this.firms) await market.admit(auctionId, id);
    await market.open(auctionId);
    return { id: auctionId, cents: OPENING_CENTS };
  }

  /** The firms' identifiers, in the order of their bidders' credentials. */
  get firmIds(): readonly string[] {
    return this.firms.map(({ id }) => id);
  }

  /** A credential of each firm's bidder. */
  bidderTokens(): Promise<string[]> {
    return Promise.all(this.firms.map(({ name }) => this.token(this.market.firm(name).bidder)));
  }

  /** So many viewers' credentials, spread over the firms. */
  viewerTokens(count: number): Promise<string[]> {
    const viewer = (index: number): Person => {
      const { name } = this.firms[index % this.firms.length] ?? { name: "" };
      return {
        ...this.market.firm(name).viewer,
        sub: `${name}.viewer-${Math.floor(index / this.firms.length)}`,
      };
    };
    return Promise.all(Array.from({ length: count }, (_, index) => this.token(viewer(index))));
  }

  async send<Data>(person: Person | null, query: string, variables: object = {}): Promise<Answer<Data>> {
    if (!person) throw new Error("Whoever sets up has a credential");
    const response = await fetch(this.httpUrl, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${await this.token(person)}` },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer<Data>;
  }

  private token({ org, kind, roles, sub }: Person): Promise<string> {
    const subject = sub ?? `${org}.${roles.join("-").toLowerCase()}`;
    return signDevelopmentToken(this.issuer, {
      organization: org,
      kind: kind as OrganizationKind,
      roles: roles as readonly Role[],
      subject,
      name: subject,
      issuedAt: Math.floor(Date.now() / 1_000),
      lifetimeSeconds: TOKEN_SECONDS,
    });
  }
}

export function amountOf(cents: number): string {
  return (cents / 100).toFixed(2);
}
