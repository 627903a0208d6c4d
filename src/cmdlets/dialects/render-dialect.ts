// One plan, or one run of the journal, in the form that is asked for: the change or the way back.
import type {Hierarchy} from '../../model/hierarchy.ts';
import {siteSystemKey} from '../../model/server-name.ts';
import {hostsServiceConnectionPoint} from '../../plan/changes.ts';
import {cliScript} from '../../plan/script/cli-script.ts';
import {dscScript} from '../../plan/script/dsc-script.ts';
import {planScript, scriptBytes} from '../../plan/script/plan-script.ts';
import {scriptForms, type ScriptForm} from '../../plan/script/script-forms.ts';
import {changePart, undoPart, type ScriptSource} from '../../plan/script/script-parts.ts';
import {ansibleDialect} from './ansible-dialect.ts';
import {answersDialect} from './answers-dialect.ts';

export const dialects: readonly ScriptForm[] = scriptForms.map(({form}) => form);

export interface DialectRequest {
  readonly dialect: ScriptForm;
  readonly undo: boolean;
  readonly connection: string;
}

/** Whether an answer file of it would name any server. */
export function hasServers(source: ScriptSource, hierarchy: Hierarchy, undo: boolean): boolean {
  const {changes} = undo ? undoPart(source, hierarchy) : changePart(source, hierarchy);
  return changes.some(({object}) => object !== 'account');
}

/** The text to print or to save; a script of PowerShell has a UTF-8 mark where it needs one. */
export function renderDialect(
  source: ScriptSource,
  hierarchy: Hierarchy,
  {dialect, undo, connection}: DialectRequest,
): string {
  const part = undo ? undoPart(source, hierarchy) : changePart(source, hierarchy);
  switch (dialect) {
    case 'cmdlet':
      return scriptBytes(planScript(part.changes, part.header));
    case 'dsc':
      return scriptBytes(dscScript(part));
    case 'cli':
      return cliScript(part, {connection, confirmFor: confirmCodes(hierarchy)});
    case 'answers': {
      const releases = new Map(hierarchy.sites.map(({siteCode, release}) => [siteCode, release]));
      return answersDialect(part, {connection, releaseOf: code => releases.get(code) ?? null});
    }
    case 'ansible': {
      const top = hierarchy.sites.find(
        ({parentSiteCode, siteType}) => parentSiteCode === null && siteType !== 'secondary',
      );
      return ansibleDialect(part, {code: top?.siteCode ?? '', server: top?.serverName ?? ''});
    }
  }
}

/** The site code that `--confirm` takes for a server that hosts the service connection point. */
function confirmCodes(hierarchy: Hierarchy): (step: {siteCode: string; server: string}) => string | null {
  const hosts = new Set(
    hierarchy.siteSystems
      .filter(hostsServiceConnectionPoint)
      .map(({siteCode, server}) => siteSystemKey(siteCode, server)),
  );
  return ({siteCode, server}) => (hosts.has(siteSystemKey(siteCode, server)) ? siteCode : null);
}
