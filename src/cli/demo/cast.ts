import type { KeyObject } from "node:crypto";
import { CreateApiKeyDocument, createClient, type RecoupClient } from "../../client";
import { signDevelopmentToken } from "../../platform/access/development-issuer";
import { OrganizationKind, Role } from "../../platform/access/viewer";
import type { Addresses } from "./demo-server";
import { granted } from "./step-failed";

/** Somebody in the story: one person, in one role, of one organization. */
export interface Person {
  readonly name: string;
  readonly role: Role;
  readonly organization: string;
  readonly kind: OrganizationKind;
}

/** A buyer firm's people: its officer applies and signs; its bidder owns the program that bids. */
export interface Firm {
  readonly name: string;
  readonly officer: Person;
  readonly bidder: Person;
}

export const SELLER = "north-bank";

/** The seller's people, by what they do. */
export const SELLER_PEOPLE = {
  manager: ofSeller("Petra Lind", Role.PORTFOLIO_MANAGER),
  finance: ofSeller("Farid Haddad", Role.FINANCE),
  executive: ofSeller("Edith Brandt", Role.EXECUTIVE),
  risk: ofSeller("Rosa Keller", Role.RISK),
  admin: ofSeller("Amos Okoye", Role.AUCTION_ADMIN),
  legal: ofSeller("Luca Ferri", Role.LEGAL),
  compliance: ofSeller("Clara Novak", Role.COMPLIANCE),
  analyst: ofSeller("Aiko Tan", Role.ANALYST),
} as const;

/** In the order in which they are invited. */
export const FIRMS = {
  eager: firm("harbor-receivables", "Harbor Receivables", "Hana Moore", "Hector Silva"),
  patient: firm("meridian-capital", "Meridian Capital", "Mina Park", "Marcus Webb"),
  sniper: firm("summit-recovery", "Summit Recovery", "Sofia Grant", "Simon Reyes"),
} as const;

export type FirmName = keyof typeof FIRMS;

export const FIRM_NAMES = Object.keys(FIRMS) as readonly FirmName[];

const TOKEN_SECONDS = 3_600;

/** Lets people and programs act: each is a client of its own, with its own credential. */
export class Cast {
  private readonly clients = new Map<string, RecoupClient>();

  constructor(
    private readonly addresses: Addresses,
    private readonly issuer: KeyObject,
  ) {}

  /** A person, by a development token such as `npm run token` prints. */
  as(person: Person): RecoupClient {
    return this.client(`${person.organization} ${person.name}`, () => this.tokenOf(person));
  }

  /** A firm's program, with an API key that its bidder makes for it; it bids on the WebSocket that it watches. */
  async programOf({ name, bidder }: Firm): Promise<RecoupClient> {
    const input = { name: `${name}'s bidding program`, roles: [bidder.role] };
    const { createApiKey } = await this.as(bidder).mutate(CreateApiKeyDocument, { input });
    const { secret } = granted(createApiKey, `An API key for ${name}`);
    return this.client(`${name} program`, () => Promise.resolve(secret), "socket");
  }

  async leave(): Promise<void> {
    await Promise.all([...this.clients.values()].map((client) => client.close()));
  }

  private client(
    key: string,
    token: () => Promise<string>,
    transport: "http" | "socket" = "http",
  ): RecoupClient {
    const known = this.clients.get(key);
    if (known) return known;
    const { http: url, ws: wsUrl } = this.addresses;
    const client = createClient({ url, wsUrl, token, transport, patienceMilliseconds: 10_000 });
    this.clients.set(key, client);
    return client;
  }

  private tokenOf({ name, role, organization, kind }: Person): Promise<string> {
    return signDevelopmentToken(this.issuer, {
      organization,
      kind,
      roles: [role],
      subject: `${organization}.${role.toLowerCase()}`,
      name,
      issuedAt: Math.floor(Date.now() / 1_000),
      lifetimeSeconds: TOKEN_SECONDS,
    });
  }
}

function ofSeller(name: string, role: Role): Person {
  return { name, role, organization: SELLER, kind: OrganizationKind.SELLER };
}

function firm(organization: string, name: string, officer: string, bidder: string): Firm {
  const of = { organization, kind: OrganizationKind.BUYER };
  return {
    name,
    officer: { name: officer, role: Role.BUYER_OFFICER, ...of },
    bidder: { name: bidder, role: Role.BIDDER, ...of },
  };
}
