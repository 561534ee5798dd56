"use strict";
// Runs PAC files for names, as browsers do. Standard input, line by line: "pac BASE64" begins a file, "network true" or
// "network false" says what everything that asks the network or the clock answers, "name X" asks. Standard output has a
// line for each name: the answer, or "!" where the script fails.
const vm = require("vm");

const PREDEFINED = `
function dnsDomainIs(host, domain) {
  var from = host.length - domain.length;
  return from >= 0 && host.substring(from) == domain;
}
function localHostOrDomainIs(host, full) {
  return host == full || full.lastIndexOf(host + ".", 0) == 0;
}
function isPlainHostName(host) {
  return host.indexOf(".") == -1;
}
function shExpMatch(text, pattern) {
  var source = pattern.replace(/\\./g, "\\\\.").replace(/\\*/g, ".*").replace(/\\?/g, ".");
  return new RegExp("^" + source + "$").test(text);
}
function dnsDomainLevels(host) {
  return host.split(".").length - 1;
}
function isResolvable(host) { return NETWORK; }
function isInNet(host, network, mask) { return NETWORK; }
function dnsResolve(host) { return NETWORK ? "192.0.2.1" : null; }
function myIpAddress() { return NETWORK ? "192.0.2.2" : "127.0.0.1"; }
function weekdayRange() { return NETWORK; }
function dateRange() { return NETWORK; }
function timeRange() { return NETWORK; }
function alert(text) {}
`;

let network = false;
let pac = "";
let ask = null;

function load() {
  const context = vm.createContext({ NETWORK: network });
  vm.runInContext(PREDEFINED, context);
  vm.runInContext(pac, context);
  return vm.runInContext("(function (url, host) { return FindProxyForURL(url, host); })", context);
}

function answer(name) {
  try {
    ask = ask || load();
    return String(ask("https://" + name + "/", name)).replace(/[\r\n]/g, " ");
  } catch (failure) {
    return "!";
  }
}

const output = [];
for (const line of require("fs").readFileSync(0, "utf8").split("\n")) {
  const at = line.indexOf(" ");
  const value = line.slice(at + 1);
  switch (line.slice(0, at)) {
    case "pac":
      pac = Buffer.from(value, "base64").toString("utf8");
      ask = null;
      break;
    case "network":
      network = value === "true";
      ask = null;
      break;
    case "name":
      output.push(answer(value));
      break;
  }
}
process.stdout.write(output.map((text) => text + "\n").join(""));
