import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { GraphQLError, type GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { RequestContext } from "../context";
import { findOperation } from "../graphql/documents";
import type { Pipeline } from "../graphql/pipeline";
import { giveOwnTexts } from "../graphql/written-amounts";
import type { OperationLog } from "../observability/operation-log";
import { prefersGraphqlResponse } from "./graphql-response";

interface ApolloParts {
  readonly schema: GraphQLSchema;
  readonly pipeline: Pipeline;
  readonly log: OperationLog;
  readonly logger: Logger;
  readonly development: boolean;
}

/**
 * Apollo Server executes and answers over HTTP. It reads documents from the pipeline's store and has the pipeline's rules
 * and masks. None of its own plugins runs: some would wrap every resolver of the schema, which both transports share, and
 * some would report elsewhere. Who may introspect is decided by the pipeline, for each caller.
 */
export function createApollo(parts: ApolloParts): ApolloServer<RequestContext> {
  const askers = new WeakMap<GraphQLError, RequestContext>();
  const { documents, formatter } = parts.pipeline;
  return new ApolloServer<RequestContext>({
    schema: parts.schema,
    documentStore: documents.forApollo,
    validationRules: [...documents.rules],
    parseOptions: documents.parseOptions,
    hideSchemaDetailsFromClientErrors: !parts.development,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    // A header that makes a browser ask first: a credential, or Apollo's own.
    csrfPrevention: {
      requestHeaders: ["authorization", "x-apollo-operation-name", "apollo-require-preflight"],
    },
    logger: parts.logger,
    formatError: (_formatted, thrown) =>
      formatter.format(thrown, (thrown instanceof GraphQLError && askers.get(thrown)) || null),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      operationPlugin(parts, askers),
    ],
  });
}

/** Remembers whose errors are being formatted, sets the status that the media type asks for, and counts. */
function operationPlugin(
  { pipeline, log }: ApolloParts,
  askers: WeakMap<GraphQLError, RequestContext>,
): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () => {
      const startedAt = performance.now();
      return Promise.resolve({
        didResolveOperation: ({ source, document }) => {
          if (!pipeline.documents.isKept(source)) giveOwnTexts(document); // Apollo has parsed it by itself
          return Promise.resolve();
        },
        didEncounterErrors: ({ errors, contextValue }) => {
          for (const error of errors) askers.set(error, contextValue);
          return Promise.resolve();
        },
        willSendResponse: ({ request, response, source, contextValue }) => {
          if (response.body.kind !== "single") return Promise.resolve();
          const { errors } = response.body.singleResult;
          if (response.http.status === 400 && !prefersGraphqlResponse(request.http?.headers.get("accept")))
            response.http.status = 200;
          const read = source === undefined ? null : pipeline.documents.read(source);
          const operation =
            read?.kind === "known" ? findOperation(read.document, request.operationName) : null;
          log.finished({ transport: "http", operation, context: contextValue, startedAt, errors });
          return Promise.resolve();
        },
      });
    },
  };
}
