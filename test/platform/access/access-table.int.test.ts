import { AccessHarness } from "../../support/access-harness";
import { accessRows, AccessWorld } from "../../support/access-rows";
import {
  actualOutcomes,
  expectedOutcomes,
  fieldsWithoutRow,
  MISSING_ID,
  rowsWithoutField,
  type AccessRow,
  type Ask,
} from "../../support/access-table";

let harness: AccessHarness;
let ask: Ask;
let world: AccessWorld;

beforeAll(async () => {
  harness = await AccessHarness.start();
  ask = async (caller, document, variables) => {
    if (caller === null) return harness.ask(null, document, variables);
    const { kind, role } = caller;
    const organization = `${caller.organization}-${kind.toLowerCase()}`;
    const viewer = await harness.viewer({
      organization,
      kind,
      roles: [role],
      subject: `${organization}.${role}`,
    });
    return harness.ask(viewer, document, variables);
  };
  world = new AccessWorld(ask);
});

afterAll(() => harness.end());

describe("who may do what with organizations, people and keys", () => {
  it("is said for every field", () => {
    expect(fieldsWithoutRow(harness.schema, accessRows)).toEqual([]);
    expect(rowsWithoutField(harness.schema, accessRows)).toEqual([]);
  });

  it.each(accessRows.map((row) => [row.field, row] as const))("%s", async (_field, row) => {
    expect(await actualOutcomes(row, world, ask)).toEqual(expectedOutcomes(row));
  });
});

describe("the table itself", () => {
  it("finds a field that it does not know, and a row that the schema does not know", () => {
    const [viewer, ...others] = accessRows;
    expect(fieldsWithoutRow(harness.schema, others)).toEqual([viewer?.field]);
    expect(rowsWithoutField(harness.schema, [...accessRows, { field: "Query.gone" }])).toEqual([
      "Query.gone",
    ]);
  });

  it("finds an answer that tells another's object from nobody's", async () => {
    const row: AccessRow<null> = {
      field: "Query.node",
      document: "",
      allows: [],
      own: () => ({ id: "own" }),
      foreign: () => ({ id: "foreign" }),
      missing: () => ({ id: MISSING_ID }),
    };
    const telling: Ask = (_caller, _document, { id }) =>
      Promise.resolve({
        errors: [{ extensions: { code: "FORBIDDEN", hint: id === "foreign" ? "hidden" : "none" } }],
      });
    expect(await actualOutcomes(row, null, telling)).toMatchObject({
      "SELLER.FINANCE own": "FORBIDDEN",
      "SELLER.FINANCE foreign": "TELLING",
      "SELLER.FINANCE missing": "FORBIDDEN",
    });
  });
});
