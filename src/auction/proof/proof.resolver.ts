import { Arg, Ctx, ID, Int, Query, Resolver, Root, Subscription } from "type-graphql";
import type { RequestContext } from "../../platform/context";
import { badUserInput, sealed } from "../../platform/errors";
import { fromSources } from "../../platform/graphql/sources";
import type { Id } from "../../platform/ids";
import type { PublishedCheckpoint } from "../../platform/proof/checkpoint.store";
import type { NoteSigner } from "../../platform/proof/signed-note";
import type { Timers } from "../../platform/timers";
import { requireAuctionViewer } from "../access";
import type { AuctionCheckpoints } from "./auction-checkpoints";
import { checkpointView, type AuctionProofs } from "./auction-proofs";
import type { AuctionReader } from "../auction-reader";
import { checkpointEvents } from "./checkpoint-events";
import { CheckpointType, ConsistencyProofType, InclusionProofType } from "./proof.graphql";

export interface ProofResolverPorts {
  readonly reader: AuctionReader;
  readonly proofs: AuctionProofs;
  readonly checkpoints: AuctionCheckpoints;
  readonly signer: NoteSigner;
  readonly timers: Timers;
}

/** What lets others hold us to our word. For everyone who may see the auction; SEALED until a sealed one is opened. */
@Resolver()
export class ProofResolver {
  constructor(private readonly ports: ProofResolverPorts) {}

  readonly sources = {
    checkpoints: (args: { auctionId: Id; after?: number | null }, context: RequestContext) =>
      this.follow(args, context),
  };

  @Query(() => String, {
    nullable: true,
    description:
      "The public key of checkpoints and receipts, as verifiers of C2SP signed notes take it: name+id+key.",
  })
  proofKey(@Ctx() context: RequestContext): string {
    requireAuctionViewer(context);
    return this.ports.signer.verifier.toString();
  }

  @Query(() => CheckpointType, {
    nullable: true,
    description: "An auction's latest checkpoint; null before the first.",
  })
  async checkpoint(
    @Arg("auctionId", () => ID, { description: "An auction that you may see." }) auctionId: Id,
    @Ctx() context: RequestContext,
  ): Promise<CheckpointType | null> {
    await this.requireProvable(context, auctionId);
    return this.ports.proofs.latest(auctionId);
  }

  @Query(() => InclusionProofType, {
    nullable: true,
    description:
      "That an entry is in the journal that a checkpoint covers, whether or not you may read the entry.",
  })
  async inclusionProof(
    @Arg("auctionId", () => ID, { description: "An auction that you may see." }) auctionId: Id,
    @Arg("sequence", () => Int, { description: "The entry's number." }) sequence: number,
    @Arg("size", () => Int, {
      nullable: true,
      description: "Of the tree, at most the latest checkpoint's; absent: just that.",
    })
    size: number | null,
    @Ctx() context: RequestContext,
  ): Promise<InclusionProofType> {
    await this.requireProvable(context, auctionId);
    return this.ports.proofs.inclusion(auctionId, sequence, size);
  }

  @Query(() => ConsistencyProofType, {
    nullable: true,
    description: "That the journal of an earlier size was only added to since.",
  })
  async consistencyProof(
    @Arg("auctionId", () => ID, { description: "An auction that you may see." }) auctionId: Id,
    @Arg("from", () => Int, { description: "The earlier size." }) from: number,
    @Arg("to", () => Int, { description: "The later size, at most the latest checkpoint's." }) to: number,
    @Ctx() context: RequestContext,
  ): Promise<ConsistencyProofType> {
    await this.requireProvable(context, auctionId);
    return this.ports.proofs.consistency(auctionId, from, to);
  }

  @Subscription(() => CheckpointType, {
    subscribe: fromSources,
    description:
      "An auction's checkpoints: those behind `after`, then each as it is published. It completes with the one that " +
      "covers the whole journal of an auction that is over.",
  })
  checkpoints(
    @Root() checkpoint: PublishedCheckpoint,
    @Arg("auctionId", () => ID, { description: "An auction that you may see." }) _auctionId: Id,
    @Arg("after", () => Int, {
      nullable: true,
      description: "The last one's size; absent: from the first on.",
    })
    _after: number | null,
  ): CheckpointType {
    return checkpointView(checkpoint);
  }

  /** A sealed auction's come from its opening on: whoever waits hears nothing until then. */
  private async follow(
    { auctionId, after }: { auctionId: Id; after?: number | null },
    context: RequestContext,
  ): Promise<AsyncIterable<PublishedCheckpoint>> {
    const viewer = requireAuctionViewer(context);
    await this.ports.reader.require(context, viewer, auctionId);
    if (after != null && after < 0) throw badUserInput("A size is never negative.", ["after"]);
    const { checkpoints, timers } = this.ports;
    return checkpointEvents(auctionId, after ?? 0, checkpoints.sourceOf(auctionId), timers);
  }

  private async requireProvable(context: RequestContext, auctionId: Id): Promise<void> {
    const viewer = requireAuctionViewer(context);
    await this.ports.reader.require(context, viewer, auctionId);
    if (!(await this.ports.checkpoints.arePublic(auctionId))) throw sealed();
  }
}
