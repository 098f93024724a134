import { endOfDay, MICROSECONDS_PER_SECOND, type CalendarDate, type Instant } from "../../platform/time";
import { zoneOf, type Jurisdiction } from "./jurisdiction";

/**
 * The first instant at which something valid until this date no longer holds: the end of that day in the
 * jurisdiction's zone, without a jurisdiction in UTC. What lapses at t still holds at t − 1 µs.
 */
export function lapsesAt(validUntil: CalendarDate, jurisdiction: Jurisdiction | null = null): Instant {
  const midnight = endOfDay(validUntil); // what the zone's clocks show at the end of the day
  if (jurisdiction === null) return midnight;
  const zone = zoneOf(jurisdiction);
  // The offset that holds there and then: the first guess may lie on the other side of a change of clocks.
  const guess = midnight - offsetAt(midnight, zone);
  return midnight - offsetAt(guess, zone);
}

/** How far the zone's clocks are ahead of UTC at an instant, in microseconds. */
function offsetAt(instant: Instant, zone: string): bigint {
  const wholeSeconds = instant / MICROSECONDS_PER_SECOND;
  const parts = new Map(
    clockOf(zone)
      .formatToParts(Number(wholeSeconds * 1000n))
      .map(({ type, value }) => [type, Number(value)]),
  );
  const at = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const shown = Date.UTC(at("year"), at("month") - 1, at("day"), at("hour"), at("minute"), at("second"));
  return (BigInt(shown) / 1000n - wholeSeconds) * MICROSECONDS_PER_SECOND;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Formatters are dear to make and there are few zones. */
function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    clocks.set(zone, clock);
  }
  return clock;
}
