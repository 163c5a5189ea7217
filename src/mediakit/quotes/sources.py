"""What kind of source speaks: thirteen types, from the role first, then from the organisation."""

from __future__ import annotations

import re
from functools import lru_cache

from mediakit.records import SourceType


def _pattern(words: str, flags: int = re.I) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", flags)


_PLACES = (
    "China|Beijing|Washington|Moscow|Russia|Hong Kong|Taiwan|Taipei|India|Iran|Israel|Japan|Tokyo|South Korea|North Korea|Seoul"
    "|Pyongyang|Britain|London|France|Paris|Germany|Berlin|Canada|Ottawa|Australia|Canberra|Ukraine|Kyiv|Turkey|Brazil|Mexico"
    "|Kiev|Kyiv|Kabul|Tehran|Baghdad|Damascus|Cairo|Jerusalem|Ankara|Warsaw|Madrid|Rome|Vienna|Budapest|Prague|Athens|Dublin|Delhi|New Delhi|Hanoi|Jakarta|Riyadh|Afghanistan|Iraq|Lebanon|Jordan|Qatar|Hungary|Sweden|Norway|Denmark|Finland|Netherlands|Belgium|Switzerland|Austria|Greece|Portugal|Ireland|Scotland|Wales|England|New Zealand|South Africa|Nigeria|Kenya|Ethiopia|Argentina|Chile|Colombia|Venezuela|Cuba|Indonesia|Malaysia|Philippines|Thailand|Bangladesh|Sri Lanka|Nepal|Namibia|Rwanda|Sudan|Libya|Morocco|Algeria|Serbia|Armenia|Azerbaijan|Georgia|Kazakhstan|Belarus|Estonia|Latvia|Lithuania|Romania|Bulgaria|Pakistan|Vietnam|Singapore|Egypt|Syria|Saudi Arabia|Spain|Italy|Poland|Brussels|United States|U\\.S|US"
)
PEOPLES = frozenset(
    "American British Chinese Russian Ukrainian French German Italian Spanish Portuguese Polish Dutch Belgian Swedish Norwegian Danish Finnish"
    " Austrian Swiss Hungarian Czech Slovak Romanian Bulgarian Greek Turkish Serbian Croatian Irish Scottish Welsh Israeli Palestinian Iranian Iraqi"
    " Syrian Lebanese Jordanian Egyptian Saudi Qatari Emirati Kuwaiti Yemeni Afghan Pakistani Indian Bangladeshi Nepali Taiwanese Japanese Korean"
    " Vietnamese Thai Filipino Philippine Indonesian Malaysian Singaporean Australian Canadian Mexican Brazilian Argentine Argentinian Chilean"
    " Colombian Venezuelan Peruvian Cuban Nigerian Kenyan Ethiopian Ugandan Ghanaian Congolese Sudanese Somali Zimbabwean Moroccan Algerian"
    " Tunisian Libyan Armenian Azerbaijani Georgian Kazakh Belarusian Lithuanian Latvian Estonian European African Asian Arab Jewish Muslim Western"
    " US U.S U.S. UK U.K U.K. EU Namibian Rwandan Tanzanian Zambian Bolivian Ecuadorian Salvadoran Honduran Guatemalan Haitian".split()
)
"""What stands before a role without being a body ("the Russian president")."""
_WORLD = re.compile(
    r"\b(?:NATO|European (?:Union|Commission|Parliament|Council)|EU|United Nations|UN|U\.N\.?|WHO|World Health Organization|IMF|World Bank|WTO"
    r"|IAEA|OECD|ICC|UNICEF|UNHCR|UNRWA|UNESCO|OPEC|Interpol|African Union|ASEAN)\b"
)
_ORGANISATIONS: tuple[tuple[SourceType, re.Pattern[str]], ...] = (
    (
        "state_media",
        _pattern(
            "Global Times|Xinhua(?: News Agency)?|People.s Daily|China Daily|CCTV|CGTN|China Central Television|China News Service|Sputnik|RT|TASS|KCNA"
            "|Press TV|Beijing Daily|Science and Technology Daily|state(?:-run|-owned|-controlled)? (?:media|television|tv|news agency|broadcaster|newspaper|tabloid)"
            "|state-(?:run|owned|controlled|backed)|party (?:newspaper|mouthpiece)"
        ),
    ),
    (
        "court_regulator",
        _pattern(
            "courts?|tribunal|FCC|FTC|SEC|CFIUS|CAC|SAMR|WHO|World Health Organization|regulators?|watchdog|prosecutors?(?:’s|'s)?(?: office)?|attorney general|antitrust"
            "|(?:Communications|Trade|Exchange|Competition|Markets?|Consumer|Data Protection|Information|Election|Securities) (?:\\w+ ){0,2}(?:Commission|Authority|Board|Bureau|Commissioner|Administration)"
            "|Cyberspace Administration(?: of China)?|State Administration for Market Regulation|Stock Exchange|European Commission|United Nations|UN|U\\.N|IMF|World Bank|World Trade Organization|WTO|Ofcom|ombudsman|European Union|EU|NATO|Interpol|central bank|Federal Reserve|election commission|inspectorate|grand jury|jury|IAEA|ICC|OECD|UNICEF|UNHCR|UNRWA|UNESCO|OPEC|African Union|ASEAN"
        ),
    ),
    (
        "document",
        _pattern(
            "reports?|study|studies|survey|polls?|filings?|prospectus|lawsuits?|complaint|memo|memorandum|laws?|bill|documents?|papers?|statistics|data|figures|indictment|letters?|e-?mails?|policy"
            "|rules?|decision|ruling|judgment|order|draft|agreement|notice|article|essay|book|post|posts|blog post|message|text messages?|census|affidavit|transcript|contract|constitution|guidelines?|website|web site|text|note|line|clause|petition|warrant|records?|entry|summary|label|sign|banner|press release|advertisement|ad|videos?|footage|images?|modelling|modeling|forecast|projections?|investigation|analysis|probe|inquiry|court papers|poll results|charter|treaty"
        ),
    ),
    (
        "politician",
        _pattern(
            "(?:house|senate|select|congressional|parliamentary)(?: \\w+){0,3} committee|Senate|House of Representatives|Congress|Parliament|(?:campaign|party|democrats|republicans|democratic party|republican party|labour|tories|conservatives|caucus|select committee|legislature|council members)"
        ),
    ),
    (
        "expert",
        _pattern(
            "university|universities|college|polytechnic|school|institutes?|academy|think tanks?|research(?:ers)? team|team of (?:researchers|scientists|engineers|doctors)|scientific team|Brookings|laboratory|lab|observatory|research (?:center|centre|group|institute)|center|centre|hospital|clinic|forum|faculty|MIT|Harvard|Stanford|Oxford|Cambridge|Yale|Princeton|Chatham House|RAND"
        ),
    ),
    (
        "activist_ngo",
        _pattern(
            "unions?|associations?|federations?|foundation|alliance|coalition|human rights|rights|amnesty|greenpeace|ACLU|charity|charities|campaign for|advocacy|society|guild|chamber of commerce|council of|trade (?:group|body)|lobby|league|movement|protesters|project|journalists without borders|reporters without borders|committee to protect|trust|watch|desk|NGO|nonprofit|non-profit|front|forum"
        ),
    ),
    (
        "government",
        _pattern(
            "governments?|ministry|ministries|department|embassy|consulate|police|sheriff|White House|Pentagon|Kremlin|State Council|administration|army|navy|military|air force|bureau|agency|FBI|CIA|NSA|NASA|Downing Street|Treasury|office|council|Home Office|Foreign Office|authorities|authority|Communist Party|politburo|city hall|customs|cabinet|state|county|city of|national guard|coast guard|fire (?:department|service)|prime minister|president|governor|national (?:library|institutes?|archives|weather service|laboratory)|centers? for disease|recreation area|national park|park service|school (?:board|district)|(?:county|city|school|resources|planning|zoning|water|transit) (?:\\w+ )?board|board of (?:education|supervisors|commissioners)|public (?:safety|health)|Hamas|Taliban|Hezbollah|IDF|parks? department|health department|air force|regime|junta|general staff|emergency (?:services?|management)|coast guard|intelligence|"
            + _PLACES
        ),
    ),
    (
        "analyst",
        _pattern(
            "wall street|securities|capital|research|partners|investments?|asset management|bank|goldman|morgan|citi|ubs|hsbc|barclays|wedbush|moody.s|fitch|s&p|brokerage|hedge fund|fund|consultancy|advisors|advisers|ventures|gartner|idc|canalys|counterpoint"
        ),
    ),
    (
        "media",
        _pattern(
            "times|post|journal|news|newspaper|reuters|afp|associated press|ap|bloomberg|bbc|cnn|nbc|abc|cbs|msnbc|npr|pbs|guardian|telegraph|independent|mirror|sun|observer|network|ledger|commentator|wire|gazette|herald|tribune|chronicle|courier|dispatch|review|magazine|outlet|broadcaster|television|tv|radio|channel|daily|weekly|economist|wired|verge|techcrunch|buzzfeed|politico|axios|vox|vice|huffpost|breitbart|le monde|der spiegel|el país|apple daily|stand news|examiner|commentator|star|press|sites?|blog|podcast|station|outlets?|the wrap|deadline|variety|hollywood reporter|tmz|entertainment tonight|rolling stone|billboard|newsweek|forbes|fortune|time magazine|people magazine|espn|siriusxm|radar online|rtv|rtl|zdf|ard|orf|nhk|yonhap|kyodo|al jazeera|al arabiya|haaretz|nyheter|aftonbladet|expressen|svt|corriere|repubblica|figaro|libération|zeitung|spiegel|bild|box office mojo|telegram channel|inquirer|standard|express|metro|insider|quartz|slate|salon|semafor|the hill|the information"
        ),
    ),
)
_FIRM = _pattern(
    "company|companies|firm|start-?up|platform|app|maker|operator|developer|carrier|retailer|inc|corp|ltd|group|holdings|store|airline|manufacturer|giant|subsidiary"
)
_RESEARCH_FIRM = _pattern("research (?:center|centre|group|institute)", re.I)

# The first that matches a role decides; None means: what the organisation is.
_ROLES: tuple[tuple[SourceType | None, re.Pattern[str]], ...] = (
    (
        None,
        _pattern(
            "spokes\\w+|press officer|press secretary|representatives? (?:of|for|from)|communications \\w+"
        ),
    ),
    (
        "expert",
        _pattern(
            "former (?:[\\w-]+ ){0,4}(?:official|diplomat|ambassador|minister|secretary|officer|regulator|staffer|adviser|advisor|prosecutor|judge|chief|commissioner|general|director)"
        ),
    ),
    (
        "politician",
        _pattern(
            "council ?members?|councilperson|alder(?:man|woman)|selectm[ae]n|representative$|assembly\\w+|crossbench|senators?|sen|rep|congress(?:man|woman|men)|lawmakers?|legislators?|assembly(?:man|woman|member)|councillors?|council(?:man|woman)|candidates?|nominee|mps?|peer|lords?|member for|(?:council|parliament|committee) member|speaker of|majority leader|minority leader|opposition leader|campaign (?:manager|chairman|aide)|democrats?|republicans?|state representative|sir"
        ),
    ),
    (
        "court_regulator",
        _pattern(
            "judges?|justice|prosecutors?|chief justice|(?:district|u\\.?s\\.?|state|united states) attorney|attorney general|regulators?|commissioner|magistrate|ombudsman"
        ),
    ),
    (
        "government",
        _pattern(
            "(?<!council )ministers?|prime minister|premier|chancellor|president of (?:the )?(?:"
            + _PLACES
            + ")|ambassador|diplomats?|officials?|police|officers?|sheriff|governor|gov|mayor|secretary of|secretary|consul|envoy|general|gen|colonel|lieutenant|sergeant|admiral|inspector|superintendent|soldiers?|chief executive of hong kong|administrator|authorities|troops|investigators?|detective|king|queen|prince|princess|(?:police|fire|army|military|intelligence|navy|air force|defen[cs]e|security|assistant|deputy police) chief|chief of (?:police|staff|defen[cs]e)|chief constable|constable|trooper|captain of police|commander|commissioner of police|supreme leader|ayatollah|dictator|strongman|head of state|emir|sultan|monarch|president.elect|first lady|undersecretary|coroner|medical examiner|fire(?:fighter|fighters)|paramedics?|superintendent of schools|city manager|county executive|cops?|lt|sgt|col|capt|maj|adm|cmdr|supt|insp|gen"
        ),
    ),
    (
        "analyst",
        _pattern(
            "analysts?|investors?|economists?|strategists?|traders?|brokers?|fund manager|portfolio manager|head of (?:\\w+ ){0,2}research|shareholders?"
        ),
    ),
    (
        "expert",
        _pattern(
            "professors?|prof|lecturers?|researchers?|scientists?|experts?|scholars?|fellow|historians?|academics?|sociologist|psychologists?|psychiatrist|cryptographer|linguist|statistician|criminologist|epidemiologist|virologist|physicist|doctors?|physicians?|surgeon|dean|political scientist|consultants?|author|biologists?|climatologist|technologist|dr|\\w+ologists?|authors?|physicists?|linguists?|sociologists?|research team|astronomers?|chemists?|mathematicians?|engineer and researcher|nutritionist|dietitian|therapist|postdoc\\w*|epidemiologists?|virologists?|surgeons?|pediatrician|criminologists?"
        ),
    ),
    (
        "activist_ngo",
        _pattern(
            "activists?|advocates?|campaigners?|organi[sz]ers?|protesters?|demonstrators?|medic|dissidents?|groups|rights groups|union leader|supporters"
        ),
    ),
    (
        "media",
        _pattern(
            "(?:network|news|boxing|nfl|nba|mlb|sports|baseball|football) insider|journalists?|reporters?|editors?|deputy editor|columnists?|correspondents?|anchor|host|presenter|broadcaster|blogger|commentators?|pundits?|publisher|cartoonist"
        ),
    ),
    ("expert", _pattern("lawyers?|attorneys?|solicitor|barrister|counsel")),
    (
        None,
        _pattern(
            "president|vice.president|chair\\w*|chief|ceo|cfo|cto|coo|executives?|founders?|co-?founders?|director|head|leaders?|manager|owner|partner|boss|secretary.general|member|aides?|advis[eo]rs?|deputy"
        ),
    ),
    (
        "worker",
        _pattern(
            "employees?|workers?|staffers?|engineers?|developers?|designers?|contractors?|moderators?|drivers?|players?|coach|actor|actress|singer|artist|musician|athletes?|dancer|comedian|model|teachers?|nurses?|clerk|baker|farmer|shopkeeper|trust and safety|programmer|barista|courier|miner|signatories|captain|goalkeeper|striker|director|producer|film-?maker|writer|novelist|photographer|chef|footballers?|midfielders?|defenders?|forwards?|wingers?|quarterbacks?|pitchers?|outfielders?|batsm[ae]n|batters?|bowlers?|point guards?|linebackers?|receivers?|swimmers?|runners?|sprinters?|gymnasts?|boxers?|golfers?|cyclists?|jockeys?|skaters?|wrestlers?|fighters?|champions?|medall?ists?|tennis \\w+|rapper|drummer|guitarist|bassist|vocalist|frontman|songwriters?|pop star|stars?|superstar|celebrity|influencer|youtuber|streamer|entertainer|screenwriter|playwright|poet|painter|sculptor|choreographer|composer|conductor|dj|bands?|actors|actresses|singers|musicians|artists|coaches|head coach|pilots?|firefighter union|chef|stylist|escort|hairdresser|librarian|electrician|plumber|carpenter|cleaner|guard"
        ),
    ),
    (
        "citizen",
        _pattern(
            "residents?|users?|witness(?:es)?|victims?|relatives?|family|mother|father|parents?|customers?|consumers?|students?|pupils?|neighbou?rs?|voters?|friends?|fans?|sons?|daughters?|wife|husband|brother|sister|woman|man|men|women|passengers?|tourists?|villagers?|subscribers?|shoppers?|retired|stallholder|bystanders?|survivors?|patients?|readers?|viewers?|machinist|fisherman|boy|girl|teenager|traveller|traveler|commuters?|parishioner|pensioner|grandmother|grandfather|aunt|uncle|cousins?|nephew|niece|couple|kids?|children|people who|\\d+-year-old|teens?|girlfriend|boyfriend|fianc[eé]e?|widow|widower|mourners?|worshippers?|homeowners?|tenants?|landlord|shopkeepers?|driver of|motorists?|refugees?|migrants?|deportees?|survivor|suspects?|defendants?|inmates?|prisoners?|protestors? who|diners?|holidaymakers?|locals?|veteran"
        ),
    ),
    ("unknown", _pattern("people|person|sources?|critics|observers|insiders?|others|many|some|makers?")),
)
_POLITICAL = _pattern(
    "(?:Liberal )?Democrat|Republican|Labour|Conservative|Tory|[DR]-[A-Z][\\w.]+|member (?:for|of (?:parliament|congress|the legislat\\w+))|council member|lawmaker|opposition|leader of (?:the )?(?:\\w+ ){0,3}(?:council|opposition|house|party)",
    0,
)
_OFFICER = _pattern("ceo|cfo|cto|coo|chief (?:executive|financial|technology|operating)")
_LEADING = _pattern(
    "chief|ceo|cfo|cto|coo|executives?|founders?|co-?founders?|director|chair\\w*|head|vice.president|spokes\\w+|press \\w+"
)
STATION = re.compile(r"(?:the )?(?!WWE|WWF|WTA|KGB|KKK|KFC)[WK][A-Z]{2,3}(?:-TV| \d+)?")
"""An American station's call sign."""
_PROSECUTOR = re.compile(
    r"\b(?:U\.?S\.?|[Dd]istrict|[Ss]tate|[Cc]ounty|[Aa]ssistant|[Cc]ommonwealth.s) [Aa]ttorney\b"
)
_STATE_OFFICE = _pattern(
    "govern\\w+|gov|mayor|police|sheriff|minist\\w+|general|gen|col|colonel|lt|lieutenant|sgt|sergeant|captain|officers?|officials?|detective|coroner|secretary"
    "|ambassador|diplomats?|consul|envoy|soldiers?|troopers?|inspector|superintendent|chief|commander|president|king|queen|prince|ayatollah|leader"
)
_DOES: tuple[tuple[SourceType, re.Pattern[str]], ...] = (
    (
        "expert",
        _pattern(
            "who (?:\\w+ )?(?:teach(?:es)?|lectures?|stud(?:y|ies)|research(?:es)?|has studied|has written|advises|consults)|now consults|trust and safety lead"
        ),
    ),
    ("media", _pattern("who (?:\\w+ )?(?:hosts?|presents?|edits?|reports?|covers?|writes for)")),
    ("analyst", _pattern("who (?:\\w+ )?(?:follows? the|tracks?|manages? (?:money|funds))")),
    ("activist_ngo", _pattern("who (?:\\w+ )?(?:campaigns?|organi[sz]es)")),
    (
        "worker",
        _pattern(
            "who (?:has )?(?:dr[io]ves?|driven|works?|worked|makes?|farms?|sings?|plays?|acts?|lip-\\w+)"
        ),
    ),
    ("citizen", _pattern("who (?:has )?(?:sells?|sold|owns?|runs? an?|lives?|uses?|used|lost|bought)")),
)
_ORDINARY = re.compile(r"(?:^|\s)(?:who\b|\d\d(?:,|$))")
"""How somebody without a role is introduced: by what they did, by their age."""
_STAGE = _pattern(
    "films?|movies?|actors?|actress(?:es)?|albums?|songs?|singers?|bands?|stars?|starr(?:ed|ing)|co-stars?|reality (?:show|star|tv)|episodes?|hollywood|grammys?|oscars?"
    "|netflix|mtv|sitcom|concerts?|coach(?:es)?|leagues?|strikers?|midfielders?|footballers?|football|basketball|baseball|playoffs?|quarterback|touchdowns?"
    "|tournament|championships?|premier league|world cup|olympics?|heavyweight|knockout|undercard|pitchers?|mlb|nfl|nba|nhl|ufc|offseason|innings|team-?mates?|wickets?|grand prix|bouts?|celebrity|director|screenplay|box office|rapper|playlist|dressing room"
)
_RESEARCH = _pattern("research\\w*|scien\\w+|stud(?:y|ies)|experiments?|journal|laboratory|professors?")
_WELL_KNOWN: tuple[tuple[SourceType, frozenset[str]], ...] = (
    (
        "government",
        frozenset(
            "Trump Obama Biden Putin Merkel Macron Modi Trudeau Netanyahu Zelensky Zelenskyy Erdogan Duterte Assad Rouhani"
            " Xi Lula Orban Orbán Scholz Merz Meloni Albanese Ardern Ramaphosa Bolsonaro Milei Vance"
            " Johnson Cameron Starmer Sunak Blinken Pompeo Tillerson Kerry Lavrov".split()
        ),
    ),
    (
        "politician",
        frozenset(
            "Schiff Christie DeSantis Haley Pence Giuliani Buttigieg Clinton Sanders Warren Cruz Rubio Pelosi McConnell Schumer Ryan Corbyn Farage".split()
        ),
    ),
    ("company", frozenset("Zuckerberg Musk Bezos Cook Pichai Nadella Dorsey Gates Chew".split())),
)


@lru_cache(maxsize=4096)
def type_of_organization(name: str) -> SourceType:
    """Return the type of a body that speaks, by its name."""
    if name in _PLACES.split("|"):
        return "government"
    if _RESEARCH_FIRM.search(name) is None and re.search(
        r"(?i)\b(?:research|securities|capital|partners)$", name
    ):
        return "analyst"
    for strong, pattern in _ORGANISATIONS[:2]:
        if pattern.search(name) and not re.match(
            r"(?i)(?:an? |the )?(?:report|study|letter|filing|note|post)\b", name
        ):
            return strong
    if STATION.fullmatch(name):
        return "media"
    hits = [
        (match.end(), kind)
        for kind, pattern in _ORGANISATIONS
        for match in [_last(pattern, _head_part(name))]
        if match
    ]
    if not hits:
        return "company"
    return max(hits)[1]


def _head_part(name: str) -> str:
    """Cut what follows a preposition, unless that is all that tells ("Ministry of Commerce": "Ministry")."""
    parts = re.split(r"\s(?:of|for|in|by|at|on|to|that|which)\s", name, maxsplit=1)
    return parts[0] if any(p.search(parts[0]) for _, p in _ORGANISATIONS) else name


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text):
        found = match
    return found


def type_of_person(role: str, organization: str, name: str, context: str = "") -> SourceType:
    """Return the type of a person or people, by role, then organisation, then name."""
    if re.match(
        r"(?i)(?:lawyers?|attorneys?|solicitor|counsel) for|.*\b(?:his|her|their) (?:lawyers?|attorneys?|solicitor)",
        role,
    ):
        return type_of_organization(organization) if organization else "citizen"
    if _PROSECUTOR.search(f"{context} {role}"):
        return "court_regulator"
    if not organization and _WORLD.search(f"{context} {role}"[:80]):
        return "court_regulator"
    if not role and not organization:
        for does, pattern in _DOES:
            if pattern.search(context):
                return does
    for words in filter(None, (role, context if not organization else "")):
        if _POLITICAL.search(context):
            return "politician"
        for kind, pattern in _ROLES:
            if pattern.search(words):
                return _with_body(kind, words, organization)
    if organization:
        return _of_member(type_of_organization(organization))
    last = name.split()[-1] if name else ""
    plain: SourceType = "citizen" if name and not role and _ORDINARY.search(context) else "unknown"
    return next((kind for kind, names in _WELL_KNOWN if last in names), plain)


def _with_body(kind: SourceType | None, role: str, organization: str) -> SourceType:
    body = type_of_organization(organization) if organization else None
    if kind is None:
        if body == "expert" and _OFFICER.search(role):
            return "company"
        if body is None:
            if _LEADING.search(role):
                return "company"
            return (
                "government" if re.search(r"\bPresident\b|^(?:the |The |a )?president$", role) else "unknown"
            )
        return _of_member(body) if not re.search(r"(?i)spokes|press", role) else body
    if kind == "media" and body == "state_media":
        return "state_media"
    if kind == "analyst" and body in ("expert", "activist_ngo", "government", "court_regulator"):
        return body
    if kind == "unknown" and body is not None:
        return body
    if kind == "government" and body in ("court_regulator", "politician"):
        return (
            body
            if body == "court_regulator" or not re.search(r"(?i)official|minister|president", role)
            else kind
        )
    if (
        kind == "government"
        and body == "company"
        and (is_firm(organization) or not _STATE_OFFICE.search(role))
    ):
        return body
    return kind


def _of_member(kind: SourceType) -> SourceType:
    return "expert" if kind == "document" else kind


def is_of_stage_or_sport(text: str) -> bool:
    """Tell by its words whether an article is about performers or athletes: those who speak in it mostly are."""
    beginning = text[:6000]
    return len(_STAGE.findall(beginning)) * 100 > beginning.count(" ") + 200


def is_of_research(text: str) -> bool:
    """Tell by its words whether an article reports research: its "team" and "group" are scientists."""
    return len(_RESEARCH.findall(text[:6000])) > 3


def is_well_known(surname: str) -> bool:
    """Tell whether one name alone is enough to know a person by."""
    return any(surname in names for _, names in _WELL_KNOWN)


def is_firm(words: str) -> bool:
    """Tell whether a common noun means a company."""
    return _FIRM.search(words) is not None
