/** Settings that would lead the demo's server to somebody's data, people or neighbours. */
const LEADING_ELSEWHERE = /^(DATABASE_|AUTH_|RECOUP_|EVENT_BUS_URL$|PUBLIC_URL$|METRICS_PORT$|NODE_ENV$)/;

/** The settings of the demo's own server: nothing of the surroundings but where to listen and how much to log. */
export function demoEnvironment(
  environment: NodeJS.ProcessEnv,
  { dataFolder, pace }: { readonly dataFolder: string; readonly pace: number },
): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !LEADING_ELSEWHERE.test(name));
  return {
    ...Object.fromEntries(kept),
    PORT: environment["PORT"] || "0",
    RECOUP_DATA_DIR: dataFolder,
    ...(pace > 1 && { RECOUP_SANDBOX_PACE: String(pace) }),
  };
}
