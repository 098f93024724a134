import { ObjectType } from "type-graphql";
import { SaleEvent, type SaleEventTypes } from "../sale";

@ObjectType("AuthorizationRequested", {
  implements: SaleEvent,
  description: "The authority to make the sale was asked for. For the seller.",
})
class AuthorizationRequested extends SaleEvent {}

@ObjectType("AuthorizationSigned", {
  implements: SaleEvent,
  description: "Somebody of the committee signed. For the seller.",
})
class AuthorizationSigned extends SaleEvent {}

@ObjectType("AuthorizationReturned", {
  implements: SaleEvent,
  description: "The request was sent back; the sale waits to be asked for again. For the seller.",
})
class AuthorizationReturned extends SaleEvent {}

@ObjectType("AuthorizationExpired", {
  implements: SaleEvent,
  description: "The request's time ran out, or the authority's; the buying firm hears of the latter.",
})
class AuthorizationExpired extends SaleEvent {}

@ObjectType("AuthorizationInvalidated", {
  implements: SaleEvent,
  description:
    "Something that was asked or signed for has changed; the buying firm hears of it when the sale was authorized.",
})
class AuthorizationInvalidated extends SaleEvent {}

/** What this stage writes into a sale's journal, as saleEvents shows it. */
export const AuthorizationEvents: SaleEventTypes = {
  AuthorizationRequested,
  AuthorizationSigned,
  AuthorizationReturned,
  AuthorizationExpired,
  AuthorizationInvalidated,
};
