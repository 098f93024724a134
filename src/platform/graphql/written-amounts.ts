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
