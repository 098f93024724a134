import { alignColumns, Story } from "../../src/cli/demo/story";

class Sheet {
  text = "";
  columns = 40;

  constructor(readonly isTTY: boolean) {}

  write(text: string): void {
    this.text += text;
  }
}

const told = (sheet: Sheet, environment: NodeJS.ProcessEnv = {}) => {
  const story = new Story(sheet, environment);
  story.title("Recoup");
  story.act("The tape");
  story.live("1 of 2 rows");
  story.say("ACCEPTED");
  story.live("");
  story.act("Screening");
  story.end();
  story.say("too late");
  return sheet.text;
};

const PLAIN = "Recoup\n\n1  The tape\n   ACCEPTED\n\n2  Screening\n";
const ESCAPE = "\u001b";

describe("the demo's story", () => {
  it("is plain lines where it is no terminal", () => {
    expect(told(new Sheet(false))).toBe(PLAIN);
  });

  it("is plain lines on a dumb terminal", () => {
    expect(told(new Sheet(true), { TERM: "dumb" })).toBe(PLAIN);
  });

  it("keeps the live line below what is told", () => {
    const text = told(new Sheet(true), { NO_COLOR: "1" });
    expect(text).toContain(`${ESCAPE}[2K   1 of 2 rows`);
    expect(text).toContain(`${ESCAPE}[2K   ACCEPTED\n   1 of 2 rows`);
  });

  it("has no colours with NO_COLOR", () => {
    expect(told(new Sheet(true))).toContain(`${ESCAPE}[1m`);
    expect(told(new Sheet(true), { NO_COLOR: "1" })).not.toContain(`${ESCAPE}[1m`);
  });

  it("cuts a live line that would not fit", () => {
    const sheet = new Sheet(true);
    new Story(sheet, {}).live("x".repeat(100));
    expect(sheet.text).toBe(`\r${ESCAPE}[2K   ${"x".repeat(36)}`);
  });

  it("stands numbers to the right, with their heading, and words to the left", () => {
    expect(
      alignColumns([
        ["rule", "accounts", "face value", "why"],
        ["PAID", "1,416", "USD 0.00", "The debt is paid."],
        ["NOT_DELINQUENT", "157", "", "12"],
      ]),
    ).toEqual([
      "rule            accounts  face value  why",
      "PAID               1,416    USD 0.00  The debt is paid.",
      "NOT_DELINQUENT       157              12",
    ]);
  });
});
