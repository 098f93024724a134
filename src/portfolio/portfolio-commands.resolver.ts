import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { RequestContext } from "../platform/context";
import { isRefusal, type OrRefusal } from "../platform/refusal";
import { ErasePersonalDataInput, ErasePersonalDataResult } from "./account.graphql";
import type { CarveOutPortfolio } from "./carve-out-portfolio";
import type { CreatePortfolio } from "./create-portfolio";
import type { DecideAccountReviews } from "./screening/decide-account-reviews";
import type { ErasePersonalData } from "./personal-data/erase-personal-data";
import type { PortfolioEntity } from "./portfolio.entity";
import {
  CreatePortfolioInput,
  CreatePortfolioResult,
  WithdrawPortfolioInput,
  WithdrawPortfolioResult,
  type PortfolioType,
} from "./portfolio.graphql";
import { MAY_KEEP_PORTFOLIOS, MAY_SCREEN, MAY_UNMASK } from "./portfolio.policy";
import { portfolioView } from "./portfolio.views";
import { readFilter } from "./read-inputs";
import type { ScreenPortfolio } from "./screening/screen-portfolio";
import {
  CarveOutPortfolioInput,
  CarveOutPortfolioResult,
  DecideAccountReviewsInput,
  DecideAccountReviewsResult,
  ScreenPortfolioInput,
  ScreenPortfolioResult,
} from "./screening/screening.graphql";
import type { WithdrawPortfolio } from "./withdraw-portfolio";

export interface PortfolioCommands {
  readonly createPortfolio: CreatePortfolio;
  readonly withdrawPortfolio: WithdrawPortfolio;
  readonly screenPortfolio: ScreenPortfolio;
  readonly decideAccountReviews: DecideAccountReviews;
  readonly carveOutPortfolio: CarveOutPortfolio;
  readonly erasePersonalData: ErasePersonalData;
}

/** What sellers' people do with portfolios. */
@Resolver()
export class PortfolioCommandsResolver {
  constructor(private readonly commands: PortfolioCommands) {}

  @Mutation(() => CreatePortfolioResult, {
    nullable: true,
    description: "Makes a portfolio without accounts. For PORTFOLIO_MANAGER.",
  })
  async createPortfolio(
    @Arg("input", () => CreatePortfolioInput) input: CreatePortfolioInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<PortfolioType>> {
    return toResult(await this.commands.createPortfolio.run(context.require(...MAY_KEEP_PORTFOLIOS), input));
  }

  @Mutation(() => WithdrawPortfolioResult, {
    nullable: true,
    description:
      "Takes a portfolio that is not SOLD off the way to a sale; its auction must be over or cancelled. For PORTFOLIO_MANAGER.",
  })
  async withdrawPortfolio(
    @Arg("input", () => WithdrawPortfolioInput) input: WithdrawPortfolioInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<PortfolioType>> {
    return toResult(
      await this.commands.withdrawPortfolio.run(context.require(...MAY_KEEP_PORTFOLIOS), input),
    );
  }

  @Mutation(() => ScreenPortfolioResult, {
    nullable: true,
    description:
      "Applies the eligibility rules of the as-of date to every account. For PORTFOLIO_MANAGER, COMPLIANCE.",
  })
  async screenPortfolio(
    @Arg("input", () => ScreenPortfolioInput) input: ScreenPortfolioInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<PortfolioType>> {
    return toResult(await this.commands.screenPortfolio.run(context.require(...MAY_SCREEN), input));
  }

  @Mutation(() => DecideAccountReviewsResult, {
    nullable: true,
    description:
      "Decides of accounts that need review, all of them or none. For PORTFOLIO_MANAGER, COMPLIANCE.",
  })
  async decideAccountReviews(
    @Arg("input", () => DecideAccountReviewsInput) input: DecideAccountReviewsInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<PortfolioType>> {
    return toResult(await this.commands.decideAccountReviews.run(context.require(...MAY_SCREEN), input));
  }

  @Mutation(() => CarveOutPortfolioResult, {
    nullable: true,
    description:
      "Cuts a new portfolio from one that is IMPORTED or SCREENED: the accounts that match move, with what screening " +
      "found about them. For PORTFOLIO_MANAGER.",
  })
  async carveOutPortfolio(
    @Arg("input", () => CarveOutPortfolioInput) input: CarveOutPortfolioInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<PortfolioType>> {
    const viewer = context.require(...MAY_KEEP_PORTFOLIOS);
    const carved = await this.commands.carveOutPortfolio.run(viewer, {
      ...input,
      filter: ({ currency }) => readFilter(input.filter, currency, ["input", "filter"]),
    });
    return toResult(carved);
  }

  @Mutation(() => ErasePersonalDataResult, {
    nullable: true,
    description:
      "Erases the personal data of all debtors of a portfolio; amounts and dates stay. For COMPLIANCE.",
  })
  async erasePersonalData(
    @Arg("input", () => ErasePersonalDataInput) input: ErasePersonalDataInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<PortfolioType>> {
    return toResult(await this.commands.erasePersonalData.run(context.require(...MAY_UNMASK), input));
  }
}

function toResult(portfolio: OrRefusal<PortfolioEntity>): OrRefusal<PortfolioType> {
  return isRefusal(portfolio) ? portfolio : portfolioView(portfolio);
}
