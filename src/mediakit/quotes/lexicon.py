"""Closed lists of English: verbs that report, function words, titles, roles, kinds of bodies."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _forms(text: str) -> dict[str, str]:
    """Read lines of verb forms; each form leads to the first of its line."""
    return {form: line.split()[0] for line in text.strip().split("\n") for form in line.split()}


# Acts of saying, writing or reporting.
SAYING = _forms("""
say says said saying
tell tells told telling
add adds added adding
write writes wrote written writing
ask asks asked asking
call calls called calling
note notes noted noting
report reports reported reporting
announce announces announced announcing
suggest suggests suggested suggesting
tweet tweets tweeted tweeting
retweet retweets retweeted retweeting
post posts posted posting
describe describes described describing
argue argues argued arguing
explain explains explained explaining
accuse accuses accused accusing
acknowledge acknowledges acknowledged acknowledging
declare declares declared declaring
urge urges urged urging
recall recalls recalled recalling
conclude concludes concluded concluding
claim claims claimed claiming
respond responds responded responding
reply replies replied replying
answer answers answered answering
state states stated stating
warn warns warned warning
promise promises promised promising
insist insists insisted insisting
reveal reveals revealed revealing
predict predicts predicted predicting
question questions questioned questioning
pledge pledges pledged pledging
vow vows vowed vowing
admit admits admitted admitting
deny denies denied denying
confirm confirms confirmed confirming
assert asserts asserted asserting
allege alleges alleged alleging
reiterate reiterates reiterated reiterating
repeat repeats repeated repeating
concede concedes conceded conceding
estimate estimates estimated estimating
stress stresses stressed stressing
emphasize emphasizes emphasized emphasizing emphasise emphasises emphasised emphasising
complain complains complained complaining
lament laments lamented lamenting
joke jokes joked joking
quip quips quipped quipping
remark remarks remarked remarking
observe observes observed observing
testify testifies testified testifying
maintain maintains maintained maintaining
contend contends contended contending
comment comments commented commenting
shout shouts shouted shouting
yell yells yelled yelling
chant chants chanted chanting
exclaim exclaims exclaimed exclaiming
caution cautions cautioned cautioning
counter counters countered countering
condemn condemns condemned condemning
denounce denounces denounced denouncing
criticize criticizes criticized criticizing criticise criticises criticised criticising
demand demands demanded demanding
propose proposes proposed proposing
advise advises advised advising
assure assures assured assuring
inform informs informed informing
remind reminds reminded reminding
mention mentions mentioned mentioning
indicate indicates indicated indicating
imply implies implied implying
hint hints hinted hinting
agree agrees agreed agreeing
continue continues continued continuing
begin begins began
quote quotes quoted quoting
cite cites cited citing
rule rules ruled ruling
order orders ordered ordering
find finds found finding
show shows showed shown showing
disclose discloses disclosed disclosing
elaborate elaborates elaborated
affirm affirms affirmed affirming
attest attests attested
charge charges charged charging
advocate advocates advocated advocating
recommend recommends recommended recommending
speculate speculates speculated
surmise surmises surmised
muse muses mused
whisper whispers whispered
scream screams screamed
cry cries cried
mutter mutters muttered
snap snaps snapped
retort retorts retorted
interject interjects interjected
boast boasts boasted boasting
brag brags bragged bragging
praise praises praised praising
blast blasts blasted blasting
slam slams slammed slamming
decry decries decried decrying
rail rails railed railing
reject rejects rejected rejecting
dismiss dismisses dismissed dismissing
swear swears swore
plead pleads pleaded pleading
opine opines opined
proclaim proclaims proclaimed proclaiming
email emails emailed
text texts texted
sing sings sang
read reads reading
relate relates related
recount recounts recounted recounting
narrate narrates narrated
refer refers referred referring
label labels labeled labelled labeling labelling
dub dubs dubbed
attribute attributes attributed
blame blames blamed blaming
apologize apologizes apologized apologise apologises apologised
thank thanks thanked
request requests requested requesting
scold scolds scolded scolding
laud lauds lauded lauding
hail hails hailed hailing
tout touts touted touting
bemoan bemoans bemoaned bemoaning
chide chides chided chiding
rebuke rebukes rebuked rebuking
rebut rebuts rebutted rebutting
rant rants ranted ranting
ridicule ridicules ridiculed ridiculing
characterize characterizes characterized characterizing characterise characterises characterised
clarify clarifies clarified clarifying
outline outlines outlined outlining
chime chimes chimed chiming
echo echoes echoed echoing
lambast lambasts lambasted lambasting lambaste lambastes
berate berates berated berating
bash bashes bashed bashing
fume fumes fumed fuming
gush gushes gushed gushing
implore implores implored imploring
beg begs begged begging
forecast forecasts forecasted
confess confesses confessed confessing
confide confides confided confiding
divulge divulges divulged
insinuate insinuates insinuated insinuating
reckon reckons reckoned
grumble grumbles grumbled
gripe gripes griped
protest protests protested
object objects objected
volunteer volunteers volunteered
venture ventures ventured
marvel marvels marveled marvelled
intone intones intoned
reaffirm reaffirms reaffirmed reaffirming
restate restates restated
notify notifies notified
refute refutes refuted refuting
dispute disputes disputed disputing
deride derides derided deriding
liken likens likened likening
compare compares compared comparing
mock mocks mocked mocking
challenge challenges challenged challenging
stipulate stipulates stipulated
wonder wonders wondered wondering
think thinks thought
believe believes believed believing
point points pointed pointing
""")
# What stands between a subject and "that" or a clause, and is enough for indirect speech by rule.
REPORTING = frozenset(
    form
    for form, base in SAYING.items()
    if base
    in _words(
        "say tell add write note report announce suggest tweet argue explain acknowledge declare recall conclude claim respond"
        " reply state warn insist reveal predict pledge vow admit deny confirm assert allege reiterate concede estimate stress"
        " emphasize complain lament joke quip remark observe testify maintain contend caution counter assure inform remind"
        " indicate imply hint rule find show disclose affirm speculate boast proclaim opine accuse urge ask denounce condemn"
        " criticize"
    )
)
# The content may follow these at once; the others want "that" or a mark.
BARE = frozenset(
    form
    for form, base in SAYING.items()
    if base
    in _words(
        "say add accuse urge ask deny denounce condemn criticize claim admit insist announce vow pledge tell"
    )
)

AUXILIARY = _words(
    "has have had is are was were be been being will would can could may might shall should must do does did to"
)
ADVERBS = _words(
    "also later then still already once even just simply often always never repeatedly previously recently first"
    " further again earlier now reportedly publicly privately flatly bluntly quickly angrily famously initially"
)
PRONOUNS = _words("he she they it we i you who him her them us me his their its himself herself themselves")
SUBJECTS = _words("he she they it we i you who")
DETERMINERS = _words(
    "the a an this that these those some many several most other another one two three four five six seven eight nine ten"
    " both all few his her their its our my your each every any no"
)
FUNCTION = _words(
    "a about above across after against all also although am among an and any are around as at be because been before being"
    " below between both but by can could did do does during each even every few for from had has have he her here hers him"
    " his how however i if in into is it its itself just like may me might more most much must my near never no nor not now of"
    " off on once one only or other our out over own per shall she should since so some such than that the their them then"
    " there these they this those though through to too under until up upon us very via was we were what when where whether"
    " which while who whom whose why will with within without would yet you your according"
)
CONNECTORS = _words("of the de la le van von der den bin al el du da di and & for y")
DAYS = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december yesterday today tonight mr mrs"
)
HONORIFICS = _words(
    "mr mrs ms miss dr sir dame lord lady sen senator rep representative congressman congresswoman gov governor president"
    " prof professor gen general col colonel lt lieutenant sgt sergeant capt captain judge justice mayor secretary minister"
    " rev reverend pastor father sister king queen prince princess"
)
EXTENDERS = _words("of for at from with to in on who")
"""Prepositions that go on with a noun phrase whose head is a role."""

SPOKES = _words(
    "spokesman spokeswoman spokesperson spokespeople spokesmen spokeswomen representative representatives rep press-officer"
)
ROLE_HEADS = SPOKES | _words(
    "president vice-president chairman chairwoman chair chairperson chief ceo cfo cto coo founder co-founder cofounder director executive"
    " executives manager managers head leader leaders boss owner partner adviser advisor advisers advisors aide aides counsel lawyer lawyers"
    " attorney attorneys solicitor barrister judge judges justice magistrate prosecutor prosecutors minister ministers secretary premier"
    " chancellor governor mayor senator senators congressman congresswoman congressmen representative lawmaker lawmakers legislator legislators councillor councilor"
    " councilman councilwoman mp mps politician politicians candidate candidates nominee delegate delegates ambassador diplomat diplomats consul commissioner"
    " commissioners official officials officer officers sheriff deputy detective inspector superintendent sergeant lieutenant captain"
    " colonel general admiral commander soldier soldiers professor professors lecturer historian economist economists scientist"
    " scientists researcher researchers analyst analysts strategist strategists expert experts scholar scholars academic academics"
    " fellow author authors writer writers novelist columnist editor editors editor-in-chief reporter reporters journalist journalists correspondent"
    " anchor host presenter broadcaster blogger commentator commentators pundit pundits critic critics activist activists advocate"
    " advocates campaigner campaigners organizer organiser organizers organisers protester protesters demonstrator demonstrators"
    " supporter supporters opponent opponents member members employee employees worker workers staffer staffers engineer engineers"
    " developer developers designer contractor moderator moderators driver drivers teacher teachers nurse nurses doctor doctors physician"
    " surgeon psychologist psychiatrist student students pupil resident residents neighbor neighbors neighbour neighbours villager"
    " villagers witness witnesses bystander victim victims survivor survivors relative relatives family mother father parents son"
    " daughter brother sister wife husband widow friend friends user users customer customers consumer consumers voter voters"
    " shopper tourist traveler traveller fan fans farmer shopkeeper trader traders investor investors banker bankers broker dealer"
    " coach coaches manager player players captain quarterback striker actor actress singer artist musician director producer"
    " athlete dancer comedian model archbishop bishop priest pastor rabbi imam pope insider insiders source sources people person"
    " man woman men women boy girl kid kids whistleblower veteran veterans coordinator specialist consultant trustee treasurer"
    " stallholder clerk clerks baker machinist medic medics cryptographer sociologist linguist physicist biologist virologist epidemiologist statistician"
    " barber cook chef waiter waitress translator interpreter programmer programmers courier couriers miner miners plumber carpenter electrician"
    " librarian accountant auditor pharmacist dentist therapist photographer filmmaker film-maker publisher influencer influencers streamer gamer gamers"
    " volunteer volunteers donor donors refugee refugees migrant migrants tenant tenants landlord passenger passengers commuter commuters pensioner"
    " pensioners retiree graduate graduates applicant parent grandmother grandfather aunt uncle cousin teenager teenagers subscriber subscribers"
    " assemblyman assemblywoman assemblymember peer criminologist anthropologist geologist ecologist climatologist investigator investigators"
    " dissident dissidents envoy envoys envoy undersecretary principal headteacher rector dean vicar nun captain astronaut pilot pilots sailor"
    " fisherman fishermen shipper importer exporter reseller seller sellers vendor vendors merchant merchants signatory signatories detractors"
    " skeptics observer observers neighbor mourner mourners inmate prisoner prisoners suspect defendant plaintiff plaintiffs juror jurors"
    " negotiator negotiators pollster operative entrepreneur billionaire tycoon magnate regulator regulators watchdog authorities"
)

# Read before names and after commas only: the trained features know nothing of these.
TITLES = ROLE_HEADS | _words(
    "councilmember councilwoman councilperson alderman alderwoman assemblymember selectman ayatollah dictator strongman footballer midfielder defender"
    " forward winger goalkeeper pitcher outfielder linebacker swimmer runner sprinter gymnast boxer golfer cyclist jockey skater wrestler"
    " rapper drummer guitarist bassist vocalist songwriter star celebrity youtuber screenwriter playwright poet painter sculptor"
    " choreographer composer conductor trooper constable coroner paramedic firefighter superintendent deportee postdoc astronomer chemist"
    " mathematician paleontologist archaeologist neuroscientist psychotherapist nutritionist dietitian stylist hairdresser businessman"
    " businesswoman shareholder lobbyist ceo undersecretary profiler housekeeper homeowner motorist"
    " speaker whip democrat republican chaplain cardinal abbot deacon ranger warden corporal airman marine brigadier commodore administrator podcaster vlogger rookie"
    " youtuber tiktoker dj socialite rancher hostage superstar coroner adviser counsellor counselor strategist spokesperson co-host co-star comic"
    " restaurateur hotelier retailer industrialist financier philanthropist environmentalist conservationist feminist preacher evangelist cleric"
    " midwife carer optician vet veterinarian hairstylist bartender barista janitor firefighter lifeguard bodyguard ballerina soprano tenor"
    " cinematographer animator illustrator cartoonist biographer essayist satirist archivist curator theologian philosopher ethicist"
    " geneticist chemist biochemist neurologist cardiologist oncologist pediatrician paediatrician dermatologist radiologist gynaecologist"
    " jockey umpire referee skipper teammate medalist medallist olympian batsman batter bowler shortstop catcher kicker linebacker cornerback"
)
COMPANIES = frozenset(
    "Facebook WhatsApp Instagram Meta Twitter Apple Google YouTube Alphabet Microsoft LinkedIn Bing Skype Zoom Telegram Signal TikTok Douyin"
    " ByteDance WeChat Tencent QQ Weibo Alibaba Taobao Huawei ZTE Xiaomi Baidu Didi JD Pinduoduo Temu Shein Kuaishou Bilibili NetEase Amazon"
    " Netflix Reddit Clubhouse Snapchat Snap GitHub Dropbox Uber Airbnb Tesla Nvidia Qualcomm TSMC SMIC Intel Oracle Walmart OpenAI Yahoo Line"
    " Discord Spotify Samsung Sony Nokia Ericsson IBM Cisco Dell HP AMD ARM Boeing Airbus Ford Toyota Volkswagen BMW Shell BP Exxon Pfizer"
    " Moderna AstraZeneca Disney Nike Starbucks McDonald's Verizon AT&T Comcast Vodafone Lenovo Oppo Vivo DJI Hikvision".split()
)
