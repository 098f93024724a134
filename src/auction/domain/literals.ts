/** An enumeration as an object of its own names: a union of literals for the rules, an object for GraphQL's registry. */
export function literals<Name extends string>(...names: readonly Name[]): { readonly [Key in Name]: Key } {
  return Object.fromEntries(names.map((name) => [name, name])) as { [Key in Name]: Key };
}
