import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { GraphQLJSON, GraphQLURL } from "graphql-scalars";
import { isCurrency } from "../money";
import { formatInstant, isCalendarDate, parseInstant, type Instant } from "../time";

export { GraphQLJSON as JsonScalar, GraphQLURL as UrlScalar };

/** A scalar that travels as a JSON string. Its errors say what is expected and never what was sent. */
function stringScalar<Internal, External extends string>(scalar: {
  name: string;
  description: string;
  expected: string;
  read: (text: string) => Internal | null;
  write: (value: Internal) => External;
}): GraphQLScalarType<Internal, External> {
  const read = (value: unknown): Internal => {
    const internal = typeof value === "string" ? scalar.read(value) : null;
    if (internal === null) throw new GraphQLError(`${scalar.name} must be ${scalar.expected}.`);
    return internal;
  };
  return new GraphQLScalarType<Internal, External>({
    name: scalar.name,
    description: scalar.description,
    serialize: (value) => scalar.write(value as Internal),
    parseValue: read,
    parseLiteral: (node: ValueNode) => read(node.kind === Kind.STRING ? node.value : null),
  });
}

const same = <T>(value: T): T => value;
const matching = (pattern: RegExp) => (text: string) => (pattern.test(text) ? text : null);

/** At most 15 digits before the point, no sign: the currency's decimals are checked where the currency is known. */
export const DecimalScalar = stringScalar<string, string>({
  name: "Decimal",
  description:
    "An amount as a string: digits with exactly the currency's decimals, in inputs at most 15 before the point and no " +
    "sign; outputs may be negative. Never a JSON number.",
  expected: 'a string of digits with the currency\'s decimals, such as "12500.00"',
  read: matching(/^(0|[1-9]\d{0,14})(\.\d{1,4})?$/),
  write: same,
});

export const RateScalar = stringScalar<string, string>({
  name: "Rate",
  description: 'A fraction of one with six decimals, half up: "0.050000" is 5 %.',
  expected: 'a string such as "0.050000"',
  read: matching(/^-?\d{1,15}\.\d{6}$/),
  write: same,
});

export const DateTimeScalar = stringScalar<Instant, string>({
  name: "DateTime",
  description: "An instant: RFC 3339 in UTC, always six decimals of a second in outputs.",
  expected: 'RFC 3339 with at most six decimals, such as "2026-03-01T12:00:00.000000Z"',
  read: parseInstant,
  write: formatInstant,
});

export const DateScalar = stringScalar<string, string>({
  name: "Date",
  description: "A calendar date, yyyy-MM-dd.",
  expected: 'a calendar date, such as "2026-03-01"',
  read: (text) => (isCalendarDate(text) ? text : null),
  write: same,
});

export const CurrencyCodeScalar = stringScalar<string, string>({
  name: "CurrencyCode",
  description: "An ISO 4217 alphabetic currency code.",
  expected: 'an ISO 4217 code, such as "USD"',
  read: (text) => (isCurrency(text) ? text : null),
  write: same,
});

export const CursorScalar = stringScalar<string, string>({
  name: "Cursor",
  description: "A place in a list or a stream: opaque; send back what you were given.",
  expected: "a cursor that was given out before",
  read: matching(/^[A-Za-z0-9_-]{1,1024}$/),
  write: same,
});

export const UuidScalar = stringScalar<string, string>({
  name: "UUID",
  description: "A UUID (RFC 9562).",
  expected: "a UUID",
  read: (text) =>
    /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text) ? text.toLowerCase() : null,
  write: same,
});
