/** Why a WebSocket is closed by this node (api.md, "Subscriptions"). graphql-ws itself adds 4401, 4406, 4408, 4409, 4429. */
export const CloseCode = {
  /** Something that no message of the protocol is; what a client must not send again. */
  BAD_MESSAGE: 4400,
  /** Bad, expired or revoked credentials: the client gets a new token and resumes. */
  FORBIDDEN: 4403,
  INTERNAL: 1011,
  /** This node shuts down: the client resumes on another. */
  RESTART: 1012,
  /** Overload, or a reader that fell too far behind: the client resumes later. */
  TRY_AGAIN_LATER: 1013,
} as const;
