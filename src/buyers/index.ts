export { BuyerType } from "./buyer.graphql";
export { createBuyers, type BuyersStage, type BuyersStagePorts } from "./buyers";
export { checkAdmission } from "./check-admission";
export type { AdmissionProblem, AdmissionRequest } from "./domain/admission";
export { areAffiliated, type AffiliationGroups } from "./domain/affiliation";
export { affiliationGroups } from "./affiliation.store";
export { lapsesAt } from "./domain/lapse";
export type { AffiliatedFirms, Barred, BuyerReactions } from "./ports";
export { lockFirms, type Relation } from "./qualification.store";
