import {
  BREAK,
  getNamedType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
} from "graphql";
import { DecimalScalar } from "./scalars";

/** Does the document itself write an amount down, where a variable could have carried it? */
export function writesAmount(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let isWritten = false;
  const visitor = visitWithTypeInfo(types, {
    StringValue: () => {
      isWritten = getNamedType(types.getInputType())?.name === DecimalScalar.name;
      return isWritten ? BREAK : undefined;
    },
  });
  visit(document, visitor);
  return isWritten;
}

/**
 * What a document writes down is a piece of its text, and whatever keeps the piece, as an auction's identifier is kept, keeps
 * the whole text in memory, an amount with it. This makes each a text of its own.
 */
export function giveOwnTexts(document: DocumentNode): void {
  visit(document, {
    StringValue: (node) => {
      Object.assign(node, { value: Buffer.from(node.value).toString() });
    },
  });
}
