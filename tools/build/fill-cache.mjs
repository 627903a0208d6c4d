// Fills the folder where Node keeps compiled code, so that already the first start after a build is quick. A process of its own, started
// with --expose-internals and the dist folder: for cli.cjs, or for the chunks that are named.
import {writeFileSync} from 'node:fs';
import {createRequire, enableCompileCache} from 'node:module';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

const [dist = '', ...chunks] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const cli = join(dist, 'cli.cjs');
const exit = process.exit.bind(process);
const urls = chunks.map(chunk => pathToFileURL(join(dist, chunk)).href);

/** Runs a command here, whose last step, to end the process, is all that does not happen. @type {(...words: string[]) => Promise<unknown>} */
function run(...words) {
  const ended = new Promise(resolve => {
    Object.assign(process, {exit: resolve});
  });
  process.argv = [process.execPath, join(dist, 'cmproxy.cjs'), ...words];
  delete require.cache[cli];
  require(cli);
  return ended;
}

/**
 * Makes Node load modules anew that it has loaded. What forgets them has no public name: on a Node where it is called otherwise, the chunks are
 * kept without the functions that were called, and start a little slower.
 */
function forgetChunks() {
  try {
    const {loadCache} = require('internal/modules/esm/loader').getOrInitializeCascadedLoader();
    for (const url of urls) loadCache.delete(url);
  } catch (error) {
    process.stderr.write(`The chunks are kept as they are loaded: ${String(error)}\n`);
  }
}

// Node keeps of a file what is compiled when it is loaded, and V8 compiles a function when it is first called. So frequent commands run first;
// loaded again, the same text comes out of V8's own memory with all the functions that they called. Of cli.cjs, which every command loads, only
// what the most frequent one calls is kept: more would cost each start a millisecond.
await run('status', '--output', 'json');
if (chunks.length === 0) {
  enableCompileCache(join(dist, 'cache'));
  await run('--version');
} else {
  const answers = join(process.env['CMPROXY_HOME'] ?? '', 'answers.yaml');
  writeFileSync(
    answers,
    'schema: cmproxy/answers@1\nservers: [PS1/MP01.contoso.com]\nproxy: {serverName: proxy-a.contoso.com}\n',
  );
  await run('replay', answers, '--yes');
  await run('plan', '--server', 'PS1/MP01', '--set', 'proxy.port=3128');
  forgetChunks();
  enableCompileCache(join(dist, 'cache'));
  // One of them, Ink's link to the React developer tools, asks for a package that is not there.
  await Promise.allSettled(urls.map(url => import(url)));
}
exit();
