import { RequestContext } from "../platform/context";
import type { FeedDefinition, Shown } from "../platform/feeds/feed";
import type { Id } from "../platform/ids";
import type { Entry } from "../platform/journal/chain";
import type { Instant } from "../platform/time";
import { isFinal, type SaleStatus } from "./domain/sale";
import type { SaleEvent, SaleEventTypes } from "./sale-events.graphql";
import { anyoneOf, mayReadEntry, type Audience } from "./sale.policy";

/** What an event is made from, once for everybody of an audience. */
export interface SaleEventSource {
  readonly type: new () => SaleEvent;
  readonly saleId: Id;
  readonly status: SaleStatus;
  readonly audience: Audience;
  readonly sequence: number;
  readonly at: Instant;
  readonly cursor: string;
}

/** The audiences of a sale's feed are its two organizations, by name: "SELLER <id>" and "FIRM <id>". */
export function audienceName(audience: Audience, organizationId: Id): string {
  return `${audience} ${organizationId}`;
}

export function saleFeed(types: SaleEventTypes): FeedDefinition<SaleEventSource> {
  return {
    name: "saleEvents",
    show: (entry, cursor) => show(entry, types, cursor),
    contextFor: (name) => {
      const [audience, organizationId = ""] = name.split(" ") as [Audience, Id?];
      return new RequestContext(`feed ${name}`, anyoneOf(audience, organizationId), { cache: false });
    },
  };
}

function show(
  entry: Entry,
  types: SaleEventTypes,
  cursor: () => string,
): ReadonlyMap<string, Shown<SaleEventSource>> {
  const shown = new Map<string, Shown<SaleEventSource>>();
  const type = types[entry.type];
  if (!type) return shown;
  const { stream: saleId, sequence, at, data } = entry;
  const status = data["status"] as SaleStatus;
  for (const audience of ["SELLER", "FIRM"] as const) {
    if (!mayReadEntry(entry, audience)) continue;
    const organizationId = data[audience === "SELLER" ? "sellerId" : "buyerId"] as Id;
    const payload = { type, saleId, status, audience, sequence, at, cursor: cursor() };
    shown.set(audienceName(audience, organizationId), { payload, isLast: isFinal(status) });
  }
  return shown;
}
