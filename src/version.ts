// The version that cmproxy says it is. The build puts package.json's in; straight from the sources there is none.
declare const __CMPROXY_VERSION__: string | undefined;

/** As `1.2.3`; `0.0.0-dev` when not built. */
export const version: string = typeof __CMPROXY_VERSION__ === 'string' ? __CMPROXY_VERSION__ : '0.0.0-dev';
