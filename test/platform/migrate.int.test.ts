import "reflect-metadata";
import { DataSource, type MigrationInterface, type QueryRunner } from "typeorm";
import { dataSourceOptions } from "../../src/platform/database/data-source";
import { migrate, underMigrationLock } from "../../src/platform/database/migrate";
import { migrateJobs } from "../../src/platform/jobs/jobs";
import { emptyDatabase, type TestDatabase } from "../support/database";
import { runOnce } from "../support/database-server";
import { describeSchema } from "../support/schema-description";

type MigrationClass = new () => MigrationInterface;

let database: TestDatabase;
const sources: DataSource[] = [];

beforeEach(async () => {
  database = await emptyDatabase();
});

afterEach(async () => {
  await Promise.all(sources.splice(0).map((source) => source.destroy()));
  await database.drop();
});

async function connect(migrations?: readonly MigrationClass[]): Promise<DataSource> {
  const options = dataSourceOptions({ url: database.url, poolSize: 2 });
  const source = new DataSource(migrations ? { ...options, migrations: [...migrations] } : options);
  await source.initialize();
  sources.push(source);
  return source;
}

describe("migrations", () => {
  it("are run once by four nodes that start together on a fresh database", async () => {
    const nodes = await Promise.all([connect(), connect(), connect(), connect()]);
    const ran = await Promise.all(nodes.map(migrate));
    expect(ran.filter((migrations) => migrations.length > 0)).toHaveLength(1);
    const { rows } = await runOnce(database.url, "SELECT name FROM schema_migration");
    const names = nodes[0].migrations.map(({ constructor }) => ({ name: constructor.name }));
    expect(rows).toHaveLength(names.length);
    expect(rows).toEqual(expect.arrayContaining(names));
  });

  it("leave the queue's schema to one of many nodes, too", async () => {
    const nodes = await Promise.all(Array.from({ length: 8 }, () => connect()));
    const made = nodes.map((node) => underMigrationLock(node, () => migrateJobs(database.url)));
    expect(await Promise.allSettled(made)).toEqual(
      nodes.map(() => ({ status: "fulfilled", value: undefined })),
    );
  });

  it("each leave, when reverted, the schema that they found, and make the same again", async () => {
    const all = (await connect()).migrations.map(({ constructor }) => constructor as MigrationClass);
    const schemas: (readonly string[])[] = [];
    for (let count = 0; count <= all.length; count++) {
      await migrate(await connect(all.slice(0, count)));
      schemas.push(await describeSchema(database.url));
    }
    const source = await connect();
    for (let count = all.length - 1; count >= 0; count--) {
      await source.undoLastMigration({ transaction: "each" });
      expect(await describeSchema(database.url)).toEqual(schemas[count]);
    }
    await migrate(source);
    expect(await describeSchema(database.url)).toEqual(schemas.at(-1));
  });

  it("tell whoever runs them that one failed, and write nothing to standard output", async () => {
    class Broken1790000000000 implements MigrationInterface {
      readonly name = "Broken1790000000000";
      up = (db: QueryRunner): Promise<unknown> => db.query("CREATE TABLE half (id nothing)");
      down = (): Promise<void> => Promise.resolve();
    }
    const written = jest.spyOn(console, "log");
    await expect(connect([Broken1790000000000]).then(migrate)).rejects.toThrow(
      'type "nothing" does not exist',
    );
    expect(written).not.toHaveBeenCalled();
    written.mockRestore();
  });
});
