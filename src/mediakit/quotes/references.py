"""Whom a pronoun or a description stands for: "he", "the company", "the star"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from mediakit.quotes.given import gender_of
from mediakit.quotes.kinds import body_kind, is_people, person_known, role_in, singular
from mediakit.quotes.lexicon import DETERMINERS, TITLES
from mediakit.quotes.names import MAKERS, Cast, is_role
from mediakit.quotes.phrases import Phrase
from mediakit.quotes.pronouns import REACH, Pronouns
from mediakit.quotes.proper import BODIES
from mediakit.records import SourceType

_PARTS = frozenset("one two three four five several some many most another both".split())
_FAR = 400
_SOMEBODY = frozenset(
    "star dictator strongman singer actor actress footballer midfielder striker player athlete researcher professor scientist author writer novelist"
    " lawmaker senator congressman congresswoman billionaire entrepreneur tycoon musician rapper comedian artist model"
    " politician economist historian columnist journalist veteran ayatollah winner champion nominee old democrat republican".split()
)
"""What "the …" calls somebody who was just quoted by name."""
_NEWS: tuple[SourceType, ...] = ("media", "state_media")
_STATE: tuple[SourceType, ...] = ("government", "court_regulator")
_CALLED: dict[str, tuple[SourceType, ...]] = {
    **dict.fromkeys(
        ("outlet", "newspaper", "paper", "magazine", "network", "site", "broadcaster", "journal", "station"),
        _NEWS,
    ),
    **dict.fromkeys(
        ("agency", "ministry", "department", "regulator", "watchdog", "service", "bureau"), _STATE
    ),
    **dict.fromkeys(
        ("group", "organization", "organisation", "charity", "union", "federation"), ("activist_ngo",)
    ),
    **dict.fromkeys(
        ("university", "college", "institute", "school", "hospital", "museum", "center", "centre"),
        ("expert",),
    ),
    "bank": ("company", "analyst"),
}
"""What "the …" calls a body that was named before."""
_ANY_BODY = frozenset(
    "group organization organisation body association network alliance movement force service team club side party".split()
)
"""What "the …" may call any body that has just spoken."""
_SIDES = frozenset("team club side band franchise".split())
_PARTISANS = frozenset("republican democrat conservative liberal tory".split())
_RULERS = frozenset("president minister pm premier chancellor king queen prince princess".split())
_OFFICES = frozenset(
    "judge president minister premier chancellor king queen pope coroner sheriff prosecutor spokesman spokeswoman spokesperson official police officer"
    " jury source witness victim suspect defendant defence defense driver gunman man woman boy girl child baby person user reader caller other critic".split()
)
_SHORT = {
    "governor": "gov", "senator": "sen", "congressman": "rep", "congresswoman": "rep", "representative": "rep", "lawmaker": "sen",
    "professor": "prof", "lieutenant": "lt", "sergeant": "sgt", "captain": "capt", "general": "gen", "colonel": "col", "doctor": "dr",
    "pastor": "rev", "reverend": "rev", "detective": "det",
}  # fmt: skip
_VAGUE = frozenset("rep reps .".split())
"""Titles that are also other roles."""
_STEPS = 6  # from description to description, back to what they stand for


class References:
    """Who stands behind each phrase of an article."""

    def __init__(self, cast: Cast, quoted: Sequence[bool] = ()) -> None:
        self.cast, self.tokens, self.phrases = cast, cast.tokens, cast.phrases
        self._pronouns = Pronouns(cast, quoted)
        self._steps = 0

    def antecedent(self, number: int, previous: int | None) -> int:
        """Follow a pronoun or "the company" back to what it stands for; a name stands for itself."""
        phrase, lower = self.phrases[number], self.tokens.lower
        word = lower[phrase.head]
        if phrase.form == "name":
            if (
                lower[phrase.first] == "the"
                and phrase.last - phrase.first == 2
                and (is_people(word) or word in _PARTISANS)
                and singular(word) == word
            ):
                return self._pronoun(number, gender_of([word]) or "he or she", previous)
            if not self.cast.is_office(number):
                return number
            named = self._beside_name(number)
            return named if named != number else self._definite(number, word, previous)
        if number and lower[max(0, phrase.first - 2) : phrase.first] in (
            ["who", "was"],
            ["who", "is"],
            ["who", "were"],
        ):
            return self._before_who(number, previous)
        if phrase.form == "pronoun":
            if word in ("who", "whom"):
                return self._resolved(self._before_relative(number), previous) if number else number
            return self._pronoun(number, word, previous)
        named = self._beside_name(number)
        if named != number:
            return named
        if lower[phrase.first] in ("the", "that", "this", "its", "their", "his", "her"):
            found = self._definite(number, word, previous)
            return found if found != number else self._named_later(number, word)
        if word in _PARTS or lower[phrase.first] in _PARTS:
            return self._partitive(number)
        return self._named_later(number, word)

    def _named_later(self, number: int, word: str) -> int:
        """Return the name that "the uncle, Ma Chen," gives to whom "his uncle" or "an uncle" first spoke of."""
        lower = self.tokens.lower
        if not is_role(word):
            return number
        for later in range(number + 1, min(number + REACH, len(self.phrases))):
            phrase = self.phrases[later]
            if phrase.form == "description" and lower[phrase.head] == word and lower[phrase.first] == "the":
                return self._beside_name(later) if self._beside_name(later) != later else number
        return number

    def _before_relative(self, number: int) -> int:
        """Return whom "who" speaks of: the last person before it in its sentence, past "…, and"."""
        sentence = self.tokens.sentence
        for back in range(number - 1, max(-1, number - REACH), -1):
            if sentence[self.phrases[back].head] != sentence[self.phrases[number].head]:
                break
            if self._pronouns.fits(back, "he or she") or self._pronouns.fits(back, "they"):
                return back
        return number - 1

    def _before_who(self, number: int, previous: int | None) -> int:
        """Return whom "NAME, who was one of three members," speaks of."""
        back = number - 1
        if self.phrases[back].form == "pronoun" and back:
            back -= 1
        return (
            back
            if self.phrases[back].form == "name" and self.cast.is_person(back)
            else self._definite(number, "", previous)
        )

    def _partitive(self, number: int) -> int:
        """Follow "one of them, a retired bus driver," to the driver, or else back to the people it is one of."""
        phrase, tokens = self.phrases[number], self.tokens
        if number + 1 < len(self.phrases) and tokens.words[phrase.last : phrase.last + 1] == [","]:
            following = self.phrases[number + 1]
            if following.first == phrase.last + 1 and (
                self.cast.is_person(number + 1) or is_role(tokens.lower[following.head])
            ):
                return number + 1
        if (
            tokens.lower[phrase.last - 1] not in ("them", "us", "three", "two", "four", "five")
            and tokens.lower[phrase.head] not in _PARTS
        ):
            return number
        for back in range(number - 1, max(-1, number - REACH), -1):
            if self._pronouns.fits(back, "they"):
                return back
        return number

    def _resolved(self, number: int, previous: int | None) -> int:
        return self.antecedent(number, previous) if self.phrases[number].form != "pronoun" else number

    def _beside_name(self, number: int) -> int:
        """Return the name that a description stands beside: "the uncle, Ma Chengming," or "Ann Lee, a teacher"."""
        phrase, tokens = self.phrases[number], self.tokens
        if not is_role(tokens.lower[phrase.head]):
            return number
        before, after = number - 1, number + 1
        if (
            before >= 0
            and phrase.first == self.phrases[before].last + 1
            and tokens.words[phrase.first - 1] == ","
            and tokens.lower[phrase.first] not in ("the", "his", "her", "their")
            and self.cast.is_person(before)
        ):
            return before
        if (
            after < len(self.phrases)
            and self.cast.is_person(after)
            and self._joined(phrase, self.phrases[after], after)
        ):
            return after
        return number

    def _joined(self, phrase: Phrase, following: Phrase, number: int) -> bool:
        """Tell whether a name follows a description after a comma, a short "on scene,", or "and" with a second role."""
        tokens = self.tokens
        between = tokens.lower[phrase.last : following.first]
        if between == ["and"]:
            name = self.cast.names[number]
            return name is not None and name.first > following.first
        if not between or between[-1] != "," or len(between) > 4 or between.count(",") > 1:
            return False
        if len(between) > 1 and between[0] not in ("on", "in", "at", "from", "of", "for"):
            return False
        ends = tokens.lower[following.last : following.last + 1] in ([","], ["."], [])
        told = tokens.lower[max(0, phrase.first - 2) : phrase.first] == ["according", "to"]
        return ends or not told

    def _pronoun(self, number: int, word: str, previous: int | None) -> int:
        found = self._pronouns.best(number, word, previous)
        return number if found is None else self._described(found, word)

    def _described(self, number: int, word: str) -> int:
        """Follow a description back, unless what it leads to is of the other gender."""
        if self.phrases[number].form == "name" or self._steps == _STEPS:
            return number
        self._steps += 1
        found = self.antecedent(number, None)
        self._steps -= 1
        return number if self._pronouns.other_gender(found, word) else found

    def _definite(self, number: int, word: str, previous: int | None) -> int:
        """Find what "the company", "the professor" was introduced as."""
        person = is_role(word) or word in _SOMEBODY
        body = word in MAKERS or (not person and (word in BODIES or body_kind(word) is not None))
        if not (body or person or word in TITLES):
            return number
        if not (body and self.cast.is_told_apart(self.phrases[number])):
            introduced = self._introduced(number, word)
            if introduced is not None:
                return introduced
        called = self._body_called(number, word, previous) if body else number
        if called != number or (body and not person):
            return called
        phrase, tokens, role = self.phrases[number], self.tokens, role_in(word)
        own = phrase.last > phrase.head + 1 and role is not None and role.of_body
        if word in _RULERS:
            return self._ruler(number)
        if own or tokens.lower[phrase.first] not in ("the", "that", "this") or not self._calls_somebody(word):
            return number
        found = self._pronoun(number, gender_of([word]) or "he or she", previous)
        return number if self._is_else(found, word) else found

    def _ruler(self, number: int) -> int:
        """Return who holds "the presidency" unsaid: the last person named who is known to be in politics."""
        for back in range(number - 1, max(-1, number - REACH), -1):
            name = self.cast.names[back]
            if (
                name is not None
                and self.cast.is_person(back)
                and person_known(self.cast.full_name(back) or "") in ("government", "politician")
            ):
                return back
        return number

    def _introduced(self, number: int, word: str) -> int | None:
        """Return the last mention of somebody or something that was introduced by a word."""
        known: set[int] = set()
        mentions = [
            back for back in range(max(0, number - _FAR), number) if self.phrases[back].form != "pronoun"
        ]
        for back in mentions:
            if self._introduces(back, word):
                known.add(self.cast.fullest(back))
        return next((back for back in reversed(mentions) if self.cast.fullest(back) in known), None)

    def _body_called(self, number: int, word: str, previous: int | None) -> int:
        """Return the named body that "the outlet", "the group" calls: who spoke before, or the last one of that kind, subjects first."""
        phrase, firm = self.phrases[number], word in MAKERS or body_kind(word) == "company"
        kinds = ("company",) if firm else _CALLED.get(word, ())
        inside = self.tokens.lower[phrase.first : phrase.last]
        owned = any(w.endswith(("'s", "s'")) for w in inside)
        if (
            inside[0] not in ("the", "that", "this")
            or owned
            or (self.cast.is_told_apart(phrase) and not firm)
        ):
            return number
        spoke = previous is not None and previous < number and self.cast.names[previous] is not None
        if spoke and previous is not None and not self.cast.is_person(previous):
            alike = self._is_body(previous, (*kinds, None, body_kind(word)))
            if alike or word in _ANY_BODY:
                return previous
        near = [back for back in range(number - 1, max(-1, number - REACH), -1) if self._is_body(back, kinds)]
        leading = (
            back
            for back in range(number - 1, max(-1, number - REACH), -1)
            if self._pronouns.leads(back)
            and self._is_body(back, (*kinds, "worker", None) if firm or word in _SIDES else kinds)
        )
        return next(leading, near[0] if near else number)

    def _is_body(self, number: int, kinds: tuple[SourceType | None, ...]) -> bool:
        name = self.cast.names[number]
        return (
            name is not None and not self.cast.is_person(number) and body_kind(" ".join(name.words)) in kinds
        )

    def _is_else(self, number: int, word: str) -> bool:
        """Tell "the student" from a name that is introduced as somebody else ("Dr. Ann Lee")."""
        phrase, name, tokens = self.phrases[number], self.cast.names[number], self.tokens
        if name is None:
            return False
        best = self.cast.fullest(number)
        phrase, name = self.phrases[best], self.cast.names[best] or name
        before = " ".join(word for word in tokens.lower[phrase.first : name.first] if word not in _VAGUE)
        after = tokens.lower[phrase.last : phrase.last + 8]
        known = role_in(before) or (role_in(" ".join(after[1:])) if after[:1] == [","] else None)
        called = role_in(word)
        return known is not None and called is not None and not known.of_body and known.kind != called.kind

    def _calls_somebody(self, word: str) -> bool:
        """Tell "the star", "the retired teacher" from offices that need no introduction ("the judge")."""
        return word in _SOMEBODY or (
            is_role(word) and singular(word) == word and word not in BODIES and word not in _OFFICES
        )

    def _introduces(self, number: int, word: str) -> bool:
        phrase, lower = self.phrases[number], self.tokens.lower
        inside = lower[phrase.first : phrase.last]
        if phrase.form == "name":
            if word in BODIES or (not is_role(word) and body_kind(word) is not None):
                return word == inside[-1] or any(
                    pair in ((word, "of"), (word, "for")) for pair in pairwise(inside)
                )
            after = lower[phrase.last : phrase.last + 7]
            short = _SHORT.get(word)
            return self.cast.is_person(number) and (
                word in inside or short in inside or (after[:1] == [","] and word in after)
            )
        return (
            lower[phrase.head] == word
            and inside[0] in DETERMINERS
            and (
                inside[0] not in ("the", "that", "this")
                or (self.cast.is_told_apart(phrase) and not is_role(word))
            )
        )
