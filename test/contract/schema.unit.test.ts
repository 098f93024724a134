import { readFileSync } from "node:fs";
import { buildSchema } from "graphql";
import { elementsOf } from "./elements";

const elements = elementsOf(buildSchema(readFileSync("schema/schema.graphql", "utf8")));
const names = (those: typeof elements) => those.map(({ name }) => name);

describe("the schema", () => {
  it("describes every type, field, argument and value", () => {
    expect(names(elements.filter(({ description }) => !description?.trim()))).toEqual([]);
  });

  it("says until when it keeps what it deprecates", () => {
    const deprecated = elements.filter(({ deprecationReason }) => deprecationReason != null);
    const isDated = /\d{4}-\d{2}-\d{2}/;
    expect(
      names(deprecated.filter(({ deprecationReason }) => !isDated.test(deprecationReason ?? ""))),
    ).toEqual([]);
  });

  it("answers null for what one mutation or look-up does not find, so that its siblings are answered", () => {
    const lookUps = elements
      .filter(({ name }) => /^Query\.\w+\(id\)$/.test(name))
      .map(({ name }) => name.slice(0, -4));
    const single = elements.filter(({ name }) => /^Mutation\.\w+$/.test(name) || lookUps.includes(name));
    expect(single.length).toBeGreaterThan(lookUps.length);
    expect(names(single.filter(({ type }) => type.endsWith("!")))).toEqual([]);
  });
});
