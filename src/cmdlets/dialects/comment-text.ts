// Text from a hierarchy inside a comment of YAML: one line, every character in sight.
import {quoteComment} from '../../plan/script/quote-comment.ts';

export function commentText(text: string): string {
  return ` ${quoteComment(text)}`;
}
