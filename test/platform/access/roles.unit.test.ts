import { EVERY_ROLE, fittingRoles, kindOfRoles, ROLES_OF_KIND } from "../../../src/platform/access/roles";
import { OrganizationKind, Role } from "../../../src/platform/access/viewer";

describe("roles of a kind of organization", () => {
  it("gives every role to some kind", () => {
    expect(new Set(Object.values(ROLES_OF_KIND).flat())).toEqual(new Set(EVERY_ROLE));
  });

  it("leaves out roles that the kind cannot hold, that do not exist, and repetitions", () => {
    const named = ["BIDDER", "PORTFOLIO_MANAGER", "OPERATOR", "payroll", "BIDDER", "PARTNER"];
    expect(fittingRoles(OrganizationKind.BUYER, named)).toEqual([Role.BIDDER, Role.PARTNER]);
    expect(fittingRoles(OrganizationKind.SELLER, named)).toEqual([Role.PORTFOLIO_MANAGER, Role.PARTNER]);
    expect(fittingRoles(OrganizationKind.OPERATOR, named)).toEqual([Role.OPERATOR]);
  });

  it("knows the kind from roles of one kind only", () => {
    expect(kindOfRoles([Role.AUCTION_ADMIN, Role.PARTNER])).toBe(OrganizationKind.SELLER);
    expect(kindOfRoles([Role.BIDDER])).toBe(OrganizationKind.BUYER);
    expect(kindOfRoles([Role.OPERATOR])).toBe(OrganizationKind.OPERATOR);
    expect(kindOfRoles([Role.PARTNER])).toBeNull();
    expect(kindOfRoles([Role.BIDDER, Role.FINANCE])).toBeNull();
  });
});
