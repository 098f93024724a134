import { toBase64url, type Custodian, type CustodianKeys, type SealingCrypto } from "../../client/sealing";
import { uuidv8 } from "./uuidv8";

/** What the terms call the operator. */
const NAME = "Operator";

/** The operator as a custodian: the only one of an auction whose terms name no others. Its key lies outside the database. */
export class OperatorCustodian {
  private made: Promise<CustodianKeys> | null = null;

  constructor(
    private readonly seed: Uint8Array,
    private readonly sealing: SealingCrypto,
  ) {}

  keys(): Promise<CustodianKeys> {
    this.made ??= Promise.resolve(this.sealing.keysFrom(this.seed));
    return this.made;
  }

  /** Its entry in a roster. The id follows from the key: another key is another custodian. */
  async custodian(): Promise<Custodian> {
    const { publicKey } = await this.keys();
    return {
      id: uuidv8(await this.sealing.sha256(publicKey)),
      name: NAME,
      publicKey: toBase64url(publicKey),
    };
  }
}
