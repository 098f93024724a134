import { CredentialCache } from "../../../src/platform/access/credential-cache";
import { ActorKind, OrganizationKind, type Viewer } from "../../../src/platform/access/viewer";

function viewer(credentialId: string, expiresAt: bigint | null = null): Viewer {
  return {
    actor: { id: credentialId, kind: ActorKind.PERSON, name: "Ada" },
    organization: { id: "o", slug: "bank", name: "Bank", kind: OrganizationKind.SELLER },
    roles: [],
    credentialId,
    expiresAt,
  };
}

describe("remembered credentials", () => {
  it("lives until its credential expires, and not at that instant", () => {
    const cache = new CredentialCache();
    cache.put("token", viewer("ada", 100n));
    expect(cache.get("token", 99n)?.credentialId).toBe("ada");
    expect(cache.get("token", 100n)).toBeNull();
    expect(cache.get("token", 99n)).toBeNull();
  });

  it("forgets the one longest unused when there are too many", () => {
    const cache = new CredentialCache(2);
    cache.put("first", viewer("a"));
    cache.put("second", viewer("b"));
    cache.get("first", 0n);
    cache.put("third", viewer("c"));
    expect(["first", "second", "third"].map((token) => cache.get(token, 0n) !== null)).toEqual([
      true,
      false,
      true,
    ]);
  });

  it("evicts every credential of a person, and nobody else's", () => {
    const cache = new CredentialCache();
    cache.put("hers", viewer("ada"));
    cache.put("hers too", viewer("ada"));
    cache.put("his", viewer("bob"));
    cache.evict("ada");
    expect(cache.get("hers", 0n)).toBeNull();
    expect(cache.get("hers too", 0n)).toBeNull();
    expect(cache.get("his", 0n)?.credentialId).toBe("bob");
  });
});
