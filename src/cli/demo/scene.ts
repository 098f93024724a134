import type { AssetClass } from "../../client";
import type { Cast } from "./cast";
import type { Story } from "./story";

/** What every act has: those who act, and what is told. */
export interface Scene {
  readonly cast: Cast;
  readonly story: Story;
}

/** The portfolio that the story is about. */
export interface PortfolioOnSale {
  readonly id: string;
  readonly currency: string;
  readonly assetClass: AssetClass;
}
