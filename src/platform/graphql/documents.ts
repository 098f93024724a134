import { createHash } from "node:crypto";
import type { ApolloServerOptions, BaseContext } from "@apollo/server";
import {
  GraphQLError,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValidationRule,
} from "graphql";
import type { Limits } from "../settings-limits";
import { limitsRule } from "./limits-rule";
import { measureOperations } from "./operation-size";
import { giveOwnTexts, writesAmount } from "./written-amounts";

/** An operation of a document that passed every rule. */
export interface KnownOperation {
  readonly node: OperationDefinitionNode;
  readonly introspects: boolean;
  /** What metrics and logs call it: its name where the document is pinned, else "other", so that names cannot pile up. */
  readonly label: string;
}

/** A document that passed every rule. */
export interface KnownDocument {
  readonly text: string;
  readonly node: DocumentNode;
  readonly operations: readonly KnownOperation[];
  /** It may be a sealed bid's, of which nothing is kept. */
  readonly writesAmount: boolean;
}

export type ReadDocument =
  | { readonly kind: "known"; readonly document: KnownDocument }
  | { readonly kind: "refused"; readonly errors: readonly GraphQLError[] };

type DocumentStore = NonNullable<ApolloServerOptions<BaseContext>["documentStore"]>;

/** Roughly what a parsed token takes, and how much all documents together may. */
const BYTES_PER_TOKEN = 300;
const STORE_BYTES = 32_000_000;

/**
 * The one store of documents and the one list of rules of both transports. A document is parsed and validated once and
 * kept while it is used, unless it writes an amount down. The limits come first: they are quick, and what exceeds them
 * could make other rules slow.
 */
export class Documents {
  private readonly pinned = new Map<string, KnownDocument>();
  private readonly recent = new Map<string, KnownDocument>();
  private readonly byHash = new Map<string, KnownDocument>();
  private bytes = 0;

  /** What a document must hold besides the specification's rules. */
  readonly rules: readonly ValidationRule[];

  /** What parsing stops at. */
  readonly parseOptions: { readonly maxTokens: number };

  constructor(
    private readonly schema: GraphQLSchema,
    limits: Limits,
    private readonly options: { readonly development: boolean },
  ) {
    this.rules = [limitsRule(limits)];
    this.parseOptions = { maxTokens: limits.tokens };
  }

  /** Keeps a document for ever. For those that clients are known to send; one that breaks a rule is a broken program. */
  pin(text: string): void {
    const read = this.check(text, (name) => name);
    if (read.kind === "refused") throw new AggregateError(read.errors, "A pinned document breaks a rule");
    this.pinned.set(text, read.document);
    this.byHash.set(hash(text), read.document);
  }

  read(text: string): ReadDocument {
    const known = this.pinned.get(text) ?? this.touch(text);
    if (known) return { kind: "known", document: known };
    const read = this.check(text, () => "other");
    if (read.kind === "known" && !read.document.writesAmount) this.keep(read.document);
    return read;
  }

  /** The store as Apollo Server asks for it: by "<hash of the schema>:<SHA-256 of the text>". */
  readonly forApollo: DocumentStore = {
    get: (key) => Promise.resolve(this.byHash.get(key.slice(key.lastIndexOf(":") + 1))?.node),
    set: () => Promise.resolve(), // read() has kept it before Apollo asks, or is not to keep it
    delete: () => Promise.resolve(false),
  };

  isKept(text: string): boolean {
    return this.pinned.has(text) || this.recent.has(text);
  }

  private touch(text: string): KnownDocument | undefined {
    const document = this.recent.get(text);
    if (document) {
      this.recent.delete(text);
      this.recent.set(text, document);
    }
    return document;
  }

  private keep(document: KnownDocument): void {
    this.recent.set(document.text, document);
    this.byHash.set(hash(document.text), document);
    this.bytes += weight(document);
    for (const [text, oldest] of this.recent) {
      if (this.bytes <= STORE_BYTES) break;
      this.recent.delete(text);
      this.byHash.delete(hash(text));
      this.bytes -= weight(oldest);
    }
  }

  private check(text: string, label: (name: string) => string): ReadDocument {
    let node: DocumentNode;
    try {
      node = parse(text, this.parseOptions);
    } catch (error) {
      return { kind: "refused", errors: [withCode(error as GraphQLError, "GRAPHQL_PARSE_FAILED")] };
    }
    for (const rules of [this.rules, specifiedRules]) {
      const errors = validate(this.schema, node, rules, { hideSuggestions: !this.options.development });
      if (errors.length > 0)
        return {
          kind: "refused",
          errors: errors.map((error) => withCode(error, "GRAPHQL_VALIDATION_FAILED")),
        };
    }
    const isAmountWritten = writesAmount(this.schema, node);
    if (isAmountWritten) giveOwnTexts(node);
    const operations = [...measureOperations(this.schema, node)].map(([operation, size]) => ({
      node: operation,
      introspects: size.introspectionDepth > 0,
      label: label(operation.name?.value ?? "other"),
    }));
    return { kind: "known", document: { text, node, operations, writesAmount: isAmountWritten } };
  }
}

/** The operation that a request means; `null` when it does not say which, or names none of the document's. */
export function findOperation(document: KnownDocument, name?: string | null): KnownOperation | null {
  if (name == null) return document.operations.length === 1 ? (document.operations[0] ?? null) : null;
  return document.operations.find((operation) => operation.node.name?.value === name) ?? null;
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    originalError: error,
    extensions: { code },
  });
}

function weight(document: KnownDocument): number {
  return document.text.length + (document.node.tokenCount ?? 0) * BYTES_PER_TOKEN;
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
