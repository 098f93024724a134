import {
  createSourceEventStream,
  execute,
  GraphQLError,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLSchema,
} from "graphql";
import { Role, type Viewer } from "../access/viewer";
import type { RequestContext } from "../context";
import { badUserInput, forbidden, unauthenticated } from "../errors";
import type { Limits } from "../settings-limits";
import { findOperation, type Documents, type KnownDocument, type KnownOperation } from "./documents";
import type { ErrorFormatter } from "./error-formatter";
import { isDeeperThan } from "./nesting";
import { forgetAfterMutations } from "./forget-after-mutations";
import { requireViewerAtRoots } from "./require-viewer-at-roots";

/** What a client asks for, however it came. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** An operation that passed every check that needs no execution. */
export interface AdmittedOperation {
  readonly kind: "admitted";
  readonly document: KnownDocument;
  readonly operation: KnownOperation;
  readonly variables: Readonly<Record<string, unknown>>;
}

export type Admission =
  AdmittedOperation | { readonly kind: "refused"; readonly errors: readonly GraphQLError[] };

/** Counts an operation against whoever sent it; throws RATE_LIMITED. */
interface OperationCounter {
  take(key: string): Promise<void>;
}

interface PipelineParts {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly limits: Limits;
  readonly counter: OperationCounter;
  readonly formatter: ErrorFormatter;
  readonly development: boolean;
}

const MAY_INTROSPECT: readonly Role[] = [Role.PARTNER, Role.OPERATOR];

/**
 * The way of every operation: count, find the document, check, execute, mask. HTTP and WebSocket go the same way; only
 * the execution is Apollo Server's over HTTP.
 */
export class Pipeline {
  readonly documents: Documents;
  readonly formatter: ErrorFormatter;
  private readonly schema: GraphQLSchema;

  constructor(private readonly parts: PipelineParts) {
    this.documents = parts.documents;
    this.formatter = parts.formatter;
    this.schema = parts.schema;
    forgetAfterMutations(parts.schema);
    requireViewerAtRoots(parts.schema);
  }

  /** `caller` is what its operations are counted by: its credential, or its address when it sent none. */
  async admit(request: OperationRequest, viewer: Viewer | null, caller: string): Promise<Admission> {
    try {
      await this.parts.counter.take(caller);
      const read = this.documents.read(request.query);
      if (read.kind === "refused") return read;
      const operation = findOperation(read.document, request.operationName);
      if (!operation) return { kind: "refused", errors: [noOperation()] };
      if (operation.introspects) this.requireIntrospection(viewer);
      const variables = request.variables ?? {};
      if (isDeeperThan(variables, this.parts.limits.variablesDepth))
        throw badUserInput(`Variables are at most ${this.parts.limits.variablesDepth} deep.`);
      return { kind: "admitted", document: read.document, operation, variables };
    } catch (error) {
      return { kind: "refused", errors: [asGraphQLError(error)] };
    }
  }

  /** Executes a query or mutation, or one event of a subscription, whose payload is `rootValue`. */
  async execute(
    admitted: AdmittedOperation,
    context: RequestContext,
    rootValue?: unknown,
  ): Promise<FormattedExecutionResult> {
    try {
      return this.format(await execute({ ...this.argumentsFor(admitted, context), rootValue }), context);
    } catch (error) {
      return { errors: [this.formatter.format(error, context)] };
    }
  }

  /** The items that a subscription is made of, or why there are none. */
  async subscribe(
    admitted: AdmittedOperation,
    context: RequestContext,
  ): Promise<AsyncIterable<unknown> | FormattedExecutionResult> {
    try {
      const source = await createSourceEventStream(this.argumentsFor(admitted, context));
      return Symbol.asyncIterator in source ? source : this.format(source, context);
    } catch (error) {
      return { errors: [this.formatter.format(error, context)] };
    }
  }

  /** What graphql-js executes it with. */
  argumentsFor({ document, operation, variables }: AdmittedOperation, contextValue: RequestContext) {
    return {
      schema: this.schema,
      document: document.node,
      operationName: operation.node.name?.value,
      variableValues: variables,
      contextValue,
    };
  }

  private format(result: ExecutionResult, context: RequestContext): FormattedExecutionResult {
    if (!result.errors) return result as FormattedExecutionResult;
    return { ...result, errors: result.errors.map((error) => this.formatter.format(error, context)) };
  }

  private requireIntrospection(viewer: Viewer | null): void {
    if (this.parts.development) return;
    if (!viewer) throw unauthenticated();
    if (!MAY_INTROSPECT.some((role) => viewer.roles.includes(role))) throw forbidden();
  }
}

function noOperation(): GraphQLError {
  return new GraphQLError("No operation", { extensions: { code: "OPERATION_RESOLUTION_FAILURE" } });
}

/** What is for its caller stands behind it; the formatter finds that. */
export function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  return new GraphQLError("Internal error", {
    originalError: error instanceof Error ? error : new Error(String(error)),
  });
}
