// Loaded before a program (NODE_OPTIONS=--require): SIGUSR2 makes it throw where nothing catches.
process.on('SIGUSR2', () => {
  throw new Error('injected \u001b[31m');
});
