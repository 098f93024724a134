import { view } from "../../platform/graphql/node";
import type { Sealing } from "../domain";
import { CustodianType, SealingTermsType } from "./sealing.graphql";

export function sealingView({ custodians, ...sealing }: Sealing): SealingTermsType {
  return view(SealingTermsType, {
    ...sealing,
    custodians: custodians.map((custodian) => view(CustodianType, custodian)),
  });
}
