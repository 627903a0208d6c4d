#!/usr/bin/env node
// The file that people start. It is written so that even a very old Node can read it and say in one line that it is too old.
'use strict';
var wanted = '@engines@'.split('.');
var have = process.versions.node.split('.');
if (Number(have[0]) < Number(wanted[0]) || (have[0] === wanted[0] && Number(have[1]) < Number(wanted[1]))) {
  process.stderr.write(
    'cmproxy: cannot start on Node ' +
      process.versions.node +
      ', because it needs Node @engines@ or newer: ' +
      'install a newer Node, or run it in the project folder by `npm start -- ARGUMENTS`, which brings its own\n',
  );
  process.exit(1);
}
// Keeps the compiled code beside the program; where that folder cannot be written, Node goes on without.
process.getBuiltinModule('node:module').enableCompileCache(__dirname + '/cache');
require('./cli.cjs');
