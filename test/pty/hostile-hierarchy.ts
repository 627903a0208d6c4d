// A hierarchy whose every name tries to deceive or to take over a terminal.
import {hostileText} from '../terminal/hostile-text.ts';

/** For `site add --snapshot`. */
export function hostileHierarchy(): Readonly<Record<string, unknown>> {
  const name = hostileText.map(({text}) => text.slice(0, 60)).join('|');
  return {
    schema: 'cmproxy/hierarchy@1',
    name,
    sites: [{SiteCode: 'PS1', SiteName: name, ServerName: 'CM01.contoso.com', Type: 2}],
    siteSystemUses: [
      {
        SiteCode: 'PS1',
        NetworkOSPath: '\\\\CM01.contoso.com',
        RoleName: 'SMS Site System',
        Props: [
          {PropertyName: 'UseProxy', Value: 1},
          {PropertyName: 'ProxyName', Value2: name},
          {PropertyName: 'ProxyServerPort', Value: 8080},
          {PropertyName: 'AnonymousProxyAccess', Value: 0},
          {PropertyName: 'ProxyUserName', Value2: name},
        ],
      },
      {SiteCode: 'PS1', NetworkOSPath: '\\\\CM01.contoso.com', RoleName: name, Props: []},
      {
        SiteCode: 'PS1',
        NetworkOSPath: `\\\\${name.replaceAll('\\', '')}`,
        RoleName: 'SMS Site System',
        Props: [{PropertyName: 'UseProxy', Value: 0}],
      },
    ],
    accounts: [{SiteCode: 'PS1', UserName: name}],
  };
}
