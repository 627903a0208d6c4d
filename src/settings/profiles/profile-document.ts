// Profiles as they stand in a file.
import {profilesSchema, type Profiles} from './profile.ts';

/** A port is a number where it is one. */
export function profileDocument(profiles: Profiles): Readonly<Record<string, unknown>> {
  return {
    schema: profilesSchema,
    profiles: Object.fromEntries(
      profiles.map(({name, description, savedAt, settings}) => {
        const port = settings['proxy.port'];
        const isNumber = port !== undefined && /^[1-9]\d{0,4}$/.test(port);
        return [
          name,
          {description, savedAt, settings: {...settings, ...(isNumber ? {'proxy.port': Number(port)} : {})}},
        ];
      }),
    ),
  };
}
