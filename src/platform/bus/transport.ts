/** What a transport tells its bus. */
export interface TransportEvents {
  /** A frame of another node. */
  readonly onFrame: (frame: string) => void;
  /** Connected again after a loss. */
  readonly onResumed: () => void;
  /** Something failed that mends itself: for the log. */
  readonly onTrouble: (error: unknown) => void;
}

/** Carries frames between nodes and reconnects by itself. */
export interface BusTransport {
  /** Sends frames to all other nodes in one go; rejects when they could not be handed over. */
  send(frames: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export type ConnectTransport = (events: TransportEvents) => Promise<BusTransport>;
