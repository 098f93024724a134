import {
  bidStatus,
  evolveParticipant,
  ineligibility,
  type Admission,
  type Eligibility,
  type Participant,
  type ParticipantEvent,
} from "../../../src/auction/domain";
import { seconds } from "../../../src/platform/time";
import { ELIGIBLE, onlyEvent, Play, T } from "../../support/english-auction";

const AT = T - seconds(500);
const ADMISSION: Admission = { isAffiliated: false, isQualified: true, isLicensed: true, lapsesAt: null };
const INVITED: Participant = {
  buyerId: "A",
  paddle: "7",
  status: "INVITED",
  limit: null,
  ndaSignedAt: null,
  allotment: null,
};
const SIGNED: Participant = { ...INVITED, status: "NDA_SIGNED", ndaSignedAt: 5n };
const ADMITTED: Participant = { ...SIGNED, status: "ADMITTED", limit: 900n };
const REMOVED: Participant = { ...ADMITTED, status: "REMOVED" };

describe("who may bid", () => {
  /** From the first reason to the last: each firm lacks what is named and everything after it. */
  const lacking: [string, Partial<Eligibility>][] = [
    ["CONFLICT_OF_INTEREST", { hasConflictOfInterest: true }],
    ["SUSPENDED", { suspended: true }],
    ["NOT_QUALIFIED", { qualified: false }],
    ["LICENCE_LAPSED", { lapsesAt: AT }],
    ["NOT_ADMITTED", { participantStatus: "NDA_SIGNED" }],
  ];

  it.each(lacking.map(([reason], place) => [reason, place] as const))(
    "%s comes before what follows it",
    (reason, place) => {
      const firm = Object.assign(
        {},
        ELIGIBLE,
        ...lacking.slice(place).map(([, lack]) => lack),
      ) as Eligibility;
      expect(ineligibility(firm, AT)).toBe(reason);
    },
  );

  it("nothing is lacking until the very instant of a lapse", () => {
    expect(ineligibility({ ...ELIGIBLE, lapsesAt: AT + 1n }, AT)).toBeNull();
    expect(ineligibility({ ...ELIGIBLE, lapsesAt: null }, AT)).toBeNull();
  });

  it("an expelled firm is not qualified, an invited or removed one is not admitted", () => {
    expect(ineligibility({ ...ELIGIBLE, expelled: true }, AT)).toBe("NOT_QUALIFIED");
    expect(ineligibility({ ...ELIGIBLE, participantStatus: "INVITED" }, AT)).toBe("NOT_ADMITTED");
    expect(ineligibility({ ...ELIGIBLE, participantStatus: "REMOVED" }, AT)).toBe("NOT_ADMITTED");
  });
});

describe("a participant's way", () => {
  const admit = (
    participant: Participant | null,
    changes: { admission?: Admission; ndaSignedAt?: bigint } = {},
  ) =>
    new Play().run(
      {
        type: "Admit",
        buyerId: "A",
        paddle: "9",
        participant,
        limit: 900n,
        ndaSignedAt: changes.ndaSignedAt ?? null,
        allotment: null,
        admission: changes.admission ?? ADMISSION,
      },
      AT,
    );
  const code = (decision: ReturnType<typeof admit>) =>
    decision.kind === "rejected" && decision.rejection.code;

  it("invited, signed, admitted, limited, removed", () => {
    const play = new Play();
    const decisions = [
      play.run({ type: "Invite", buyerId: "A", paddle: "7", participant: null }, AT),
      play.run({ type: "SignNda", participant: INVITED }, AT),
      admit({ ...SIGNED, ndaSignedAt: AT + 1n }),
      play.run({ type: "SetLimit", participant: ADMITTED, limit: 50n }, AT),
      play.run({ type: "Remove", participant: ADMITTED, reason: "REMOVED", rationale: null, bids: [] }, AT),
    ];
    const events = decisions.map((decision) => onlyEvent(decision) as ParticipantEvent);
    const states: Participant[] = [];
    for (const event of events) states.push(evolveParticipant(states.at(-1) ?? null, event));
    expect(states.map(({ status, limit, paddle }) => [status, limit, paddle])).toEqual([
      ["INVITED", null, "7"],
      ["NDA_SIGNED", null, "7"],
      ["ADMITTED", 900n, "7"],
      ["ADMITTED", 50n, "7"],
      ["REMOVED", 50n, "7"],
    ]);
    expect(states[2]?.ndaSignedAt).toBe(states[1]?.ndaSignedAt);
  });

  it("without an agreement signed here or on paper there is no admission", () => {
    expect(code(admit(INVITED))).toBe("NDA_MISSING");
    expect(code(admit(null))).toBe("NDA_MISSING");
    expect(onlyEvent(admit(INVITED, { ndaSignedAt: 3n }))).toMatchObject({ ndaSignedAt: 3n, paddle: "7" });
    expect(onlyEvent(admit(null, { ndaSignedAt: 3n }))).toMatchObject({ ndaSignedAt: 3n, paddle: "9" });
    expect(onlyEvent(admit(SIGNED))).toMatchObject({ ndaSignedAt: 5n });
  });

  it.each([
    ["AFFILIATED", { isAffiliated: true }],
    ["NOT_QUALIFIED", { isQualified: false }],
    ["LICENCE_LAPSED", { lapsesAt: AT }],
    ["NOT_LICENSED", { isLicensed: false }],
  ])("%s refuses it", (expected, lack) => {
    expect(code(admit(SIGNED, { admission: { ...ADMISSION, ...lack } }))).toBe(expected);
  });

  it("nothing twice, and nobody back who was removed", () => {
    const play = new Play();
    expect(code(admit(ADMITTED))).toBe("ALREADY_EXISTS");
    expect(code(admit(REMOVED))).toBe("INVALID_STATE");
    expect(code(play.run({ type: "Invite", buyerId: "A", paddle: "7", participant: INVITED }, AT))).toBe(
      "ALREADY_EXISTS",
    );
    expect(code(play.run({ type: "SignNda", participant: SIGNED }, AT))).toBe("INVALID_STATE");
    expect(code(play.run({ type: "SetLimit", participant: SIGNED, limit: 1n }, AT))).toBe("INVALID_STATE");
    expect(
      code(
        play.run({ type: "Remove", participant: REMOVED, reason: "REMOVED", rationale: null, bids: [] }, AT),
      ),
    ).toBe("INVALID_STATE");
  });
});

describe("a bid's status", () => {
  const kept = { isAccepted: true, isVoided: false, isWithdrawn: false, isSetAside: false };
  const bid = { ...kept, buyerId: "A", sequence: 3, latestSequence: 3 };
  const play = () => {
    const running = new Play();
    running.bid("B", { amount: 100n, maximum: 300n });
    running.bid("A", { amount: 150n, maximum: 200n });
    return running;
  };
  const statuses = (running: Play) =>
    ["A", "B"].map((buyerId) => bidStatus(running.auction, { ...bid, buyerId }));

  it("while it runs: LEADING, OUTBID, REPLACED, REJECTED, VOIDED", () => {
    const { auction } = play();
    expect(statuses(play())).toEqual(["OUTBID", "LEADING"]);
    expect(bidStatus(auction, { ...bid, buyerId: "B", latestSequence: 5 })).toBe("REPLACED");
    expect(bidStatus(auction, { ...bid, isAccepted: false, latestSequence: null })).toBe("REJECTED");
    expect(bidStatus(auction, { ...bid, isVoided: true, latestSequence: null })).toBe("VOIDED");
  });

  it("afterwards: WON for whom it is sold to, LOST for all others", () => {
    const running = play();
    running.wait(T);
    expect(statuses(running)).toEqual(["LOST", "WON"]);
    const bidOfA = { rank: 2, buyerId: "A", paddle: "paddle A", price: 200n };
    running.run({ type: "AwardTo", bid: bidOfA, rationale: "the winner is in default" }, T + 5n);
    expect(statuses(running)).toEqual(["WON", "LOST"]);
    running.run({ type: "DeclareUnsold", rationale: "nobody is left" }, T + 9n);
    expect(statuses(running)).toEqual(["LOST", "LOST"]);
  });

  it("cancelled: nobody won", () => {
    const running = play();
    running.run({ type: "Cancel", reason: "x", isSeconded: false }, AT);
    expect(statuses(running)).toEqual(["LOST", "LOST"]);
  });
});
