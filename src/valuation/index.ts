export { approvedFloor } from "./floor.store";
export { createValuation, type Valuation } from "./valuation";
