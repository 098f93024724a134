import type { KeyObject } from "node:crypto";
import type { DataSource } from "typeorm";
import type { EventBus } from "../bus/event-bus";
import type { LoaderFactory } from "../context";
import type { Cursors } from "../cursors";
import type { Transactions } from "../database/transactions";
import type { Node } from "../graphql/node";
import type { Identifiers } from "../identifiers";
import type { Id } from "../ids";
import type { Journal } from "../journal/journal";
import type { Randomness } from "../randomness";
import type { AuthSettings } from "../settings";
import type { Instant } from "../time";
import type { ActorType } from "./access.graphql";
import { actorById } from "./actors";
import { Identification } from "./identification";
import { ApiKeyResolver } from "./api-key.resolver";
import type { Authenticator } from "./authenticator";
import { CreateApiKey } from "./create-api-key";
import { CreateOrganization } from "./create-organization";
import { CreateUser } from "./create-user";
import { CredentialAuthenticator } from "./credential-authenticator";
import { DeactivateOrganization } from "./deactivate-organization";
import { DeactivateUser } from "./deactivate-user";
import { findAccessNode } from "./nodes";
import { OrganizationResolver } from "./organization.resolver";
import { ReactivateOrganization } from "./reactivate-organization";
import { ReactivateUser } from "./reactivate-user";
import { Revocations } from "./revocations";
import { RevokeApiKey } from "./revoke-api-key";
import { developmentVerifier, jwksVerifier, type TokenVerifier } from "./token-verifier";
import { UserResolver } from "./user.resolver";
import type { Viewer } from "./viewer";
import { ViewerResolver } from "./viewer.resolver";

export interface AccessPorts {
  readonly database: DataSource;
  readonly transactions: Transactions;
  readonly journal: Journal;
  readonly identifiers: Identifiers;
  readonly randomness: Randomness;
  readonly cursors: Cursors;
  /** The identity provider, or the built-in development issuer's key. */
  readonly issuer: AuthSettings | KeyObject;
  /** This node's clock: credentials expire by it, nothing else does. */
  readonly now: () => Instant;
  readonly bus: EventBus;
  /** Something went wrong in the background, and will be tried again. */
  readonly onError: (error: unknown) => void;
}

export interface Access {
  readonly authenticator: Authenticator;
  /** Finds out what is revoked elsewhere, from `start` to `stop`. */
  readonly revocations: Revocations;
  readonly resolvers: readonly object[];
  /** Loads `Actor`s for the fields of every stage. */
  readonly actors: LoaderFactory<Id, ActorType>;
  /** For `node(id:)`: what the viewer may see of organizations, people and keys. */
  readonly findNode: (viewer: Viewer, id: Id) => Promise<Node | null>;
}

/** Who may come in, and who they are. */
export function createAccess(ports: AccessPorts): Access {
  const { database, cursors } = ports;
  const verifier = verifierOf(ports);
  const revocations = new Revocations(ports);
  const identification = new Identification(ports, verifier.issuer, !isProvider(ports.issuer));
  const changing = { ...ports, revocations, issuer: verifier.issuer };
  const actors = actorById(database);
  return {
    authenticator: new CredentialAuthenticator({
      database,
      verifier,
      identification,
      revocations,
      now: ports.now,
    }),
    revocations,
    resolvers: [
      new ViewerResolver(),
      new ApiKeyResolver({
        database,
        cursors,
        actors,
        createApiKey: new CreateApiKey(changing),
        revokeApiKey: new RevokeApiKey(changing),
      }),
      new OrganizationResolver({
        database,
        cursors,
        createOrganization: new CreateOrganization(changing),
        deactivateOrganization: new DeactivateOrganization(changing),
        reactivateOrganization: new ReactivateOrganization(changing),
      }),
      new UserResolver({
        database,
        cursors,
        createUser: new CreateUser(changing),
        deactivateUser: new DeactivateUser(changing),
        reactivateUser: new ReactivateUser(changing),
      }),
    ],
    actors,
    findNode: (viewer, id) => findAccessNode(database, viewer, id),
  };
}

function verifierOf({ issuer, now }: AccessPorts): TokenVerifier {
  return isProvider(issuer) ? jwksVerifier(issuer, now) : developmentVerifier(issuer, now);
}

function isProvider(issuer: AuthSettings | KeyObject): issuer is AuthSettings {
  return "jwksUrl" in issuer;
}
