import type { DataSource } from "typeorm";
import type { Node } from "../graphql/node";
import type { Id } from "../ids";
import { organizationView } from "./access.graphql";
import { ApiKeyEntity } from "./api-key.entity";
import { apiKeyView } from "./api-key.graphql";
import { userView } from "./operator.graphql";
import { OrganizationEntity } from "./organization.entity";
import { Role, type Viewer } from "./viewer";
import { UserEntity } from "./user.entity";

/** For `node(id:)`: an organization, person or key, when the caller may see it. */
export async function findAccessNode(database: DataSource, viewer: Viewer, id: Id): Promise<Node | null> {
  const isOperator = viewer.roles.includes(Role.OPERATOR);
  if (isOperator || id === viewer.organization.id) {
    const organization = await database.manager.findOneBy(OrganizationEntity, { id });
    if (organization) return organizationView(organization);
  }
  if (isOperator) {
    const user = await database.manager.findOneBy(UserEntity, { id });
    if (user) return userView(user);
  }
  if (viewer.roles.length === 0) return null;
  const key = await database.manager.findOneBy(ApiKeyEntity, { id, organizationId: viewer.organization.id });
  return key && apiKeyView(key);
}
