import { verify, type Verification } from "../../src/client/verifier";
import { exportOf, testSigner } from "../support/exported-auction";

const AUCTION = "01900000-0000-7000-8000-000000000001";
const FIRM = { buyerId: "01900000-0000-7000-8000-000000000101", paddle: "101" };
const signer = testSigner();

/** So many seconds after the scheduling. */
function at(second: number): string {
  return new Date(Date.UTC(2030, 0, 1, 0, 0, second)).toISOString().replace("Z", "000Z");
}

type Entry = Parameters<typeof exportOf>[1][number];

/** A price that falls in the format's steps from second 10 on, and what happens to it. */
class Descent {
  private readonly entries: Entry[] = [];
  private standing: Entry["data"];

  constructor(
    terms: Entry["data"],
    private readonly closesAt: string,
  ) {
    const { openingPrice = null } = terms;
    const common = {
      currency: "USD",
      faceValue: "10000",
      reserveVisibility: "DISCLOSED",
      extension: null,
      opensAt: at(10),
      closesAt,
    };
    this.standing = {
      status: "SCHEDULED",
      closesAt,
      leadingAmount: null,
      leadingPaddle: null,
      bidCount: 0,
      reserveStatus: "NO_RESERVE",
      minimumNextBid: openingPrice,
    };
    this.tell(0, "AuctionScheduled", { terms: { ...common, ...terms } });
    this.tell(1, "BuyerAdmitted", { ...FIRM, limit: null });
  }

  tell(second: number, type: string, data: Entry["data"], standing: Entry["data"] = {}): this {
    this.standing = { ...this.standing, ...standing };
    this.entries.push({ type, at: at(second), data: { ...data, standing: this.standing } });
    return this;
  }

  open(standing: Entry["data"] = {}): this {
    return this.tell(10, "AuctionOpened", { opensAt: at(10) }, { status: "OPEN", ...standing });
  }

  fall(
    second: number,
    data: { readonly step: number; readonly price: string; readonly since: string },
  ): this {
    return this.tell(second, "DutchStepped", data, { minimumNextBid: data.price });
  }

  bid(second: number, amount: string, confirmed: boolean): this {
    const taken = {
      closesAt: at(second),
      leadingAmount: amount,
      leadingPaddle: "101",
      bidCount: 1,
      minimumNextBid: null,
    };
    const data = { ...FIRM, amount, maximum: amount, confirmed, raise: false, moved: true };
    return this.tell(second, "BidAccepted", data, taken);
  }

  refuse(second: number, amount: string, reason: string): this {
    const { minimumNextBid = null } = this.standing;
    const data = { ...FIRM, amount, maximum: null, confirmed: false, reason, minimumNextBid };
    return this.tell(second, "BidRejected", data);
  }

  get offence(): Verification["offence"] {
    const exported = exportOf(AUCTION, this.entries, { signer }).toString();
    return verify({ exports: [exported], keys: [signer.verifier.toString()] }).offence;
  }
}

/** 1,000, 900 and 800, ten seconds each. */
function dutch(): Descent {
  const steps = { stepRate: "100000", stepSeconds: 10 };
  const reserve = { amount: "800", floorId: "floor" };
  return new Descent({ format: "DUTCH", openingPrice: "1000", reserve, dutch: steps }, at(40)).open({
    reserveStatus: "NO_RESERVE",
  });
}

const FIRST_STEP = { step: 1, price: "900", since: at(20) };

describe("a falling price", () => {
  it("is taken while it is asked", () => {
    expect(dutch().fall(20, FIRST_STEP).bid(25, "900", false).offence).toBeNull();
    expect(
      dutch().fall(21, FIRST_STEP).refuse(28, "1000", "STALE_STEP").bid(29, "900", false).offence,
    ).toBeNull();
  });

  it.each([20, 30])("is not taken at second %i any more, when it has fallen", (second) => {
    const descent =
      second === 20
        ? dutch().bid(second, "1000", false)
        : dutch().fall(20, FIRST_STEP).bid(second, "900", false);
    expect(descent.offence?.problem).toBe("By then the price had fallen further.");
  });

  it("refuses nobody at a price that has fallen", () => {
    const { offence } = dutch().refuse(20, "900", "OFF_INCREMENT");
    expect(offence?.problem).toBe("By then the price had fallen further.");
  });

  it("falls when the terms say, and not before", () => {
    expect(dutch().fall(19, FIRST_STEP).offence?.problem).toBe("The price fell before its time.");
    expect(dutch().fall(20, { ...FIRST_STEP, since: at(15) }).offence?.problem).toBe(
      "The price fell out of turn.",
    );
  });
});
