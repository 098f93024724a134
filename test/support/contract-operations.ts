import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import {
  Kind,
  OperationTypeNode,
  parse,
  print,
  visit,
  type DocumentNode,
  type OperationDefinitionNode,
} from "graphql";
import { overHttp, overWebSocket } from "../platform/server/transports";
import type { TestApp } from "./app";
import type { Person } from "./callers";

const FOLDER = path.join(__dirname, "../../schema/operations");

/** What an operation's one field answered. */
export interface Fields {
  readonly __typename?: string;
  readonly [field: string]: unknown;
}

interface Operation {
  readonly name: string;
  /** The file that it stands in, as it is. */
  readonly file: string;
  /** The operation by itself, with the fragments that it spreads. */
  readonly alone: string;
  readonly isQuery: boolean;
  readonly isSubscription: boolean;
}

/** The operations that users run, taken from their files and run against an app as they would. */
export class ContractOperations {
  private readonly operations = new Map(readOperations().map((operation) => [operation.name, operation]));
  private readonly ran = new Set<string>();

  constructor(private readonly app: TestApp) {}

  /** Those that nothing has run yet. */
  get left(): string[] {
    return [...this.operations.keys()].filter((name) => !this.ran.has(name));
  }

  /** A subscription by itself, for the client to follow. */
  subscription(name: string): string {
    const operation = this.find(name);
    if (!operation.isSubscription) throw new Error(`${name} is no subscription`);
    return operation.alone;
  }

  /**
   * Runs it, and answers its one field, where an error or a Refusal is a failed test. A query goes over both transports,
   * with the same answer; a mutation over a WebSocket by itself or by HTTP with its whole file, in turns.
   */
  async run(name: string, person: Person, variables: object = {}): Promise<Fields> {
    const operation = this.find(name);
    const overBoth = operation.isQuery;
    const isTurnOfHttp = this.ran.size % 2 === 0;
    const answers = [
      ...(overBoth || isTurnOfHttp ? [await this.send(operation, person, variables, "HTTP")] : []),
      ...(overBoth || !isTurnOfHttp ? [await this.send(operation, person, variables, "WebSocket")] : []),
    ];
    const [answer, same] = answers;
    if (!answer || answer.__typename === "Refusal") throw new Error(`${name}: ${JSON.stringify(answer)}`);
    if (same) expect(comparable(same)).toBe(comparable(answer));
    return answer;
  }

  private find(name: string): Operation {
    const operation = this.operations.get(name);
    if (!operation) throw new Error(`No file has the operation ${name}`);
    this.ran.add(name);
    return operation;
  }

  private async send(
    { name, file, alone }: Operation,
    person: Person,
    variables: object,
    transport: "HTTP" | "WebSocket",
  ): Promise<Fields> {
    const authorization = `Bearer ${await this.app.token(person)}`;
    const sent = { ...variables };
    const { data, errors } =
      transport === "HTTP"
        ? await overHttp(this.app.node, { query: file, operationName: name, variables: sent }, authorization)
        : await overWebSocket(this.app.node, { query: alone, variables: sent }, authorization);
    if (errors) throw new Error(`${name} over ${transport}: ${JSON.stringify(errors)}`);
    return Object.values(data as Record<string, Fields>)[0] ?? {};
  }
}

/** What two answers to the same question differ by: the server's clock, and cursors, which are sealed anew each time. */
const OF_THE_ANSWER: ReadonlySet<string> = new Set(["serverTime", "cursor", "startCursor", "endCursor"]);

function comparable(answer: Fields): string {
  return JSON.stringify(answer, (key, value: unknown) => (OF_THE_ANSWER.has(key) ? null : value), 1);
}

function readOperations(): Operation[] {
  return readdirSync(FOLDER).flatMap((name) => {
    const file = readFileSync(path.join(FOLDER, name), "utf8");
    const document = parse(file);
    return document.definitions.flatMap((node) =>
      node.kind === Kind.OPERATION_DEFINITION ? [readOperation(file, document, node)] : [],
    );
  });
}

function readOperation(file: string, document: DocumentNode, node: OperationDefinitionNode): Operation {
  const spread = new Set<string>();
  const collect = (part: OperationDefinitionNode | DocumentNode["definitions"][number]) => {
    visit(part, {
      FragmentSpread({ name: { value } }) {
        const fragment = document.definitions.find(
          (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === value,
        );
        if (spread.has(value) || !fragment) return;
        spread.add(value);
        collect(fragment);
      },
    });
  };
  collect(node);
  const fragments = document.definitions.filter(
    (one) => one.kind === Kind.FRAGMENT_DEFINITION && spread.has(one.name.value),
  );
  return {
    name: node.name?.value ?? "",
    file,
    alone: [node, ...fragments].map(print).join("\n"),
    isQuery: node.operation === OperationTypeNode.QUERY,
    isSubscription: node.operation === OperationTypeNode.SUBSCRIPTION,
  };
}
