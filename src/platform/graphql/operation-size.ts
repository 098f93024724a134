import {
  __Schema,
  __Type,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  typeFromAST,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

/** How much an operation asks for, its fragments spread out. */
export interface OperationSize {
  readonly depth: number;
  /** Counted apart: a tool's introspection query is deeper than any query for data. 0: it does not introspect. */
  readonly introspectionDepth: number;
  /** Aliases, and fields that one selection names again: both make one field work many times. */
  readonly aliases: number;
  readonly rootFields: number;
  readonly bids: number;
  readonly cost: number;
}

/** What a selection set adds up to. Fragments are added up once, however often they are spread. */
interface Sum {
  depth: number;
  introspectionDepth: number;
  aliases: number;
  bids: number;
  cost: number;
  /** How often each type's field is named by this selection itself, by response name. */
  readonly named: Map<string, number>;
}

const CONNECTION_DEFAULT = 100;
const LIST_FACTOR = 5;

export function measureOperations(
  schema: GraphQLSchema,
  document: DocumentNode,
): Map<OperationDefinitionNode, OperationSize> {
  const measure = new Measure(schema, document);
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  return new Map(operations.map((operation) => [operation, measure.operation(operation)]));
}

class Measure {
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly sums = new Map<string, Sum>();

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
  ) {
    for (const node of document.definitions)
      if (node.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(node.name.value, node);
  }

  operation(operation: OperationDefinitionNode): OperationSize {
    const root = this.schema.getRootType(operation.operation) ?? undefined;
    const { named, ...size } = this.selection(operation.selectionSet, root);
    return { ...size, aliases: size.aliases + repeated(named), rootFields: total(named) };
  }

  private selection(set: SelectionSetNode, parent: GraphQLNamedType | undefined): Sum {
    const sum = emptySum();
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) this.addField(sum, node, parent);
      else if (node.kind === Kind.FRAGMENT_SPREAD) add(sum, this.fragment(node.name.value));
      else add(sum, this.selection(node.selectionSet, this.narrowed(node.typeCondition, parent)));
    }
    return sum;
  }

  private fragment(name: string): Sum {
    const known = this.sums.get(name);
    if (known) return known;
    // A fragment that is spread inside itself adds nothing there; the rule against cycles refuses the document.
    this.sums.set(name, emptySum());
    const node = this.fragments.get(name);
    const sum = node
      ? this.selection(node.selectionSet, this.narrowed(node.typeCondition, undefined))
      : emptySum();
    this.sums.set(name, sum);
    return sum;
  }

  private narrowed(
    condition: FragmentDefinitionNode["typeCondition"] | undefined,
    parent: GraphQLNamedType | undefined,
  ): GraphQLNamedType | undefined {
    const type = condition ? typeFromAST(this.schema, condition) : parent;
    return isCompositeType(type) ? type : undefined;
  }

  private addField(sum: Sum, node: FieldNode, parent: GraphQLNamedType | undefined): void {
    const name = node.name.value;
    const type = this.fieldType(name, parent);
    const below = node.selectionSet
      ? this.selection(node.selectionSet, type && getNamedType(type))
      : emptySum();
    const key = `${parent?.name ?? ""}.${node.alias?.value ?? name}`;
    sum.named.set(key, (sum.named.get(key) ?? 0) + 1);
    sum.aliases += (node.alias ? 1 : 0) + below.aliases + repeated(below.named);
    sum.bids += name === "placeBid" ? 1 : 0;
    sum.cost += 1 + below.cost * this.factor(node, type, parent);
    if (isIntrospection(name, parent)) {
      sum.depth = Math.max(sum.depth, 1);
      sum.introspectionDepth = Math.max(sum.introspectionDepth, 1 + below.introspectionDepth);
    } else {
      sum.depth = Math.max(sum.depth, 1 + below.depth);
      sum.introspectionDepth = Math.max(sum.introspectionDepth, below.introspectionDepth);
    }
  }

  private fieldType(name: string, parent: GraphQLNamedType | undefined): GraphQLOutputType | undefined {
    // The two fields of introspection are in no type's list.
    if (name === "__schema") return __Schema;
    if (name === "__type") return __Type;
    return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name]?.type : undefined;
  }

  /** How often what is below a field is asked for. Introspection's own lists are as long as the schema. */
  private factor(
    node: FieldNode,
    type: GraphQLOutputType | undefined,
    parent: GraphQLNamedType | undefined,
  ): number {
    if (!type || isIntrospection(node.name.value, parent)) return 1;
    if (isConnection(getNamedType(type))) return pageSize(node);
    const isList = isListType(isNonNullType(type) ? type.ofType : type);
    return isList && !isConnection(parent) ? LIST_FACTOR : 1;
  }
}

function pageSize(node: FieldNode): number {
  const value = node.arguments?.find((argument) => argument.name.value === "first")?.value;
  return value?.kind === Kind.INT ? Math.max(1, Number(value.value)) : CONNECTION_DEFAULT;
}

function isConnection(type: GraphQLNamedType | undefined): boolean {
  return type?.name.endsWith("Connection") ?? false;
}

function isIntrospection(field: string, parent: GraphQLNamedType | undefined): boolean {
  return field === "__schema" || field === "__type" || (parent?.name.startsWith("__") ?? false);
}

function emptySum(): Sum {
  return { depth: 0, introspectionDepth: 0, aliases: 0, bids: 0, cost: 0, named: new Map() };
}

function add(sum: Sum, other: Sum): void {
  sum.depth = Math.max(sum.depth, other.depth);
  sum.introspectionDepth = Math.max(sum.introspectionDepth, other.introspectionDepth);
  sum.aliases += other.aliases;
  sum.bids += other.bids;
  sum.cost += other.cost;
  for (const [key, count] of other.named) sum.named.set(key, (sum.named.get(key) ?? 0) + count);
}

function total(named: ReadonlyMap<string, number>): number {
  return [...named.values()].reduce((sum, count) => sum + count, 0);
}

function repeated(named: ReadonlyMap<string, number>): number {
  return total(named) - named.size;
}
