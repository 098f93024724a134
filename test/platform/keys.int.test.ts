import { createPublicKey, type KeyObject } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { loadKeys } from "../../src/platform/keys";
import { readSettings, type Settings } from "../../src/platform/settings";

let folder: string;
let development: Settings;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "recoup-keys-"));
  development = readSettings({ RECOUP_DATA_DIR: folder });
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function publicKey(key: KeyObject): unknown {
  return createPublicKey(key).export({ format: "jwk" });
}

describe("the node's keys", () => {
  it("are made once in development, each another, for nobody else to read", async () => {
    const keys = loadKeys(development);
    expect(keys.master).toHaveLength(32);
    expect(publicKey(keys.signing)).toMatchObject({ kty: "OKP", crv: "Ed25519" });
    expect(publicKey(keys.issuer!)).not.toEqual(publicKey(keys.signing));

    const again = loadKeys(development);
    expect(again.master).toEqual(keys.master);
    expect(publicKey(again.signing)).toEqual(publicKey(keys.signing));
    expect(publicKey(again.issuer!)).toEqual(publicKey(keys.issuer!));

    const files = (await readdir(path.join(folder, "keys"))).sort();
    expect(files).toEqual(["issuer", "master", "signing"]);
    for (const file of files) {
      expect((await stat(path.join(folder, "keys", file))).mode & 0o777).toBe(0o600);
    }
  });

  it("hold one to seal with: a setting's, or one that follows from the master key and is another", () => {
    const keys = loadKeys(development);
    expect(keys.sealing).toHaveLength(32);
    expect(keys.sealing).not.toEqual(keys.master);
    expect(loadKeys(development).sealing).toEqual(keys.sealing);
    const sealingKey = Buffer.alloc(32, 3);
    expect(loadKeys({ ...development, sealingKey }).sealing).toEqual(sealingKey);
    const other = loadKeys({ ...development, masterKey: Buffer.alloc(32, 1) });
    expect(other.sealing).not.toEqual(keys.sealing);
  });

  it("are the settings' where those name them; the signing key is the Ed25519 key of its seed", () => {
    // RFC 8032, section 7.1, test 1
    const seed = Buffer.from("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "hex");
    const master = Buffer.alloc(32, 1);
    const keys = loadKeys({
      ...development,
      production: true,
      masterKey: master,
      signingKey: seed,
      auth: { jwksUrl: "https://identity.example/jwks", issuer: "identity", audience: "recoup" },
    });
    expect(keys.master).toEqual(master);
    expect(keys.issuer).toBeNull();
    expect(publicKey(keys.signing)).toMatchObject({
      x: Buffer.from("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "hex").toString(
        "base64url",
      ),
    });
    expect(existsSync(path.join(folder, "keys"))).toBe(false);
  });

  it("are never made up in production", () => {
    expect(() => loadKeys({ ...development, production: true })).toThrow(
      "In production no master key is made up",
    );
    expect(existsSync(path.join(folder, "keys"))).toBe(false);
  });

  it("are refused when a file was spoilt, and not made anew: what they sealed would be lost", async () => {
    loadKeys(development);
    await writeFile(path.join(folder, "keys", "master"), "short\n");
    expect(() => loadKeys(development)).toThrow("does not hold 32 bytes");
  });
});
