import { GraphQLError, Kind, type ASTNode } from "graphql";

/**
 * graphql-js repeats what was sent in its messages. These functions say the same without: an amount or a name must not
 * reach a log through an error.
 */

/** What variables were refused for: 'Variable "$input.amount": …', and the path to it. */
export function variableError(error: GraphQLError): { message: string; path: string[] } {
  const name = variableOf(error) ?? "";
  // Both are graphql-js's: 'Variable "$input" got invalid value … at "input.amount"; <detail>'.
  const detail = error.originalError instanceof GraphQLError ? error.originalError.message : error.message;
  const place = error.message.slice(0, -detail.length).match(/ at "([\w.[\]]+)"; $/)?.[1] ?? name;
  const path = place.split(/[.[\]]+/).filter((segment) => segment !== "");
  return { message: `Variable "$${place}": ${expectation(detail)}`, path };
}

/** Validation blames variables' definitions, too: then it is the document that is wrong, not what was sent with it. */
export function isVariableError(error: GraphQLError): boolean {
  const isOfDocument = error.extensions["code"] === "GRAPHQL_VALIDATION_FAILED";
  return error.path === undefined && !isOfDocument && variableOf(error) !== null;
}

function variableOf(error: GraphQLError): string | null {
  const node = error.nodes?.[0];
  return node?.kind === Kind.VARIABLE_DEFINITION ? node.variable.name.value : null;
}

/** A validation error; one about a literal is reworded. Scalars report theirs without a node. */
export function validationMessage(error: GraphQLError): string {
  const node = error.nodes?.[0];
  return !node || isLiteral(node) ? expectation(error.message) : error.message;
}

/** A syntax error says what was found; a name or a string that stood there is left out. */
export function syntaxMessage(message: string): string {
  return message
    .replace(/(found|Unexpected) (Name|Int|Float|String|BlockString|Comment) ".*$/s, "$1 $2.")
    .replace(/(Unexpected (?:single quote )?character|escape sequence): .*$/s, "$1.")
    .replace(/(expected digit but found): .*$/s, "$1 something else.");
}

const LITERALS: ReadonlySet<string> = new Set([
  Kind.INT,
  Kind.FLOAT,
  Kind.STRING,
  Kind.BOOLEAN,
  Kind.NULL,
  Kind.ENUM,
  Kind.LIST,
  Kind.OBJECT,
]);

function isLiteral(node: ASTNode): boolean {
  return LITERALS.has(node.kind);
}

/** Each message of graphql-js about a value, and of it what names types and fields alone. */
const EXPECTATIONS: readonly (readonly [message: RegExp, says: string])[] = [
  [/^(\w+ must be [^]*)$/, "$1"], // the project's own scalars, which repeat nothing
  [/^((?:Too many|Exactly one|The operation asks) [^]*)$/, "$1"],
  [/^Variable "\$\w+" of (?:required|non-null) type "([^"]+)"[^]*$/, 'Expected a value of type "$1".'],
  [/^(Field "[\w.]+" of required type "[^"]+" was not provided\.)[^]*$/, "$1"],
  [/^Field "[^]*" is not defined by type "(\w+)"[^]*$/, 'There is a field that type "$1" does not define.'],
  [/^Expected (?:non-nullable type|value of type|type) "([^"]+)"[^]*$/, 'Expected a value of type "$1".'],
  [/^Enum "(\w+)" cannot represent [^]*$/, 'Expected a value of type "$1".'],
  [/^(\w+) cannot represent [^]*$/, 'Expected a value of type "$1".'],
  [/^Value [^]* does not exist in "(\w+)" enum\.[^]*$/, 'Expected a value of type "$1".'],
];

function expectation(message: string): string {
  for (const [pattern, says] of EXPECTATIONS)
    if (pattern.test(message)) return message.replace(pattern, says);
  return "The value is not one that is expected here.";
}
