"""What kind of source speaks, in Chinese: role, organisation, type, namelessness, by their words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mediakit.records import Anonymity, Quote, SourceType

_ROLES = (
    "新闻发言人|新聞發言人|发言人|發言人|有关负责人|有關負責人|相关负责人|负责人|負責人|首席执行官|行政總裁|总裁|總裁|董事长|董事長|创始人|創辦人|总经理|總經理|副总裁|主任|主席|部长|部長|局长|局長|处长|處長"
    "|副教授|教授|研究员|研究員|讲师|学者|學者|专家|專家|律师|律師|分析师|分析師|经济学家|經濟學家|合伙人|记者|記者|编辑|編輯|主编|工程师|工程師|员工|員工|司机|司機|用户|用戶|网友|網友|网民|市民|居民|村民|学生|學生"
    "|家长|家長|教师|教師|老师|医生|醫生|护士|议员|議員|官员|官員|法官|检察官|警方|知情人士|消息人士|业内人士|业内人士|吧主|主理人|爱好者|店主|消费者|消費者"
)
_ROLE = re.compile(f"(?:{_ROLES})")
_TYPES: tuple[tuple[SourceType, re.Pattern[str]], ...] = (
    ("state_media", re.compile("新华社|新華社|人民日报|人民日報|央视|央視|环球时报|環球時報|中国日报|光明日报|经济日报|中新社|《(?!华尔街|苹果)[^》]{0,6}日报》")),
    ("court_regulator", re.compile("法院|检察院|檢察院|网信办|網信辦|市场监管|市場監管|证监会|證監會|监管|監管|新闻出版署|交易所|法官|检察官|世卫|世衛|联合国|聯合國|委员会|委員會")),
    ("expert", re.compile("教授|研究员|研究員|讲师|学者|學者|专家|專家|大学|大學|研究院|研究所|研究中心|律师|律師|医生|醫生")),
    ("analyst", re.compile("分析师|分析師|证券|證券|经济学家|經濟學家|合伙人|资本|資本|基金|投行|研报")),
    ("politician", re.compile("议员|議員|参议院|眾議院|众议院|国会|國會|立法会|立法會|政党|政黨")),
    ("activist_ngo", re.compile("协会|協會|工会|工會|联盟|聯盟|基金会|人权|人權|组织|組織|商会")),
    ("government", re.compile("外交部|商务部|商務部|国防部|工信部|公安|警方|政府|国务院|國務院|白宫|白宮|使馆|使館|大使|厅|廳|局|部$|部(?:发言人|部长|長)|官员|官員|总统|總統|总理|總理|特首|海关|海關|中国$|美国$")),
    ("document", re.compile("报告$|報告$|调查$|調查$|研报|招股书|招股書|文件|公告|通知|法案|判决|草案|数据|數據|论文|研究$|邮件|白皮书")),
    ("worker", re.compile("员工|員工|工程师|工程師|司机|司機|网约车|演员|运动员|主播|骑手|店主")),
    ("citizen", re.compile("用户|用戶|网友|網友|网民|市民|居民|村民|学生|學生|家长|家長|教师|教師|老师|账号|帳號|爱好者|消费者|消費者|吧主|退休|业主|乘客")),
    ("media", re.compile("《[^》]+》|日报|日報|时报|時報|晚报|晚報|路透|彭博|法新社|美联社|BBC|CNN|媒体|媒體|记者|記者|新闻网|主理人|观察")),
    ("company", re.compile("公司|集团|集團|腾讯|騰訊|阿里|百度|字节|抖音|华为|小米|滴滴|网易|京东|美团|微博|微信|苹果|谷歌|微软|脸书|推特|特斯拉|发言人|發言人|首席执行官|总裁|董事长|创始人|企业")),
)  # fmt: skip
_ANONYMITY: tuple[tuple[Anonymity, re.Pattern[str]], ...] = (
    ("insider", re.compile("知情人士|消息人士|内部人士|接近|员工|員工|工程师|工程師|业内人士|高管")),
    ("official", re.compile("官员|官員|负责人|負責人|处长|處長|警官|民警|干部|局长")),
    ("spokesperson", re.compile("发言人|發言人")),
    ("expert", re.compile("分析师|专家|學者|学者|教授|律师|研究员")),
    ("group", re.compile("人士|批评者|支持者|活动人士|多名|数名")),
    ("witness", re.compile("用户|用戶|网友|網友|网民|市民|居民|村民|学生|家长|教师|老师|司机|吧主|店主|消费者|乘客")),
)  # fmt: skip
_UNNAMED = re.compile(
    "一位|一名|某|有关|有關|相关|该|該|这位|這位|那位|多位|多名|数名|不愿具名|不具名|匿名|知情人士|消息人士"
)
_PRONOUN = re.compile("^(?:他们|她们|他們|她們|他|她|它|其|对方|该公司|公司|记者)$")
_REASON = re.compile("(?:因为|因為|因|由于)(?P<why>[^，。；、]{2,30}?)(?:[，。；]|而?不愿|而?要求匿名|不願)")
_SILENT = re.compile(
    "没有说明[^，。]{0,8}(?:原因|理由)|未说明[^，。]{0,8}(?:原因|理由)|沒有說明[^，。]{0,8}(?:原因|理由)"
)
_RELAY = re.compile(
    "(?:在|通过|透过|於|于)(?:其|自己的|个人|官方|認證|认证)?(?P<platform>微博|微信公众号|微信|推特|脸书|抖音|知乎|朋友圈|Twitter|Facebook|Weibo|直播|公众号)|(?:据|據|向|告诉|告訴)(?P<outlet>《[^》]{2,20}》)"
)
_HONORIFIC = re.compile("(?:先生|女士|教授|博士)$")


@dataclass(frozen=True, slots=True)
class Source:
    """What a Chinese text says about one source."""

    name: str | None
    role: str | None
    organization: str | None
    source_type: SourceType
    anonymity: Anonymity | None


def describe(words: str, before: str, previous: Quote | None) -> Source:
    """Describe a source by the words that name it; a pronoun takes over the source of the quotation before."""
    if _PRONOUN.match(words) and previous is not None:
        return Source(
            previous.speaker_name,
            previous.role,
            previous.organization,
            previous.source_type,
            previous.anonymity,
        )
    kind = type_of(words)
    match = _ROLE.search(words)
    unnamed = _UNNAMED.search(words) is not None
    if match is None:
        body = kind in (
            "company",
            "government",
            "court_regulator",
            "state_media",
            "media",
            "activist_ngo",
            "analyst",
        )
        name = words.strip("《》") if not unnamed and kind != "document" else None
        return Source(
            name,
            None,
            name if body else None,
            kind if kind != "unknown" or not name else "citizen",
            _kind_of_anonymity(words)
            if unnamed and kind not in ("company", "government", "document")
            else None,
        )
    organization = (
        re.sub(
            "(?:的)?(?:一位|一名|某|有关|有關|相关|该|該|这位|首席|多名|退休)*$", "", words[: match.start()]
        )
        or None
    )
    name = words[match.end() :].strip() or None
    if (
        name is None
        and not unnamed
        and organization is not None
        and len(organization) <= 4
        and kind in ("expert", "analyst", "unknown")
    ):
        return Source(organization, match.group(), None, kind, None)
    nameless = name is None
    return Source(name, match.group(), organization, kind, _kind_of_anonymity(words) if nameless else None)


def type_of(words: str) -> SourceType:
    """Return the type of source that the words speak of."""
    for kind, pattern in _TYPES:
        if pattern.search(words):
            return kind
    return "unknown"


def _kind_of_anonymity(words: str) -> Anonymity:
    for kind, pattern in _ANONYMITY:
        if pattern.search(words):
            return kind
    return "other"


def reason(paragraph: str) -> str | None:
    """Return why a source is not named, "none given", or None where the paragraph says nothing."""
    if not re.search("具名|匿名|姓名|未获授权|不允许|不愿透露", paragraph):
        return None
    if _SILENT.search(paragraph):
        return "none given"
    match = _REASON.search(paragraph)
    return match["why"] if match is not None else None


def relaying(paragraph: str, speaker: str) -> str | None:
    """Return the outlet or platform through which the words came."""
    match = _RELAY.search(paragraph)
    if match is None:
        return None
    via = match["platform"] or match["outlet"]
    return None if via.strip("《》") in speaker else via
