import fc from "fast-check";
import { decideSignature } from "../../src/authorization/domain/decide-request";
import {
  AuthorizationDecision,
  AuthorizationStatus,
  evolve,
  type AuthorizationRequest,
} from "../../src/authorization/domain/request";
import { SIGNING_ROLES } from "../../src/authorization/domain/signing-role";
import { request, sign, type Signing } from "./builders";

const PEOPLE = ["admin", "one", "two", "three", "four"];
const roles = fc.uniqueArray(fc.constantFrom(...SIGNING_ROLES), { minLength: 1, maxLength: 3 });
const signing: fc.Arbitrary<Signing> = fc.record({
  person: fc.constantFrom(...PEOPLE),
  roles,
  role: fc.option(fc.constantFrom(...SIGNING_ROLES), { nil: null }),
  decision: fc.constantFrom("APPROVE", "APPROVE", "APPROVE", "APPROVE", "RETURN", "REJECT"),
  organizationId: fc.constantFrom("seller", "seller", "seller", "seller", "buyer"),
});

function play(before: AuthorizationRequest, attempts: readonly Signing[]): AuthorizationRequest {
  return attempts.reduce((current, attempt) => {
    const decision = decideSignature(current, sign(attempt));
    return decision.kind === "accepted" ? decision.events.reduce(evolve, current) : current;
  }, before);
}

describe("whatever people try", () => {
  const history = fc.tuple(roles, fc.array(signing, { maxLength: 25 }));

  it("a request is granted exactly when each required role approved, by different people, none the submitter", () => {
    fc.assert(
      fc.property(history, ([requiredRoles, attempts]) => {
        const { status, signatures } = play(request({ requiredRoles }), attempts);
        const approvals = signatures.filter(({ decision }) => decision === AuthorizationDecision.APPROVE);
        const people = new Set(signatures.map(({ personId }) => personId));
        expect(people.size).toBe(signatures.length);
        expect(people).not.toContain("admin");
        expect(new Set(signatures.map(({ role }) => role)).size).toBe(signatures.length);
        const isComplete = requiredRoles.every((role) => approvals.some((each) => each.role === role));
        expect(status === AuthorizationStatus.GRANTED).toBe(
          isComplete && approvals.length === signatures.length,
        );
      }),
    );
  });

  it("signatures are only of people who held the role that they signed in, of the seller's", () => {
    fc.assert(
      fc.property(history, ([requiredRoles, attempts]) => {
        for (const { role, personId } of play(request({ requiredRoles }), attempts).signatures) {
          expect(requiredRoles).toContain(role);
          const held = attempts.filter(
            ({ person, organizationId }) => person === personId && organizationId === "seller",
          );
          expect(held.some((attempt) => attempt.roles.includes(role))).toBe(true);
        }
      }),
    );
  });

  it("what has ended takes nothing more", () => {
    fc.assert(
      fc.property(history, fc.array(signing, { maxLength: 10 }), ([requiredRoles, attempts], later) => {
        const before = play(request({ requiredRoles }), attempts);
        fc.pre(before.status !== AuthorizationStatus.PENDING);
        expect(play(before, later)).toEqual(before);
      }),
    );
  });
});
