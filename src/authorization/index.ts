export { createAuthorization, type AuthorizationStage, type AuthorizationStagePorts } from "./authorization";
export { AuthorizationEvents } from "./authorization-events.graphql";
