"""For whom a lawyer speaks: a client's lawyer is coded as the client, any other one as an expert."""

from __future__ import annotations

import re

from mediakit.quotes.kinds import body_kind, kind_behind, person_known, role_in, role_kind_of
from mediakit.records import SourceType

LAWYERS = frozenset("lawyer attorney solicitor barrister counsel".split())
_LAWYER = r"(?:lawyers?|attorneys?|solicitors?|barristers?|counsel)"
_OF_CLIENT = re.compile(
    rf"(?i)^(?:[\w-]+ )*{_LAWYER}(?: [\w-]+)? (?:for|representing|acting for) (?:the |an? )?(?P<client>.+)"
)
_OWN = re.compile(
    r"(?:^|\s)(?:(?:his|her|their|my)|(?:family|couple|woman|man|victim|defendant|plaintiff|suspect|mother|father|owner)[’']s"
    rf"|(?P<owner>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*?)[’']s?)\s+(?:[\w-]+ )*{_LAWYER}\b",
)
_REPRESENTS = re.compile(r"\b(?:represent(?:s|ing|ed) |clients?\b)")
_AS_CLIENTS: dict[SourceType | None, SourceType] = {
    None: "citizen",
    "expert": "citizen",
    "document": "citizen",
    "media": "company",
}
"""Kinds that clients are not, and what they are instead."""


def is_lawyer(role: str) -> bool:
    """Tell whether a role is a lawyer's."""
    found = role_in(role)
    return found is not None and found.kind == "expert" and found.head.rpartition(" ")[2] in LAWYERS


def speaks_of_clients(text: str) -> bool:
    """Tell whether an article speaks of clients: its lawyers then speak for one."""
    return _REPRESENTS.search(text) is not None


def kind_of_client(role: str, context: str, organization: str) -> SourceType | None:
    """Return the kind of whom a lawyer speaks for; None where nobody's lawyer speaks."""
    match = _OF_CLIENT.match(role) or _OF_CLIENT.match(context)
    if match is not None:
        client = match["client"]
        known = person_known(client) if client[:1].isupper() else None
        found = body_kind(organization or client) or role_kind_of(client) or known
        return _AS_CLIENTS.get(found, found)
    own = _OWN.search(context)
    if own is None:
        return None
    return (kind_behind(own["owner"]) if own["owner"] else None) or "citizen"
