import type { Transactions } from "../database/transactions";
import { badUserInput } from "../errors";
import type { Identifiers } from "../identifiers";
import type { Journal } from "../journal/journal";
import { refuse, type OrRefusal } from "../refusal";
import { isSlug } from "./claims";
import { readName } from "./names";
import type { OrganizationEntity } from "./organization.entity";
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
