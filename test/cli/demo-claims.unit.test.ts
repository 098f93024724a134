import { checkClaims, type StoryFacts } from "../../src/cli/demo/claims";

const FACTS: StoryFacts = {
  auctionId: "auction",
  reserve: 10_000n,
  price: 12_200n,
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
  journalStatus: 0,
  proofStatus: 0,
};

const failing = (changes: Partial<StoryFacts>) =>
  checkClaims({ ...FACTS, ...changes })
    .filter(({ holds }) => !holds)
    .map(({ claim }) => claim);

describe("what the demo claims of every sale", () => {
  it("holds for a story that went as told", () => {
    expect(failing({})).toEqual([]);
    expect(failing({ price: 10_000n })).toEqual([]);
  });

  it.each<[string, Partial<StoryFacts>]>([
    ["The price is not below the reserve", { price: 9_999n }],
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
    ["The journal's chains", { journalStatus: 1 }],
    ["The journal's chains", { journalStatus: null }],
    ["The export's decisions", { proofStatus: 1 }],
    ["The export's decisions", { proofStatus: null }],
  ])("%s …: not with %j", (claim, changes) => {
    expect(failing(changes)).toEqual([expect.stringContaining(claim)]);
  });
});
