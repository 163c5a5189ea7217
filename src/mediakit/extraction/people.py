"""Read the words of a byline: people, their roles, bodies that are not people, places."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mediakit.outlets import agency_of, calls_itself_agency, is_agency
from mediakit.text import collapse, name_case


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says."""

    people: tuple[str, ...] = ()
    roles: tuple[str | None, ...] = ()
    organizations: tuple[str, ...] = ()
    wire: str | None = None


_PREFIX = re.compile(
    r"^(?:(?:story|words|text|report(?:ing)?|written|posted|published|reviewed|analysis|opinion|commentary|column|review|"
    r"photos?|news|article|edited|compiled|contributed|submitted|kommentar|interview|ein(?:e)? \w+|eine analyse|gastbeitrag|"
    r"propos recueillis|recueilli)\s+)?(?:by|von|par|por|per|di|da|door|av|af)\b[\s:|–—-]*|"
    r"^(?:by|author|authors|autor(?:en|in)?|auteur|written by|text|texte|texto|words|story|reporter|writer|"
    r"from|文|作者|撰文|记者|記者|本报记者|本報記者|责任编辑|责编|編輯|编辑)\s*[:：/／|]\s*|^(?:from)\s+(?=[A-Z])",
    re.IGNORECASE,
)
_GLUED_PREFIX = re.compile(r"^(?:By|by|Von|von|Par)(?=[A-Z][a-zà-ÿ])")
_CUT = re.compile(
    r"\b(?:published|updated|posted|last (?:updated|modified)|first published|created|stand|aktualisiert|veröffentlicht|"
    r"publi[ée]|actualizado|publicado|contributions? from|additional reporting|photograph\w* by|photos? by|styled by|illustrat\w+ by|video by|edited by|"
    r"read more|min(?:ute)?s? read|about the author|view author archive|is an? |was an? |has been |hours? ago|minutes? ago)",
    re.IGNORECASE,
)
_DATE_PIECE = re.compile(
    r"\d{1,2}[:.]\d{2}|\b(?:19|20)\d\d\b|\d\s*(?:min|hours?|days?|months?)\b|^\d+$|^\W*(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?$|"
    r"^(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?\s*\d*$",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"^(?:follow(?:ing)?(?: us| \S+)*|twitter|facebook|instagram|linkedin|email|e-mail|share|tweet|author email|view (?:bio|profile|all)\b.*|"
    r"contact|bio|archive page|archive|see all.*|more (?:from|by|stories).*|comments?|print|save|close|subscribe.*|"
    r"get (?:email|author).*|social links for.*|profile|website|opens in .*|n/a|none|null|undefined|admin(?:istrator)?|"
    r"guest|anonymous|user|unknown|by|von|and|und|et|the|news|opinion|features?|フォロー|すべて見る|search|name|advertisement|"
    r"\(?(?:she/her|he/him|they/them)\)?|posts?|articles?|image|photo|listen|watch|sponsored(?: content)?|partner content)$",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:[|;•·／、，\u2022\n]|\s/\s|\s[–—-]\s|,|&(?!\w+;)|\b(?:and|und|et|mit|with)\b(?=\s+\S)|\s(?:y|e|og|och|en)\s(?=[A-ZÀ-Þ]))\s*"
)
_ROLE_NOUN = (
    r"(?:reporter|correspondent|editor|writer|columnist|journalist|analyst|critic|producer|contributor|author|fellow|"
    r"anchor|host|photographer|blogger|chief|director|bureau chief|manager|intern|specialist|reviewer|redakteur(?:in)?|"
    r"korrespondent(?:in)?|reporterin|autor(?:in)?|journaliste|rédacteur|rédactrice|corresponsal|enviad[oa] especial|"
    r"redactor(?:a)?|periodista|professor|president|ceo|founder|co-founder|strategist|expert|commentator)"
)
_ROLE = re.compile(rf"(?:^|\s){_ROLE_NOUN}s?(?:\s*(?:at large|emeritus|in chief|-in-chief))?$", re.IGNORECASE)
_ROLE_LEAD = re.compile(
    rf"^(?:[a-zà-ÿ&/-]+\s+){{0,4}}{_ROLE_NOUN}s?(?:[-\s]in[-\s]chief|\s+at large)?(?:\s*(?:of|for|at|,).*)?$",
    re.IGNORECASE,
)
_MODIFIERS = frozenset(
    """
    senior chief staff lead deputy associate assistant contributing freelance guest special
    executive managing news sports sport tech technology politics political business science health
    culture entertainment environment climate education economics economy finance financial
    investigative national international foreign world local city state white house capitol court
    legal crime metro features feature breaking digital data video photo opinion opinions social
    media music film movie movies tv television gaming games food travel lifestyle style fashion
    beauty auto automotive energy military defense defence security cyber cybersecurity asia china
    beijing hong kong europe european washington london us u.s. uk global regional general
    assignment multimedia web online audience consumer personal property royal football baseball
    basketball tennis religion race senior-level congressional diplomatic affairs enterprise markets
    money investing space weather night weekend evening morning daily creative commerce shopping
    principal former independent the our
    """.split()
)
_BODY = re.compile(
    r"\b(?:staff|desk|team|editors?|editorial|newsroom|news|press|media|agency|agencies|network|redaktion|redazione|rédaction|"
    r"redacción|redactie|magazine|times|herald|tribune|gazette|journal|bulletin|daily|weekly|university|institute|"
    r"foundation|associat(?:ion|ed)|bureau|service|services|wires?|inc|llc|ltd|corp|gmbh|company|group|correspondents?|reporters|reports?|"
    r"contributors?|partners?|sponsored|brandroom|studios?|labs?|board|department|ministry|council|committee|college|school|"
    r"communications?|publishing|publications?|online|digital|today|nachrichten|zeitung|tv|radio|web|webdesk|community|"
    r"newswire|releases?|guest|admin|wire|consumer reports|fox|cnn|bbc|nbc|cbs|abc|npr|pbs|channel|society|center|centre|"
    r"policy|office|federation|union|club|store|shop|official|world|international)\b|"
    r"\.(?:com|net|org|de|tv|co|uk|fr|it|es|cn|jp|io)\b|https?:|www\.|(?:社|新聞|新闻|デジタル|オンライン|编辑部|編輯部|通讯社|網|网|報|报|台|編集部|取材班|编辑部|财经部|[\u4e00-\u9fff](?:部|组|組|中心|工作室)|뉴스|일보|신문)$",
    re.IGNORECASE,
)
_NOT_NAMES = frozenset(
    "icon link links copy copied sign login log edit page read view more share comment comments menu search home photo image "
    "experience partnership contributors here click follow subscribe close open top full bio why how what when where story "
    "stories facebook twitter whatsapp email reddit flipboard advertisement conversation published updated newsletter".split()
)
_PARTICLES = frozenset(
    """
    de la le van von der den del della di da dos du das do bin ibn al el y zu zum ten ter af av e
    und d' o' st. san mc
    """.split()
)
_HAN_NAME = re.compile(
    r"^[\u4e00-\u9fff]{2,4}(?:\s?[\u4e00-\u9fff]{1,3})?$|^[\uac00-\ud7af]{2,4}$|^[\u3040-\u30ff\u4e00-\u9fff]{2,7}$"
)
_CJK_ROLE = re.compile(
    r"\s*(?:记者|記者|编辑|編輯|기자|특파원|論説委員|責任編輯|责任编辑|摄影)(?:\s+\S+@\S+)?$"
)


_ALSO_NAMES = frozenset("fox page guest link close bird bond".split())
_NEVER_NAMES = frozenset(
    "front landing author profile contact cover back next previous special press wire".split()
)


def _bears_such_a_name(name: str) -> bool:
    """Say whether a name of two or three words holds one word that is a body's and a person's too: "Fox Butterfield"."""
    tokens = [token.lower().strip(".,") for token in name.split()]
    odd = [token for token in tokens if _BODY.search(token) or token in _NOT_NAMES]
    rest = [token for token in tokens if token not in odd]
    return (
        len(tokens) in {2, 3}
        and len(odd) == 1
        and odd[0] in _ALSO_NAMES
        and all(token not in _MODIFIERS and token not in _NEVER_NAMES for token in rest)
        and any(len(token) > 2 for token in rest)
        and all(
            token[:1].isalpha() and part[:1].isupper()
            for token, part in zip(tokens, name.split(), strict=True)
        )
    )


def _is_latin_name(name: str, *, trusted: bool) -> bool:
    tokens = name.replace(",", "").split()
    if not (1 if trusted else 2) <= len(tokens) <= 6 or len(name) > 60:
        return False
    if re.search(r"[\d@#:/?!<>{}=_*]", name) and not trusted:
        return False
    capital = [t for t in tokens if t[:1].isupper() or not t[:1].islower()]
    plain = [t for t in tokens if t[:1].islower() and t.lower().strip(".") not in _PARTICLES]
    if any(t.lower().strip(".,:") in _NOT_NAMES for t in tokens):
        return False
    return bool(capital) and (not plain or (trusted and len(plain) < len(tokens)))


def is_person(name: str, *, site: frozenset[str] = frozenset(), trusted: bool = False) -> bool:
    """Say whether a name in a byline is a person's.

    Parameters
    ----------
    name : str
        One name, without "By".
    site : frozenset of str
        Folded names of the outlet, which are not people.
    trusted : bool
        Whether a tag says that it is an author's name; then one word is enough.

    Examples
    --------
    >>> is_person("Ralph D. Russo"), is_person("Autoblog Staff"), is_person("The Associated Press")
    (True, False, False)
    """
    if _HAN_NAME.match(name):
        return not _BODY.search(name) and fold(name) not in site
    if is_agency(name) or fold(name) in site or _NOISE.match(name):
        return False
    if _bears_such_a_name(name):
        return fold(name.split()[0]) not in site
    if _BODY.search(name):
        return False
    first = name.split()[0] if name.split() else ""
    if first.isupper() and len(first) > 2 and fold(first) in site:
        return False
    if re.match(r"^(?:the|le|la|les|der|die|das|el|our)\s", name, re.IGNORECASE) and not trusted:
        return False
    return _is_latin_name(name, trusted=trusted)


def fold(name: str) -> str:
    """Return a name's letters and digits in lower case, for comparison.

    Examples
    --------
    >>> fold("The New-Site.")
    'newsite'
    """
    return re.sub(r"^the(?=\s)|[\W_]+", "", name.casefold())


@dataclass(slots=True)
class _Tally:
    people: list[str] = field(default_factory=list)
    roles: list[str | None] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)

    def person(self, name: str, role: str | None = None) -> None:
        name = name_case(name)
        if fold(name) not in {fold(known) for known in self.people}:
            self.people.append(name)
            self.roles.append(role)

    def role(self, words: str) -> None:
        if self.roles and self.roles[-1] is None:
            self.roles[-1] = words


def split_role(piece: str) -> tuple[str, str | None]:
    """Split "Chris White Tech Reporter" into the name and the role.

    Examples
    --------
    >>> split_role("Chris White Tech Reporter")
    ('Chris White', 'Tech Reporter')
    >>> split_role("Ann Lee")
    ('Ann Lee', None)
    """
    match = re.search(r"\s+\(([^()]{3,60})\)$", piece)
    if match:
        return piece[: match.start()], match[1]
    words = piece.split()
    if len(words) < 3 or not _ROLE.search(piece):
        return piece, None
    start = len(words) - 1
    while start > 2 and words[start - 1].lower().strip(",") in _MODIFIERS:
        start -= 1
    while start > 3 or (start == 3 and not re.match(r"^[A-Z]\.?$|^(?:de|van|von|la|al|bin)$", words[1])):
        start -= 1
    return " ".join(words[:start]).rstrip(","), " ".join(words[start:])


def _ends(piece: str, tally: _Tally) -> bool:
    """Say whether a piece shows that the printed byline is over: a date, a button, a name said again."""
    return bool(_NOISE.match(piece) or _DATE_PIECE.search(piece)) or fold(piece) in {
        fold(name) for name in tally.people
    }


_SIGNED = re.compile(
    r"\s+(?=(?:the\s+)?(?:associated press|reuters|afp|bloomberg news|canadian press|usa today network)$)",
    re.IGNORECASE,
)
_LINKING = re.compile(r"^(?:and|und|et|with|mit|y|e|&|,)\s+", re.IGNORECASE)
_AFFILIATION = re.compile(
    r"\s+(?:for|of|at|in)\s+(?:the\s+)?[A-Z].*$|\s*\([^)]*\)\s*$|\s+@\w+.*$|\s+\S+@\S+.*$|\s*<[^>]*>$",
    re.IGNORECASE,
)


_CHINESE_REPORTER = re.compile(
    r"(?:(?:本报|本報|本刊|本网|本網|本台|[\u4e00-\u9fff]{2,6}(?:报|報|网|網|社|刊|台|新闻|新聞|周刊))\s?)?(?:特约|特約|首席|见习|見習|驻[\u4e00-\u9fff]{2,4}|財經|财经)?(?:记者|記者|特派员|特派員)[\s:：]+"
)
_CHINESE_HELPER = re.compile(r"(实习生|實習生|实习记者|實習記者|通讯员|通訊員)[\s:：]*([\u4e00-\u9fff]{2,4})")
_CHINESE_PLACE = re.compile(
    r"(?:发自|發自|报道自)\s*[\u4e00-\u9fff]{2,8}|(?<=\s)[\u4e00-\u9fff]{2,6}(?:报道|報道|報導|摄影报道)$"
)


def _chinese(text: str) -> str:
    """Part a Chinese byline as "|" parts others: "本报记者 贺知行 实习生 卫蓝 发自香港" names two."""
    if not _CHINESE_REPORTER.search(text + " ") or re.search("[\u3040-\u30ff]", text):
        return text
    text = _CHINESE_PLACE.sub("", text)
    text = _CHINESE_HELPER.sub(r"| \2 (\1) |", text)
    head, sign, tail = text.partition("|")
    names = re.sub(
        r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff]{2,4}(?:\s|$))", " | ", _CHINESE_REPORTER.sub("| ", head)
    )
    return names + sign + _CHINESE_REPORTER.sub("| ", tail)


def _pieces(text: str) -> list[str]:
    text = _chinese(collapse(text.replace("\n", " | ")))
    text = _GLUED_PREFIX.sub("", _PREFIX.sub("", text.strip(" |"), count=1)).strip(" |")
    cut = _CUT.search(text)
    if cut:
        text = text[: cut.start()]
    signed = (part for raw in _SPLIT.split(text) for part in _SIGNED.split(raw))
    return [piece for raw in signed if (piece := _bare(raw))]


_INITIAL_LAST = re.compile(r"(?<![\w.])(?:[A-Z]\.?)*(?:[A-Z]|Jr|Sr)\.[\s|,;]*$")


def _bare(piece: str) -> str:
    dot = "." if _INITIAL_LAST.search(piece) else ""
    piece = _PREFIX.sub("", _LINKING.sub("", piece.strip(' \t,.:;|-–—*•·©@"“”'))).strip(" ,:;|")
    piece = re.sub(r"^\(([^()]*)\)$|^\(|(?<![\w.)])\)$", r"\1", piece)
    return _CJK_ROLE.sub("", piece) + (dot if piece else "")


def read_byline(text: str, *, site: frozenset[str] = frozenset(), trusted: bool = False) -> Byline:
    """Read a byline as people with roles, bodies and the agency.

    Use it on one byline as printed or as a tag gives it; a line break or "|" parts its pieces.

    Parameters
    ----------
    text : str
        The byline.
    site : frozenset of str
        Folded names of the outlet.
    trusted : bool
        Whether a tag says that these are author names.

    Returns
    -------
    Byline

    Examples
    --------
    >>> read_byline("By RALPH D. RUSSO, Associated Press")
    Byline(people=('Ralph D. Russo',), roles=(None,), organizations=('Associated Press',), wire='AP')
    """
    tally = _Tally()
    for piece in _pieces(text[:600]):
        if tally.people and not trusted and _ends(piece, tally):
            break
        _count(piece, tally, site, trusted)
    wire = next((found for body in tally.bodies if (found := agency_of(body) or _unknown(body, site))), None)
    return Byline(tuple(tally.people), tuple(tally.roles), tuple(dict.fromkeys(tally.bodies)), wire)


def _unknown(body: str, site: frozenset[str]) -> str | None:
    """Return a body that calls itself an agency and is not the outlet."""
    return body if calls_itself_agency(body) and fold(body) not in site else None


def _is_role(piece: str) -> bool:
    """Say whether a piece is a role and no name: "Assistant Sports Editor"."""
    first = piece.split()[0].lower()
    return bool(_ROLE.search(piece)) and (first in _MODIFIERS or bool(re.fullmatch(_ROLE_NOUN + "s?", first)))


def _count(piece: str, tally: _Tally, site: frozenset[str], trusted: bool) -> None:
    if _NOISE.match(piece) or _DATE_PIECE.search(piece) or len(piece) > 80:
        return
    if _is_role(piece):
        if tally.people:
            tally.role(piece)
        else:
            tally.bodies.append(piece)
        return
    name, role = split_role(piece)
    name = _AFFILIATION.sub("", name)
    if role and is_person(name, site=site):
        tally.person(name, role)
    elif is_person(name, site=site, trusted=trusted) and not _ROLE_LEAD.match(piece):
        tally.person(name)
    elif _ROLE_LEAD.match(piece) and tally.people and not is_agency(piece):
        tally.role(piece)
    elif (is_agency(piece) or _BODY.search(piece) or fold(piece) in site) and not (
        (tally.people or tally.bodies) and fold(piece) in site
    ):  # the outlet's own name behind its reporter's or desk's says nothing
        tally.bodies.append(re.sub(r"^the\s+", "", piece))
