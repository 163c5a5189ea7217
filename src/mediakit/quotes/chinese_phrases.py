"""The words before a cue: what belongs to the occasion, what names the source."""

from __future__ import annotations

import re

from mediakit.quotes.chinese_words import (
    BEFORE_ROLE,
    COMPOUND_SURNAMES,
    COURTESIES,
    DOCUMENTS,
    FIRMS,
    FOREIGN_SOUNDS,
    GROUP_OF,
    OUTLETS,
    SURNAMES,
    TITLES,
    TYPES,
    UNITS,
)

_DAY = "(?:\\d{4}年)?(?:\\d{1,2}月)?\\d{1,2} ?[日号]|\\d{1,2}月|(?:上个?|下个?|(?<!资)本|这)?(?:周|星期|礼拜)[一二三四五六日天]|今年|去年|(?<!资)本月|上月|(?<!资)本周|上周|昨日|昨天|昨晚|今日|今天|今晨|今早|当天|当日|当晚|次日|翌日|日前|近日|此前|早前|稍早|先前|目前|最近|此后|随后|之后|随即|其后|后来|[赛会事课庭演]后|[赛会庭]前|其间|当时|不久前|(?:今年|去年|本周|本月)?早些时候|年初|第一时间|今(?!后)"
_WHEN = f"(?:{_DAY})(?:凌晨|清晨|早上|早间|上午|中午|下午|傍晚|晚上|晚间|深夜|晚)?"
_HOW = "发表|首先|其次|强烈|严厉|深表|高度|则|也|还|又|并且?|都|均|曾经|曾|仍然|仍|却|便|就|才|再次|再|多次|反复|一再|公开|明确|坦率地?|坚定|同时|补充|进一步|特别|专门|一度|首次|罕见|直接|只是|只|仅|甚至|联合|共同|一致|普遍|大多|多数|纷纷|先后|分别|率先|在线|正式|书面|口头|如此|这样|这么|接着|继续|更|最后|最终|主动|当场|私下|匿名|立即|将|已经?|亦|续|会上|搞笑地?|[苦微]?笑着?|出面|对此|为此|就此|不断|仍旧|向来|一直|独家|发文|发声|发帖|发推|留言|跟帖|评论|转发|撰文|致辞|作答|回应|受访|表态|答复|回复|总结|分析|解释|回忆|介绍|无奈|哽咽|激动|兴奋|愤怒|坦率|郑重|续|同样|当即|旋即|转而|进而|反而|受访时?|现场|叹气|感慨|[抹流含红咬笑哭喘叹摇低挥拍皱耸][着了][\u4e00-\u9fff]{0,4}|[\u4e00-\u9fff]{2}地"
_PLACE = "中|上|里|时|后|下|内|前|处|期间|之际|现场|当[天日]|会议|论坛|大会|峰会|采访|声明|公告"
_AT = f"(?<![存正现所实潜])在(?![野职任场读押逃校建线])(?:(?:(?!在)[^，]){{1,40}}?(?:{_PLACE})|[^，的在]{{1,14}})"
_HEARER = f"记者|媒体|[本该][报刊网台社]|采访|专访|访问|访谈|提问|询问|质询|查询|问|此[事案]?|问题|一事|事件|《[^》]+》|(?:{OUTLETS})(?:中文网?|网站)?|[^，的]{{1,8}}(?:社|报|网|电视台|新闻|网站|周刊|财经|杂志)|公众|法庭|法院|外界|议员|国会|投资者|员工|同事|用户|传闻|质疑|报道|指控|批评|我们|人士"
_TO = f"(?<![反绝相共合不参方])(?:对(?![外手])|向(?![来日])|同(?![业学事意时样盟乡仁行])|跟|与(?!会)|接受|回答|回复|答复|回覆|答|面对|就|针对|回应)[^，]{{0,24}}?(?:{_HEARER})(?:时|后|中)?"
_PUT_OUT = (
    "(?:发布|发表|发出|作出|做出|出具|公布|下发|印发|刊发|刊登|更新|撰写|发(?![言行展改射布]))(?:[^，]{0,16}?(?:声明|公告|通知|通报|文章|社论|评论|微博|帖子?|视频|消息|讯息|信息|资讯|新闻稿|回应|简报|信|邮件|推文|动态|讲话|说明|演讲|倡议|函|推|文)|[^，的]{0,16}?(?:文件|报告|白皮书|论文|意见|裁决|裁定|判决|决定|结果))[中里时上后]?"
    "|(?:召开|举行|主持|出席|参加)[^，]{1,24}?(?:会|论坛|活动|仪式|典礼|节目)[上时后中]?|(?:通过|透过|经由|借助)[^，]{1,16}"
)
_WHILE = "(?:(?:求情|判刑|量刑|宣判|作供|作证|质询|答询|备询|受访|陈词|开庭|演讲|致辞|讲话|发言(?!人)|视察|考察|勘灾|直播|会见传媒|见记者|离开|抵达|获奖|夺冠)[^，]{0,8}?|(?:谈到|谈及|提到|提及|说到|说起|被?问到|被?问及|被追问)[^，]{1,24}?)[时后]"
_TAIL = re.compile(f"(?:{_WHEN}|{_HOW}|{_AT}|{_TO}|{_PUT_OUT}|{_WHILE}|（[^（）]{{1,60}}）)[，, 　]*$")
_LEAD = re.compile(
    f"(?:{_WHEN}|[一两几数二三四五六七八九十\\d]+(?:天|日|周|年|个?月|小时|分钟)之?[后前]|对此|就此|为此|此外|另外|同时|不过|但是|但|然而|而且|而|其中|因此|所以|当时|例如|比如|有|也有|还有|另有|更有|就连|连|即便|包括|正如|如|另据|据|并且|并|事后|与此同时|随着|面对[^，]{{1,12}}|今年以来|一直以来|[—\\- 　■●▲]|[^，。；]{{2,16}}?[日号]电|本[报网刊]讯|（[^（）]{{1,30}}）|电)[，, ]*"
)

_ROLE = (
    "(?:"
    + "|".join(sorted(GROUP_OF, key=len, reverse=True))
    + ")(?!会|团|组|部|处|站|所|局|馆|协会|学会|联盟|工会|中心|大会|事务所)"
)
ROLE = re.compile(
    f"(?:{BEFORE_ROLE}){{0,4}}{_ROLE}(?:(?:、|兼任?|及|和|暨)(?:{BEFORE_ROLE}){{0,4}}{_ROLE}){{0,4}}", re.I
)
_SURNAME = f"(?:{'|'.join(sorted(COMPOUND_SURNAMES))}|[{''.join(sorted(SURNAMES))}])"
_DOTTED = "[\u4e00-\u9fff]{1,8}(?:[·・•‧-][\u4e00-\u9fff]{1,8})+"
_LATIN = "[A-Z][\\w.'’-]*(?: [A-Z][\\w.'’-]*){0,4}"
_ADDRESSED = (
    f"{_SURNAME}(?:{'|'.join(TITLES)}|姓[\u4e00-\u9fff]{{1,3}})|[老小阿][{''.join(sorted(SURNAMES))}]"
)
_FOREIGN = f"[{''.join(sorted(FOREIGN_SOUNDS))}]{{2,8}}"
NAME = re.compile(f"(?:{_DOTTED}|{_ADDRESSED}|{_SURNAME}[\u4e00-\u9fff]{{1,2}}|{_FOREIGN}|{_LATIN})")
PRONOUN = re.compile("(?:他们|她们|他|她|它|其|对方|双方|两人|二人|此人|后者|前者)")
THIS = re.compile("(?:该|这|那|这些|那些|上述|本)(?:位|名|个|家|份|篇|项|则|封|条)?(?P<noun>[^，的]{1,14})")
_DOCUMENT = re.compile(f"(?:{DOCUMENTS})》?$")
_CROWD = re.compile(
    "(?:大家|各方|外界|舆论|家人|人们|路人|[\u4e00-\u9fff]*(?:人|者|方|员|(?<!国)家|派|人士))们?$"
)
_BODY = re.compile(
    "(?:"
    + "|".join(pattern for _, pattern in TYPES)
    + f"|{UNITS}|办事处|公署)(?:方面|官方|总部|中国|机关|公司|集团)?》?$"
)
_KNOWN = re.compile(f"(?:{FIRMS}|{OUTLETS}|《[^》]{{2,20}}》)")
_FUNCTION = re.compile("[的了着过吗]|因为|如果|虽然|已经|正在|没有|不是|就是|可以|需要|认为|觉得")
_GOES_ON = "(?=表示|说|称|对|向|则|也|又|还|指出|认为|告诉|介绍|坦言|直言|回应|透露|强调|补充|解释|宣布|否认|警告|呼吁|承认|写道|在|于|从|与|和|及|的|是|将|曾|已|不|看|用|更|被|把|让|给|均|都|但|却|就|只|仅|等|当|今|昨|随后|随即|日前|近日|同时|此前|[，。、：；（\\s〔□“”]|$)"
_CHINESE_NAME = re.compile(f"{_SURNAME}([\u4e00-\u9fff]{{1,2}})|[小老阿]{_SURNAME}()(?={_GOES_ON[3:]}")
_COURTEOUS = re.compile(
    f"{_SURNAME}(?:{'|'.join(COURTESIES)}|姓(?:[男女][子童]|[男女](?!子)|妇人|老翁|嫌犯|司机|驾驶|店员|业者|负责人))"
)
COURTEOUS_END = re.compile(f"{_SURNAME}(?:{'|'.join(COURTESIES)})$")
_FULL_NAME = re.compile(f"{_SURNAME}[\u4e00-\u9fff]{{1,2}}")
_PAIR = re.compile(f"{_SURNAME}[\u4e00-\u9fff]{_GOES_ON}")
_DOTTED_NAME = re.compile(
    f"[\u4e00-\u9fff]{{1,8}}(?:[·・•‧-](?:[{''.join(sorted(FOREIGN_SOUNDS))}]{{1,8}}|[\u4e00-\u9fff]{{1,6}}?{_GOES_ON}))+"
)
_LATIN_NAME = re.compile(" ?[A-Z][a-z]+(?: [A-Z][\\w.'’-]*)+")
_NOT_NAMES = frozenset(
    "安全 成绩 应当 应该 应用 金额 金融 方面 方式 方法 时间 时候 成为 成功 成本 管理 关于 关系 关注 曾经 高度 高级 常常 任何 任务 向来 于是 万元 文化 文件 白色 石油 黄金 路线 路径 车辆 车型 房屋 房间 全部 全球 全国 全体 包括 单位 平台 平均 明显 明确 计划 设备 谈判 查询 毛利 解决 解释 游戏 温度 满意 司法 张贴 时任 和解 景区 商业 常年 向外 向他 向其 于此 任期 任职 边境 毕业 家属 沙龙 应对 成员 席位 施压 施工 巫师 单日 单月 易受".split()
)
_SHORT_NAME = re.compile(
    "(?:(?![后则对向在说称也还就于将曾已并均被把让给从而但却又都很更最与或会])[\u4e00-\u9fff]){2,4}(?<![上中里时后下内前])"
)
SOMEBODY = re.compile(f"[一两三几数多]{{1,2}}[位名个][^，。的]{{0,12}}?(?:的[^，。的]{{0,8}})?{_ROLE}")
_TITLE_ENDS = "长官员师家手人者任授生席监裁书理事委记士友民工农医主星将锋卫迷妻夫父母子女兄弟姐妹帅总歌司队社会校台匠商户客"
_NAME_END = re.compile(
    f"(?<=[{_TITLE_ENDS}])(?:{_DOTTED}|{_FOREIGN}|{_SURNAME}[\u4e00-\u9fff]{{1,2}}|{_LATIN})$"
)
_SOUNDS = f"[{''.join(sorted(FOREIGN_SOUNDS))}]{{1,8}}"
_FOREIGN_NAME = re.compile(f"{_SOUNDS}(?:[·・•‧]{_SOUNDS})+")
_FOREIGN_END = re.compile(f"{_FOREIGN_NAME.pattern}$")
_PARTS = re.compile("[·・•‧]")
_DOTTED_ALL = re.compile(_DOTTED)
_COUNTED = re.compile("(?:另?有?[一两二三四五六七八九十几数多\\d]{1,3}|某)[位名群批]")
_CUT = re.compile(
    "(?=[在对向则也又还于从与将曾已不更被把就发持见看听收拿抱哭今昨周通\\d（]|公布|召开|举行|接受|出席|主持|提出|强烈|随后|近日|日前|作出|做出|表|赛后|下[午发]|上午|同[时意])"
)
_ENDS_LATIN = re.compile("[\u4e00-\u9fff]{0,12}[A-Z][A-Za-z&.]+")
_LONGEST = 44
_CLAUSES = 3
_SHORT_TITLE = 14
_NO_START = re.compile(
    "是|有(?!关)|为|被(?![告害访])|把|让|使(?![馆领])|将(?!军)|以(?!色列|军|方)|用(?![户人])"
)


def peel(words: str) -> str:
    """Drop from the end of the words before a cue what tells when, where, how and to whom."""
    words = words.rstrip(" ，,　的")
    while (match := _TAIL.search(words)) is not None and match.end() > match.start():
        if _is_inside_name(words, match.start()):
            break
        words = words[: match.start()].rstrip(" ，,　")
    return words


def _is_inside_name(words: str, cut: int) -> bool:
    """Keep a person from losing a character that looks like an adverb: 王同, 李向."""
    start = max((words.rfind(c) for c in "，,；;：:"), default=-1) + 1
    return (
        len(words) - cut <= 2
        and start < cut
        and _is_person(words[start:])
        and not _is_person(words[start:cut])
    )


def _is_person(words: str) -> bool:
    role = _last_role(words)
    return (
        bool(NAME.fullmatch(words))
        if role is None
        else is_name(words[role.end() :]) or role.end() == len(words)
    )


def find_source(words: str, names: frozenset[str], *, stopped: bool = False) -> tuple[int, int] | None:
    """Find the words that name a source in a clause before its cue, or None where none is recognised.

    Before a cue that a comma, a colon or a mark follows (``stopped``) a name makes a source of any title.
    """
    start = max((words.rfind(c) for c in "，,；;：:"), default=-1) + 1
    while (
        (match := _LEAD.match(words, start)) is not None and match.end() > start and match.end() < len(words)
    ):
        if _whole(words[start:]) and not _whole(words[match.end() :]):
            break
        start = match.end()
    piece = words[start:]
    if (
        len(piece) <= _LONGEST
        and not _goes_on(piece, names)
        and (_whole(piece, names) or (stopped and _is_titled(piece, names)))
    ):
        return start, len(words)
    if piece.endswith(("他", "她")) and not piece.endswith("其他"):
        return len(words) - 1, len(words)
    found = _beginning(piece, names)
    return (start + found[0], start + found[1]) if found else None


def _goes_on(piece: str, names: frozenset[str]) -> bool:
    """Tell a clause from a source: somebody known in it does something (司长陈国基会见传媒)."""
    inside = (piece.find(name) + len(name) for name in names if name in piece)
    later = any(end < len(piece) and piece[end] not in "的和与及、" for end in inside)
    role = _last_role(piece) if later else None
    named = role is not None and (role.end() == len(piece) or is_name(piece[role.end() :]))
    return later and not named and name_at_end(piece, names) is None


def find_subject(words: str, names: frozenset[str]) -> tuple[int, int] | None:
    """Find who does what the nearest of some clauses says, where the cue's own clause names nobody."""
    end = len(words.rstrip(" ，,　"))
    for _ in range(_CLAUSES):
        start = max((words.rfind(c, 0, end) for c in "，,；;：:"), default=-1) + 1
        piece = words[start:end]
        while (match := _LEAD.match(piece)) is not None and 0 < match.end() < len(piece):
            start, piece = start + match.end(), piece[match.end() :]
        for cut in _CUT.finditer(piece, 2, _LONGEST):
            head = peel(piece[: cut.start()])
            if _whole(head, names) or _is_titled(head, names):
                return start, start + len(head)
        if (found := _beginning(piece, names)) is not None:
            return start + found[0], start + found[1]
        if start == 0:
            return None
        end = start - 1
    return None


def name_at_end(words: str, names: frozenset[str] = frozenset()) -> str | None:
    """Return the name that ends the words, after whatever title: 副大队长林建宏."""
    known = next((words[-size:] for size in (4, 3, 2) if len(words) > size and words[-size:] in names), None)
    if known is not None:
        return known
    match = _FOREIGN_END.search(words) or _NAME_END.search(words)
    return match[0] if match is not None and match.start() > 1 else None


def _is_titled(piece: str, names: frozenset[str]) -> bool:
    last = piece.rpartition("的")[2]
    if _COUNTED.match(piece):
        return len(last) <= _SHORT_TITLE
    return not _FUNCTION.search(last) and not _NO_START.match(last) and name_at_end(last, names) is not None


def _whole(piece: str, names: frozenset[str] = frozenset()) -> bool:
    if not piece:
        return False
    if len(piece) == 1 and any(name[0] == piece for name in names):
        return True
    if piece in names or PRONOUN.fullmatch(piece) or THIS.fullmatch(piece) or NAME.fullmatch(piece):
        return True
    last = piece.rpartition("的")[2]
    if ((known := _KNOWN.match(last)) is not None) and len(last) - known.end() <= 2:
        return True
    if not last or _NO_START.match(last) or _FUNCTION.search(last):
        return False
    if (
        last in names
        or _DOCUMENT.search(last)
        or _CROWD.search(last)
        or _BODY.search(last)
        or NAME.fullmatch(last)
        or last[-1] in "〕》"
        or _ENDS_LATIN.fullmatch(last)
    ):
        return True
    role = _last_role(last)
    return role is not None and (role.end() == len(last) or bool(is_name(last[role.end() :])))


def _last_role(words: str) -> re.Match[str] | None:
    return max(ROLE.finditer(words), key=lambda match: match.end(), default=None)


def is_name(words: str) -> bool:
    """Tell whether what follows a role is a name."""
    if words == "们" or (len(words) <= 24 and _DOTTED_ALL.fullmatch(words)):
        return True
    if _FULL_NAME.fullmatch(words) and not _DOCUMENT.search(words) and not _FUNCTION.search(words):
        return True
    if len(words) > 24 or any(pattern.search(words) for pattern in (_FUNCTION, _DOCUMENT, _BODY)):
        return False
    given = _SHORT_NAME.fullmatch(words) and not ROLE.match(words)
    return bool(NAME.fullmatch(words) or given or words[:1] == "〔")


def _beginning(piece: str, names: frozenset[str]) -> tuple[int, int] | None:
    """Find a source at the beginning of a clause that goes on: 他推了推眼镜 begins with 他."""
    if (match := PRONOUN.match(piece)) is not None:
        return None if piece[match.end() : match.end() + 1] == "的" else match.span()
    at, name = min(
        ((place, name) for name in names if 0 <= (place := piece.find(name)) < _LONGEST), default=(0, "")
    )
    if name:
        end = at + len(name)
        return (0, end) if _whole(piece[:end]) else (at, end)
    if (somebody := SOMEBODY.match(piece)) is not None:
        return somebody.span()
    match = _KNOWN.match(piece)
    return match.span() if match is not None and len(piece) - match.end() <= 14 else None


def introduced(text: str) -> dict[str, int]:
    """Return the names that follow a role anywhere in a text (律师丁漱石), with where each stands first."""
    pairs = {match[0] for match in _PAIR.finditer(text)}
    found: dict[str, int] = {}
    for match in ROLE.finditer(text):
        name = _name_at(text, match.end(), pairs)
        if name and name[:2] not in _NOT_NAMES:
            found.setdefault(name, match.end())
    last = {_PARTS.split(name)[-1] for name in found}
    for match in _FOREIGN_NAME.finditer(text):
        if _PARTS.split(match[0])[-1] not in last:
            found.setdefault(match[0], match.start())
    return found


def _name_at(text: str, at: int, pairs: set[str]) -> str | None:
    """Return the name that begins here; the second character after a surname may be no part of it (张伟盯着)."""
    foreign = _COURTEOUS.match(text, at) or _DOTTED_NAME.match(text, at) or _LATIN_NAME.match(text, at)
    if foreign is not None:
        return foreign[0].strip()
    match = _CHINESE_NAME.match(text, at)
    if match is None:
        return None
    short = match[0][:-1]
    return short if len(match[1] or "") == 2 and short in pairs else match[0]
