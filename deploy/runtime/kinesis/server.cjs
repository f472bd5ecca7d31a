// Runs the Kinesis server for one parent process: it listens on 127.0.0.1 alone, whatever address it
// would take by itself, and ends with its standard input, which the parent holds open, if
// PINFLOW_BOUND is set.
//
// The server writes its streams over the last copy of them. Ended in the middle of that it would
// leave a file with which it never starts again; so a whole copy is kept beside it.
'use strict';

const fs = require('fs');
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

const KEEP_EVERY_MILLIS = 2000;

function isWhole(file) {
  try {
    JSON.parse(fs.readFileSync(file, 'utf8'));
    return true;
  } catch {
    return false;
  }
}

/** Brings the last whole copy back where the server's own file is broken, and keeps copying. */
function keepWholeCopy(folder) {
  const data = path.join(folder, 'kinesis-data.json');
  const whole = path.join(folder, 'kinesis-data.whole.json');
  if (fs.existsSync(data) && !isWhole(data)) {
    fs.rmSync(data);
    if (isWhole(whole)) {
      fs.copyFileSync(whole, data);
    }
    console.error(`${data} was broken: the streams begin with their last whole copy, if there is one`);
  }
  fs.watchFile(data, { interval: KEEP_EVERY_MILLIS, persistent: false }, () => {
    if (isWhole(data)) {
      fs.copyFileSync(data, `${whole}.new`);
      fs.renameSync(`${whole}.new`, whole);
    }
  });
}

if (process.env.PERSIST_PATH) {
  keepWholeCopy(process.env.PERSIST_PATH);
}

const server = path.dirname(require.resolve('kinesis-local/package.json'));
process.env.KINESIS_MOCK_CERT_PATH = path.join(server, 'server.json');
require(path.join(server, 'main.js'));
