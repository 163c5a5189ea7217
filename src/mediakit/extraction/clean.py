"""Take out of a body what is not the article: credits, captions, related links, promotion, biographies, notices."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from mediakit.extraction.people import fold
from mediakit.records import Removed
from mediakit.text import count_words

Kind = Literal["credit", "caption", "related", "promotion", "biography", "notice"]

_AGENCY_PHOTO = r"(?:getty(?: images)?|afp|reuters|ap(?: photo)?|associated press|shutterstock|istock|bloomberg|alamy|epa|xinhua|wireimage|filmmagic|unsplash|pexels|pixabay|zuma|imago|dpa|picture alliance|instagram|facebook|twitter|youtube|screenshot|handout|courtesy|zuma press|pa wire|rex|splash news|backgrid|mega)"
_CREDIT = re.compile(
    rf"^(?:(?:图片来源|圖片來源|图片|圖片|图源|圖源|资料图|資料圖|摄影|攝影|写真|사진)\s*[:：/／]\s*\S.{{0,60}}|(?:photo|image|picture|photograph|illustration|foto|bild|video|graphic|photos|credit|crédit|quelle|copyright|cover|featured image|main image|top image|lead image|header image)s?(?:\s*(?:credit|source|by|by:|courtesy(?: of)?|via|illustration))?\s*[:/|©-]\s*\S.{{0,120}}"
    rf"|(?:photo|image|picture|illustration|photograph|video)s? (?:by|credit|courtesy|via|from) .{{2,90}}"
    rf"|[©(\[]\s*(?:photo|image|picture|credit|source|foto|©|ap|afp).{{0,120}}[)\]]?"
    rf"|.{{0,70}}(?:/|\bvia\s+|\bby\s+|\|\s*|[-–—]\s*|\()\s*{_AGENCY_PHOTO}[\w ./&-]{{0,30}}\)?\.?"
    rf"|{_AGENCY_PHOTO}(?:\s*/\s*[\w .&-]{{2,40}})?)$",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    rf"[（(\[][^（）()\[\]]{{2,30}}(?:供图|供圖|摄|攝)[）)\]]$|\[(?:photo|image|picture)s?(?: provided)? (?:by|via|courtesy|from)[^\[\]]{{2,80}}\]\.?$|\((?:photo|image|picture|file photo|illustration|foto|ap photo)s?(?:\s*(?:credit|illustration))?(?:\s*(?:by|:|via|courtesy)|/)[^()]{{2,110}}\)\.?$|\([^()]{{2,60}}/{_AGENCY_PHOTO}[^()]{{0,40}}\)\.?$"
    rf"|^[A-Z][A-Z .'’-]{{2,40}},\s[A-Z]{{2}}[A-Z. ]*\s?[-–—]\s?[A-Z]{{3,9}}\.? \d{{1,2}}:|\b(?:photo|image|picture|photograph)(?: credit)?:\s[^.]{{3,80}}$|\|\s*(?:photo|image) (?:by|credit|courtesy)[^.]{{2,80}}$",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"^\(?\s*(?:related(?: (?:stor(?:y|ies)|articles?|links?|coverage|content|news|posts?|topics|video))?|read (?:more|also|next|too|now)|also read|see (?:also|more)|more (?:on|from|about|stories|news)(?: .{1,40})?|recommended(?: reading)?|more|"
    r"you (?:may|might) (?:also )?(?:like|be interested).*|don['’]t miss|must read|watch(?: (?:also|now|more|next|below))?|click here.*|what to read next|editor['’]?s['’]? picks?|further reading|keep reading|continue reading.*|"
    r"trending(?: now| stories)?|top stories|most read|latest news|mehr zum thema|lesen sie (?:auch|mehr|dazu)|lesen sie hier.*|auch interessant|mehr (?:dazu|zum thema) finden sie.*|.{10,120} finden sie .{0,30}in unserem (?:live-?)?(?:blog|ticker)|mehr dazu|das könnte sie auch interessieren|à lire aussi|lire aussi|lee también|te puede interesar|leggi anche|lees ook|mehr themen (?:auf|zu).*|ähnliche(?: artikel)?|leia (?:também|mais)|veja também|você pode gostar.*|leer más|"
    r"most read in .{2,30}|recommended videos?|おすすめ(?:情報|記事)|関連キーワード|相关阅读|相关新闻|延伸閱讀|延伸阅读|更多新闻|関連記事|あわせて読みたい|推荐阅读)\s*(?:[:：|>»–—-].*|\)?)$|^>>\s.*$",
    re.IGNORECASE,
)
_TEASER = re.compile(
    r"(?:…|\.{3}|[.!?])\s*(?:read|learn|view|see) (?:more|full (?:story|article))\s*[›»>→]*$", re.IGNORECASE
)
_RELATED_INLINE = re.compile(
    r"\s*[(\[]\s*(?:RELATED|READ MORE|MORE|ALSO READ|SEE ALSO|WATCH|READ)\s*:\s[^()\[\]]{5,200}[)\]]"
)
# for text in lower case: telling "sign up" from "Sign Up" by a flag takes three times as long
_PROMOTION = re.compile(
    r"(?:sign up (?:for|to|here|now|below)|subscribe (?:to|now|for|today|here)|(?:get|download) (?:the|our) (?:[\w ]{1,25} )?app\b|follow (?:us|[\w ]{2,30}) on (?:twitter|facebook|instagram|x\b|tiktok|social|google news|whatsapp|telegram|linkedin|youtube)|like us on facebook|join (?:our|us on|the conversation|the discussion|thousands)|"
    r"newsletters?\b.{0,60}\b(?:inbox|sign|subscribe|daily|weekly|email|free)|(?:our|free|daily|weekly|morning) newsletter|delivered (?:straight |directly )?to your inbox|become a (?:member|subscriber|patron|supporter)|support (?:our|independent|quality) journalism|donate (?:now|today|here)|make a donation|"
    r"^like this (?:story|article)\?|wochen kostenlos testen|^(?:join|get|try) [a-z]\w+(?: [a-z]\w+){0,2} (?:pro|plus|premium|daily|weekly)\b|\bin your inbox\b|\bone e-?mail,? (?:every|a|per) \w+|\bfollow (?:the|our) [\w’' ]{3,40}(?:desk|page|channel|coverage)\b|support (?:the|our|us)\b.{0,40}\bfor (?:[$£€]\d|(?:a|one) (?:dollar|pound|euro))|"
    r"get in touch with (?:our|us|the)\b|want to bookmark your|^stay informed with\b|for more stories like this|^get (?:the|our) .{0,50}\bnewsletter|(?:有料|無料)会員|会員(?:限定|向け)|メールマガジン|ニュースレター.{0,12}(?:登録|配信)|会員登録|記事読み放題|記事全文をお読み|フォローできません|電子版が利用でき|登録(?:すると|できませんでした|済みです|ありがとう)|"
    r"listen to (?:this article|the podcast)|have a (?:news )?tip\b|got a (?:news )?(?:tip|story)|share your (?:thoughts|views|opinion)|let us know in the comments|tell us (?:in|what you think)|"
    r"we may (?:earn|receive) (?:a |an )?(?:affiliate )?commission|affiliate (?:links?|commission)|purchase.{0,30}through (?:our )?links|buy through links|"
    r"abonnieren sie|jetzt (?:abonnieren|anmelden|testen)|testen sie .{0,40}\b(?:wochen|tage|monate)\b|angebot endet automatisch|newsletter (?:an|bestellen)|folgen sie uns|abonnez-vous|il vous reste .{2,20} (?:à lire|de cet article)|suscríbete|síguenos|iscriviti|seguici|meld je aan|扫码|扫描二维码|关注我们|点击订阅|下载.{0,10}(?:app|客户端))",
)
_QUOTED = re.compile(r"^(?!扫|掃|关注|關注|点击|點擊|下载|下載).*[\"“”]", re.DOTALL)
_BIOGRAPHY = re.compile(
    r"^(?:the (?:author|writer) (?:is|was|works|teaches|has|lives)\b.*|about the (?:author|writer|reporter)s?\b.*|(?:[A-Z][\w.'’-]+ ){1,3}[A-Z][\w'’-]+ (?:is|was) (?:an? |the )?(?:[\w'’&,-]+ ){0,7}(?:reporter|journalist|writer|editor|correspondent|columnist|contributor|freelancer|author of|producer|fellow at|professor (?:of|at)|researcher at|blogger|critic|podcaster|intern)\b.*"
    r"|(?:contact|reach|email|e-mail|follow) (?:the (?:author|writer|reporter)|him|her|them|[A-Z]\w+(?: [A-Z]\w+)?) (?:at|on|via|:).{3,120}|(?:he|she|they) can be (?:reached|contacted|found) .*|follow (?:him|her|them) (?:on|at) .*"
    r"|\W{0,3}(?:reporting|writing|editing|additional reporting|reported|edited) (?:by|from) .{3,140}|(?:[A-ZÄÖÜ][\w'’-]+ ){1,3}ist (?:[\w-]+ )?(?:[\w-]+)?(?:redakteur|reporter|korrespondent|journalist|kolumnist)(?:in)?\b.*|.{20,500}\bfollow (?:him|her|them) on (?:twitter|x|instagram|facebook|bluesky)\b.*|.{3,80} contributed to this (?:report|story|article)\.?|@\w{3,20}|this (?:story|article|report) was (?:written|reported|edited|produced) by .*)$",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"^(?:[*(\[_]*\s*(?:a version of this (?:article|story|piece) (?:also )?(?:appear|first|was|ran|originally).*|(?:web )?editors?\s?:\s?[^.]{2,60}|(?:the )?(?:opinions|views)(?: and (?:opinions|views))? expressed\b.*|(?:(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter)[\w /–-]{0,20} \d{4} (?:issue|edition))|"
    r".{0,90}\b(?:is|are) (?:free|available)\b.{0,30}\b(?:for|to) any\b.{0,40}\b(?:publisher|publication|outlet|newspaper|news organi[sz]ation)s?\b.*|"
    r"\W*(?:\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)[\s\d:：時时分月日()（）更新]*|.{0,12}(?:版权所有|版權所有).{0,60}|未经.{0,12}(?:授权|许可).{0,12}不得转载.{0,20}|.{0,60} logo|this (?:article|story|post|report|piece|content|column|page) (?:was|has been|is|originally|first)\s(?:\w+\s){0,3}(?:updated|published|appeared|posted|republished|corrected|amended|translated|produced|syndicated|sponsored|part of)\b.*"
    r"|originally (?:published|posted|appeared)\b.*|(?:correction|clarification|editor['’]?s note|update|note|disclaimer|disclosure)s?\s*[:(].*|all (?:rights reserved|content created by|republished articles)\b.*|©.{0,150}|copyright\b.{0,150}|\(c\) .{0,120}|"
    r"(?:we use|this (?:site|website) uses) cookies.*|by (?:clicking|continuing|using|signing).{0,160}(?:cookies|terms|privacy).*|font size:?.*|advertis(?:e)?ment\.?|ad|anzeige|werbung|publicité|publicidad|pubblicità|advertisement - (?:story|scroll).*|story continues (?:below|after).*|article continues (?:below|after).*|scroll (?:down )?(?:to|for) (?:continue|more).*|"
    r"(?:last |first )?(?:updated|published|posted|modified|veröffentlicht|aktualisiert|publié|publicado)(?: on| at| am| le| el)?:?\s.{0,60}\d{4}.{0,40}|\d+ (?:min(?:ute)?s?) read|\d+ min(?:uten?|\.)? lesezeit|article content|link zum [\w-]+-inhalt|dieses thema im programm:.*|sendung:\s.{5,90}\d.*|分享让更多人看到|share (?:this|on|via).{0,60}|print this.*|comments?(?: \(\d+\))?|leave a (?:comment|reply).*|view comments|tags?:.{0,200}|topics?:.{0,200}|filed under:?.*|categories:.*|"
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
    if (
        (length <= 220 and _RELATED.match(paragraph))
        or (length <= 2_000 and _TEASER.search(paragraph))
        or _is_doubled(paragraph)
    ):
        return "related"
    if (
        length <= 900
        and _NOTICE.match(paragraph)
        and (length <= 400 or paragraph[:11].lower() == "all content")
    ):
        return "notice"
    if length <= 320 and _PROMOTION.search(paragraph.lower()) and not _QUOTED.search(paragraph):
        return "promotion"
    if edge and length <= 600 and _BIOGRAPHY.match(paragraph):
        return "biography"
    return None


@dataclass(frozen=True, slots=True)
class Known:
    """What a page's other fields say, which its text should not repeat."""

    title: str | None = None
    people: tuple[str, ...] = ()
    labels: frozenset[str] = frozenset()


_OF_ITSELF = r"(?:is|was|has|writes|covers|edits|teaches|reports|works|lives|leads|runs|hosts|farms|joined|contributed)\b"


def _introduces(paragraph: str, people: tuple[str, ...]) -> bool:
    """Say whether a paragraph tells who one of the authors is."""
    name = next((name for name in people if paragraph.startswith(f"{name} ")), None)
    return (
        name is not None and len(paragraph) <= 400 and bool(re.match(_OF_ITSELF, paragraph[len(name) + 1 :]))
    )


def _has_words(paragraph: str) -> bool:
    """Say whether a paragraph is more than a row of signs between two parts: "* * *", "___"."""
    return any(map(str.isalnum, paragraph))


def _is_repeated(paragraph: str, known: Known) -> bool:
    """Say whether a line above the text repeats headline, section or byline, or is a number alone."""
    return len(paragraph) < 300 and (fold(paragraph) in known.labels or not re.search(r"[^\W\d_]", paragraph))


def _is_doubled(paragraph: str) -> bool:
    """Say whether a line says the same thing twice, as teasers of other articles do that link picture and headline."""
    half = len(paragraph) // 2
    return (
        20 < half < 200
        and len(paragraph) % 2 == 1
        and not paragraph.endswith((".", "。"))
        and paragraph[:half] == paragraph[half + 1 :]
    )


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
    if not found:
        return paragraph, []
    rest = re.sub(r"[(\[]\s*[)\]]", "", _RELATED_INLINE.sub("", paragraph)).strip()
    return rest, found


def clean(paragraphs: list[str], *, known: Known | None = None) -> tuple[list[str], list[Removed]]:
    """Split paragraphs into those of the article and those that are not.

    Parameters
    ----------
    paragraphs : list of str
        In page order.
    known : Known, optional
        Headline, people and labels, which are not repeated in the text.

    Returns
    -------
    tuple of list of str, list of Removed

    Examples
    --------
    >>> clean(["It rained on Monday.", "READ MORE: Sun on Tuesday"])[0]
    ['It rained on Monday.']
    """
    known = known or Known()
    kept: list[str] = []
    removed: list[Removed] = []
    last = len(paragraphs) - 1
    for index, whole in enumerate(paragraphs):
        paragraph, inline = cut_inline(whole)
        removed.extend(inline)
        kind = kind_of(paragraph, edge=index < 3 or last - index < 5)
        if kind is None and last - index < 5 and _introduces(paragraph, known.people):
            kind = "biography"
        if kind is None and len(kept) < 3 and index < 6 and paragraph and _is_repeated(paragraph, known):
            kind = "notice"
        if kind:
            removed.append(Removed(kind, paragraph))
        elif _has_words(paragraph) and paragraph.strip() != (known.title if index < 3 else None):
            kept.append(paragraph)
    return (kept, removed) if _enough(kept, paragraphs) else (paragraphs, [])


def _enough(kept: list[str], paragraphs: list[str]) -> bool:
    """Say whether so much is left that the rules cannot have eaten the article."""
    return sum(map(count_words, kept)) * 4 >= sum(map(count_words, paragraphs)) or not paragraphs
