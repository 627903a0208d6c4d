// The software update point component of a site: which server is its default, and from where that one synchronizes.
import type {SoftwareUpdatePointComponent} from './hierarchy.ts';
import {EmbeddedProperties} from './parse-row.ts';
import type {Shape} from './shape.ts';

/** Source: ConfigMgrCBDsc, DSC_CMSoftwareUpdatePointComponent (DefaultWSUS, DefaultUseParentWSUS, ParentWSUS). */
export function parseComponents(item: Shape): SoftwareUpdatePointComponent {
  const properties = new EmbeddedProperties(item);
  const mode = properties.whole('DefaultUseParentWSUS');
  const parent = properties.text('ParentWSUS');
  return {
    siteCode: item.required('SiteCode').toUpperCase(),
    defaultServer: properties.text('DefaultWSUS'),
    parentMode: mode === 0 || mode === 1 || mode === 2 ? mode : null,
    parentServer: parent === null ? null : hostOf(parent),
  };
}

/** `http://wsus.contoso.com:8530/` and `wsus.contoso.com` both name `wsus.contoso.com`. */
function hostOf(text: string): string {
  const authority = text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/[/?#].*$/s, '');
  const bracketed = /^\[([^\]]+)\]/.exec(authority)?.[1];
  if (bracketed !== undefined) return bracketed;
  return authority.split(':').length === 2 ? authority.replace(/:\d+$/, '') : authority;
}
