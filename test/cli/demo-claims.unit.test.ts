import { checkClaims, resultOfMaxima, type Attempt, type StoryFacts } from "../../src/cli/demo/claims";
import { planAuction } from "../../src/cli/demo/plan";

const plan = planAuction(10_000n); // steps of 100, opening at 8,000

const attempt = (
  sequence: number,
  firm: string,
  bid: { readonly amount: bigint; readonly maximum?: bigint; readonly reason?: string },
): Attempt => ({
  sequence,
  firm,
  paddle: firm,
  amount: bid.amount,
  maximum: bid.maximum ?? bid.amount,
  decision: bid.reason === undefined ? "ACCEPTED" : "REJECTED",
  reason: bid.reason ?? null,
});

const ATTEMPTS = [
  attempt(10, "Eager", { amount: 8_000n }),
  attempt(11, "Patient", { amount: 8_100n, maximum: 12_100n }),
  attempt(12, "Eager", { amount: 10_100n }),
  attempt(13, "Sniper", { amount: 10_200n, reason: "BELOW_INCREMENT" }),
  attempt(14, "Sniper", { amount: 13_100n, reason: "ABOVE_LIMIT" }),
  attempt(15, "Sniper", { amount: 10_300n, maximum: 13_000n }),
];

const FACTS: StoryFacts = {
  auctionId: "auction",
  plan,
  attempts: ATTEMPTS,
  buyer: "Sniper",
  price: 12_200n,
  plannedCloseAt: 100n,
  closedAt: 105n,
  hardEndAt: 115n,
  extensions: 1,
  publicSequences: [
    [9, 10, 11],
    [9, 10, 11],
  ],
  saleStatus: "AUTHORIZED",
  portfolioStatus: "SOLD",
  requiredRoles: ["FINANCE", "EXECUTIVE"],
  signers: [
    { role: "EXECUTIVE", name: "Edith" },
    { role: "FINANCE", name: "Farid" },
  ],
  awardedBy: "Amos",
  verificationStatus: 0,
};

const failing = (changes: Partial<StoryFacts>) =>
  checkClaims({ ...FACTS, ...changes })
    .filter(({ holds }) => !holds)
    .map(({ claim }) => claim);

describe("what the demo claims", () => {
  it("holds for a story that went as told", () => {
    expect(failing({})).toEqual([]);
  });

  it.each<[string, Partial<StoryFacts>]>([
    ["The highest maximum won", { price: 12_100n }],
    ["The highest maximum won", { buyer: "Patient" }],
    ["The highest maximum won", { attempts: ATTEMPTS.slice(0, 1).concat(ATTEMPTS.slice(3, 5)) }],
    ["A bid below the increment", { attempts: ATTEMPTS.filter(({ sequence }) => sequence !== 13) }],
    ["A bid below the increment", { attempts: ATTEMPTS.filter(({ sequence }) => sequence !== 14) }],
    ["A late bid moved", { extensions: 0 }],
    ["A late bid moved", { closedAt: 100n }],
    ["A late bid moved", { closedAt: 116n }],
    ["Everybody was shown", { publicSequences: [[9, 10], [9]] }],
    [
      "Everybody was shown",
      {
        publicSequences: [
          [10, 9],
          [10, 9],
        ],
      },
    ],
    [
      "Everybody was shown",
      {
        publicSequences: [
          [9, 9],
          [9, 9],
        ],
      },
    ],
    ["Everybody was shown", { publicSequences: [[], []] }],
    ["Each required role", { signers: FACTS.signers.slice(1) }],
    ["Each required role", { signers: FACTS.signers.map((signer) => ({ ...signer, name: "Edith" })) }],
    ["Each required role", { awardedBy: "Edith" }],
    ["The sale is AUTHORIZED", { saleStatus: "AWAITING_AUTHORIZATION" }],
    ["The sale is AUTHORIZED", { portfolioStatus: "IN_AUCTION" }],
    ["The journal's chains", { verificationStatus: 1 }],
    ["The journal's chains", { verificationStatus: null }],
  ])("%s …: not with %j", (claim, changes) => {
    expect(failing(changes)).toEqual([expect.stringContaining(claim)]);
  });

  it("does not hold below the reserve", () => {
    const attempts = [
      attempt(10, "Eager", { amount: 8_000n }),
      attempt(11, "Patient", { amount: 8_100n, maximum: 9_000n }),
    ];
    expect(failing({ attempts, buyer: "Patient", price: 9_000n })).toContain(
      "The price is not below the reserve",
    );
  });
});

describe("what the rules make of maxima", () => {
  it("is one step over the next firm's maximum", () => {
    expect(resultOfMaxima(ATTEMPTS, plan)).toEqual({ winner: "Sniper", price: 12_200n });
  });

  it("is at most the winner's own", () => {
    const close = attempt(16, "Patient", { amount: 12_300n, maximum: 12_950n });
    expect(resultOfMaxima([...ATTEMPTS, close], plan)).toEqual({ winner: "Sniper", price: 13_000n });
  });

  it("is at least the reserve", () => {
    expect(
      resultOfMaxima(
        ATTEMPTS.filter(({ sequence }) => sequence < 12),
        plan,
      ),
    ).toEqual({
      winner: "Patient",
      price: 10_000n,
    });
  });

  it("goes to the earlier of equal maxima", () => {
    const equal = attempt(16, "Patient", { amount: 12_300n, maximum: 13_000n });
    expect(resultOfMaxima([...ATTEMPTS, equal], plan)).toEqual({ winner: "Sniper", price: 13_000n });
  });

  it("takes two firms", () => {
    expect(resultOfMaxima(ATTEMPTS.slice(0, 1), plan)).toBeNull();
  });
});
