/** What a process has used since it started. */
export interface Usage {
  readonly cpuMicros: number;
  /** The most memory that it ever held. */
  readonly peakRssKilobytes: number;
}

export function usage(): Usage {
  const { user, system } = process.cpuUsage();
  return { cpuMicros: user + system, peakRssKilobytes: process.resourceUsage().maxRSS };
}
