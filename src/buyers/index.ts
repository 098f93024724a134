export { BuyerType } from "./buyer.graphql";
export { createBuyers, type BuyersStage, type BuyersStagePorts } from "./buyers";
export { affiliationGroups } from "./affiliation.store";
export type { Admission, AdmissionRequest } from "./domain/admission";
export type { AffiliatedFirms, Barred, BuyerReactions } from "./ports";
export { lockFirms, type Relation } from "./qualification.store";
export { readAdmission } from "./read-admission";
