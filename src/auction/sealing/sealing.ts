import type { DataSource } from "typeorm";
import type { SealingCrypto } from "../../client/sealing";
import { readClock } from "../../platform/database/read-clock";
import type { TransactionRunner } from "../../platform/database/transactions";
import type { Id } from "../../platform/ids";
import type { Journal } from "../../platform/journal/journal";
import type { NoteSigner } from "../../platform/proof/signed-note";
import type { Randomness } from "../../platform/randomness";
import type { Timers } from "../../platform/timers";
import type { AuctionLedger } from "../auction-ledger";
import { closedSetStore } from "./closed-set.store";
import { OpenSealedBids } from "./open-sealed-bids";
import { OpeningSweep } from "./opening-sweep";
import { OperatorCustodian } from "./operator-custodian";
import { ReadSealedBid } from "./read-sealed-bid";
import { ReadSealing } from "./read-sealing";
import { RevealBid } from "./reveal-bid";
import { SealAmount } from "./seal-amount";
import { SealingResolver } from "./sealing.resolver";
import { ShowClosedSet } from "./show-closed-set";
import { SubmitShares } from "./submit-shares";

export interface SealingPorts {
  readonly database: DataSource;
  readonly transactions: TransactionRunner;
  readonly journal: Journal;
  readonly ledger: AuctionLedger;
  readonly randomness: Randomness;
  readonly timers: Timers;
  readonly sealing: SealingCrypto;
  /** The operator's seed: outside the database. */
  readonly sealingKey: Uint8Array;
  /** Signs what custodians are asked to open. */
  readonly signer: NoteSigner;
  readonly onError: (error: unknown) => void;
}

/** Sealed bids, from the terms' custodians to the opening. */
export interface SealingPart {
  readonly readSealing: ReadSealing;
  readonly sealedBids: ReadSealedBid;
  readonly resolver: SealingResolver;
  readonly sweep: OpeningSweep;
}

export function createSealing(ports: SealingPorts): SealingPart {
  const { database, transactions, ledger, sealing } = ports;
  const store = closedSetStore(database);
  const operator = new OperatorCustodian(ports.sealingKey, sealing);
  const opening = new OpenSealedBids({ ...ports, store, operator, now: () => readClock(database) });
  const open = (auctionId: Id) => opening.run(auctionId);
  return {
    readSealing: new ReadSealing(operator, sealing),
    sealedBids: new ReadSealedBid(new SealAmount(ports)),
    resolver: new SealingResolver({
      closedSet: new ShowClosedSet(transactions, ledger, ports.signer),
      submitShares: new SubmitShares({ ...ports, store, operator, open }),
      reveal: new RevealBid({ ...ports, store, operator }),
    }),
    sweep: new OpeningSweep({ ...ports, open, awaiting: (most) => store.awaiting(most) }),
  };
}
