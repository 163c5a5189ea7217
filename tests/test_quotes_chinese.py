"""Quotations: which languages are read, and golden cases of Chinese news attribution."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit import find_quotes
from mediakit.quotes.chinese_words import simplify
from mediakit.quotes.language import language_of
from quotations import quote_with

ELSEWHERE = {
    "ja": "「駅は来週から閉鎖される」と市長は語った。住民は驚いている。",
    "ko": "시장은 “다음 주부터 역을 닫는다”고 말했다. 주민들은 놀랐다.",
    "de": "„Wir schließen den Bahnhof im Mai“, sagte die Ministerin am Montag. Was danach kommt, ist offen.",
    "fr": "« Nous fermerons la gare en mai », a déclaré la maire lundi soir. Les habitants sont en colère.",
    "es": "“Cerraremos la estación en mayo”, dijo la alcaldesa el lunes. No hay otra salida, según ella.",
    "ru": "«Мы закроем вокзал в мае», — сказала мэр в понедельник. Жители недовольны.",
    "it": "“Chiuderemo la stazione a maggio”, ha detto la sindaca lunedì sera. Non c’è altra via.",
    "pt": "“Vamos fechar a estação em maio”, disse a prefeita na segunda-feira. Não há outra saída.",
    "nl": "“We sluiten het station in mei”, zei de burgemeester maandag. Ze had geen andere keus, of zo leek het.",
    "pl": "„Zamkniemy dworzec w maju”, powiedziała burmistrz w poniedziałek wieczorem. Nie ma innego wyjścia.",
    "tr": "“İstasyonu mayısta kapatacağız” dedi belediye başkanı pazartesi günü. Başka yol yok.",
    "da": "»Vi lukker stationen i maj,« sagde borgmesteren mandag. Hun havde ikke andre muligheder for at spare.",
    "vi": "“Chúng tôi sẽ đóng cửa nhà ga vào tháng Năm”, bà thị trưởng nói hôm thứ Hai.",
    "id": "“Kami akan menutup stasiun pada bulan Mei,” kata wali kota pada hari Senin. Warga terkejut.",
    "ar": "قالت رئيسة البلدية: «سنغلق المحطة في مايو». السكان غاضبون جدا من القرار.",
    "el": "Η δήμαρχος είπε: «Θα κλείσουμε τον σταθμό τον Μάιο». Οι κάτοικοι διαφωνούν.",
}
MIXED = [
    ("The ministry said “我们不会关闭车站，也不会出售土地，更不会道歉” and left it at that.", "en"),
    ("The mayor, 王小雨, said the station (中央车站) would close in May.", "en"),
    ("“Wir schließen den Bahnhof im Mai und öffnen ihn nie wieder,” the mayor told them on Monday.", "en"),
    ("苹果CEO Tim Cook说：“iPhone 15 Pro是最好的iPhone。”", "zh"),
    ("OpenAI CEO Sam Altman表示，GPT-5将于今夏发布。", "zh"),
    ("任天堂的新作「ゼルダ」昨天發售，分析師說，銷量超出預期。", "zh"),
]

# text, words that must lie in the content, what else must hold
GOLDEN: list[tuple[str, str, dict[str, object]]] = [
    ("陈立表示：“工厂下月停产。”", "工厂下月停产", {"kind": "direct", "speaker": "陈立", "speaker_name": "陈立", "cue": "表示"}),
    ("陈立说，“工厂下月停产。”", "工厂下月停产", {"kind": "direct", "speaker": "陈立"}),
    ("“工厂下月停产。”陈立说。", "工厂下月停产", {"kind": "direct", "speaker": "陈立"}),
    ("“工厂下月停产，”陈立坦言，“我们没有别的办法。”", "没有别的办法", {"kind": "direct", "speaker": "陈立", "cue": "坦言"}),
    ("「工廠下月停產。」發言人陳立強調。", "工廠下月停產", {"kind": "direct", "speaker": "發言人陳立", "speaker_name": "陳立", "role": "發言人", "cue": "強調"}),
    ("陳立向記者表示，工廠下月停產。", "工廠下月停產", {"kind": "indirect", "speaker": "陳立"}),
    ("陈立告诉记者，工厂将在下月停产。", "工厂将在下月停产", {"kind": "indirect", "speaker": "陈立", "relayed_by": None}),
    ("陈立称这是“我们最难熬的一年”，工厂亏损三成。", "最难熬的一年", {"kind": "mixed", "speaker": "陈立"}),
    ("陈立说：“工厂下月停产。”“工人都会得到赔偿。”", "都会得到赔偿", {"kind": "direct", "speaker": "陈立"}),
    ("陈立在声明中表示，工厂将停产，并称赔偿方案已经拟好。", "赔偿方案已经拟好", {"kind": "indirect", "speaker": "陈立", "relayed_by": None}),
    ("对于停产传闻，陈立回应称，工厂一切正常。", "工厂一切正常", {"speaker": "陈立", "cue": "回应称"}),
    ("外交部发言人何文清19日在例行记者会上表示，中方坚决反对这一做法。", "中方坚决反对", {"speaker": "外交部发言人何文清", "speaker_name": "何文清", "role": "发言人", "organization": "外交部", "source_type": "government", "anonymous": False}),
    ("华为一位发言人说，公司不予置评。", "公司不予置评", {"role": "发言人", "organization": "华为", "source_type": "company", "anonymous": True, "anonymity": "spokesperson", "speaker_name": None}),
    ("特斯拉在一份声明中称，车辆数据全部存放在本地。", "车辆数据", {"speaker": "特斯拉", "source_type": "company", "anonymous": False, "relayed_by": None}),
    ("国家统计局公布的数据显示，上月物价上涨百分之二。", "上月物价上涨", {"source_type": "document", "kind": "indirect"}),
    ("根据国家统计局公布的数据，上月物价上涨百分之二。", "上月物价上涨", {"source_type": "government", "speaker": "国家统计局"}),
    ("最高人民法院裁定，双方须在十日内和解。", "双方须在十日内", {"source_type": "court_regulator", "organization": "最高人民法院"}),
    ("市场监管总局要求，平台须在月底前整改。", "平台须在月底前整改", {"source_type": "court_regulator"}),
    ("世卫组织警告，疫情可能在秋天重来。", "疫情可能", {"source_type": "court_regulator", "cue": "警告"}),
    ("警方说，嫌疑人已经落网。", "嫌疑人已经落网", {"source_type": "government", "anonymous": False}),
    ("美国总统罗斯曼周五宣布，将对进口芯片加征关税。", "对进口芯片", {"speaker_name": "罗斯曼", "source_type": "government", "role": "总统"}),
    ("众议员林德认为，法案走得太远了。", "法案走得太远", {"speaker_name": "林德", "source_type": "politician"}),
    ("澄江大学法学院教授李明远指出：“这是一个错误的决定。”", "错误的决定", {"speaker_name": "李明远", "role": "教授", "organization": "澄江大学法学院", "source_type": "expert"}),
    ("澄江大学的李明远教授认为，判决并不意外。", "判决并不意外", {"speaker_name": "李明远", "source_type": "expert"}),
    ("海桥证券首席经济学家周敏预计，出口将在明年回升。", "出口将在明年", {"speaker_name": "周敏", "role": "首席经济学家", "organization": "海桥证券", "source_type": "analyst"}),
    ("律师丁书平说，消费者可以起诉。", "消费者可以起诉", {"speaker_name": "丁书平", "role": "律师", "source_type": "expert"}),
    ("该案原告的代理律师马骏称，当事人将会上诉。", "当事人将会上诉", {"speaker_name": "马骏"}),
    ("一名外卖骑手说：“雨天一单能多挣三块钱。”", "雨天一单", {"source_type": "worker", "anonymous": True}),
    ("一位不愿具名的前员工透露，系统早在春天就已上线。", "系统早在春天", {"source_type": "worker", "anonymous": True, "anonymity": "insider"}),
    ("“以前吵架先看观点，现在先看省份。”一位网友说。", "先看观点", {"source_type": "citizen", "role": "网友", "anonymous": True, "anonymity": "witness"}),
    ("有网友留言说：“地铁里没有信号。”", "没有信号", {"speaker": "网友", "source_type": "citizen", "anonymous": True}),
    ("网友“山里人”在微博上写道：“地铁里没有信号。”", "没有信号", {"speaker_name": "山里人", "source_type": "citizen", "anonymous": False, "relayed_by": "微博"}),
    ("多名用户反映，账号被无故封停。", "账号被无故封停", {"source_type": "citizen", "anonymous": True, "anonymity": "witness"}),
    ("市民王女士告诉记者，她等了三个小时。", "她等了三个小时", {"speaker_name": "王女士", "source_type": "citizen", "anonymous": False}),
    ("知情人士透露，谈判已经破裂。", "谈判已经破裂", {"source_type": "unknown", "anonymous": True, "anonymity": "insider"}),
    ("两名消息人士称，谈判已经破裂。", "谈判已经破裂", {"anonymous": True, "anonymity": "insider"}),
    ("业内人士指出，价格战还会持续。", "价格战还会持续", {"anonymous": True, "anonymity": "insider"}),
    ("分析人士认为，价格战还会持续。", "价格战还会持续", {"source_type": "analyst", "anonymous": True, "anonymity": "expert"}),
    ("一名要求匿名的官员说，谈判已经破裂。他因未获授权而要求匿名。", "谈判已经破裂", {"source_type": "government", "anonymous": True, "anonymity": "official", "anonymity_reason": "因未获授权"}),
    ("据《海港纪事报》报道，双方正在洽谈合并。", "双方正在洽谈", {"speaker": "《海港纪事报》", "source_type": "media", "kind": "indirect"}),
    ("路透社援引两名知情人士的话报道称，双方正在洽谈合并。", "双方正在洽谈", {"speaker": "两名知情人士", "anonymous": True, "relayed_by": "路透社"}),
    ("据彭博社援引消息人士报道，双方正在洽谈合并。", "双方正在洽谈", {"speaker": "消息人士", "relayed_by": "彭博社"}),
    ("他在接受《海港纪事报》采访时说：“合并已成定局。”", "合并已成定局", {"relayed_by": "《海港纪事报》"}),
    ("滴滴随后在微博发文称，将全面自查。", "将全面自查", {"speaker": "滴滴", "relayed_by": "微博"}),
    ("公司创始人郭峰在内部信中写道：“冬天已经到来。”", "冬天已经到来", {"speaker_name": "郭峰", "relayed_by": "内部信", "source_type": "company"}),
    ("海桥证券在研报中指出，需求正在恢复。", "需求正在恢复", {"speaker": "海桥证券", "relayed_by": "研报", "source_type": "analyst"}),
    ("新华社发表评论称，平台不能只要流量。", "平台不能只要流量", {"speaker": "新华社", "source_type": "state_media"}),
    ("《环球时报》在社评中写道：“玩火者必自焚。”", "玩火者必自焚", {"source_type": "state_media", "organization": "环球时报"}),
    ("“玩火者必自焚。”人民日报评论员文章指出。", "玩火者必自焚", {"source_type": "state_media"}),
    ("报告显示，三成受访者换过手机。", "三成受访者", {"source_type": "document", "speaker": "报告", "anonymous": False}),
    ("招股书披露，公司去年亏损两亿元。", "公司去年亏损", {"source_type": "document"}),
    ("律师丁书平看过合同。他说：“条款并不公平。”", "条款并不公平", {"speaker": "他", "speaker_name": "丁书平", "role": "律师", "source_type": "expert"}),
    ("澄江大学教授李明远研究城市交通。“堵车不是车多，”李教授说，“是路少。”", "堵车不是车多", {"speaker": "李教授", "speaker_name": "李明远"}),
    ("国家网信办有关负责人表示，平台存在问题。该负责人指出，处罚将从重。", "处罚将从重", {"speaker": "该负责人", "role": "有关负责人", "organization": "国家网信办", "anonymous": True, "anonymity": "official"}),
    ("苹果公布了新规。该公司表示，规则将于六月生效。", "规则将于六月生效", {"speaker": "该公司", "speaker_name": "苹果", "source_type": "company"}),
    ("腾讯表示，游戏将调整时间，同时强调不会裁员。", "不会裁员", {"speaker": "腾讯"}),
    ("行政長官陳國基在立法會表示，政府無意修例。", "政府無意修例", {"speaker_name": "陳國基", "source_type": "government"}),
    ("有網民批評：「這根本是笑話，誰會相信。」", "根本是笑話", {"speaker": "網民", "source_type": "citizen", "anonymous": True}),
    ("在陈立看来，停产只是时间问题。", "停产只是时间问题", {"speaker": "陈立"}),
    ("外交部：“中方坚决反对这一做法。”", "中方坚决反对", {"speaker": "外交部"}),
    ("蒂姆·诺曼说，新手机将在九月上市。", "新手机将在九月", {"speaker_name": "蒂姆·诺曼"}),
    ("首席执行官Sam Norman表示，新手机将在九月上市。", "新手机将在九月", {"speaker_name": "Sam Norman", "role": "首席执行官", "source_type": "company"}),
    ("陈立称，工厂已被列入“关注名单”。", "工厂已被列入", {"kind": "indirect", "speaker": "陈立"}),
    ("记者李白问：“工厂何时复工？”陈立答：“等订单。”", "等订单", {"speaker": "陈立"}),
    ("“工厂下月停产。”陈立说，工人都会得到赔偿。", "工人都会得到", {"kind": "indirect", "speaker": "陈立"}),
    ("陈立表示，工厂将停产；工会主席马骏则说，工人并不知情。", "工人并不知情", {"speaker": "工会主席马骏", "speaker_name": "马骏"}),
    ("法院認定合約無效，律師丁書平質疑：「這份判決站不住腳。」", "站不住腳", {"speaker": "律師丁書平", "speaker_name": "丁書平", "source_type": "expert", "cue": "質疑"}),
    ("據《海港紀事報》報道，雙方正在洽談合併。", "雙方正在洽談", {"speaker": "《海港紀事報》", "source_type": "media"}),
    ("一名不願具名的職員透露，系統早在春天就已上線。", "系統早在春天", {"source_type": "worker", "anonymous": True}),
    ("網友“山裡人”在臉書上寫道：「地鐵裡沒有信號。」", "沒有信號", {"speaker_name": "山裡人", "relayed_by": "臉書"}),
    ("他說,工廠將在下月停產,工人並不知情。", "工廠將在下月停產", {"speaker": "他", "kind": "indirect"}),
    ("根据海港电台引述何文清强调，双方不会谈判。", "双方不会谈判", {"speaker": "何文清", "relayed_by": "海港电台"}),
    ("陈立30日主持发布会，强调工厂不会搬走。", "工厂不会搬走", {"speaker": "陈立", "cue": "强调"}),
    ("市教育局下发通知，要求各校推迟开学。", "各校推迟开学", {"speaker": "市教育局", "source_type": "government"}),
    ("美国财政部长罗斯曼说，利率不会再降。", "利率不会再降", {"speaker_name": "罗斯曼", "role": "部长", "organization": "美国财政部", "source_type": "government"}),
    ("该大学位于城北。澄江大学昨天开学。该校教授马骏说，新生多了两成。", "新生多了两成", {"speaker_name": "马骏", "source_type": "expert"}),
    ("“工厂下月停产。”3月2日，一位接近工厂的人士如此向记者表示。", "工厂下月停产", {"kind": "direct", "anonymous": True, "anonymity": "insider"}),
    ("“工厂下月停产。”陈立告诉路透社。", "工厂下月停产", {"speaker": "陈立", "relayed_by": "路透社"}),
    ("浦澜资本周三晚间表示，收购已经终止。", "收购已经终止", {"speaker": "浦澜资本", "organization": "浦澜资本"}),
    ("交通委员会成员马骏说，路面太窄。", "路面太窄", {"speaker_name": "马骏", "role": "成员", "organization": "交通委员会"}),
    ("人民日報的評論指，平台須負起責任。", "平台須負起責任", {"speaker": "人民日報", "source_type": "state_media"}),
    ("市政府發布公告，指大橋已經完工，該公司則稱「還要三個月」。", "大橋已經完工", {"speaker": "市政府", "cue": "指"}),
    ("市政府發布公告，指大橋已經完工，該公司則稱「還要三個月」。", "還要三個月", {"speaker": "該公司", "kind": "direct"}),
    ("律师丁书平在微博上说，合同无效。几天后他告诉记者，官司已经打赢。", "官司已经打赢", {"speaker_name": "丁书平", "relayed_by": None}),
    ("律师丁书平和会计师周敏看过合同。他们表示，条款并不公平。", "条款并不公平", {"speaker": "他们", "speaker_name": None}),
    ("據路透社報道，兩名知情人士稱，合併已經破局。", "合併已經破局", {"speaker": "兩名知情人士", "relayed_by": "路透社"}),
    ("铁路公司首席执行官汤姆·赫尔曼上任一年。赫尔曼说，晚点少了。", "晚点少了", {"speaker": "赫尔曼", "speaker_name": "汤姆·赫尔曼", "role": "首席执行官", "source_type": "company"}),
    ("立委林美秀質疑：「橋為什麼還沒修？」", "橋為什麼", {"speaker_name": "林美秀", "source_type": "politician"}),
    ("市長林美秀上任。林美秀的發言人表示，橋年底修好。", "橋年底修好", {"source_type": "government", "anonymous": True}),
    ("運輸局書面回覆議員質詢，指橋年底修好。", "橋年底修好", {"speaker": "運輸局", "source_type": "government"}),
    ("中經院副院長馬駿表示，出口將會回升。", "出口將會回升", {"role": "副院長", "organization": "中經院"}),
    ("腾讯表示，游戏将调整时间，同时强调不会裁员。", "不会裁员", {"speaker": "腾讯", "cue": "强调"}),
    ("律師彭耀文今日陳詞。彭說有，又稱證據不足，無法定罪。", "證據不足", {"speaker": "彭", "speaker_name": "彭耀文"}),
    ("裁判官蘇惠明其後作出裁決，指證據不足，無法定罪。", "證據不足", {"speaker": "裁判官蘇惠明", "source_type": "court_regulator"}),
    ("商务部新闻发言人答问。发言人强调，谈判仍在继续。", "谈判仍在继续", {"speaker": "发言人", "anonymous": True}),
    ("腾讯一位发言人表示：“我们正在了解情况。”", "正在了解", {"kind": "direct", "speaker": "腾讯一位发言人", "source_type": "company", "anonymous": True}),
    ("“我们不会出售用户数据。”张伟说。", "不会出售", {"kind": "direct", "speaker": "张伟"}),
    ("外交部称，中方反对任何形式的制裁。", "中方反对", {"kind": "indirect", "speaker": "外交部", "source_type": "government"}),
    ("据《华尔街日报》报道，该公司正在洽谈出售业务。", "正在洽谈", {"kind": "indirect", "speaker": "《华尔街日报》", "source_type": "media"}),
    ("教授李明指出，「這是一個錯誤的決定。」", "錯誤的決定", {"kind": "direct", "speaker": "教授李明"}),
    # titles that no list has: the name ends them
    ("湖口区疏浚站副站务长彭立群表示，河道下周清淤。", "河道下周清淤", {"speaker_name": "彭立群", "source_type": "government"}),
    ("海桥队前锋巴诺·库雷什说，这是他最难的一战。", "最难的一战", {"speaker_name": "巴诺·库雷什", "role": "前锋", "organization": "海桥队", "source_type": "worker"}),
    ("一名参与清淤的潜水员说，水下什么也看不见。", "水下什么", {"speaker_name": None, "source_type": "worker", "anonymous": True}),
    ("乐评人丁漱石哽咽道：“我再也写不出了。”", "再也写不出", {"speaker_name": "丁漱石", "source_type": "media"}),
    # what a body's name ends in decides, units have their owner's type
    ("澄江警察大学表示，新生多了两成。", "新生多了两成", {"source_type": "expert"}),
    ("腾讯公关部回复称，消息不实。", "消息不实", {"source_type": "company", "anonymous": False}),
    ("海桥俱乐部表示，将提出申诉。", "将提出申诉", {"source_type": "worker"}),
    ("澄江市消费者协会提醒，不要一次交清费用。", "不要一次交清", {"source_type": "activist_ngo"}),
    ("以色列国防军发言人表示，行动已经结束。", "行动已经结束", {"speaker": "以色列国防军发言人", "source_type": "government", "anonymous": True, "anonymity": "spokesperson"}),
    ("城東派出所一位民警说，案件仍在侦办。", "案件仍在侦办", {"source_type": "government", "anonymous": True, "anonymity": "official"}),
    # families and surnames
    ("死者的弟弟王先生说，他们素不相识。", "素不相识", {"speaker_name": "王先生", "role": "弟弟", "source_type": "citizen", "anonymous": False}),
    ("骑手王帅还在等单。王帅的妻子李梅说，她怕陌生电话。", "她怕陌生电话", {"speaker_name": "李梅", "source_type": "citizen"}),
    ("法学院副教授秦朗看过通知。秦老师建议，保留人工窗口。", "保留人工窗口", {"speaker_name": "秦朗", "source_type": "expert"}),
    ("雞農吳姓男子無奈說，損失上看五百萬。吳男強調，雞舍剛貸款整修。", "雞舍剛貸款", {"speaker_name": "吳姓男子", "source_type": "citizen"}),
    ("導演賈雲舟坐在台下。主演辛芷若坦言，雨戲拍了四天。“導演以為我失蹤了，”她笑著說。", "以為我失蹤", {"speaker_name": "辛芷若"}),
    ("张某的辩护律师李岳洋表示，当事人是被利用的。", "当事人是被利用", {"speaker_name": "李岳洋", "source_type": "citizen"}),
    ("航天局前局长马骏认为，预算过于乐观。", "预算过于乐观", {"role": "前局长", "source_type": "expert"}),
    # subjects of earlier clauses
    ("澄江船东协会发表声明，强烈反对这一做法，认为措施违反规则。", "措施违反规则", {"speaker": "澄江船东协会", "source_type": "activist_ngo"}),
    ("县气象局曾于11日凌晨发布暴雨预警，提醒各单位做好防范。", "各单位做好防范", {"speaker": "县气象局"}),
    ("高新分局发布警情通报称，嫌疑人已被抓获。", "嫌疑人已被抓获", {"speaker": "高新分局", "source_type": "government"}),
    ("记者从澄江市检察院获悉，检方已提前介入。", "检方已提前介入", {"speaker": "澄江市检察院", "source_type": "court_regulator"}),
    ("根据澄江大学的最新民调，两人支持率相当。", "两人支持率", {"source_type": "document"}),
    ("周报显示，流感连续六周上升。", "流感连续六周", {"source_type": "document"}),
    ("消委會總幹事黃鳳嫻呼籲業界改善品質，又指市民不應單看價錢。", "市民不應單看", {"speaker_name": "黃鳳嫻", "source_type": "court_regulator"}),
    ("海桥公司回应称，数字不实，但拒绝提供具体比例。", "数字不实", {"kind": "indirect", "text": "数字不实"}),
    # through whom
    ("知情人士向彭博社透露，双方正在洽谈。知情人士称，下月即可签约。", "下月即可签约", {"relayed_by": "彭博社"}),
    ("豆瓣网友“花猫”评论道：“希望能看到完整版。”", "完整版", {"speaker_name": "花猫", "relayed_by": "豆瓣"}),
    ("陈立在财报电话会上表示，公司将加大投入。", "公司将加大投入", {"relayed_by": None}),
    ("家长李女士告诉海港晨报记者，钱退不回来。", "钱退不回来", {"relayed_by": None}),
    ("特朗普说，关税下周生效。", "关税下周生效", {"speaker_name": "特朗普", "source_type": "government"}),
]  # fmt: skip

SILENT = [
    "这部名为《长城》的电影上映了。",
    "所谓“新常态”并没有到来。",
    "据悉，工厂将在下月停产，工人已经离开。",
    "华为尚未回应记者的置评请求。",
    "腾讯拒绝透露谈判的细节，也没有说明原因。",
    "这部小说写得很好，说明作者下了功夫。",
    "该建筑俗称“大白楼”，建于一九三二年。",
    "他被称为“中国的爱迪生”。",
    "警方要求的文件已经送到。",
    "公司计划明年在成都设厂，投资十亿元。",
    "“IP属地”功能上线后，话题阅读量超过十亿。",
    "有关负责人的说法引发争议。",
    "列入“实体清单”的企业增加到三百家。",
    "他喜欢游说别人，也喜欢解说比赛。",
    "大雨下了一整天，列车全部停运。",
    "按照网络安全法，平台可处十万元以上罚款。",
]


@pytest.mark.parametrize("text", ELSEWHERE.values(), ids=ELSEWHERE)
def test_other_languages_are_left_alone(text: str) -> None:
    assert find_quotes(text) == []
    assert find_quotes(f"{text}\n\n" * 20) == []


@pytest.mark.parametrize(("text", "language"), MIXED)
def test_what_stands_outside_the_marks_decides_the_language(text: str, language: str) -> None:
    assert language_of(text) == language
    assert language == "en" or find_quotes(text)


def test_an_english_quotation_does_not_make_a_german_article_english() -> None:
    text = "Der Sprecher sagte: “We will not close the station and that is what we told them.” Mehr wollte er dazu nicht sagen."
    assert language_of(text) is None


PIECES = ["说", "表示", "，", "“", "”", "：", "。", "「", "」", '"', "张伟", "律师", "发言人", "据", "报道", "他", "该", "公司", "华为", "在", "的", "对", "\n", "·", "告诉", "援引", "《", "》", "同时"]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "expected"), GOLDEN)
def test_single_construction(text: str, words: str, expected: dict[str, object]) -> None:
    quote = quote_with(find_quotes(text), words)
    assert {name: getattr(quote, name) for name in expected} == expected


@pytest.mark.parametrize("text", SILENT)
def test_what_nobody_says_is_no_quotation(text: str) -> None:
    assert find_quotes(text) == []


def test_own_outlet_does_not_relay() -> None:
    text = "陈立在接受海港纪事报采访时说：“合并已成定局。”"
    assert find_quotes(text, outlet="海港纪事报")[0].relayed_by is None
    assert find_quotes(text, outlet="澄江晚报")[0].relayed_by == "海港纪事报"


def test_a_transcript_is_read_by_its_lines() -> None:
    lines = ["记者：工厂何时复工？", "陈立：还没有定。", "记者：工人怎么办？", "陈立：都会得到赔偿。"]
    assert [q.speaker for q in find_quotes("\n".join(lines))] == ["记者", "陈立", "记者", "陈立"]


def test_a_paragraph_in_marks_goes_on_with_the_one_before() -> None:
    text = "陈立说：“工厂下月停产。”\n\n“工人都会得到赔偿，没有一个例外。”"
    assert [q.speaker_name for q in find_quotes(text)] == ["陈立", "陈立"]


def test_no_probability_is_given_that_was_not_measured() -> None:
    assert find_quotes("陈立说，工厂下月停产。")[0].confidence is None


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_offsets_are_exact_in_order_and_without_overlap(text: str) -> None:
    end = 0
    for quote in find_quotes(f"这是一篇中文报道，{text}"):
        whole = f"这是一篇中文报道，{text}"
        assert whole[quote.start : quote.end] == quote.text != ""
        assert end <= quote.start
        assert "" not in (quote.speaker_name, quote.role, quote.organization, quote.relayed_by)
        assert quote.speaker is None or whole[quote.speaker_start : quote.speaker_end] == quote.speaker != ""
        end = quote.end


@given(st.text(alphabet=st.characters(min_codepoint=0x3000, max_codepoint=0x9FFF)) | st.text())
def test_simplifying_keeps_every_place(text: str) -> None:
    assert len(simplify(text)) == len(text)
    assert simplify(simplify(text)) == simplify(text)


@pytest.mark.parametrize(
    "piece",
    [
        "说“",
        "在",
        "律师张伟",
        "张伟说，好好好好好。",
        "说对",
        "律师阿·",
        "“好好好好好好好好。”\n",
        "据据说，",
        "副",
    ],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    begun = time.process_time()
    find_quotes(piece * (60_000 // len(piece)))
    assert time.process_time() - begun < 2


def test_no_english_news_article_falls_silent(shared: Path) -> None:
    texts = sorted((shared / "benchmarks" / "polnear").glob("*/text/*.txt"))
    assert len(texts) > 900
    assert [path.name for path in texts if language_of(path.read_text(encoding="utf-8")) != "en"] == []
