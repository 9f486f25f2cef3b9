# A vendor's server made with PyPI's dingtalk-sdk. Nothing of it is changed but the base address.
"""The arguments are the server's base address, suite key, suite secret, token, encoding_aes_key, the serial that is right.
Prints its callback URL and then a JSON array a line: ["event", the event, the answer] or ["call", its name, the answer];
an error is {"errcode": …}. A line on standard input makes calls for a team: ["team", corpid] or ["gone", corpid]."""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from urllib.parse import parse_qsl, urlsplit

from dingtalk.client.base import BaseClient
from dingtalk.client.isv import ISVClient
from dingtalk.core.exceptions import DingTalkClientException
from dingtalk.storage.kvstorage import KvStorage

BASE, SUITE_KEY, SECRET, TOKEN, AES_KEY, SERIAL = sys.argv[1:]
BaseClient.API_BASE_URL = BASE


class Kept:
    """What the SDK keeps, as in Redis."""

    def __init__(self):
        self.values = {}

    def get(self, key):
        return self.values.get(key)

    def set(self, key, value, ttl):
        self.values[key] = value

    def delete(self, key):
        self.values.pop(key, None)


client = ISVClient(SUITE_KEY, SECRET, TOKEN, AES_KEY, KvStorage(Kept()))
codes = {}
printing = Lock()


def say(*what):
    with printing:
        print(json.dumps(what), flush=True)


def call(name, function, *given):
    try:
        answer = function(*given)
    except DingTalkClientException as error:
        answer = {"errcode": error.errcode, "errmsg": error.errmsg}
    say("call", name, answer)
    return answer


def activate(swapped):
    corpid = swapped["auth_corp_info"]["corpid"]
    codes[corpid] = swapped["permanent_code"]
    info = call("get_auth_info", client.get_auth_info, corpid)
    for agent in info["auth_info"]["agent"]:
        call("get_agent", client.get_agent, corpid, agent["agentid"])
        call("get_unactive_corp", client.get_unactive_corp, agent["appid"])
    call("activate_suite", client.activate_suite, corpid)
    call("set_corp_ipwhitelist", client.set_corp_ipwhitelist, corpid, ["127.0.*.*"])


def read_team(corpid):
    team = client.get_dingtalk_client(corpid)
    call("auth/scopes", team.user.auth_scopes)
    departments = call("department/list", team.department.list)
    for department in departments:
        people = call("user/simplelist", team.user.simple_list, department["id"])
        for person in people["userlist"]:
            call("user/get", team.user.get, person["userid"])


def after_withdrawal(corpid):
    # The SDK has forgotten the permanent code, as it should.
    client.cache.permanent_code.set(corpid, codes[corpid])
    call("get_corp_token", client.get_access_token_by_corpid, corpid)
    call("activate_suite", client.activate_suite, corpid)
    call("auth/scopes", client.get_dingtalk_client(corpid).user.auth_scopes)


def answer_to(event):
    kind = event["EventType"]
    if kind == "check_update_suite_url":
        return event["Random"]
    # The SDK has swapped the code, while our answer is waited for.
    if kind == "tmp_auth_code" and "__permanent_code_data" not in event:
        return "faile"
    if kind == "check_suite_license_code" and event["LicenseCode"] != SERIAL:
        return "faile"
    return "success"


class Callback(BaseHTTPRequestHandler):
    def do_POST(self):
        query = dict(parse_qsl(urlsplit(self.path).query))
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            event = client.parse_message(body, query["signature"], query["timestamp"], query["nonce"])
        except Exception as error:
            say("refused", repr(error))
            return self.send_error(403)
        word = answer_to(event)
        say("event", event, word)
        if swapped := event.get("__permanent_code_data"):
            Thread(target=activate, args=[swapped]).start()
        answer = json.dumps(client.crypto.encrypt_message(word)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Callback)
Thread(target=server.serve_forever, daemon=True).start()
print(f"listening on http://127.0.0.1:{server.server_port}/callback", flush=True)
for line in sys.stdin:
    what, corpid = json.loads(line)
    {"team": read_team, "gone": after_withdrawal}[what](corpid)
