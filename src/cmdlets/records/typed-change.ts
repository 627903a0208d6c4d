// What the parameters of Set-CMSiteSystemServer and Set-CMSoftwareUpdatePoint say, as a change.
import type {DesiredChange} from '../../model/desired-change.ts';
import {booleanOf, numberOf, textOf, type Values} from '../cmdlet.ts';

export type TypedObject = 'siteSystem' | 'softwareUpdatePoint';

export function typedChange(object: TypedObject, values: Values): DesiredChange {
  return object === 'siteSystem' ? siteSystemChange(values) : updatePointChange(values);
}

function siteSystemChange(values: Values): DesiredChange {
  const enabled = booleanOf(values, 'EnableProxy');
  const serverName = textOf(values, 'ProxyServerName');
  const port = numberOf(values, 'ProxyServerPort');
  const account = values.get('ProxyAccessAccount') === null ? 'system' : textOf(values, 'ProxyAccessAccount');
  return {
    ...(enabled === undefined ? {} : {'proxy.enabled': enabled}),
    ...(serverName === undefined ? {} : {'proxy.serverName': serverName}),
    ...(port === undefined ? {} : {'proxy.port': String(port)}),
    ...(account === undefined ? {} : {'proxy.account': account}),
  };
}

function updatePointChange(values: Values): DesiredChange {
  const synchronize = booleanOf(values, 'UseProxy');
  const content = booleanOf(values, 'UseProxyForAutoDeploymentRule');
  return {
    ...(synchronize === undefined ? {} : {'softwareUpdatePoint.useProxy': synchronize}),
    ...(content === undefined ? {} : {'softwareUpdatePoint.useProxyForAutoDeploymentRule': content}),
  };
}
