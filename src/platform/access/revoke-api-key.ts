import type { Transactions } from "../database/transactions";
import { notFound } from "../errors";
import { isId, type Id } from "../ids";
import type { Journal } from "../journal/journal";
import { refuseState, type OrRefusal } from "../refusal";
import type { ApiKeyEntity } from "./api-key.entity";
import { lockKey, setRevoked } from "./api-key.store";
import type { Revocations } from "./revocations";
import type { Viewer } from "./viewer";

export interface RevokeApiKeyPorts {
  readonly transactions: Transactions;
  readonly journal: Journal;
  readonly revocations: Revocations;
}

/** Ends a key of the caller's organization for good, at once: whoever finds one leaked must not look for its maker. */
export class RevokeApiKey {
  constructor(private readonly ports: RevokeApiKeyPorts) {}

  async run(viewer: Viewer, input: { readonly apiKeyId: Id }): Promise<OrRefusal<ApiKeyEntity>> {
    if (!isId(input.apiKeyId)) throw notFound();
    return this.ports.transactions.run(async (tx) => {
      const key = await lockKey(tx, viewer.organization.id, input.apiKeyId);
      if (!key) throw notFound();
      if (key.revokedBy === viewer.actor.id) return key;
      if (key.revokedAt !== null) return refuseState("API key", "not revoked", "REVOKED");
      const revocation = { at: await tx.now(), by: viewer.actor.id };
      await setRevoked(tx, [key.id], revocation);
      await this.ports.journal.append(tx, {
        stream: key.organizationId,
        kind: "ORGANIZATION",
        type: "ApiKeyRevoked",
        actor: viewer.actor,
        data: { apiKeyId: key.id },
      });
      tx.afterCommit(() => this.ports.revocations.announce());
      return { ...key, revokedAt: revocation.at, revokedBy: revocation.by };
    });
  }
}
