/** What Nest's own Rspack settings lack: modern output, source maps, and paths that are found at run time, not at build time. */
export default function configure(defaults) {
  const [typescript] = defaults.module.rules;
  const [swc] = typescript.use;
  swc.options.jsc.target = 'es2024';
  swc.options.jsc.keepClassNames = true;
  swc.options.sourceMaps = true;
  return {
    ...defaults,
    devtool: 'source-map',
    // A container has the built files elsewhere than the machine that built them.
    module: { ...defaults.module, parser: { javascript: { importMeta: false } } },
    stats: 'errors-warnings',
  };
}
