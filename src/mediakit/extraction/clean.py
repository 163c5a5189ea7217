"""Take out of a body what is not the article: credits, captions, related links, promotion, biographies, notices."""

from __future__ import annotations

import re
from typing import Literal

from mediakit.records import Removed
from mediakit.text import count_words

Kind = Literal["credit", "caption", "related", "promotion", "biography", "notice"]

_AGENCY_PHOTO = r"(?:getty(?: images)?|afp|reuters|ap(?: photo)?|associated press|shutterstock|istock|bloomberg|alamy|epa|xinhua|wireimage|filmmagic|unsplash|pexels|pixabay|zuma|imago|dpa|picture alliance|instagram|facebook|twitter|youtube|screenshot|handout|courtesy|zuma press|pa wire|rex|splash news|backgrid|mega)"
_CREDIT = re.compile(
    rf"^(?:(?:photo|image|picture|photograph|illustration|foto|bild|video|graphic|photos|credit|crédit|quelle|copyright|cover|featured image|main image|top image|lead image|header image)s?(?:\s*(?:credit|source|by|by:|courtesy(?: of)?|via|illustration))?\s*[:/|©-]\s*\S.{{0,120}}"
    rf"|(?:photo|image|picture|illustration|photograph|video)s? (?:by|credit|courtesy|via|from) .{{2,90}}"
    rf"|[©(\[]\s*(?:photo|image|picture|credit|source|foto|©|ap|afp).{{0,120}}[)\]]?"
    rf"|.{{0,70}}(?:/|\bvia\s+|\bby\s+|\|\s*|[-–—]\s*|\()\s*{_AGENCY_PHOTO}[\w ./&-]{{0,30}}\)?\.?"
    rf"|{_AGENCY_PHOTO}(?:\s*/\s*[\w .&-]{{2,40}})?)$",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    rf"\((?:photo|image|picture|file photo|illustration|foto|ap photo)s?(?:\s*(?:credit|illustration))?(?:\s*(?:by|:|via|courtesy)|/)[^()]{{2,110}}\)\.?$|\([^()]{{2,60}}/{_AGENCY_PHOTO}[^()]{{0,40}}\)\.?$"
    rf"|^[A-Z][A-Z .'’-]{{2,40}},\s[A-Z]{{2}}[A-Z. ]*\s?[-–—]\s?[A-Z]{{3,9}}\.? \d{{1,2}}:|\b(?:photo|image|picture|photograph)(?: credit)?:\s[^.]{{3,80}}$|\|\s*(?:photo|image) (?:by|credit|courtesy)[^.]{{2,80}}$",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"^\(?\s*(?:related(?: (?:stor(?:y|ies)|articles?|links?|coverage|content|news|posts?|topics|video))?|read (?:more|also|next|too|now)|also read|see (?:also|more)|more (?:on|from|about|stories|news)(?: .{1,40})?|recommended(?: reading)?|"
    r"you (?:may|might) (?:also )?(?:like|be interested).*|don['’]t miss|must read|watch(?: (?:also|now|more|next|below))?|click here.*|what to read next|editor['’]?s['’]? picks?|further reading|keep reading|continue reading.*|"
    r"trending(?: now| stories)?|top stories|most read|latest news|mehr zum thema|lesen sie (?:auch|mehr|dazu)|lesen sie hier.*|auch interessant|mehr dazu|das könnte sie auch interessieren|à lire aussi|lire aussi|lee también|te puede interesar|leggi anche|lees ook|"
    r"相关阅读|相关新闻|延伸閱讀|延伸阅读|更多新闻|関連記事|あわせて読みたい|推荐阅读)\s*(?:[:：|>»–—-].*|\)?)$",
    re.IGNORECASE,
)
_TEASER = re.compile(
    r"(?:…|\.{3}|[.!?])\s*(?:read|learn|view|see) (?:more|full (?:story|article))\s*[›»>→]*$", re.IGNORECASE
)
_RELATED_INLINE = re.compile(
    r"\s*[(\[]\s*(?:RELATED|READ MORE|MORE|ALSO READ|SEE ALSO|WATCH|READ)\s*:\s[^()\[\]]{5,200}[)\]]"
)
_PROMOTION = re.compile(
    r"(?:sign up (?:for|to|here|now|below)|subscribe (?:to|now|for|today|here)|(?:get|download) (?:the|our) (?:[\w ]{1,25} )?app\b|follow (?:us|[\w ]{2,30}) on (?:twitter|facebook|instagram|x\b|tiktok|social|google news|whatsapp|telegram|linkedin|youtube)|like us on facebook|join (?:our|us on|the conversation|the discussion|thousands)|"
    r"newsletters?\b.{0,60}\b(?:inbox|sign|subscribe|daily|weekly|email|free)|(?:our|free|daily|weekly|morning) newsletter|delivered (?:straight |directly )?to your inbox|become a (?:member|subscriber|patron|supporter)|support (?:our|independent|quality) journalism|donate (?:now|today|here)|make a donation|"
    r"listen to (?:this article|the podcast)|have a (?:news )?tip\b|got a (?:news )?(?:tip|story)|share your (?:thoughts|views|opinion)|let us know in the comments|tell us (?:in|what you think)|"
    r"we may (?:earn|receive) (?:a |an )?(?:affiliate )?commission|affiliate (?:links?|commission)|purchase.{0,30}through (?:our )?links|buy through links|"
    r"abonnieren sie|jetzt (?:abonnieren|anmelden|testen)|newsletter (?:an|bestellen)|folgen sie uns|abonnez-vous|suscríbete|síguenos|iscriviti|seguici|meld je aan|扫码|扫描二维码|关注我们|点击订阅|下载.{0,10}(?:app|客户端))",
    re.IGNORECASE,
)
_BIOGRAPHY = re.compile(
    r"^(?:about the (?:author|writer|reporter)s?\b.*|(?:[A-Z][\w.'’-]+ ){1,3}[A-Z][\w'’-]+ (?:is|was) (?:an? |the )?(?:[\w'’&,-]+ ){0,7}(?:reporter|journalist|writer|editor|correspondent|columnist|contributor|freelancer|author of|producer|fellow at|professor (?:of|at)|researcher at|blogger|critic|podcaster|intern)\b.*"
    r"|(?:contact|reach|email|e-mail|follow) (?:the (?:author|writer|reporter)|him|her|them|[A-Z]\w+(?: [A-Z]\w+)?) (?:at|on|via|:).{3,120}|(?:he|she|they) can be (?:reached|contacted|found) .*|follow (?:him|her|them) (?:on|at) .*"
    r"|(?:reporting|writing|editing|additional reporting|reported|edited) by .{3,140}|.{3,80} contributed to this (?:report|story|article)\.?|@\w{3,20}|this (?:story|article|report) was (?:written|reported|edited|produced) by .*)$",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"^(?:[*(\[_]*\s*(?:this (?:article|story|post|report|piece|content|column|page) (?:was|has been|is|originally|first)\s(?:\w+\s){0,3}(?:updated|published|appeared|posted|republished|corrected|amended|translated|produced|syndicated|sponsored|part of)\b.*"
    r"|originally (?:published|posted|appeared)\b.*|(?:correction|clarification|editor['’]?s note|update|note|disclaimer|disclosure)s?\s*[:(].*|all (?:rights reserved|content created by|republished articles)\b.*|©.{0,150}|copyright\b.{0,150}|\(c\) .{0,120}|"
    r"(?:we use|this (?:site|website) uses) cookies.*|by (?:clicking|continuing|using|signing).{0,160}(?:cookies|terms|privacy).*|font size:?.*|advertis(?:e)?ment\.?|ad|anzeige|werbung|publicité|publicidad|pubblicità|advertisement - (?:story|scroll).*|story continues (?:below|after).*|article continues (?:below|after).*|scroll (?:down )?(?:to|for) (?:continue|more).*|"
    r"(?:last |first )?(?:updated|published|posted|modified)(?: on| at)?:?\s.{0,60}\d{4}.{0,40}|\d+ (?:min(?:ute)?s?) read|share (?:this|on|via).{0,60}|print this.*|comments?(?: \(\d+\))?|leave a (?:comment|reply).*|view comments|tags?:.{0,200}|topics?:.{0,200}|filed under:?.*|categories:.*|"
    r"please (?:enable|turn on) javascript.*|javascript is (?:disabled|required).*|your browser (?:does not|doesn['’]t).*|to (?:comment|view this).*log ?in.*|loading\b.{0,30}|copy link.*|link copied.*|report (?:a|an) (?:typo|error|correction).*|back to (?:top|home).*|skip to .{0,40}|read (?:the )?(?:full|original) (?:story|article|post).{0,60}|"
    r"for (?:more )?(?:any )?(?:questions|information) (?:about|on) (?:our )?(?:guidelines|republishing|partnering|licensing).*|republish (?:this|our).*|reprinted (?:with|by) permission.*|责任编辑.{0,30}|(?:原标题|来源|编辑|责编|作者)[:：].{0,40}|（?责任编辑.{0,30}|本文来源.{0,40}|版权所有.*|copyright ©.*))$",
    re.IGNORECASE | re.DOTALL,
)


def kind_of(paragraph: str, *, edge: bool = True) -> Kind | None:
    """Say what a paragraph is when it is not part of the article, or None when it is.

    Parameters
    ----------
    paragraph : str
        One paragraph.
    edge : bool
        Whether it stands among the first or last few, where biographies stand.

    Examples
    --------
    >>> kind_of("Isaac Lawrence/AFP via Getty Images"), kind_of("Sign up for our newsletter")
    ('credit', 'promotion')
    >>> kind_of("The minister said he would resign.") is None
    True
    """
    length = len(paragraph)
    caption = _CAPTION.search(paragraph) if length <= 900 else None
    if caption and paragraph.count(" ", 0, caption.start()) > 3:
        return "caption"
    if length <= 200 and _CREDIT.match(paragraph):
        return "credit"
    if caption:
        return "caption"
    if (length <= 220 and _RELATED.match(paragraph)) or (length <= 2_000 and _TEASER.search(paragraph)):
        return "related"
    if (
        length <= 900
        and _NOTICE.match(paragraph)
        and (length <= 400 or paragraph[:11].lower() == "all content")
    ):
        return "notice"
    if length <= 320 and _PROMOTION.search(paragraph) and not re.search(r"[\"“”]", paragraph):
        return "promotion"
    if edge and length <= 600 and _BIOGRAPHY.match(paragraph):
        return "biography"
    return None


def cut_inline(paragraph: str) -> tuple[str, list[Removed]]:
    """Take "(RELATED: …)" out of a paragraph.

    Examples
    --------
    >>> cut_inline("It rained. (RELATED: More rain ahead)")[0]
    'It rained.'
    """
    if ":" not in paragraph or len(paragraph) > 20_000:
        return paragraph, []
    found = [Removed("related", match.strip()) for match in _RELATED_INLINE.findall(paragraph)]
    return (_RELATED_INLINE.sub("", paragraph).strip(), found) if found else (paragraph, [])


def clean(paragraphs: list[str], *, title: str | None = None) -> tuple[list[str], list[Removed]]:
    """Split paragraphs into those of the article and those that are not.

    Parameters
    ----------
    paragraphs : list of str
        In page order.
    title : str, optional
        The headline, which is not repeated in the text.

    Returns
    -------
    tuple of list of str, list of Removed

    Examples
    --------
    >>> clean(["It rained on Monday.", "READ MORE: Sun on Tuesday"])[0]
    ['It rained on Monday.']
    """
    kept: list[str] = []
    removed: list[Removed] = []
    last = len(paragraphs) - 1
    for index, whole in enumerate(paragraphs):
        paragraph, inline = cut_inline(whole)
        removed.extend(inline)
        kind = kind_of(paragraph, edge=index < 3 or last - index < 5)
        if kind:
            removed.append(Removed(kind, paragraph))
        elif paragraph and not (title and index < 3 and paragraph.strip() == title.strip()):
            kept.append(paragraph)
    return (kept, removed) if _enough(kept, paragraphs) else (paragraphs, [])


def _enough(kept: list[str], paragraphs: list[str]) -> bool:
    """Say whether so much is left that the rules cannot have eaten the article."""
    return sum(map(count_words, kept)) * 4 >= sum(map(count_words, paragraphs)) or not paragraphs
