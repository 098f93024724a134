/**
 * Waits until the test run ends that started it, however it ends, and then ends what it has left running: process groups,
 * PostgreSQL servers in folders, and the folders. A line each tells what there is: ["keep" or "forget", "group" or
 * "folder", its number or path]. Plain JavaScript: it must be there before anything else is.
 */
const { existsSync, readdirSync, readFileSync, rmSync } = require("node:fs");
const path = require("node:path");
const { createInterface } = require("node:readline");

const kept = { group: new Set(), folder: new Set() };

createInterface({ input: process.stdin })
  .on("line", (line) => {
    const [what, kind, which] = JSON.parse(line);
    if (what === "keep") kept[kind].add(which);
    else kept[kind].delete(which);
  })
  .on("close", () => {
    for (const group of kept.group) kill(-group);
    for (const folder of kept.folder) {
      for (const pid of serversIn(folder)) kill(pid);
      rmSync(folder, { recursive: true, force: true, maxRetries: 50 }); // its other processes notice, and write no more
    }
  });

/** By the file that each keeps; its number may have passed to a stranger, who does not have the folder in its command. */
function serversIn(folder) {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => path.basename(file) === "postmaster.pid")
    .map((file) => Number(textOf(path.join(folder, file)).split("\n")[0]))
    .filter((pid) => textOf(`/proc/${pid}/cmdline`).includes(folder));
}

/** Nothing for what has gone: a server may be ending by itself meanwhile. */
function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function kill(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}
