import { Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import { HttpHeader } from "../../portfolio";
import { DateTimeScalar, UrlScalar } from "../../platform/graphql/scalars";
import type { Id } from "../../platform/ids";
import { resultUnion } from "../../platform/refusal";
import type { Instant } from "../../platform/time";
import { ExportFormat } from "./export-tickets";

registerEnumType(ExportFormat, {
  name: "ExportFormat",
  description: "How a bid history is written. Both have the same fields; amounts are decimal strings.",
  valuesConfig: {
    CSV: {
      description:
        "RFC 4180 in UTF-8, with a header. A cell that a spreadsheet would run as a formula has an apostrophe before it.",
    },
    NDJSON: { description: "A JSON object a line." },
  },
});

@InputType({ description: "Which bids to export." })
export class ExportBidHistoryInput {
  @Field(() => ID, { description: "The auction; a seller gets all of its bids, a firm its own." })
  auctionId!: Id;

  @Field(() => ExportFormat, { description: "How they are written." })
  format!: ExportFormat;
}

@ObjectType({
  description:
    "Where to fetch a file. The address is the credential: whoever has it may use it until it expires.",
})
export class DownloadTicket {
  @Field(() => UrlScalar, { description: "The address." })
  readonly url!: string;

  @Field(() => String, { description: "The HTTP method." })
  readonly method!: string;

  @Field(() => [HttpHeader], { description: "Headers to send." })
  readonly headers!: HttpHeader[];

  @Field(() => DateTimeScalar, { description: "From then on it cannot be used." })
  readonly expiresAt!: Instant;
}

export const ExportBidHistoryResult = resultUnion("ExportBidHistoryResult", () => DownloadTicket);
