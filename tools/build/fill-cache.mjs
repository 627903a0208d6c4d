// Fills the folder where Node keeps compiled code, so that already the first start after a build is quick. A process of its own, started with the
// dist folder, what is to be kept (`main` or `chunks`), and the chunks.
//
// Node keeps of a file what is compiled when it is loaded, and V8 compiles a function when it is first called. So what is run most is run before Node
// keeps anything; loaded again, the same text comes out of V8's own memory with all the functions that were called. What is kept is read whole at each
// start: of cli.cjs, which every command loads, only the functions of `status`; of a chunk those of all the commands below.
import {createRequire, enableCompileCache} from 'node:module';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

const [dist = '', what = '', ...chunks] = process.argv.slice(2);
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

const one = ['--server', 'PS1/MP01', '--set', 'proxy.port=3128'];
/** In this order: the writing ones leave something for those that read. */
const commands = [
  ['config', 'show', '--origin'],
  ['profile', 'save', 'standby', '--set', 'proxy.port=3128'],
  ['preview'],
  ['preview', ...one],
  ['plan', ...one],
  ['plan', ...one, '--as', 'cmdlet'],
  ['apply', ...one, '--yes'],
  ['Set-CMSiteSystemServer', 'MP01.contoso.com', '-SiteCode', 'PS1', '-ProxyServerPort', '8080'],
  ['replay', join(import.meta.dirname, '../../wizards/turn-proxy-off.yaml'), '--what-if'],
  ['undo', '--what-if'],
  ['history'],
  ['endpoints', '--server', 'PS1/CM01'],
  ['account', 'list'],
  ['account', 'uses', 'CONTOSO\\svc-proxy'],
  ['profile', 'list'],
  ['profile', 'show', 'standby'],
  ['profile', 'compare', 'standby', '--where', 'site=PS1'],
  ['finding', 'list'],
  ['site', 'list'],
  ['lab', 'fault', 'list'],
  ['help'],
  ['help', 'plan'],
  ['completion', 'bash'],
  ['__complete', 'bash', '2', 'cmproxy', 'plan', '--server', 'PS1/'],
  ['Get-CMSite'],
  ['Get-CMSiteRole'],
  ['Get-CMSiteSystemServer'],
  ['Get-CMSoftwareUpdatePoint'],
  ['Get-CMAccount'],
];

await run('status', '--output', 'json');
if (what === 'chunks') {
  for (const words of commands) await run(...words);
  enableCompileCache(join(dist, 'cache'));
  for (const chunk of chunks.filter(name => name.endsWith('.cjs'))) {
    delete require.cache[join(dist, chunk)];
    require(join(dist, chunk));
  }
} else {
  enableCompileCache(join(dist, 'cache'));
  await run('--version');
  // One of them, Ink's link to the React developer tools, asks for a package that is not there.
  await Promise.allSettled(
    chunks.filter(name => name.endsWith('.mjs')).map(chunk => import(pathToFileURL(join(dist, chunk)).href)),
  );
}
exit();
