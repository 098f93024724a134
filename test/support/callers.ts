import { signDevelopmentToken } from "../../src/platform/access/development-issuer";
import type { OrganizationKind, Role } from "../../src/platform/access/viewer";
import { loadKeys } from "../../src/platform/keys";
import type { Settings } from "../../src/platform/settings";

/** Who sends something in a test. */
export interface Person {
  readonly org: string;
  readonly kind: `${OrganizationKind}`;
  readonly roles: readonly `${Role}`[];
  readonly sub?: string;
}

export interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
}

/** Anybody, with tokens signed by the nodes' own development key. */
export class Callers {
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(
    private readonly settings: Settings,
    private readonly url: () => string,
  ) {}

  /** A token that outlives the test, the same whenever it is asked for. */
  token(person: Person): Promise<string> {
    const key = JSON.stringify(person);
    const token = this.tokens.get(key) ?? this.sign(person);
    this.tokens.set(key, token);
    return token;
  }

  /** Any document over HTTP, with whatever comes back. */
  async send<Data = Record<string, unknown>>(
    person: Person | null,
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<Answer<Data>> {
    const response = await fetch(this.url(), {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(person && { authorization: `Bearer ${await this.token(person)}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer<Data>;
  }

  private sign({ org, kind, roles, sub }: Person): Promise<string> {
    const { issuer } = loadKeys(this.settings);
    if (!issuer) throw new Error("There is no development issuer");
    const subject = sub ?? `${org}.${roles.join("-").toLowerCase()}`;
    return signDevelopmentToken(issuer, {
      organization: org,
      kind: kind as OrganizationKind,
      roles: roles as readonly Role[],
      subject,
      name: subject,
      issuedAt: Math.floor(Date.now() / 1_000),
      lifetimeSeconds: 3_600,
    });
  }
}
