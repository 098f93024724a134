import type { DataSource } from "typeorm";
import type { ActorType } from "../platform/access/access.graphql";
import type { LoaderFactory, RequestContext } from "../platform/context";
import type { Cursors } from "../platform/cursors";
import type { Node } from "../platform/graphql/node";
import type { Id } from "../platform/ids";
import type { StreamPolicy } from "../platform/journal/journal-query";
import { ApplyForQualification } from "./apply-for-qualification";
import type { BuyerType } from "./buyer.graphql";
import { BuyerLoaders } from "./buyer.loaders";
import { BuyerReader } from "./buyer-reader";
import { BuyerResolver } from "./buyer.resolver";
import { audienceOf, mayReadEntry } from "./buyers.policy";
import { ChangeStanding } from "./change-standing";
import { ConfirmAffiliation } from "./confirm-affiliation";
import { DecideQualification } from "./decide-qualification";
import { DecideRenewal } from "./decide-renewal";
import { EndAffiliation } from "./end-affiliation";
import { expel, reinstate, suspend } from "./domain/decide";
import type { BuyerPorts } from "./ports";
import { QualificationCommandsResolver } from "./qualification-commands.resolver";
import { QualificationRecorder } from "./qualification-recorder";
import { QualificationResolver } from "./qualification.resolver";
import { findQualification } from "./qualification.store";
import { RenewLicences } from "./renew-licences";
import { ReviewQualification } from "./review-qualification";
import { SetAssetClasses } from "./set-asset-classes";
import { SetExposureLimit } from "./set-exposure-limit";
import { StandingCommandsResolver } from "./standing-commands.resolver";

export interface BuyersStagePorts extends BuyerPorts {
  readonly database: DataSource;
  readonly cursors: Cursors;
  readonly actors: LoaderFactory<Id, ActorType>;
}

export interface BuyersStage {
  readonly resolvers: readonly object[];
  /** For fields of later stages that show a firm; whoever shows it has decided that it may be seen. */
  readonly buyerById: LoaderFactory<Id, BuyerType | null>;
  /** For `node(id:)`: a qualification, or a firm that has applied to the caller. */
  readonly findNode: (context: RequestContext, id: Id) => Promise<Node | null>;
  /** Who reads the streams of qualifications. */
  readonly journalPolicy: StreamPolicy;
}

/** Who may bid. */
export function createBuyers(ports: BuyersStagePorts): BuyersStage {
  const { database, cursors, actors } = ports;
  const recorder = new QualificationRecorder(ports);
  const loaders = new BuyerLoaders(database);
  const reader = new BuyerReader(loaders);
  return {
    resolvers: [
      new BuyerResolver(database, cursors, reader),
      new QualificationResolver({ database, cursors, reader, actors }),
      new QualificationCommandsResolver(
        {
          applyForQualification: new ApplyForQualification(ports, recorder),
          reviewQualification: new ReviewQualification(ports, recorder),
          decideQualification: new DecideQualification(ports, recorder),
          renewLicences: new RenewLicences(ports, recorder),
          decideRenewal: new DecideRenewal(ports, recorder),
        },
        reader,
      ),
      new StandingCommandsResolver(
        {
          suspendBuyer: new ChangeStanding(ports, recorder, suspend),
          reinstateBuyer: new ChangeStanding(ports, recorder, reinstate),
          expelBuyer: new ChangeStanding(ports, recorder, expel),
          setExposureLimit: new SetExposureLimit(ports, recorder),
          setAssetClasses: new SetAssetClasses(ports, recorder),
          confirmAffiliation: new ConfirmAffiliation(ports),
          endAffiliation: new EndAffiliation(ports),
        },
        reader,
      ),
    ],
    buyerById: loaders.buyer,
    findNode: async (context, id) => {
      if (context.require().roles.length === 0) return null;
      return (await reader.qualification(context, id)) ?? (await reader.buyer(context, id));
    },
    journalPolicy: async ({ organization }, stream) => {
      const found = await findQualification(database.manager, { id: stream });
      const audience = found && audienceOf(found, organization.id);
      return audience && { mayRead: (entry) => mayReadEntry(entry, audience) };
    },
  };
}
