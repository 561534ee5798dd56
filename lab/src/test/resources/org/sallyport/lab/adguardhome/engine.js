// Gives AdGuard's rule engine lists of rules and names, and prints for each name whether it passes.
// Arguments: the folder of the package @adguard/tsurlfilter. Input: lines "rules BASE64" and "name HOST".
"use strict";

// what the engine says about rules that it leaves out is no answer
for (const level of ["log", "info", "warn", "error", "debug"]) console[level] = () => {};

const path = require("path");
const adguard = require(path.join(process.argv[2], "dist", "tsurlfilter.umd.js"));

function engineWith(rules) {
    const list = new adguard.StringRuleList(1, rules, true);
    return new adguard.DnsEngine(new adguard.RuleStorage([list]));
}

function passes(engine, host) {
    // as DnsEngine.match makes it, but with the name as it is asked for: AdGuard Home's own engine has it so, and this
    // one takes it out of an address, where it loses names with an underscore
    const request = new adguard.Request("http://" + host + "/", null, adguard.RequestType.Document);
    request.isHostnameRequest = true;
    request.hostname = host;
    request.subdomains = host.split(".").map((_, i, labels) => labels.slice(i).join("."));
    const rule = engine.networkEngine.match(request);
    return rule ? rule.isAllowlist() : engine.match(host).hostRules.length === 0;
}

let engine = engineWith("");
const answers = [];
for (const line of require("fs").readFileSync(0, "utf8").split("\n")) {
    const [word, value] = line.split(" ");
    if (word === "rules") {
        engine = engineWith(Buffer.from(value, "base64").toString("utf8"));
    } else if (word === "name") {
        answers.push(passes(engine, value) ? "passes" : "blocked");
    }
}
process.stdout.write(answers.join("\n") + "\n");
