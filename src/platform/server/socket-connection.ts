import type { Viewer } from "../access/viewer";
import { CloseCode } from "./close-codes";
import type { GraphQLSocket } from "./graphql-socket";

/** What is known of a socket. */
export class SocketConnection {
  viewer: Viewer | null = null;
  subscriptions = 0;
  private stopWatching: () => void = () => undefined;
  private hasClosed = false;

  constructor(
    readonly socket: GraphQLSocket,
    private readonly address: string,
  ) {}

  /** `watch` calls back when the viewer's credential ends, and answers how to stop that. */
  authenticated(viewer: Viewer, watch: (end: () => void) => () => void): void {
    if (this.hasClosed) return; // it went while the credential was being checked
    this.viewer = viewer;
    this.stopWatching = watch(() => this.socket.close(CloseCode.FORBIDDEN, "Forbidden"));
  }

  closed(): void {
    this.hasClosed = true;
    this.stopWatching();
  }

  /** What its operations are counted by. */
  get caller(): string {
    return this.viewer?.credentialId ?? this.address;
  }
}
