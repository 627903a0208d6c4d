// Puts the terminal's own cursor into a field: it is seen without colour, and input methods, magnifiers and screen readers follow it.
import {measureElement, useCursor, type DOMElement} from 'ink';
import {useLayoutEffect, useState, type RefObject} from 'react';

/**
 * The cursor stands `column` cells right of the box's left edge for as long as the calling component is mounted. One component at a time may do this.
 * The box's place is known only after a layout, so where it has moved, the cursor follows in the next frame.
 */
export function useRealCursor(box: RefObject<DOMElement | null>, column: number): void {
  const {setCursorPosition} = useCursor();
  const [place, setPlace] = useState<{readonly x: number; readonly y: number} | null>(null);
  // Only a finished layout tells the place; the same place again changes no state, so this ends.
  // oxlint-disable-next-line react/exhaustive-deps
  useLayoutEffect(() => {
    if (box.current === null) return;
    const {x, y} = measureElement(box.current);
    setPlace(was => (was !== null && was.x === x && was.y === y ? was : {x, y}));
  });
  setCursorPosition(place === null ? undefined : {x: place.x + column, y: place.y});
}
