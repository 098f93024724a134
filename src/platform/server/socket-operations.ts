import { randomUUID } from "node:crypto";
import {
  OperationTypeNode,
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
} from "graphql";
import { makeServer, type Context, type Server, type SubscribePayload } from "graphql-ws";
import type { Logger } from "pino";
import type { Authenticator } from "../access/authenticator";
import type { Viewer } from "../access/viewer";
import { RequestContext } from "../context";
import { ClientError, retryLater } from "../errors";
import { FeedLag } from "../graphql/feed-item";
import { asGraphQLError, type AdmittedOperation, type Pipeline } from "../graphql/pipeline";
import { SubscriberGroups } from "../graphql/shared-results";
import { SubscriptionDelivery } from "../graphql/subscription-delivery";
import type { Metrics } from "../observability/metrics";
import { callersSpan, type CallersSpan } from "../observability/tracing";
import type { OperationLog } from "../observability/operation-log";
import type { Limits } from "../settings-limits";
import { CloseCode } from "./close-codes";
import type { LiveCredentials } from "./live-credentials";
import type { SocketConnection } from "./socket-connection";
import type { Timeouts } from "./timeouts";

/** What is known from its arrival on of an operation that may fail; graphql-ws passes its message's payload to every hook. */
interface Arrival {
  readonly requestId: string;
  readonly viewer: Viewer | null;
  readonly callersSpan: CallersSpan;
  readonly startedAt: number;
}

/** graphql-ws's arguments, with what our own `execute` and `subscribe` need. */
interface SocketArgs extends ExecutionArgs {
  readonly id: string;
  readonly connection: SocketConnection;
  readonly admitted: AdmittedOperation;
  readonly context: RequestContext;
  readonly startedAt: number;
}

type SocketContext = Context<Record<string, unknown> | undefined, SocketConnection>;

interface SocketParts {
  readonly pipeline: Pipeline;
  readonly authenticator: Authenticator;
  readonly credentials: LiveCredentials;
  readonly limits: Limits;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly log: OperationLog;
  readonly timeouts: Timeouts;
}

/** What a socket's messages do: graphql-ws keeps the protocol, the pipeline does the rest. */
export class SocketOperations {
  private readonly groups = new SubscriberGroups();
  private readonly arrivals = new WeakMap<SubscribePayload, Arrival>();
  private running = 0;
  private isDraining = false;
  private onIdle: () => void = () => undefined;

  readonly protocol: Server<SocketConnection>;

  constructor(private readonly parts: SocketParts) {
    this.protocol = makeServer<Record<string, unknown> | undefined, SocketConnection>({
      connectionInitWaitTimeout: parts.timeouts.initMilliseconds,
      onConnect: (context) => this.connect(context),
      onSubscribe: (context, id, payload) => this.begin(context.extra, id, payload),
      execute: (args) => this.execute(args as SocketArgs),
      subscribe: (args) => this.subscribe(args as SocketArgs),
      onNext: (_context, _id, _payload, _args, result) => result as FormattedExecutionResult, // formatted already
      onError: (context, _id, payload, errors) => this.refuse(context.extra, payload, errors),
    });
  }

  /** Takes nothing more, and settles when all that runs has been answered. Subscriptions do not count: they go on. */
  drain(): Promise<void> {
    this.isDraining = true;
    return new Promise((resolve) => {
      this.onIdle = resolve;
      if (this.running === 0) resolve();
    });
  }

  /** `false` makes graphql-ws close with 4403. */
  private async connect({ connectionParams, extra: connection }: SocketContext): Promise<boolean> {
    const authorization = connectionParams?.["authorization"];
    if (authorization !== undefined && typeof authorization !== "string") return false;
    try {
      const viewer = await this.parts.authenticator.authenticate(authorization);
      if (viewer) connection.authenticated(viewer, (end) => this.parts.credentials.watch(viewer, end));
      return true;
    } catch (error) {
      if (error instanceof ClientError && error.extensions["code"] === "UNAUTHENTICATED") return false;
      this.parts.logger.error({ err: error }, "a credential could not be checked");
      connection.socket.close(CloseCode.TRY_AGAIN_LATER, "Try again later");
      return true;
    }
  }

  private async begin(
    connection: SocketConnection,
    id: string,
    payload: SubscribePayload,
  ): Promise<SocketArgs | readonly GraphQLError[]> {
    const { viewer } = connection;
    const { pipeline, limits } = this.parts;
    const arrival = {
      requestId: randomUUID(),
      viewer,
      callersSpan: callersSpan(payload.extensions), // a socket outlives traces: each operation names its own
      startedAt: performance.now(),
    };
    const refused = (errors: readonly GraphQLError[]): readonly GraphQLError[] => {
      this.arrivals.set(payload, arrival);
      return errors;
    };
    if (this.isDraining)
      return refused([asGraphQLError(retryLater("This node shuts down; another will answer."))]);
    this.running += 1;
    const admitted = await pipeline.admit(payload, viewer, connection.caller);
    if (admitted.kind === "refused") {
      this.hasRun();
      return refused(admitted.errors);
    }
    const isSubscription = admitted.operation.node.operation === OperationTypeNode.SUBSCRIPTION;
    if (isSubscription && connection.subscriptions >= limits.subscriptionsPerSocket) {
      this.hasRun();
      const message = `At most ${limits.subscriptionsPerSocket} subscriptions a socket.`;
      return refused([asGraphQLError(new ClientError("RATE_LIMITED", message))]);
    }
    if (isSubscription) {
      connection.subscriptions += 1;
      this.arrivals.set(payload, arrival);
    }
    const context = new RequestContext(arrival.requestId, viewer, {
      cache: !isSubscription,
      callersSpan: arrival.callersSpan,
    });
    return {
      ...pipeline.argumentsFor(admitted, context),
      id,
      connection,
      admitted,
      context,
      startedAt: arrival.startedAt,
    };
  }

  private async execute({ admitted, context, startedAt }: SocketArgs): Promise<ExecutionResult> {
    const result = await this.parts.pipeline.execute(admitted, context);
    this.finished(admitted, context, startedAt, result.errors);
    this.hasRun();
    return result as ExecutionResult;
  }

  private hasRun(): void {
    this.running -= 1;
    if (this.running === 0 && this.isDraining) setImmediate(() => this.onIdle()); // when its answer has been sent
  }

  private async subscribe(args: SocketArgs): Promise<AsyncIterableIterator<never> | ExecutionResult> {
    const { admitted, context, connection, startedAt, id } = args;
    const source = await this.parts.pipeline.subscribe(admitted, context);
    const isStream = Symbol.asyncIterator in source;
    this.hasRun();
    this.finished(admitted, context, startedAt, isStream ? undefined : source.errors);
    if (!isStream) {
      connection.subscriptions -= 1;
      return source as ExecutionResult;
    }
    this.parts.metrics.subscribers.inc();
    const head = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
    return new SubscriptionDelivery({
      pipeline: this.parts.pipeline,
      groups: this.groups,
      admitted,
      context,
      source,
      send: (payloadAndEnd) => {
        this.parts.metrics.deliveries.inc();
        return connection.socket.deliver(head, payloadAndEnd);
      },
      onEnd: () => {
        connection.subscriptions -= 1;
        this.parts.metrics.subscribers.dec();
      },
    });
  }

  private refuse(
    connection: SocketConnection,
    payload: SubscribePayload,
    errors: readonly GraphQLError[],
  ): GraphQLFormattedError[] {
    const arrival = this.arrivals.get(payload) ?? null;
    if (errors.some((error) => error.originalError instanceof FeedLag)) {
      connection.socket.close(CloseCode.TRY_AGAIN_LATER, "Too slow");
      return [];
    }
    const formatted = errors.map((error) => this.parts.pipeline.formatter.format(error, arrival));
    if (arrival) {
      const { startedAt } = arrival;
      this.parts.log.finished({
        transport: "websocket",
        operation: null,
        context: arrival,
        startedAt,
        errors: formatted,
      });
    }
    return formatted;
  }

  private finished(
    admitted: AdmittedOperation,
    context: RequestContext,
    startedAt: number,
    errors: readonly GraphQLFormattedError[] | undefined,
  ): void {
    this.parts.log.finished({
      transport: "websocket",
      operation: admitted.operation,
      context,
      startedAt,
      errors,
    });
  }
}
