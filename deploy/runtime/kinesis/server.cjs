// Runs the Kinesis server for one parent process: it listens on 127.0.0.1 alone, whatever address it
// would take by itself, and ends with its standard input, which the parent holds open, if
// PINFLOW_BOUND is set.
'use strict';

const net = require('net');
const path = require('path');

const HOST = '127.0.0.1';

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (...args) {
  if (args[0] !== null && typeof args[0] === 'object' && args[0].port !== undefined) {
    args[0] = { ...args[0], host: HOST };
  } else if (typeof args[0] === 'number') {
    if (typeof args[1] === 'string') {
      args[1] = HOST;
    } else {
      args.splice(1, 0, HOST);
    }
  }
  return listen.apply(this, args);
};

if (process.env.PINFLOW_BOUND) {
  process.stdin.on('end', () => process.exit(137));
  process.stdin.on('error', () => process.exit(137));
  process.stdin.resume();
}

const server = path.dirname(require.resolve('kinesis-local/package.json'));
process.env.KINESIS_MOCK_CERT_PATH = path.join(server, 'server.json');
require(path.join(server, 'main.js'));
