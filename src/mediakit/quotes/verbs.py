"""Common English verbs that do not report, in all their forms: where a noun phrase ends."""

from __future__ import annotations

_REGULAR = (
    "accept achieve act adopt affect allow appear apply approach approve argue arrest arrive assume attack attempt attend avoid ban"
    " base blame block boost brand cancel capture carry cause celebrate change check claim close collect commit compare compete"
    " complete concern confront consider contain continue contribute control convince cover create cross decide decline defend deliver"
    " depend deploy deserve design destroy develop die differ disappear discover discuss divide dominate donate drop earn echo"
    " elect emerge employ enable encourage end endorse engage enjoy ensure enter establish expand expect experience explore express"
    " extend face fail favor favour feature fire focus force form fuel gather grab handle happen hate head help hire hope identify ignore"
    " imagine impose improve include increase indicate influence insert intend introduce invest invite involve issue join jump"
    " justify kill lack land laugh launch lie like limit live look love maintain manage march matter mock move mark name need"
    " nominate offer open operate oppose organize own pass perform persuade pick plan play point pose prefer prepare present preside press"
    " prevent proceed produce protect prove provide publish pull push question raise reach receive recognize recover reduce reflect"
    " refuse regard reject release rely remain remember remove replace represent require resign resist resolve return roll"
    " release sail save score seem serve settle share sign signal smile solve sound spark sponsor stand start stay step stop"
    " struggle submit suffer support surprise surround survive suspend switch target taunt threaten touch tout trace train transform travel"
    " treat trigger try turn unite unleash unveil use visit vote wait walk want warrant waste watch welcome wish wonder work"
    " worry"
)
_IRREGULAR = (
    "become becomes became becoming begin begins began begun bring brings brought bringing build builds built building buy buys bought"
    " catch caught choose chooses chose chosen come comes came coming cut cuts cutting deal dealt draw draws drew drawn drive drives drove"
    " eat ate fall falls fell fallen feel feels felt feeling fight fought fly flew forget forgot get gets got getting give gives gave given giving go goes"
    " went gone going grow grows grew grown hang hung hear hears heard hearing hide hid hit hits hitting hold holds held holding keep keeps kept"
    " keeping knew know knows known knowing lay laid lead leads led leading leave leaves left leaving lend lent let lets lose loses lost"
    " losing make makes made making mean means meant meet meets met meeting pay pays paid paying put puts putting quit ran run runs"
    " running rise rises rose saw see sees seen seeing seek seeks sought seeking sell sells sold selling send sends sent sending set sets"
    " setting shake shook shoot shot shut sit sits sat sitting speak speaks spoke spoken speaking spend spends spent spending stick stuck strike strikes"
    " struck take takes took taken taking teach taught tear tore throw threw think thinks thought thinking understand understands"
    " understood wear wears wore win wins won winning withdraw withdrew lies lying dies dying"
)


def _inflected(verb: str) -> tuple[str, ...]:
    if verb.endswith("e"):
        return verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    if verb in {"ban", "commit", "drop", "grab", "stop", "step", "submit", "plan", "control", "prefer"}:
        return verb + "s", verb + verb[-1] + "ed", verb + verb[-1] + "ing"
    ending = "es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s"
    return verb + ending, verb + "ed", verb + "ing"


# The bare form of a regular verb is often a noun ("the plan", "support"); its other forms seldom are.
_NOUNS = frozenset(
    "plans supports moves offers attacks changes claims concerns controls covers deals designs drops ends fires forces forms hopes issues"
    " limits looks marks names needs pictures plays points questions raises returns scores shares signals signs sounds stands starts steps targets"
    " trains turns uses visits votes wins works worries building meeting beginning feeling leaves runs cuts hits sets shot left opening"
    " training works heads hires lands launches means understanding lies increases experiences features marches matters press".split()
)
VERBS = frozenset(form for verb in _REGULAR.split() for form in _inflected(verb)) | frozenset(
    _IRREGULAR.split()
)
AFTER_NOUN = VERBS & _NOUNS
"""Forms that are as often nouns: verbs only where a whole noun phrase stands before them."""
VERBS -= AFTER_NOUN
