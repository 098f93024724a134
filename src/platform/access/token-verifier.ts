import { createPublicKey, type KeyObject } from "node:crypto";
import {
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type CryptoKey,
  type FlattenedJWSInput,
  type JWTHeaderParameters,
} from "jose";
import { ClientError, unavailable } from "../errors";
import type { AuthSettings } from "../settings";
import { seconds, type Instant } from "../time";
import { readClaims, type Claims } from "./claims";
import { DEVELOPMENT_ALGORITHM, DEVELOPMENT_AUDIENCE, DEVELOPMENT_ISSUER } from "./development-issuer";

/** Checks people's tokens: signature, issuer, audience, times and the form of the claims. */
export interface TokenVerifier {
  readonly issuer: string;
  /** What the token says, or UNAUTHENTICATED; UNAVAILABLE while the issuer's keys cannot be had. */
  verify(token: string): Promise<Claims>;
}

/** Only public-key algorithms: with HMAC, the published key itself would be the secret. */
const ALGORITHMS = ["RS256", "ES256", "EdDSA"];

/** How far the provider's clock may be from ours; a token ends this much later than it says. */
const CLOCK_TOLERANCE_SECONDS = 5;

type KeyOfToken = (header: JWTHeaderParameters, token: FlattenedJWSInput) => Promise<CryptoKey | KeyObject>;

/** The identity provider's tokens; its keys are fetched when first needed, and again when one is unknown. */
export function jwksVerifier(settings: AuthSettings, now: () => Instant): TokenVerifier {
  const keys = createRemoteJWKSet(new URL(settings.jwksUrl));
  const options = { issuer: settings.issuer, audience: settings.audience, algorithms: ALGORITHMS };
  return verifier(
    (header, token) => keys(header, token).catch(refuseKey),
    options,
    CLOCK_TOLERANCE_SECONDS,
    now,
  );
}

/** The built-in issuer's tokens; issuer and verifier share one clock, so a token ends when it says. */
export function developmentVerifier(issuerKey: KeyObject, now: () => Instant): TokenVerifier {
  const publicKey = Promise.resolve(createPublicKey(issuerKey));
  const options = {
    issuer: DEVELOPMENT_ISSUER,
    audience: DEVELOPMENT_AUDIENCE,
    algorithms: [DEVELOPMENT_ALGORITHM],
  };
  return verifier(() => publicKey, options, 0, now);
}

function verifier(
  keyOf: KeyOfToken,
  options: { readonly issuer: string; readonly audience: string; readonly algorithms: string[] },
  toleranceSeconds: number,
  now: () => Instant,
): TokenVerifier {
  const verify = async (token: string): Promise<Claims> => {
    const currentDate = new Date(Number(now() / 1000n));
    const timed = { ...options, currentDate, clockTolerance: toleranceSeconds };
    const { payload } = await jwtVerify(token, keyOf, timed).catch(refuseToken);
    const claims = readClaims(payload);
    return { ...claims, expiresAt: claims.expiresAt + seconds(toleranceSeconds) };
  };
  return { issuer: options.issuer, verify };
}

function refuseToken(error: unknown): never {
  if (error instanceof ClientError) throw error;
  if (error instanceof errors.JWTExpired) {
    throw new ClientError("UNAUTHENTICATED", "The token has expired; get another.");
  }
  // Which check failed stays inside: it would help only those who make tokens up.
  throw new ClientError("UNAUTHENTICATED", "The token is not a valid one of this installation's issuer.");
}

/** A key that the provider does not have makes the token bad; a provider that does not answer says nothing of it. */
function refuseKey(error: unknown): never {
  const bad = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];
  throw bad.some((type) => error instanceof type) ? error : unavailable();
}
