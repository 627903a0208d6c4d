// The text of a changed answer file, written as its author wrote it as far as that can be seen.
import type {Document} from 'yaml';

/** Line ends, indentation, blanks in braces. `document` was parsed from `text` with its line ends as line feeds. */
export function inTheMannerOf(text: string, document: Document.Parsed): string {
  const indent =
    /^(?:proxy|softwareUpdatePoint|overrides|select|recorded):[^\n]*\n( +)[^\s#]/m.exec(text)?.[1]?.length ?? 2;
  const written = document.toString({
    lineWidth: 0,
    flowCollectionPadding: /\{ /.test(text),
    indent,
    indentSeq: !/^servers:[^\n]*\n- /m.test(text),
  });
  return text.includes('\r\n') ? written.replaceAll('\n', '\r\n') : written;
}
