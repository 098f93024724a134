import { buildSchema } from "graphql";
import { breakingChanges } from "../../schema/breaking-changes";

const changesFrom = (previous: string, next: string) => breakingChanges(previous, buildSchema(next));

const OLD = `
  enum Colour { RED GREEN }
  input ThingInput { name: String colour: Colour }
  type Thing { id: ID! name: String colour: Colour }
  type Query { thing(id: ID!, colour: Colour): Thing }
  type Mutation { change(input: ThingInput!): Thing }
`;

describe("a change of the schema", () => {
  it.each([
    {
      what: "a field is removed",
      from: "id: ID! name: String colour: Colour }",
      to: "id: ID! colour: Colour }",
    },
    { what: "a field may now be null", from: "id: ID! name", to: "id: ID name" },
    {
      what: "a field is of another type",
      from: "name: String colour: Colour }\n  type Query",
      to: "name: Int colour: Colour }\n  type Query",
    },
    { what: "an argument is removed", from: ", colour: Colour): Thing", to: "): Thing" },
    { what: "an argument becomes necessary", from: "colour: Colour): Thing", to: "colour: Colour!): Thing" },
    { what: "an input field is removed", from: "{ name: String colour: Colour }", to: "{ name: String }" },
    { what: "an input field becomes necessary", from: "{ name: String colour", to: "{ name: String! colour" },
    { what: "a value is removed", from: "RED GREEN", to: "RED" },
    { what: "a mutation is removed", from: "type Mutation { change(input: ThingInput!): Thing }", to: "" },
  ])("is breaking when $what", async ({ from, to }) => {
    expect(OLD).toContain(from);
    expect(await changesFrom(OLD, OLD.replace(from, to))).not.toEqual([]);
  });

  it.each([
    { what: "is as it was", from: "", to: "" },
    { what: "has another field", from: "id: ID! name", to: "id: ID! size: Int name" },
    { what: "has another value", from: "RED GREEN", to: "RED GREEN BLUE" },
    { what: "has another optional input field", from: "{ name: String", to: "{ size: Int name: String" },
    { what: "promises that a field is not null", from: "id: ID! name: String", to: "id: ID! name: String!" },
    {
      what: "deprecates",
      from: "id: ID! name: String",
      to: 'id: ID! name: String @deprecated(reason: "2027-01-01")',
    },
  ])("is none when the schema $what", async ({ from, to }) => {
    expect(OLD).toContain(from);
    expect(await changesFrom(OLD, OLD.replace(from, to))).toEqual([]);
  });

  it("may remove what was deprecated before, and the types that only that led to", async () => {
    const deprecated = `
      enum Colour { RED GREEN @deprecated }
      input ThingInput { name: String colour: Colour @deprecated }
      input OldInput { name: String! }
      type Old { id: ID! }
      type Thing { id: ID! name: String @deprecated old: Old @deprecated }
      type Query { thing(id: ID!, colour: Colour @deprecated): Thing }
      type Mutation { change(input: ThingInput!): Thing changeOld(input: OldInput!): Old @deprecated }
    `;
    const removed = `
      enum Colour { RED }
      input ThingInput { name: String }
      type Thing { id: ID! }
      type Query { thing(id: ID!): Thing }
      type Mutation { change(input: ThingInput!): Thing }
    `;
    expect(await changesFrom(deprecated, removed)).toEqual([]);
    expect(await changesFrom(deprecated.replaceAll("@deprecated", ""), removed)).not.toEqual([]);
  });
});
