// One build of one folder, or none when dist already holds this state of it.
import {fileURLToPath} from 'node:url';
import {fingerprint, isBuilt} from './fingerprint.mjs';

/**
 * @param {string} root absolute, without a slash at its end
 * @returns {Promise<readonly string[]>} the files written; none when nothing had changed
 */
export async function buildProject(root) {
  const wanted = fingerprint(root, fileURLToPath(new URL('.', import.meta.url)));
  if (isBuilt(`${root}/dist`, wanted)) return [];
  const {bundle} = await import('./bundle.mjs'); // loads esbuild, which takes longer than the whole check
  return bundle(root, wanted);
}
