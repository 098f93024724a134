import type DataLoader from "dataloader";
import { requireRole, requireSeller, requireViewer } from "./access/require";
import type { Role, Viewer } from "./access/viewer";
import type { CallersSpan } from "./observability/tracing";

/** Makes a loader; `cache` is off in a subscription, whose context outlives many events. */
export type LoaderFactory<Key, Value> = (options: { cache: boolean }) => DataLoader<Key, Value>;

/**
 * What every resolver gets: who asks, and loaders that live as long as the request. Resolvers, loaders and feeds decide
 * by `viewer` through their stage's policy, never by anything else of the request.
 */
export class RequestContext {
  /** For its span and what is logged. */
  readonly callersSpan: CallersSpan;
  private readonly loaders = new Map<unknown, unknown>();
  private readonly caching: { readonly cache: boolean };

  constructor(
    readonly requestId: string,
    readonly viewer: Viewer | null,
    {
      cache = true,
      callersSpan = null,
    }: { readonly cache?: boolean; readonly callersSpan?: CallersSpan } = {},
  ) {
    this.caching = { cache };
    this.callersSpan = callersSpan;
  }

  /** The caller, who holds one of these roles; else FORBIDDEN, or UNAUTHENTICATED without a credential. */
  require(...roles: readonly Role[]): Viewer {
    return roles.length === 0 ? requireViewer(this.viewer) : requireRole(this.viewer, ...roles);
  }

  /** The caller, who acts for a seller in whichever role; else FORBIDDEN, or UNAUTHENTICATED without a credential. */
  requireSeller(): Viewer {
    return requireSeller(this.viewer);
  }

  /** The request's one loader of this kind: `factory` is its identity. */
  load<Key, Value>(factory: LoaderFactory<Key, Value>): DataLoader<Key, Value> {
    let loader = this.loaders.get(factory) as DataLoader<Key, Value> | undefined;
    if (!loader) {
      loader = factory(this.caching);
      this.loaders.set(factory, loader);
    }
    return loader;
  }

  /** What was read is read anew: something has changed it. */
  forget(): void {
    this.loaders.clear();
  }
}
