// Which characters this terminal can show, for every screen. A test may say otherwise by the provider.
import {createContext, use} from 'react';
import {glyphsFor, type Glyphs} from '../terminal/glyphs.ts';

export const GlyphsContext = createContext<Glyphs>(glyphsFor(process.env, process.platform));

/** See `glyphsFor`. Data is shown by `screenText(text, glyphs)`. */
export function useGlyphs(): Glyphs {
  return use(GlyphsContext);
}
