import { Secret, type EventData, type EventValue, type Json } from "../../src/auction/domain";

/** An event's data with every secret of it put back, as the journal gives it to a reader who may read all. */
export function reveal(data: EventData): { readonly [key: string]: Json } {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, revealValue(value)]));
}

function revealValue(value: EventValue): Json {
  if (value instanceof Secret) return value.value;
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value as Json;
  return reveal(value as EventData);
}
