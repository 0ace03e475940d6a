// Loaded before a program: connections to MAP_FROM (host:443) go to port MAP_TO of this
// machine. It stands for a line in the hosts file and port 443, which need an administrator.
const tls = require('node:tls');

const host = process.env.MAP_FROM;
const port = Number(process.env.MAP_TO);
const connect = tls.connect;

tls.connect = (options, ...rest) => {
  if (options.host !== host || ![443, '443', '', undefined].includes(options.port)) return connect(options, ...rest);
  return connect({ ...options, host: 'localhost', port, servername: host }, ...rest);
};
