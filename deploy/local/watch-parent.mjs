const EVERY_MS = 500;

/**
 * Calls back once when npm, which started us, has been killed; then nobody could stop us any more. The scripts of
 * package.json say `exec`, so that npm is our parent and its signals reach us: a shell between us would keep them for itself.
 * Does nothing when npm did not start us. The answer ends the watch.
 */
export function watchParent(gone) {
  if (!process.env.npm_lifecycle_event) return () => undefined;
  const npm = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(timer);
    gone();
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
