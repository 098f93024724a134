import { In, LessThan, Raw, type DataSource, type EntityManager, type FindOptionsWhere } from "typeorm";
import type { Transaction } from "../platform/database/transactions";
import type { Page } from "../platform/graphql/connections";
import { isId, type Id } from "../platform/ids";
import { STATUSES_UNDER_AUTHORITY } from "../sale";
import { AuthorizationRequestEntity, SignatureEntity } from "./authorization.entity";
import {
  AuthorizationStatus,
  type AuthorizationRequest,
  type RequestEvent,
  type Signature,
} from "./domain/request";

const LIVE = [AuthorizationStatus.PENDING, AuthorizationStatus.GRANTED];

export async function findRequest(manager: EntityManager, id: Id): Promise<AuthorizationRequest | null> {
  const row = isId(id) ? await manager.findOneBy(AuthorizationRequestEntity, { id }) : null;
  return (row && (await withSignatures(manager, [row]))[0]) ?? null;
}

/** Locks a request, the last lock of them all: firm, auctions by id, sales by id, request. */
export async function lockRequest(tx: Transaction, id: Id): Promise<AuthorizationRequest> {
  return lock(tx, { id });
}

/** What of a locked sale's requests can still be lost, locked. */
export async function lockLiveRequest(tx: Transaction, saleId: Id): Promise<AuthorizationRequest | null> {
  const where = { saleId, status: In(LIVE) };
  return (await tx.manager.existsBy(AuthorizationRequestEntity, where)) ? lock(tx, where) : null;
}

async function lock(
  tx: Transaction,
  where: FindOptionsWhere<AuthorizationRequestEntity>,
): Promise<AuthorizationRequest> {
  const row = await tx.manager.findOneOrFail(AuthorizationRequestEntity, {
    where,
    lock: { mode: "for_no_key_update" },
  });
  const [request] = await withSignatures(tx.manager, [row]); // read after the lock
  if (!request) throw new Error("A request that was just locked is missing");
  return request;
}

export async function insertRequest(tx: Transaction, request: AuthorizationRequest): Promise<void> {
  // TypeORM writes the entity's columns; signatures are rows of their own
  await tx.manager.insert(AuthorizationRequestEntity, {
    ...request,
    requiredRoles: [...request.requiredRoles],
  });
}

/** Writes what an event made of a locked request. */
export async function writeEvent(
  tx: Transaction,
  request: AuthorizationRequest,
  event: RequestEvent,
): Promise<void> {
  const { id, sellerId, submitterId, status, expiresAt, invalidationReason } = request;
  if (event.type === "AuthorizationSigned") {
    await tx.manager.insert(SignatureEntity, { requestId: id, sellerId, submitterId, ...event.signature });
  } else {
    await tx.manager.update(AuthorizationRequestEntity, { id }, { status, expiresAt, invalidationReason });
  }
}

/** The sales that still need their live requests, by id, in which order they are to be locked. */
export async function salesWithLiveRequests(
  tx: Transaction,
  of: { readonly sellerId: Id; readonly buyerIds?: readonly Id[]; readonly portfolioId?: Id },
): Promise<Id[]> {
  const rows = await tx.query<{ sale_id: Id }>(
    `SELECT request.sale_id FROM authorization_request request JOIN sale ON sale.id = request.sale_id
     WHERE request.seller_id = $1 AND request.status IN ('PENDING', 'GRANTED') AND sale.status = ANY ($4)
       AND ($2::uuid[] IS NULL OR request.buyer_id = ANY ($2)) AND ($3::uuid IS NULL OR sale.portfolio_id = $3)
     ORDER BY request.sale_id`,
    [of.sellerId, of.buyerIds ?? null, of.portfolioId ?? null, STATUSES_UNDER_AUTHORITY],
  );
  return rows.map((row) => row.sale_id);
}

/** Requests whose time is over, the longest first, of sales that still need the authority. */
export async function dueRequests(
  database: DataSource,
  most: number,
): Promise<Pick<AuthorizationRequest, "id" | "saleId">[]> {
  return database.query<Pick<AuthorizationRequest, "id" | "saleId">[]>(
    `SELECT request.id, request.sale_id AS "saleId"
     FROM authorization_request request JOIN sale ON sale.id = request.sale_id
     WHERE request.status IN ('PENDING', 'GRANTED') AND request.expires_at <= (SELECT clock_timestamp())
       AND sale.status = ANY ($2)
     ORDER BY request.expires_at LIMIT $1`,
    [most, STATUSES_UNDER_AUTHORITY],
  );
}

/** The last request of each sale. */
export async function latestRequests(
  manager: EntityManager,
  saleIds: readonly Id[],
): Promise<Map<Id, AuthorizationRequest>> {
  const rows = await manager
    .createQueryBuilder(AuthorizationRequestEntity, "request")
    .distinctOn(["request.sale_id"])
    .where("request.sale_id IN (:...saleIds)", { saleIds })
    .orderBy("request.sale_id")
    .addOrderBy("request.id", "DESC")
    .getMany();
  const requests = await withSignatures(manager, rows);
  return new Map(requests.map((request) => [request.saleId, request]));
}

export interface RequestSelection {
  readonly sellerId: Id;
  readonly statuses: readonly AuthorizationStatus[] | null;
  /** Requiring one of these. */
  readonly roles: readonly string[] | null;
}

/** A seller's requests, the latest first, one more than the page. */
export async function listRequests(
  database: DataSource,
  { sellerId, statuses, roles }: RequestSelection,
  page: Page,
): Promise<AuthorizationRequest[]> {
  const after = page.after?.[0];
  const rows = await database.manager.find(AuthorizationRequestEntity, {
    where: {
      sellerId,
      ...(statuses && { status: In([...statuses]) }),
      ...(roles && { requiredRoles: Raw((column) => `${column} && :roles`, { roles }) }),
      ...(after !== undefined && { id: LessThan(String(after)) }),
    },
    order: { id: "DESC" },
    take: page.first + 1,
  });
  return withSignatures(database.manager, rows);
}

async function withSignatures(
  manager: EntityManager,
  rows: readonly AuthorizationRequestEntity[],
): Promise<AuthorizationRequest[]> {
  const signatures = await manager.find(SignatureEntity, {
    where: { requestId: In(rows.map(({ id }) => id)) },
    order: { signedAt: "ASC", role: "ASC" },
  });
  return rows.map((row) => ({
    ...row,
    signatures: signatures.filter(({ requestId }) => requestId === row.id).map(toSignature),
  }));
}

function toSignature({
  role,
  decision,
  rationale,
  signedAt,
  signedBy,
  personId,
}: SignatureEntity): Signature {
  return { role, decision, rationale, signedAt, signedBy, personId };
}
