// Carries out New-, Set- and Remove-CMAccount, by the ways of `cmproxy account`.
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import type {Account, Hierarchy} from '../../model/hierarchy.ts';
import {sameAccountName} from '../../model/validate-proxy.ts';
import {quoteForShell} from '../../wizard/command-line.ts';
import {addAccount, removeAccount, setAccountPassword} from './change-accounts.ts';
import {isSet, objectOf, textOf, type Value, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {openAndRead} from '../open-site.ts';
import type {Opened} from '../opened.ts';
import {refuse, refused} from '../refuse.ts';

export async function newAccount(values: Values, context: Context): Promise<ExitCode> {
  if (values.has('SiteCode')) return addAccount(withSites(values, [textOf(values, 'SiteCode') ?? '']), context);
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return opened.exitCode;
  const {sites} = opened.value.reading.hierarchy;
  const top = sites.find(({parentSiteCode, siteType}) => parentSiteCode === null && siteType !== 'secondary');
  if (top === undefined)
    return refused(context, exitCodes.usage, {
      what: 'No site was chosen',
      why: 'the top-level site is not known',
      todo: 'Give -SiteCode.',
    });
  return addAccount(withSites(values, [top.siteCode]), context);
}

export async function setAccount(values: Values, context: Context, piped?: readonly Values[]): Promise<ExitCode> {
  const meant = piped === undefined ? await oneByName(values, context, '-SiteCode') : fromRows(context, piped);
  if (meant.kind === 'refused') return meant.exitCode;
  return setAccountPassword(withSites(values, meant.value.sites, meant.value.userName), context);
}

export async function removeCmAccount(values: Values, context: Context, piped?: readonly Values[]): Promise<ExitCode> {
  const meant = piped === undefined ? await oneByName(values, context, null) : fromRows(context, piped);
  if (meant.kind === 'refused') return meant.exitCode;
  const agreed = isSet(values, 'Force') ? {...context, yes: true} : context;
  return removeAccount(withSites(values, meant.value.sites, meant.value.userName), agreed);
}

interface Meant {
  readonly userName: string;
  readonly sites: readonly string[];
}

/** The one site that stores the account, or the one that is named. */
async function oneByName(values: Values, context: Context, option: string | null): Promise<Opened<Meant>> {
  const userName = textOf(values, 'UserName') ?? '';
  const named = textOf(values, 'SiteCode');
  if (named !== undefined) return {kind: 'open', value: {userName, sites: [named]}};
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return opened;
  const codes = storing(opened.value.reading.hierarchy, userName);
  if (codes.length > 1)
    return refuse(context, exitCodes.usage, {
      what: `${userName} is stored at several sites`,
      why: codes.join(', '),
      todo:
        option === null
          ? `Use: cmproxy account remove ${quoteForShell(userName)} --site CODE`
          : `Give ${option}, or for all of them: cmproxy account set-password ${quoteForShell(userName)}`,
    });
  return codes.length === 1
    ? {kind: 'open', value: {userName, sites: codes}}
    : refuse(context, exitCodes.failed, {
        what: `There is no account "${userName}"`,
        why: 'no site stores it, as far as this reading tells',
        todo: 'See: cmproxy Get-CMAccount',
      });
}

function storing({accounts}: Hierarchy, userName: string): readonly string[] {
  const found = (accounts ?? []).filter((account: Account) => sameAccountName(account.userName, userName));
  return found.map(({siteCode}) => siteCode);
}

/** Rows of one account at one or several sites; one password is asked for, so they are of one account. */
function fromRows(context: Context, piped: readonly Values[]): Opened<Meant> {
  const rows = piped.flatMap(values => {
    const row = objectOf(values, 'InputObject');
    const {UserName: userName, SiteCode: siteCode} = row ?? {};
    return typeof userName === 'string' && typeof siteCode === 'string' ? [{userName, siteCode}] : [];
  });
  const [first] = rows;
  if (first === undefined || rows.length < piped.length)
    return refuse(context, exitCodes.failed, {
      what: 'The input objects are no accounts',
      why: 'a row of SMS_SCI_Reserved has UserName and SiteCode',
      todo: 'Pipe the objects of Get-CMAccount.',
    });
  const other = rows.find(({userName}) => !sameAccountName(userName, first.userName));
  if (other !== undefined)
    return refuse(context, exitCodes.usage, {
      what: 'Several accounts were piped in',
      why: `${first.userName} and ${other.userName}`,
      todo: 'Take one account at a time.',
    });
  return {kind: 'open', value: {userName: first.userName, sites: rows.map(({siteCode}) => siteCode)}};
}

function withSites(values: Values, sites: readonly string[], userName?: string): Values {
  const changed: (readonly [string, Value])[] = [['Site', sites]];
  if (userName !== undefined) changed.push(['UserName', userName]);
  return new Map([...values, ...changed]);
}
