import type { Credential } from "./credential";
import { isAnswer, type Link, type OperationAnswer, type OperationRequest } from "./link";
import { RecoupError } from "./recoup-error";

/** Each operation is a request of its own. */
export class HttpLink implements Link {
  constructor(
    private readonly url: string,
    private readonly credential: Credential,
  ) {}

  async execute(request: OperationRequest, signal: AbortSignal): Promise<OperationAnswer> {
    for (;;) {
      const token = await this.credential.get();
      const { status, answer } = await this.post(request, token, signal);
      // Nothing was carried out, so even a mutation may be sent again with another token.
      if (status === 401) this.credential.refuse(token);
      else if (isAnswer(answer)) {
        this.credential.accept(token);
        return answer;
      } else throw new RecoupError("NETWORK", `Something else than the server answered (${status}).`);
    }
  }

  private async post(
    request: OperationRequest,
    token: string,
    signal: AbortSignal,
  ): Promise<{ status: number; answer: unknown }> {
    try {
      const response = await fetch(this.url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          accept: "application/graphql-response+json, application/json;q=0.9",
          authorization: `Bearer ${token}`,
        },
        body: JSON.stringify(request),
        signal,
      });
      const text = await response.text();
      return { status: response.status, answer: readJson(text) };
    } catch (error) {
      throw new RecoupError("NETWORK", "The server did not answer.", { cause: error });
    }
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // a proxy's page
  }
}
