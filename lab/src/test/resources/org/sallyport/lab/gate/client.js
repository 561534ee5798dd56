// Node's own client behind a proxy: node client.js ADDRESS PORT URL; says the status and the body, or what went wrong.
const http = require("http");
const https = require("https");

const [address, port, url] = process.argv.slice(2);
const wanted = new URL(url);
const proxy = { host: address, port: Number(port) };

function fail(error) {
  console.log(String(error));
}

function tell(answer) {
  let body = "";
  answer.setEncoding("utf8");
  answer.on("data", (text) => (body += text));
  answer.on("end", () => console.log(answer.statusCode + " " + body));
}

if (wanted.protocol === "http:") {
  http.get({ ...proxy, path: url, headers: { host: wanted.host }, agent: false }, tell).on("error", fail);
} else {
  const target = wanted.hostname + ":443";
  http
    .request({ ...proxy, method: "CONNECT", path: target, headers: { host: target }, agent: false })
    .on("connect", (answer, socket) => {
      if (answer.statusCode !== 200) {
        console.log("CONNECT " + answer.statusCode);
        socket.destroy();
        return;
      }
      https.get(url, { socket, servername: wanted.hostname, agent: false }, tell).on("error", fail);
    })
    .on("error", fail)
    .end();
}
