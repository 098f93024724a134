import type { DataSource } from "typeorm";
import { ClientError, unauthenticated } from "../errors";
import type { Id } from "../ids";
import type { Instant } from "../time";
import type { Identification } from "./identification";
import { hashSecret, isSecret } from "./api-key-secret";
import { findKeyByHash } from "./api-key.store";
import type { Authenticator } from "./authenticator";
import { CredentialCache } from "./credential-cache";
import type { Revocations } from "./revocations";
import { fittingRoles } from "./roles";
import type { TokenVerifier } from "./token-verifier";
import { ActorKind, type Viewer } from "./viewer";

/** A credential longer than this is not looked at. */
const LONGEST = 8_192;

export interface AuthenticatorPorts {
  readonly database: DataSource;
  readonly verifier: TokenVerifier;
  readonly identification: Identification;
  readonly revocations: Revocations;
  /** This node's clock: credentials expire by it, nothing else does. */
  readonly now: () => Instant;
}

/** People by their tokens, programs by their API keys. */
export class CredentialAuthenticator implements Authenticator {
  private readonly cache = new CredentialCache();
  /** Checks under way, so that requests that come together check a credential once. */
  private readonly checks = new Map<string, Promise<Viewer>>();

  constructor(private readonly ports: AuthenticatorPorts) {
    ports.revocations.onRevoked((credentialId) => this.cache.evict(credentialId));
  }

  async authenticate(authorization: string | undefined): Promise<Viewer | null> {
    if (authorization === undefined) return null;
    const credential = readBearer(authorization);
    return this.cache.get(credential, this.ports.now()) ?? this.checkOnce(credential);
  }

  onRevoked(listener: (credentialId: Id) => void): () => void {
    return this.ports.revocations.onRevoked(listener);
  }

  private checkOnce(credential: string): Promise<Viewer> {
    const running = this.checks.get(credential);
    if (running) return running;
    const check = this.check(credential).finally(() => this.checks.delete(credential));
    this.checks.set(credential, check);
    return check;
  }

  private async check(credential: string): Promise<Viewer> {
    const viewer = isSecret(credential)
      ? await this.keyViewer(credential)
      : await this.personViewer(credential);
    this.cache.put(credential, viewer);
    return viewer;
  }

  private async personViewer(token: string): Promise<Viewer> {
    return this.ports.identification.identify(await this.ports.verifier.verify(token));
  }

  private async keyViewer(secret: string): Promise<Viewer> {
    const found = await findKeyByHash(this.ports.database, hashSecret(secret));
    if (!found) throw unauthenticated();
    const { key, organization } = found;
    if (key.revokedAt !== null) throw ended("The API key has been revoked.");
    if (key.expiresAt !== null && key.expiresAt <= this.ports.now()) throw ended("The API key has expired.");
    if (organization.deactivatedAt !== null) throw ended("The organization has been deactivated.");
    const { id, slug, name, kind } = organization;
    return {
      actor: { id: key.id, kind: ActorKind.API_KEY, name: key.name },
      organization: { id, slug, name, kind },
      roles: fittingRoles(kind, key.roles),
      credentialId: key.id,
      expiresAt: key.expiresAt,
    };
  }
}

/** What follows "Bearer", in whatever case that is written (RFC 9110). */
function readBearer(authorization: string): string {
  const credential =
    authorization.length <= LONGEST ? /^bearer +(\S+) *$/i.exec(authorization)?.[1] : undefined;
  if (credential === undefined) throw unauthenticated();
  return credential;
}

function ended(message: string): ClientError {
  return new ClientError("UNAUTHENTICATED", message);
}
