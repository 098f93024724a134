import {
  CreatePortfolioDocument,
  StartTapeImportDocument,
  TapeImportDocument,
  TapeImportProgressDocument,
  type RecoupClient,
} from "../../client";
import { SELLER_PEOPLE } from "./cast";
import type { PortfolioOnSale, Scene } from "./scene";
import { found, granted, StepFailed } from "./step-failed";
import { upload, type TapeFile, type UploadTicket } from "./tape-file";
import { counted, inWords } from "./words";

const REJECTIONS_SHOWN = 10;

/** The portfolio manager makes the portfolio and sends the tape by its ticket, watching it being read. */
export async function importTape({ cast, story }: Scene, tape: TapeFile): Promise<PortfolioOnSale> {
  story.act("The tape");
  const { manager } = SELLER_PEOPLE;
  const client = cast.as(manager);
  const made = await client.mutate(CreatePortfolioDocument, { input: tape.portfolio });
  const portfolio = granted(made.createPortfolio, "The portfolio");
  story.say(
    `${manager.name} makes the portfolio "${portfolio.name}": ${portfolio.assetClass}, ${portfolio.currency}, ` +
      `as of ${portfolio.asOf}`,
  );
  const { mapping, expected = null } = tape;
  const input = { portfolioId: portfolio.id, fileName: tape.fileName, mapping, expected };
  const started = await client.mutate(StartTapeImportDocument, { input });
  const { id, upload: ticket } = granted(started.startTapeImport, "The import");
  story.say(`and sends the tape (${tape.origin}, ${counted(tape.bytes, "byte")}) by its upload ticket`);
  await send({ cast, story }, { client, id, tape, ticket: found(ticket, "The upload ticket") });
  return portfolio;
}

interface Sending {
  readonly client: RecoupClient;
  readonly id: string;
  readonly tape: TapeFile;
  readonly ticket: UploadTicket;
}

async function send(scene: Scene, { client, id, tape, ticket }: Sending): Promise<void> {
  const watching = showProgress(scene, client, id);
  await Promise.all([watching, upload(tape, ticket)]);
  const { tapeImport } = await client.query(TapeImportDocument, { id, first: REJECTIONS_SHOWN });
  const { status, rowsAccepted, rowsRejected, faceValue, rejections } = found(tapeImport, "The import");
  for (const { node } of rejections.edges) {
    const column = node.column === null ? "" : `, ${node.column}`;
    scene.story.say(`line ${node.line}${column}: ${node.code}. ${node.message}`);
  }
  if (status !== "ACCEPTED") throw new StepFailed(`The tape was ${status}`);
  const face = faceValue ? `, ${inWords(faceValue)} of face value` : "";
  scene.story.say(
    `ACCEPTED: ${counted(rowsAccepted, "row")}${face}; ${counted(rowsRejected, "row")} rejected`,
  );
}

async function showProgress({ story }: Scene, client: RecoupClient, id: string): Promise<void> {
  for await (const { tapeImportProgress } of client.subscribe(TapeImportProgressDocument, { id })) {
    const { status, rowsRead, rowsRejected } = tapeImportProgress;
    story.live(`${status}: ${counted(rowsRead, "row")} read, ${rowsRejected} rejected`);
  }
  story.live("");
}
