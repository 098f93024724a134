import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { ActorType } from "../platform/access/access.graphql";
import type { LoaderFactory, RequestContext } from "../platform/context";
import type { Cursors } from "../platform/cursors";
import { PageArgs, readPage, toConnection, type Connection } from "../platform/graphql/connections";
import type { Id } from "../platform/ids";
import { isRefusal, type OrRefusal } from "../platform/refusal";
import type { AccountReader } from "./account-reader";
import {
  AccountConnection,
  AccountScreening,
  type AccountType,
  EraseDebtorInput,
  EraseDebtorResult,
  UnmaskDebtorInput,
  UnmaskDebtorResult,
  type Debtor,
} from "./account.graphql";
import { unmaskedDebtor } from "./account.views";
import { ScreeningResult } from "./domain/screening-rules";
import type { EraseDebtor } from "./personal-data/erase-debtor";
import { MAY_UNMASK } from "./portfolio.policy";
import { readFilter } from "./read-inputs";
import { AccountFilter } from "./screening/screening.graphql";
import type { UnmaskDebtor } from "./personal-data/unmask-debtor";

@ArgsType()
class AccountsArgs extends PageArgs {
  @Field(() => ID, { description: "Whose accounts." })
  portfolioId!: Id;

  @Field(() => AccountFilter, { nullable: true, description: "Which." })
  filter?: AccountFilter | null;

  @Field(() => [ScreeningResult], { nullable: true, description: "Of which screening says one of these." })
  screening?: ScreeningResult[] | null;
}

export interface AccountResolverPorts {
  readonly reader: AccountReader;
  readonly cursors: Cursors;
  readonly actors: LoaderFactory<Id, ActorType>;
  readonly unmaskDebtor: UnmaskDebtor;
  readonly eraseDebtor: EraseDebtor;
}

/** Accounts and their debtors. */
@Resolver(() => AccountScreening)
export class AccountResolver {
  constructor(private readonly ports: AccountResolverPorts) {}

  @Query(() => AccountConnection, {
    description:
      "A portfolio's accounts in the order of its tape, debtors masked. For every role of the seller.",
  })
  async accounts(
    @Args(() => AccountsArgs) args: AccountsArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<AccountType>> {
    const { cursors, reader } = this.ports;
    const viewer = context.requireSeller();
    const list = `accounts ${args.portfolioId}`;
    const page = readPage(cursors, list, args);
    const accounts = await reader.list(
      viewer,
      {
        portfolioId: args.portfolioId,
        filter: ({ currency }) => readFilter(args.filter ?? {}, currency, ["filter"]),
        screening: args.screening ?? null,
      },
      page,
    );
    return toConnection(accounts, page, {
      node: (account) => account,
      cursor: ({ id }) => cursors.writeKey(list, [id]),
    });
  }

  @FieldResolver(() => ActorType, { nullable: true, description: "Who decided; null where the rules did." })
  async decidedBy(
    @Root() { decidedById }: AccountScreening,
    @Ctx() context: RequestContext,
  ): Promise<ActorType | null> {
    return decidedById === null ? null : context.load(this.ports.actors).load(decidedById);
  }

  @Mutation(() => UnmaskDebtorResult, {
    nullable: true,
    description:
      "Shows a debtor's personal data, and journals who asked for it and what for. For COMPLIANCE.",
  })
  async unmaskDebtor(
    @Arg("input", () => UnmaskDebtorInput) input: UnmaskDebtorInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<Debtor>> {
    const data = await this.ports.unmaskDebtor.run(context.require(...MAY_UNMASK), input);
    return isRefusal(data) ? data : unmaskedDebtor(data);
  }

  @Mutation(() => EraseDebtorResult, {
    nullable: true,
    description: "Erases a debtor's personal data for good; amounts and dates stay. For COMPLIANCE.",
  })
  async eraseDebtor(
    @Arg("input", () => EraseDebtorInput) input: EraseDebtorInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<AccountType>> {
    const viewer = context.require(...MAY_UNMASK);
    const { id } = await this.ports.eraseDebtor.run(viewer, input);
    return this.ports.reader.require(viewer, id);
  }
}
