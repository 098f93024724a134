import type { Transaction, Transactions } from "../database/transactions";
import { badUserInput } from "../errors";
import type { Identifiers } from "../identifiers";
import type { Journal } from "../journal/journal";
import { hasEntry } from "../journal/journal.store";
import { refuse, type OrRefusal } from "../refusal";
import { isSlug } from "./claims";
import { readName } from "./names";
import { OrganizationEntity } from "./organization.entity";
import { insertOrganization } from "./organization.store";
import type { OrganizationKind, Viewer } from "./viewer";

export interface CreateOrganizationPorts {
  readonly transactions: Transactions;
  readonly journal: Journal;
  readonly identifiers: Identifiers;
}

/** The operator takes in a seller or a buyer firm. */
export class CreateOrganization {
  constructor(private readonly ports: CreateOrganizationPorts) {}

  async run(
    viewer: Viewer,
    input: { readonly slug: string; readonly name: string; readonly kind: OrganizationKind },
  ): Promise<OrRefusal<OrganizationEntity>> {
    const { slug, kind } = input;
    if (!isSlug(slug)) {
      throw badUserInput("Write 1 to 63 of a-z, 0-9, - and _, beginning with a letter or digit.", [
        "input",
        "slug",
      ]);
    }
    const name = readName(input.name, 200, ["input", "name"]);
    return this.ports.transactions.run(async (tx) => {
      const organization = { id: this.ports.identifiers.next(), slug, name, kind, createdAt: await tx.now() };
      if (!(await insertOrganization(tx, organization))) {
        const own = await findOwn(tx, viewer, { slug, name, kind });
        if (own) return own;
        return refuse("ALREADY_EXISTS", "An organization has this slug.", { path: ["input", "slug"] });
      }
      await this.ports.journal.append(tx, {
        stream: organization.id,
        kind: "ORGANIZATION",
        type: "OrganizationCreated",
        actor: viewer.actor,
        data: { slug, name, kind },
      });
      return { ...organization, deactivatedAt: null, deactivatedBy: null };
    });
  }
}

/** A command repeated by the same person that finds its own result gives that result again. */
async function findOwn(
  tx: Transaction,
  viewer: Viewer,
  wanted: { readonly slug: string; readonly name: string; readonly kind: OrganizationKind },
): Promise<OrganizationEntity | null> {
  const found = await tx.manager.findOneByOrFail(OrganizationEntity, { slug: wanted.slug });
  const entry = { stream: found.id, type: "OrganizationCreated", actorId: viewer.actor.id, data: wanted };
  return found.deactivatedAt === null && (await hasEntry(tx, entry)) ? found : null;
}
