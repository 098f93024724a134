import type { Logger } from "typeorm";

/**
 * TypeORM writes to standard output, some of it whatever `logging` says: statements with their parameters, and migrations
 * that failed. What fails is thrown as well, so nothing is lost.
 */
export class SilentLogger implements Logger {
  logQuery(): void {}
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}
