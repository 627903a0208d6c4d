// Which server at which site a piped row of the provider is about.
import {serverFromNalPath, serverFromNetworkOsPath, siteCodeFromNalPath} from '../../model/server-name.ts';
import type {InputObject} from '../cmdlet.ts';

export interface RowPlace {
  readonly server: string;
  /** Upper case. */
  readonly siteCode: string;
  readonly roleName: string;
}

/** An SMS_SCI_SysResUse row; null where it names no server or no site. */
export function rowPlace(row: InputObject): RowPlace | null {
  const properties = new Map(Object.entries(row).map(([name, value]) => [name.toLowerCase(), value]));
  const text = (name: string): string => {
    const value = properties.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const path = text('nalpath');
  const server = serverFromNetworkOsPath(text('networkospath')) ?? serverFromNalPath(path);
  const siteCode = (text('sitecode') || siteCodeFromNalPath(path)) ?? '';
  if (server === null || siteCode === '') return null;
  return {server, siteCode: siteCode.toUpperCase(), roleName: text('rolename')};
}
