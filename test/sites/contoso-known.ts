// What the contract tests may count on in the embedded hierarchy.
import type {Known} from './contract.ts';

export const contosoKnown: Known = {
  siteCode: 'PS1',
  server: 'CM01.contoso.com',
  updatePointWithoutProxy: 'SUP02.contoso.com',
  account: 'CONTOSO\\svc-branch',
  unreadable: {siteCode: 'PS2', server: 'DP23.contoso.com'},
  twice: {server: 'DP05.contoso.com', siteCodes: ['PS1', 'PS2']},
  secondary: 'S01',
};
