"""Web addresses: which ones a record may hold, and when two are the same."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

SHORTENERS = frozenset(
    [
        "bit.ly",
        "goo.gl",
        "t.co",
        "tinyurl.com",
        "amzn.to",
        "ow.ly",
        "is.gd",
        "buff.ly",
        "rebrand.ly",
        "lnkd.in",
        "cutt.ly",
        "shorturl.at",
        "t.ly",
    ]
)
TRACKING = re.compile(
    r"^(utm_.*|fbclid|gclid|dclid|msclkid|mc_[ce]id|ref|ref_|referrer|tag|aff.*|irclickid|ranmid|raneaid|ransiteid|trk|couponcode|"
    r"coupon|click_?id|igshid|si|spm|ascsubtag|linkcode|camp|creative|partner(id)?)$",
    re.IGNORECASE,
)
_FORBIDDEN = re.compile(r"[\s\\\"'<>^`{}|]")
_HOST = re.compile(r"^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}$")


def refusal(url: str) -> str | None:
    """Why `url` may not stand in a record, with the remedy; None when it may. Addresses are refused, never repaired."""
    if not url.isascii():
        return "has a letter outside ASCII: percent-encode it, or use the plain address of the site"
    if not url.startswith("https://"):
        return "must start with https://"
    if found := _FORBIDDEN.search(url):
        return f"holds {found[0]!r}: percent-encode it"
    host = url[8:].split("/")[0].split("?")[0].split("#")[0]
    if "@" in host:
        return "holds a user name before the host: remove it"
    if ":" in host:
        return "names a port: use the plain address"
    if host != host.lower() or host.endswith("."):
        return f"write the host as {host.lower().rstrip('.')!r}"
    if not _HOST.fullmatch(host) or re.fullmatch(r"[0-9.]+", host):
        return f"{host!r} is no public host name"
    if any(label.startswith("xn--") for label in host.split(".")):
        return f"the host reads {_decoded(host)!r} when decoded: a maintainer has to add it"
    if host.removeprefix("www.") in SHORTENERS:
        return f"{host} hides where it leads: give the address it opens"
    for name, _ in parse_qsl(urlsplit(url).query, keep_blank_values=True):
        if TRACKING.fullmatch(name):
            return f"the parameter {name!r} tracks readers or pays somebody: remove it"
    return None


def _decoded(host: str) -> str:
    """What a punycode host looks like to a reader."""
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host


def normalised(url: str) -> str:
    """A form in which two spellings of one address are equal. For comparing, not for showing."""
    parts = urlsplit(url)
    host = parts.netloc.lower().removeprefix("www.").removeprefix("m.")
    path = re.sub(r"/(index\.html?)?$", "", parts.path)
    query = parse_qsl(parts.query)
    if host == "youtu.be":
        host, path, query = "youtube.com", "/watch", [("v", path.strip("/"))]
    if host.endswith("arxiv.org"):
        host, path = "arxiv.org", re.sub(r"^/(pdf|html)/", "/abs/", re.sub(r"(v\d+)?(\.pdf)?$", "", path))
    if host == "github.com":
        path = re.sub(r"^(/[^/]+/[^/]+?)(\.git|/(tree|blob)/(main|master)(/readme\.md)?)?$", r"\1", path.lower())
    return f"https://{host}{path}" + (f"?{urlencode(sorted(query))}" if query else "")
