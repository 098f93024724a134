export { approvedFloor, type ApprovedFloor } from "./floor.store";
export { createValuation, type Valuation, type ValuationPorts } from "./valuation";
