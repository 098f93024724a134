import type { Transaction, Transactions } from "../database/transactions";
import { badUserInput, ClientError, unauthenticated } from "../errors";
import type { Identifiers } from "../identifiers";
import { hidden } from "../journal/hidden";
import type { Journal } from "../journal/journal";
import type { Randomness } from "../randomness";
import { refuse, type OrRefusal } from "../refusal";
import { formatInstant, type Instant } from "../time";
import type { ApiKeyEntity } from "./api-key.entity";
import { makeSecret } from "./api-key-secret";
import { countLiveKeys, insertKey } from "./api-key.store";
import { readName } from "./names";
import { lockOrganization, shareUser } from "./organization.store";
import { requirePerson } from "./require";
import { EVERY_ROLE } from "./roles";
import type { Role, Viewer } from "./viewer";

/** Live keys of one organization at most. */
export const LARGEST_KEY_COUNT = 100;

export interface CreateApiKeyPorts {
  readonly transactions: Transactions;
  readonly journal: Journal;
  readonly identifiers: Identifiers;
  readonly randomness: Randomness;
}

export interface CreatedKey {
  readonly secret: string;
  readonly key: ApiKeyEntity;
}

/**
 * Makes a key for a program of the caller's organization, with roles that the caller holds. Keys do not make keys:
 * one that leaked would outlive its own revocation.
 */
export class CreateApiKey {
  constructor(private readonly ports: CreateApiKeyPorts) {}

  async run(
    viewer: Viewer,
    input: { readonly name: string; readonly roles: readonly Role[]; readonly expiresAt: Instant | null },
  ): Promise<OrRefusal<CreatedKey>> {
    requirePerson(viewer);
    const name = readName(input.name, 100, ["input", "name"]);
    const roles = EVERY_ROLE.filter((role) => input.roles.includes(role));
    if (roles.length === 0) throw badUserInput("Give the key at least one role.", ["input", "roles"]);
    if (!roles.every((role) => viewer.roles.includes(role))) throw foreignRole();
    return this.ports.transactions.run(async (tx) => {
      await this.lock(tx, viewer);
      const at = await tx.now();
      if (input.expiresAt !== null && input.expiresAt <= at) {
        throw badUserInput("The key would have expired already.", ["input", "expiresAt"]);
      }
      if ((await countLiveKeys(tx, viewer.organization.id, at)) >= LARGEST_KEY_COUNT) {
        return refuse(
          "LIMIT_REACHED",
          `An organization has at most ${LARGEST_KEY_COUNT} keys; revoke one first.`,
        );
      }
      return this.insert(tx, viewer, { name, roles, expiresAt: input.expiresAt, createdAt: at });
    });
  }

  /** Deactivating revokes a person's keys: whoever was deactivated a moment ago must not slip one in behind. */
  private async lock(tx: Transaction, viewer: Viewer): Promise<void> {
    const organization = await lockOrganization(tx, viewer.organization.id);
    const maker = await shareUser(tx, viewer.actor.id);
    if (organization?.deactivatedAt !== null || maker?.deactivatedAt !== null) throw unauthenticated();
  }

  private async insert(
    tx: Transaction,
    viewer: Viewer,
    wanted: Pick<ApiKeyEntity, "name" | "roles" | "expiresAt" | "createdAt">,
  ): Promise<CreatedKey> {
    const { secret, prefix, hash } = makeSecret(this.ports.randomness);
    const key = await insertKey(tx, {
      ...wanted,
      id: this.ports.identifiers.next(),
      organizationId: viewer.organization.id,
      organizationKind: viewer.organization.kind,
      prefix,
      secretHash: hash,
      createdBy: viewer.actor.id,
    });
    await this.ports.journal.append(tx, {
      stream: key.organizationId,
      kind: "ORGANIZATION",
      type: "ApiKeyCreated",
      actor: viewer.actor,
      data: {
        apiKeyId: key.id,
        name: hidden(key.name, key.organizationId),
        roles: key.roles,
        expiresAt: key.expiresAt === null ? null : formatInstant(key.expiresAt),
      },
    });
    return { secret, key };
  }
}

function foreignRole(): ClientError {
  return new ClientError("FORBIDDEN", "A key's roles must be among your own.", { path: ["input", "roles"] });
}
