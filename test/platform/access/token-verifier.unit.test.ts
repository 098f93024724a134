import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, SignJWT, type JWTPayload } from "jose";
import {
  DEVELOPMENT_AUDIENCE,
  DEVELOPMENT_ISSUER,
  signDevelopmentToken,
} from "../../../src/platform/access/development-issuer";
import { developmentVerifier, jwksVerifier } from "../../../src/platform/access/token-verifier";
import { OrganizationKind, Role } from "../../../src/platform/access/viewer";

const NOW = 1_800_000_000;
const now = (): bigint => BigInt(NOW) * 1_000_000n;
const ISSUER = "https://login.example";
const AUDIENCE = "recoup-api";

const CLAIMS = {
  iss: ISSUER,
  aud: AUDIENCE,
  sub: "ada",
  name: "Ada",
  org: "north-bank",
  org_kind: "SELLER",
  roles: ["FINANCE"],
  exp: NOW + 60,
};

const sign = (key: KeyObject, alg: string, claims: JWTPayload, kid = alg): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg, kid }).sign(key);

const unauthenticated = expect.objectContaining({
  extensions: expect.objectContaining({ code: "UNAUTHENTICATED" }) as unknown,
}) as unknown;

describe("the development issuer's tokens", () => {
  const { privateKey } = generateKeyPairSync("ed25519");
  const verifier = developmentVerifier(privateKey, now);
  const claims = { ...CLAIMS, iss: DEVELOPMENT_ISSUER, aud: DEVELOPMENT_AUDIENCE };
  const header = (alg: string) => Buffer.from(JSON.stringify({ alg, typ: "JWT" })).toString("base64url");
  const payload = Buffer.from(JSON.stringify(claims)).toString("base64url");

  it("are what the token command signs", async () => {
    const token = await signDevelopmentToken(privateKey, {
      organization: "north-bank",
      kind: OrganizationKind.SELLER,
      roles: [Role.FINANCE],
      subject: "ada",
      name: "Ada",
      issuedAt: NOW,
      lifetimeSeconds: 60,
    });
    expect(await verifier.verify(token)).toEqual({
      subject: "ada",
      name: "Ada",
      organization: "north-bank",
      organizationKind: "SELLER",
      roles: ["FINANCE"],
      expiresAt: BigInt(NOW + 60) * 1_000_000n,
    });
  });

  it("end when they say", async () => {
    await expect(verifier.verify(await sign(privateKey, "EdDSA", { ...claims, exp: NOW }))).rejects.toEqual(
      unauthenticated,
    );
  });

  it("are refused without a signature", async () => {
    await expect(verifier.verify(`${header("none")}.${payload}.`)).rejects.toEqual(unauthenticated);
  });

  it("are refused when the public key signed them as a shared secret", async () => {
    const pem = createPublicKey(privateKey).export({ type: "spki", format: "pem" });
    const content = `${header("HS256")}.${payload}`;
    const forged = `${content}.${createHmac("sha256", pem).update(content).digest("base64url")}`;
    await expect(verifier.verify(forged)).rejects.toEqual(unauthenticated);
  });

  it("are refused when another key signed them", async () => {
    const other = generateKeyPairSync("ed25519").privateKey;
    await expect(verifier.verify(await sign(other, "EdDSA", claims))).rejects.toEqual(unauthenticated);
  });

  it("are refused when the content was changed", async () => {
    const [head, , signature] = (await sign(privateKey, "EdDSA", claims)).split(".");
    const changed = Buffer.from(JSON.stringify({ ...claims, roles: ["EXECUTIVE"] })).toString("base64url");
    await expect(verifier.verify(`${head}.${changed}.${signature}`)).rejects.toEqual(unauthenticated);
  });

  it.each([
    ["another issuer", { iss: ISSUER }],
    ["another audience", { aud: "payroll" }],
    ["no issuer", { iss: undefined }],
    ["no end", { exp: undefined }],
    ["an end that is no number", { exp: "tomorrow" }],
    ["a beginning to come", { nbf: NOW + 10 }],
    ["no person", { sub: undefined }],
    ["an empty person", { sub: "" }],
    ["a name that is no text", { name: 7 }],
    ["no organization", { org: undefined }],
    ["an organization that is no slug", { org: "North Bank" }],
    ["no kind", { org_kind: undefined }],
    ["a kind that does not exist", { org_kind: "BROKER" }],
    ["no roles", { roles: undefined }],
    ["roles that are no list", { roles: "FINANCE" }],
    ["roles that are no texts", { roles: [{}] }],
  ])("are refused with %s", async (_, change) => {
    const token = await sign(privateKey, "EdDSA", { ...claims, ...change } as JWTPayload);
    await expect(verifier.verify(token)).rejects.toEqual(unauthenticated);
  });

  it.each(["", "a", "a.b", "a.b.c", "a.b.c.d.e", "....", "\u0000"])("are not %j", async (text) => {
    await expect(verifier.verify(text)).rejects.toEqual(unauthenticated);
  });
});

describe("the identity provider's tokens", () => {
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const ed = generateKeyPairSync("ed25519");
  let server: Server;
  let answers = true;
  let requests = 0;

  beforeAll(async () => {
    const jwk = async (kid: string, key: KeyObject) => ({ ...(await exportJWK(key)), kid });
    const keys = await Promise.all([
      jwk("RS256", rsa.publicKey),
      jwk("ES256", ec.publicKey),
      jwk("EdDSA", ed.publicKey),
    ]);
    server = createServer((_request, response) => {
      requests += 1;
      response.writeHead(answers ? 200 : 503).end(JSON.stringify({ keys }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  beforeEach(() => {
    answers = true;
    requests = 0;
  });

  const provider = () =>
    jwksVerifier(
      {
        jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
        issuer: ISSUER,
        audience: AUDIENCE,
      },
      now,
    );

  it("are taken with the three algorithms, and the keys fetched once", async () => {
    const verifier = provider();
    const tokens = [
      await sign(rsa.privateKey, "RS256", CLAIMS),
      await sign(ec.privateKey, "ES256", CLAIMS),
      await sign(ed.privateKey, "EdDSA", CLAIMS),
    ];
    for (const token of tokens) expect((await verifier.verify(token)).subject).toBe("ada");
    expect(requests).toBe(1);
  });

  it("are refused with another algorithm of the same key", async () => {
    const verifier = provider();
    for (const alg of ["RS384", "RS512", "PS256"]) {
      const token = await sign(rsa.privateKey, alg, CLAIMS, "RS256");
      await expect(verifier.verify(token)).rejects.toEqual(unauthenticated);
    }
  });

  it("are refused when the public key signed them as a shared secret", async () => {
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const content = `${encode({ alg: "HS256", kid: "RS256" })}.${encode(CLAIMS)}`;
    const pem = rsa.publicKey.export({ type: "spki", format: "pem" });
    const forged = `${content}.${createHmac("sha256", pem).update(content).digest("base64url")}`;
    await expect(provider().verify(forged)).rejects.toEqual(unauthenticated);
  });

  it("are refused with a key that the provider does not have", async () => {
    await expect(provider().verify(await sign(rsa.privateKey, "RS256", CLAIMS, "lost"))).rejects.toEqual(
      unauthenticated,
    );
  });

  it("end five seconds after they say, for a clock that goes a little wrong", async () => {
    const verifier = provider();
    const { expiresAt } = await verifier.verify(
      await sign(ec.privateKey, "ES256", { ...CLAIMS, exp: NOW - 4 }),
    );
    expect(expiresAt).toBe(BigInt(NOW + 1) * 1_000_000n);
    await expect(
      verifier.verify(await sign(ec.privateKey, "ES256", { ...CLAIMS, exp: NOW - 5 })),
    ).rejects.toEqual(unauthenticated);
  });

  it("are neither good nor bad while the provider does not answer", async () => {
    const verifier = provider();
    const token = await sign(rsa.privateKey, "RS256", CLAIMS);
    answers = false;
    await expect(verifier.verify(token)).rejects.toMatchObject({ extensions: { code: "UNAVAILABLE" } });
    answers = true;
    expect((await verifier.verify(token)).subject).toBe("ada");
  });
});
