import type { DataSource } from "typeorm";
import type { ActorType } from "../platform/access/access.graphql";
import type { Actor, Viewer } from "../platform/access/viewer";
import type { LoaderFactory } from "../platform/context";
import type { Transaction } from "../platform/database/transactions";
import type { Node } from "../platform/graphql/node";
import type { Id } from "../platform/ids";
import { DecideFloor } from "./decide-floor";
import { FloorRecorder } from "./floor-recorder";
import { floorView } from "./floor.graphql";
import { floorsByPortfolio } from "./floor.loaders";
import { seesFloors } from "./floor.policy";
import { FloorResolver } from "./floor.resolver";
import { findFloor } from "./floor.store";
import type { FloorPorts } from "./ports";
import { PortfolioFloorsResolver } from "./portfolio-floors.resolver";
import { ProposeFloor } from "./propose-floor";
import { SupersedeFloors } from "./supersede-floors";

export interface ValuationPorts extends FloorPorts {
  readonly database: DataSource;
  readonly actors: LoaderFactory<Id, ActorType>;
}

export interface Valuation {
  readonly resolvers: readonly object[];
  /** For portfolio/, when a new tape replaced a locked portfolio's accounts. */
  readonly supersedeFloors: (tx: Transaction, portfolioId: Id, by: Actor) => Promise<void>;
  /** For `node(id:)`: a floor of the caller's organization. */
  readonly findNode: (viewer: Viewer, id: Id) => Promise<Node | null>;
}

/** What a portfolio is worth: for now its floor. */
export function createValuation(ports: ValuationPorts): Valuation {
  const { database, actors } = ports;
  const recorder = new FloorRecorder(ports.journal);
  const superseding = new SupersedeFloors(recorder);
  return {
    resolvers: [
      new FloorResolver(new ProposeFloor(ports, recorder), new DecideFloor(ports, recorder), actors),
      new PortfolioFloorsResolver(floorsByPortfolio(database)),
    ],
    supersedeFloors: (tx, portfolioId, by) => superseding.run(tx, portfolioId, by),
    findNode: async (viewer, id) => {
      const floor = viewer.roles.length === 0 ? null : await findFloor(database.manager, id);
      return floor && seesFloors(viewer, floor) ? floorView(floor) : null;
    },
  };
}
