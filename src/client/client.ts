import {
  placeBid,
  placeSealedBid,
  withdrawBid,
  type BiddingParts,
  type BidOrder,
  type KeptCommand,
  type PlaceBidAnswer,
  type WithdrawalOrder,
  type WithdrawBidAnswer,
} from "./bidding";
import { Credential, type TokenSource } from "./credential";
import { withDeadline } from "./deadline";
import { HttpLink } from "./http-link";
import type { TypedDocumentString } from "./operations";
import { Patience, type PatienceOptions } from "./patience";
import { RecoupError } from "./recoup-error";
import { ResumingSubscription } from "./resuming-subscription";
import type { SealedOrder } from "./sealed-order";
import { SocketLink } from "./socket-link";

export type Transport = "http" | "socket";

export interface ClientOptions extends Partial<PatienceOptions> {
  /** Where operations are posted: "https://…/graphql". */
  readonly url: string;
  /** Where the WebSocket is; absent: the same place. */
  readonly wsUrl?: string;
  readonly token: TokenSource;
  /** How queries and mutations go, unless one says otherwise. A bidder's program bids on the socket that it watches. */
  readonly transport?: Transport;
  /** How long one attempt may take; 10 s. */
  readonly timeoutMilliseconds?: number;
  /** After how much silence the WebSocket's other end is asked whether it is there; 15 s. */
  readonly silenceMilliseconds?: number;
  /** Writes a bid down before it is sent, where it survives this program. */
  readonly keep?: (command: KeptCommand) => void | Promise<void>;
}

export interface OperationOptions {
  readonly transport?: Transport;
  /** Stops waiting for the answer. What was sent may still be carried out. */
  readonly signal?: AbortSignal;
}

/** What buyers' and partners' programs talk to Recoup with. Failures are RecoupErrors. */
export class RecoupClient {
  private readonly socket: SocketLink;
  private readonly http: HttpLink;
  private readonly closing = new AbortController();
  private readonly sent = new Set<Promise<unknown>>();
  private readonly transport: Transport;
  private readonly timeoutMilliseconds: number;
  private readonly patience: PatienceOptions;

  constructor(private readonly options: ClientOptions) {
    const { url, wsUrl = url.replace(/^http/, "ws"), token, silenceMilliseconds = 15_000 } = options;
    this.transport = options.transport ?? "http";
    this.timeoutMilliseconds = options.timeoutMilliseconds ?? 10_000;
    this.patience = {
      patienceMilliseconds: options.patienceMilliseconds ?? 60_000,
      firstWaitMilliseconds: options.firstWaitMilliseconds ?? 100,
      longestWaitMilliseconds: options.longestWaitMilliseconds ?? 5_000,
      onRetry: options.onRetry ?? (() => undefined),
    };
    const credential = new Credential(token);
    const { timeoutMilliseconds } = this;
    this.http = new HttpLink(url, credential);
    this.socket = new SocketLink({ url: wsUrl, credential, timeoutMilliseconds, silenceMilliseconds });
  }

  /** Reads. Tried again while that may help: reading changes nothing. */
  query<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
    options: OperationOptions = {},
  ): Promise<Data> {
    return this.sendUntilAnswered(document, variables, options);
  }

  /** Changes something. Sent once: after NETWORK or TIMEOUT the caller looks whether it was carried out. */
  mutate<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
    options: OperationOptions = {},
  ): Promise<Data> {
    return this.send(document, variables, options);
  }

  /** Bids, and goes on until there is a decision: see `placeBid` in bidding.ts. */
  placeBid(order: BidOrder, options: OperationOptions = {}): Promise<PlaceBidAnswer> {
    return placeBid(order, this.bidding(options));
  }

  /** Seals a bid and places it, as safe as any other: for auctions whose sealer is CLIENT. */
  placeSealedBid(order: SealedOrder, options: OperationOptions = {}): Promise<PlaceBidAnswer> {
    return placeSealedBid(order, this.bidding(options));
  }

  /** Withdraws one's live bid where the format allows it; as safe as a bid. */
  withdrawBid(order: WithdrawalOrder, options: OperationOptions = {}): Promise<WithdrawBidAnswer> {
    return withdrawBid(order, this.bidding(options));
  }

  /** Watches, each event once and in order, across drops: see ResumingSubscription. Leaving the loop ends it. */
  subscribe<Data, Variables extends Readonly<Record<string, unknown>>>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): AsyncIterableIterator<Data, undefined> {
    this.closing.signal.throwIfAborted();
    return new ResumingSubscription<Data>({
      link: this.socket,
      patience: new Patience(this.patience),
      query: document.toString(),
      variables,
      signal,
      closing: this.closing.signal,
    });
  }

  /** Ends subscriptions, waits for what has been sent, and closes the socket. */
  async close(): Promise<void> {
    this.closing.abort(new RecoupError("CLOSED", "The client was closed."));
    await Promise.allSettled(this.sent);
    await this.socket.close();
  }

  private bidding(options: OperationOptions): BiddingParts {
    return {
      keep: this.options.keep ?? (() => undefined),
      sendUntilAnswered: (document, variables) => this.sendUntilAnswered(document, variables, options),
    };
  }

  private sendUntilAnswered<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
    options: OperationOptions,
  ): Promise<Data> {
    const { signal: closing } = this.closing;
    const signal = options.signal ? AbortSignal.any([options.signal, closing]) : closing;
    const patience = new Patience(this.patience);
    return patience.until(() => this.send(document, variables, options), signal);
  }

  private async send<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
    { transport = this.transport, signal }: OperationOptions,
  ): Promise<Data> {
    this.closing.signal.throwIfAborted();
    const link = transport === "socket" ? this.socket : this.http;
    const request = { query: document.toString(), variables };
    const limits = { milliseconds: this.timeoutMilliseconds, signal };
    const answer = withDeadline(limits, (deadline) => link.execute(request, deadline));
    this.sent.add(answer);
    try {
      const { data, errors } = await answer;
      if (errors) throw RecoupError.fromAnswer(errors);
      return data as Data;
    } finally {
      this.sent.delete(answer);
    }
  }
}

export function createClient(options: ClientOptions): RecoupClient {
  return new RecoupClient(options);
}
