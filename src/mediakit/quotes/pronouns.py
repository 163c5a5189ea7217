"""What a pronoun can stand for, by number, gender and place."""

from __future__ import annotations

from collections.abc import Sequence

from mediakit.quotes.given import gender_of
from mediakit.quotes.kinds import is_place, singular
from mediakit.quotes.lexicon import SAYING
from mediakit.quotes.names import PLACE_BEFORE, Cast, is_role
from mediakit.quotes.proper import BODIES

_PERSON = frozenset("he she him her his hers himself herself i me my".split())
_SHE, _HE = frozenset("she her hers herself".split()), frozenset("he him his himself".split())
_PLURAL = frozenset("they them their theirs themselves we us".split())
_THING = frozenset("it its itself".split())
_ADDRESSING = frozenset(
    "told tell tells telling asked asks texted emailed urged warned reminded informed assured".split()
)
"""Verbs before the one who is spoken to."""
_OPENING = frozenset("and but so yet however then , later now".split())
"""Words before the subject of a sentence."""
_GROUPS = frozenset("band couple duo pair trio team family".split())
_CROWDS = ("people", "police")
_PLURAL_HEADS = ("s", "men", "women", *_CROWDS)
REACH = 40
"""Phrases that are looked back over."""


class Pronouns:
    """The phrases of an article, as what its pronouns may stand for."""

    def __init__(self, cast: Cast, quoted: Sequence[bool] = ()) -> None:
        self.cast, self.tokens, self.phrases, self._quoted = cast, cast.tokens, cast.phrases, quoted

    def best(self, number: int, word: str, previous: int | None) -> int | None:
        """Return the phrase that a pronoun most likely stands for, None where none fits."""
        fitting = [back for back in range(number - 1, max(-1, number - REACH), -1) if self.fits(back, word)]
        if (
            previous is not None
            and previous < number
            and self.fits(previous, word)
            and previous not in fitting
        ):
            fitting.append(previous)
        lower = self.tokens.lower
        owned = [back for back in fitting if lower[self.phrases[back].first] in ("his", "her", "their", "my")]
        fitting = [back for back in fitting if back not in owned] or owned
        here = [b for b in fitting if self._in_paragraph(b, number)]
        named = any(self.phrases[back].form == "name" for back in here)
        spoke = previous if not named or previous in here else None
        fitting = [back for back in fitting if back == spoke or not self._passes_by(back)] or fitting
        here = [back for back in here if back in fitting]
        for back in (*here, *fitting):
            if self.leads(back) or back == previous:
                return back
        return fitting[0] if fitting else None

    def _in_paragraph(self, number: int, other: int) -> bool:
        paragraph = self.tokens.paragraph
        return paragraph[self.phrases[number].head] == paragraph[self.phrases[other].head]

    def _passes_by(self, number: int) -> bool:
        """Tell somebody who is only brought in: "a classmate", "one observer"."""
        phrase = self.phrases[number]
        return phrase.form == "description" and self.tokens.lower[phrase.first] in (
            "a",
            "an",
            "one",
            "another",
        )

    def fits(self, number: int, word: str) -> bool:
        """Tell whether a pronoun could stand for a phrase."""
        phrase, lower = self.phrases[number], self.tokens.lower
        if phrase.form == "pronoun" or (self._quoted and self._quoted[phrase.head]):
            return False
        head = lower[phrase.head]
        person = (
            self.cast.is_person(number) if phrase.form == "name" else is_role(head) and head not in BODIES
        )
        if word in _PERSON or word == "he or she":
            return (
                person
                and not self.other_gender(number, word)
                and not (phrase.form == "description" and (singular(head) != head or head in _CROWDS))
            )
        if word in _PLURAL:
            return phrase.form == "description" and (
                (is_role(head) and head.endswith(_PLURAL_HEADS)) or head in _GROUPS
            )
        return (
            word in _THING
            and not person
            and not (
                phrase.first
                and lower[phrase.first - 1] in PLACE_BEFORE
                and is_place(" ".join(lower[phrase.first : phrase.last]))
            )
            and (
                head in BODIES
                or (phrase.form == "name" and (self.cast.is_company(number) or self.leads(number)))
            )
        )

    def other_gender(self, number: int, word: str) -> bool:
        """Tell "she" from a name or noun that speaks of a man, and the other way round."""
        wanted = "she" if word in _SHE else "he" if word in _HE else None
        if wanted is None:
            return False
        phrase, words = self.phrases[number], self.tokens.words
        own, name = self.cast.names[number], self.cast.names[self.cast.fullest(number)]
        titles = words[phrase.first : own.first if own is not None else phrase.last]
        full = (self.cast.full_name(number) or "").split() if name is not None else []
        told = gender_of((*titles, *full[:1]))
        return told is not None and told != wanted

    def leads(self, number: int) -> bool:
        """Tell whether a phrase looks like a subject or a speaker: opens its sentence or stands beside a reporting verb."""
        phrase, tokens = self.phrases[number], self.tokens
        start = phrase.first
        if start and tokens.lower[start - 1] in _ADDRESSING:
            return False
        while (
            start
            and tokens.sentence[start - 1] == tokens.sentence[phrase.first]
            and tokens.lower[start - 1] in _OPENING
        ):
            start -= 1
        opens = start == 0 or tokens.sentence[start - 1] != tokens.sentence[phrase.first]
        beside = (
            *range(max(0, phrase.first - 1), phrase.first),
            *range(phrase.last, min(len(tokens), phrase.last + 2)),
        )
        return opens or any(tokens.lower[at] in SAYING for at in beside)
