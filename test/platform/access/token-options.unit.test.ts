import { OrganizationKind, Role } from "../../../src/platform/access/viewer";
import { readTokenOptions } from "../../../src/cli/token-options";
import { UsageError } from "../../../src/cli/usage-error";

const read = (line: string) => readTokenOptions(line.split(" "));

describe("the token command's options", () => {
  it("defaults person, name, kind and lifetime", () => {
    expect(read("--org north-bank --role AUCTION_ADMIN")).toEqual({
      organization: "north-bank",
      kind: OrganizationKind.SELLER,
      roles: [Role.AUCTION_ADMIN],
      subject: "north-bank.auction_admin",
      name: "north-bank.auction_admin",
      lifetimeSeconds: 3_600,
    });
  });

  it("takes everything that it is told", () => {
    expect(
      read(
        "--org acme --role BIDDER --role PARTNER --role BIDDER --kind BUYER --sub eve --name Eve --ttl 90s",
      ),
    ).toEqual({
      organization: "acme",
      kind: OrganizationKind.BUYER,
      roles: [Role.BIDDER, Role.PARTNER],
      subject: "eve",
      name: "Eve",
      lifetimeSeconds: 90,
    });
  });

  it("prints help when asked", () => {
    expect(read("--help")).toBeNull();
    expect(read("-h")).toBeNull();
  });

  it.each([
    "--role BIDDER",
    "--org Acme --role BIDDER",
    "--org acme",
    "--org acme --role bidder",
    "--org acme --role PARTNER",
    "--org acme --role BIDDER --role FINANCE",
    "--org acme --role BIDDER --kind FIRM",
    "--org acme --role BIDDER --ttl 1",
    "--org acme --role BIDDER --ttl 0s",
    "--org acme --role BIDDER --ttl -1h",
    "--org acme --role BIDDER --ttl 367d",
    "--org acme --role BIDDER --colour red",
    "--org acme --role BIDDER extra",
    "--org acme --role",
  ])("refuses %s", (line) => {
    expect(() => read(line)).toThrow(UsageError);
  });
});
