import { TestApp } from "../support/app";
import { Market } from "../support/market";

let app: TestApp;
let market: Market;

beforeAll(async () => {
  app = await TestApp.start();
  market = new Market(app);
}, 60_000);
afterAll(() => app.stop());

it("a portfolio is sold live, from a tape to a price", async () => {
  const portfolioId = await market.portfolio({ accounts: 50, floor: "1000.00" });
  const [a, b] = [await market.qualify("firm-a"), await market.qualify("firm-b")];
  const auctionId = await market.auction(portfolioId);
  await market.admit(auctionId, a);
  await market.admit(auctionId, b, { limit: "2000.00" });
  await market.open(auctionId);
  const bidder = app.client(market.firm("firm-a").bidder, { transport: "socket" });
  const rival = app.client(market.firm("firm-b").bidder);
  console.log(
    JSON.stringify(
      await bidder.placeBid({ auctionId, amount: "100.00", maximum: "1500.00", confirmHigh: true }),
    ),
  );
  console.log(JSON.stringify(await rival.placeBid({ auctionId, amount: "1200.00", confirmHigh: true })));
  console.log(JSON.stringify(await rival.placeBid({ auctionId, amount: "9999.00", confirmHigh: true })));
}, 60_000);
