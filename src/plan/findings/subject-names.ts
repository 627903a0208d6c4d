// What roles and features are called in findings.
import type {InheritanceRow} from '../../inheritance/row.ts';
import {consoleNameOfRole} from '../../model/roles.ts';

const features: Readonly<Record<string, string>> = {
  automaticDeploymentRule: 'automatic deployment rules',
  connectedCache: 'Microsoft Connected Cache',
  exchangeConnector: 'Exchange Server connector',
  cloudDistributionPoint: 'cloud distribution point',
  entraUserDiscovery: 'Microsoft Entra user discovery',
  entraGroupDiscovery: 'Microsoft Entra group discovery',
  collectionSync: 'collection membership synchronization',
  tenantAttach: 'tenant attach',
  endpointAnalytics: 'endpoint analytics',
  cloudManagementGateway: 'cloud management gateway deployment',
};

export function followerNames(rows: readonly InheritanceRow[], most = 5): string {
  const names = [
    ...new Set(
      rows.map(row =>
        Object.hasOwn(features, row.subject) ? (features[row.subject] ?? row.subject) : consoleNameOfRole(row.subject),
      ),
    ),
  ];
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
