export { affiliationGroups } from "./affiliation.store";
export { BuyerType } from "./buyer.graphql";
export { createBuyers, type BuyersStage } from "./buyers";
export type { AdmissionRequest } from "./domain/admission";
export { lockApplicant } from "./lock-qualification";
export type { BuyerReactions, ExposureLimit } from "./ports";
export { lockFirms } from "./qualification.store";
export { readAdmission } from "./read-admission";
