import type { Client } from "pg";
import { awaited } from "../awaited";

/**
 * Waits until so many of the nodes' connections of this name wait for a lock. There is no event for it, so the database
 * is asked again and again; inside of a transaction it would answer with the connections that there were the first time.
 */
export function untilBlocked(observer: Client, name: string, count: number): Promise<void> {
  return awaited(`${count} connections "${name}" that wait for a lock`, untilWaiting(observer, name, count));
}

async function untilWaiting(observer: Client, name: string, count: number): Promise<void> {
  const waiting = `SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = $1 AND wait_event_type = 'Lock'`;
  do await observer.query("SELECT pg_stat_clear_snapshot()");
  while ((await observer.query(waiting, [name])).rows.length < count);
}
