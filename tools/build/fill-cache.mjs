// Fills the folder where Node keeps compiled code, so that already the first start after a build is quick. A process of its own, started
// with the dist folder and the chunks.
import {createRequire, enableCompileCache} from 'node:module';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

const [dist = '', ...chunks] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const cli = join(dist, 'cli.cjs');
const exit = process.exit.bind(process);

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

// Node keeps of a file what is compiled when it is loaded, and V8 compiles a function when it is first called. So the most frequent command
// runs first; loaded again, the same text comes out of V8's own memory with all the functions that the command called.
await run('status', '--output', 'json');
enableCompileCache(join(dist, 'cache'));
await run('--version');
// One of them, Ink's link to the React developer tools, asks for a package that is not there.
await Promise.allSettled(chunks.map(chunk => import(pathToFileURL(join(dist, chunk)).href)));
exit();
