import { view } from "../../platform/graphql/node";
import type { Custodian } from "../../client/sealing";
import type { Sealing } from "../domain";
import type { ClosedSet } from "./closed-bid";
import { isDisputed } from "./judge-bid";
import { revealWindow } from "./reveal-window";
import { ClosedSetType, CustodianPartType, CustodianType, SealingTermsType } from "./sealing.graphql";
import type { SignedClosedSet } from "./show-closed-set";

export function sealingView({ custodians, ...sealing }: Sealing): SealingTermsType {
  return view(SealingTermsType, {
    ...sealing,
    custodians: custodians.map((custodian) => view(CustodianType, custodian)),
  });
}

export function closedSetView({ set, ...signed }: SignedClosedSet): ClosedSetType {
  const { sealing, closedAt, bids } = set;
  const window = revealWindow(sealing, closedAt);
  return view(ClosedSetType, {
    ...signed,
    closedAt,
    custodians: sealing.custodians.map((custodian) => partView(set, custodian)),
    disputed: bids.filter((bid) => isDisputed(bid, sealing)).length,
    revealsFrom: window?.from ?? null,
    revealsUntil: window?.until ?? null,
  });
}

function partView({ bids }: ClosedSet, custodian: Custodian): CustodianPartType {
  const answers = bids.map(({ shares }) => shares.get(custodian.id));
  return view(CustodianPartType, {
    custodian: view(CustodianType, custodian),
    missing: answers.filter((share) => share === undefined).length,
    denied: answers.filter((share) => share === null).length,
  });
}
