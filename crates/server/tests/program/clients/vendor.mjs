// A vendor's server made with npm packages: dingtalk_suite_callback and dingtalk-encrypt take events, dingtalk_suite makes the
// suite's calls, node-dingtalk a team's. Nothing of them is changed but the base address. Its arguments, what it prints and what
// it reads are vendor.py's; the folder of the packages is one more argument, the last.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import Module, { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const [base, suiteKey, secret, token, aesKey, serial, packages] = process.argv.slice(2);
const require = createRequire(`${packages}/`);

/** dingtalk_suite has its base address as a constant in its file. */
function dingtalkSuite() {
  const file = require.resolve("dingtalk_suite");
  const module = new Module(file);
  module.filename = file;
  module.paths = Module._nodeModulePaths(packages);
  module._compile(readFileSync(file, "utf8").replaceAll("https://oapi.dingtalk.com", base), file);
  return module.exports;
}

const say = (...what) => console.log(JSON.stringify(what));

// What a vendor keeps in its database.
let kept = { value: null, expires: 0 };
let ticket = null;
const codes = new Map();

const suite = new (dingtalkSuite())({
  suiteid: suiteKey,
  secret,
  getTicket: (done) => done(null, ticket),
  getToken: (done) => done(null, kept),
  saveToken: (saved, done) => done(null, (kept = saved)),
});
const DingTalk = require("node-dingtalk");
const encryptor = new (require("dingtalk-encrypt"))(token, aesKey, suiteKey);

async function call(name, made) {
  const answer = await made.catch((error) => ({ errcode: error.code, errmsg: error.message }));
  say("call", name, answer);
  return answer;
}
const suiteCall = (method, ...given) => promisify(suite[method].bind(suite))(...given);

async function activate(authCode) {
  const swapped = await call("get_permanent_code", suiteCall("getPermanentCode", authCode));
  const { permanent_code: code, auth_corp_info: { corpid } } = swapped;
  codes.set(corpid, code);
  const info = await call("get_auth_info", suiteCall("getAuthInfo", corpid, code));
  for (const { agentid } of info.auth_info.agent) {
    await call("get_agent", suiteCall("getAgent", agentid, corpid, code));
  }
  await call("activate_suite", suiteCall("activateSuite", corpid, code));
}

/** Knows no suites: what it asks for as a team's own token it finds kept already. */
async function team(corpid) {
  const { access_token } = await call("get_corp_token", suiteCall("getCorpToken", corpid, codes.get(corpid)));
  const cache = { get: () => access_token, set() {} };
  return new DingTalk({ host: base, corpid, corpsecret: "none", cache });
}

let read;
const calls = {
  async team(corpid) {
    read = await team(corpid);
    await call("auth/scopes", read.auth.scopes());
    const { department } = await call("department/list", read.department.list());
    for (const { id } of department) {
      const { userlist } = await call("user/simplelist", read.user.list(id, true));
      for (const { userid } of userlist) await call("user/get", read.user.get(userid));
    }
  },
  async gone(corpid) {
    await call("get_corp_token", suiteCall("getCorpToken", corpid, codes.get(corpid)));
    await call("activate_suite", suiteCall("activateSuite", corpid, codes.get(corpid)));
    await call("auth/scopes", read.auth.scopes());
  },
};

const middleware = require("dingtalk_suite_callback")(
  {
    token,
    encodingAESKey: aesKey,
    suiteid: suiteKey,
    saveTicket(saved, done) {
      ticket = saved;
      say("event", { EventType: "suite_ticket" }, "success");
      done();
    },
  },
  (event, request, response) => {
    const { EventType: kind, LicenseCode: typed } = event;
    const word = kind === "check_suite_license_code" && typed !== serial ? "faile" : "success";
    say("event", event, word);
    if (kind === "tmp_auth_code") activate(event.AuthCode);
    // The middleware can answer nothing but the word success, and was written before there were serials.
    if (word === "success") return response.reply();
    const { timestamp, nonce, signature } = request.query;
    encryptor.getDecryptMsg(signature, timestamp, nonce, request.body.encrypt);
    response.json(encryptor.getEncryptedMap(word, timestamp, nonce));
  },
);

// As much of Express as the middleware needs.
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  request.body = JSON.parse(body);
  request.query = Object.fromEntries(new URL(request.url, base).searchParams);
  response.json = (answer) => response.setHeader("Content-Type", "application/json").end(JSON.stringify(answer));
  middleware(request, response, (error) => response.writeHead(500).end(String(error)));
});
server.listen(0, "127.0.0.1", () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}/callback`);
});
for await (const line of createInterface({ input: process.stdin })) {
  const [what, corpid] = JSON.parse(line);
  await calls[what](corpid);
}
process.exit();
