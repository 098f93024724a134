import type { Id } from "../../platform/ids";

/** Who looks: the seller, one firm that takes part, or what all participants may see alike. */
export type Audience =
  | { readonly kind: "SELLER" }
  | { readonly kind: "FIRM"; readonly buyerId: Id }
  | { readonly kind: "PARTICIPANTS" };
