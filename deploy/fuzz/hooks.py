"""What Schemathesis has to know beyond the OpenAPI document: how to log in, what can be bought, and what is a valid cursor."""

import json
import os
import urllib.request

import schemathesis
from hypothesis import strategies as st

GATEWAY = os.environ["FUZZ_GATEWAY"] + "/api/v1"
SIMULATOR = os.environ["FUZZ_SIMULATOR"] + "/_control"
WORLD = json.loads(os.environ["FUZZ_WORLD"])
PARTNER = "/api/v1/partner/"
LOGOUT = ("/api/v1/auth/logout", "/api/v1/admin/auth/logout")


def post(url, body):
    # From elsewhere than what is tried: there, wrong passwords make an address wait.
    headers = {"content-type": "application/json", "x-forwarded-for": "198.51.100.1"}
    request = urllib.request.Request(url, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def log_in():
    if os.environ["FUZZ_ROLE"] == "operator":
        return post(GATEWAY + "/admin/auth/login", {key: WORLD["operator"][key] for key in ("username", "password")})["data"]["accessToken"]
    code = post(SIMULATOR + "/login-codes", {"openid": "fuzz-user"})["code"]
    return post(GATEWAY + "/auth/wechat-login", {"code": code})["data"]["accessToken"]


@schemathesis.auth()
class BearerToken:
    def get(self, case, context):
        return log_in()

    def set(self, case, data, context):
        if case.operation.path.startswith(PARTNER):
            case.headers["X-Api-Key"] = WORLD["apiKey"]
            return
        # Whoever logs out does so from a session of their own: the others need theirs.
        token = log_in() if case.operation.path in LOGOUT else data
        case.headers["Authorization"] = f"Bearer {token}"


# Cursors are made by the server; of those that a client could write itself only the first page's is one.
schemathesis.openapi.format("cursor", st.just(""))


@schemathesis.hook
def before_call(context, case, kwargs):
    """Ids come from answers, so that whoever asks would find their own and lock themselves out."""
    if case.path_parameters and case.path_parameters.get("id") == WORLD["operator"]["id"]:
        case.path_parameters["id"] = "1"


@schemathesis.hook.apply_to(method="POST", path="/api/v1/orders")
def map_body(context, body):
    """Half of the ids that could be those of goods become those of goods, no two the same; what is no id stays none."""
    goods = list(WORLD["skuIds"])
    for line in body.get("items") or [] if isinstance(body, dict) else []:
        sku = line.get("skuId") if isinstance(line, dict) else None
        if isinstance(sku, str) and sku.isascii() and sku.isdigit() and len(sku) < 20 and sku[-1] in "02468" and goods:
            line["skuId"] = goods.pop(int(sku) % len(goods))
    return body
