import type { Json } from "./chain";

/** The value at a JSON pointer (RFC 6901). */
export function valueAt(root: Json, pointer: string): Json | undefined {
  let value: Json | undefined = root;
  for (const token of tokensOf(pointer)) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, Json>)[token];
  }
  return value;
}

/** The same JSON with another value at a JSON pointer that leads somewhere. */
export function withValueAt<Root extends Json>(root: Root, pointer: string, value: Json): Root {
  return put(root, tokensOf(pointer), value) as Root;
}

function put(node: Json | undefined, [token, ...rest]: readonly string[], value: Json): Json {
  if (token === undefined) return value;
  if (Array.isArray(node))
    return node.map((item: Json, index) => (String(index) === token ? put(item, rest, value) : item));
  if (typeof node !== "object" || node === null) throw new Error("A JSON pointer leads nowhere");
  const object = node as Record<string, Json>;
  return { ...object, [token]: put(object[token], rest, value) };
}

function tokensOf(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}
