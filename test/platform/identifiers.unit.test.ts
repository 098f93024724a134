import { Identifiers, systemRandomness } from "../../src/platform/identifiers";

it("random bytes are as many as were asked for, and never given out twice", () => {
  const taken = Array.from({ length: 2_000 }, () => systemRandomness.bytes(16));
  expect(taken.every(({ length }) => length === 16)).toBe(true);
  const before = taken.map((bytes) => Buffer.from(bytes).toString("hex"));
  expect(systemRandomness.bytes(20_000)).toHaveLength(20_000);
  expect(taken.map((bytes) => Buffer.from(bytes).toString("hex"))).toEqual(before);
  expect(new Set(before).size).toBe(taken.length);
});

it("an identifier is a UUIDv7 of its time and its chance", () => {
  const bytes = Uint8Array.from([0xff, 0x01, 0xff, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef]);
  const identifiers = new Identifiers({ bytes: () => bytes }, () => 0x0190abcdef12);
  expect(identifiers.next()).toBe("0190abcd-ef12-7f01-bf23-456789abcdef");
});
