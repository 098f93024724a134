/**
 * What is wrong with what a subscriber got, over all its connections, beside what it had to get: nothing when each
 * entry came once and in order.
 */
export function deliveryProblems(expected: readonly number[], received: readonly number[]): string[] {
  const seen = new Set<number>();
  const problems: string[] = [];
  let last = 0;
  for (const sequence of received) {
    if (seen.has(sequence)) problems.push(`${sequence} came again`);
    else if (sequence < last) problems.push(`${sequence} came after ${last}`);
    seen.add(sequence);
    last = sequence;
  }
  const wanted = new Set(expected);
  for (const sequence of expected) if (!seen.has(sequence)) problems.push(`${sequence} did not come`);
  for (const sequence of seen)
    if (!wanted.has(sequence)) problems.push(`${sequence} was not for this subscriber`);
  return problems;
}
