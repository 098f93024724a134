import DataLoader from "dataloader";
import { buildSchema, graphql } from "graphql";
import { RequestContext } from "../../../src/platform/context";
import { forgetAfterMutations } from "../../../src/platform/graphql/forget-after-mutations";

it("each mutation of a document shows what it has made of an object, not what one before it has read", async () => {
  let status = 0;
  const statusOf = (options: { cache: boolean }) =>
    new DataLoader<string, number>((ids) => Promise.resolve(ids.map(() => status)), options);
  const schema = buildSchema(
    "type Query { status: Int } type Mutation { move: Auction } type Auction { status: Int }",
  );
  const { move } = schema.getMutationType()?.getFields() ?? {};
  const auction = schema.getType("Auction");
  if (!move || !auction || !("getFields" in auction)) throw new Error("The schema lacks a type");
  move.resolve = async (_source, _args, context: RequestContext) => {
    await context.load(statusOf).load("a"); // what it is before, as a use case may ask
    status += 1;
    return {};
  };
  Object.assign(auction.getFields()["status"] ?? {}, {
    resolve: (_source: unknown, _args: unknown, context: RequestContext) => context.load(statusOf).load("a"),
  });
  forgetAfterMutations(schema);
  const { data } = await graphql({
    schema,
    source: "mutation { a: move { status } b: move { status } }",
    contextValue: new RequestContext("request", null),
  });
  expect(data).toEqual({ a: { status: 1 }, b: { status: 2 } });
});
