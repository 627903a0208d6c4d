// The YAML parser, in a chunk of its own: only an undo from a file needs it.
export {parseDocument} from 'yaml';
