// Fills the folder where Node keeps compiled code, so that already the first start after a build is quick. A process of its own, started
// with the dist folder and the chunks; it runs the most frequent command, then loads every chunk.
import {enableCompileCache} from 'node:module';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

const [dist = '', ...chunks] = process.argv.slice(2);
enableCompileCache(join(dist, 'cache'));
process.argv.splice(1, process.argv.length, join(dist, 'cmproxy.cjs'), 'status', '--output', 'json');
await import(pathToFileURL(join(dist, 'cli.cjs')).href);
for (const chunk of chunks) await import(pathToFileURL(join(dist, chunk)).href);
