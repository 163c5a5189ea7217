"""One identity for a source across an article: "he", "Fong", "the professor" and "Francis Fong"."""

from __future__ import annotations

from mediakit.quotes.given import GIVEN
from mediakit.quotes.kinds import (
    body_kind,
    is_firm,
    is_people,
    is_place,
    person_known,
    role_in,
    role_size,
    tables,
    thing_kind,
    type_of_organization,
)
from mediakit.quotes.lexicon import COMPANIES, DETERMINERS, HONORIFICS, ROLE_HEADS, SAYING, TITLES
from mediakit.quotes.nouns import opens
from mediakit.quotes.phrases import Phrase
from mediakit.quotes.proper import (
    BODIES,
    BODY_ENDS,
    DEGREES,
    Name,
    bare,
    cased,
    full_names,
    long_form,
    name_in,
)
from mediakit.quotes.tokens import Tokens

_OF_FIRM_ALONE = frozenset(
    "spokesman spokeswoman spokesperson ceo executives executive users shares stock stores employees customers app officials".split()
)
_OF_FIRM = _OF_FIRM_ALONE | frozenset(
    "chief board headquarters website site platform service services products revenue profit profits sales policy policies parent subsidiary"
    " announcement algorithm investors shareholders engineers government capital embassy president parliament military army border".split()
)
_TITLES = frozenset(
    "mr mrs ms miss lord lady dame sir baroness baron pope prince princess king queen ayatollah sheikh imam uncle aunt father sister".split()
)
_CHIEFS = frozenset("ceo cfo coo cto".split())
_MENTIONS = 12  # of a name that are looked at: an article tells early what it is
PLACE_BEFORE = frozenset("in from of near to outside across".split())
"""Words that stand before places rather than before people and bodies."""
_PLACE_FIRST = frozenset(
    "North South East West Northern Southern Eastern Western Central Upper Lower New Great Greater Saint San Santa Los Las Port Mount Lake".split()
)
MAKERS = frozenset(
    "developer publisher operator broadcaster seller vendor contractor trader courier insurer producer streamer carrier lender".split()
)
"""People or firms."""


def is_role(word: str) -> bool:
    """Tell a common noun for people from one for things and bodies."""
    return word in ROLE_HEADS or (role_size((word,)) > 0 and thing_kind(word) is None)


class Cast:
    """Everybody an article names, and who stands behind each phrase."""

    def __init__(self, tokens: Tokens, phrases: list[Phrase]) -> None:
        self.tokens, self.phrases = tokens, phrases
        self.common = {word for word in tokens.words if word.islower()}
        self._within = {
            word for at, word in enumerate(tokens.words) if word[0].isupper() and not opens(tokens, at)
        }
        self.names = [self._name(phrase) for phrase in phrases]
        self._persons: dict[int, bool] = {}
        self.by_key: dict[str, list[int]] = {}
        for number, name in enumerate(self.names):
            if name is not None:
                self.by_key.setdefault(name.words[-1].casefold(), []).append(number)
        self._by_first: dict[str, int] = {}
        for number, name in enumerate(self.names):
            if name is not None and 1 < len(name.words) < 4 and self._may_be_given(name.words[0]):
                self._by_first.setdefault(name.words[0], number)
        self._spelt = full_names(tokens)
        self._long: dict[str, str] = {}
        self._fullest = {key: max(numbers, key=self._length) for key, numbers in self.by_key.items()}

    def _name(self, phrase: Phrase) -> Name | None:
        """Return the name in a phrase, None for a common noun that only opens sentences ("Polls", "Back")."""
        name = name_in(self.tokens, phrase)
        if name is None or len(name.words) > 1 or name.words[0] in GIVEN:
            return name
        word = name.words[0]
        return None if word not in self._within and word.lower() in self.common else name

    def _may_be_given(self, word: str) -> bool:
        return word in GIVEN or not (word in COMPANIES or is_place(word) or is_firm(word) or word.isupper())

    def _length(self, number: int) -> tuple[int, bool, int]:
        name = self.names[number]
        assert name is not None
        return min(len(name.words), 5), not name.words[-1].isupper(), -number

    def fullest(self, number: int) -> int:
        """Return the mention with the fullest name of the same source."""
        name = self.names[number]
        if name is None or (len(name.words) == 1 and name.words[0] in COMPANIES):
            return number
        best = self._fullest[name.words[-1].casefold()]
        other = self.names[best]
        if (
            len(name.words) == 1
            and other is not None
            and len(other.words) == 1
            and self._may_be_given(name.words[0])
        ):
            return self._by_first.get(name.words[0], best)
        if other is None or (len(name.words) > 1 and not set(name.words) <= set(other.words)):
            return number
        return best

    def full_name(self, number: int) -> str | None:
        """Return the fullest name behind a mention, as written."""
        best = self.fullest(number)
        name = self.names[best]
        if name is None:
            return self._body_described(number)
        if len(name.words) == 1:
            longer = self._spelt.get(name.words[0]) or self.spelt_out(name.words[0])
            if longer != name.words[0]:
                return longer
            titled = next(
                (n for n in self.by_key[name.words[0].casefold()][:_MENTIONS] if self._is_titled(n)), None
            )
            if titled is not None:
                return self._with_title(titled)
        end = self.phrases[best].last
        while end - name.first > 2 and self.tokens.words[end - 1] in DEGREES:
            end -= 1
        return cased(bare(self.tokens.text[self.tokens.starts[name.first] : self.tokens.ends[end - 1]]))

    def speaking_together(self, number: int) -> tuple[int, ...]:
        """Return the two mentions of "Lee and Venn said", or the one alone."""
        for first in (number, number - 1):
            if not 0 <= first < len(self.phrases) - 1:
                continue
            one, other = self.phrases[first], self.phrases[first + 1]
            lower = self.tokens.lower
            linked = lower[one.last : other.first] == ["and"] and one.form == other.form == "name"
            told = one.first > 0 and (
                lower[one.first - 1] in SAYING
                or lower[max(0, one.first - 2) : one.first] == ["according", "to"]
            )
            after = lower[other.last] if other.last < len(lower) else "."
            if linked and (told or after in SAYING or after in ("have", "were", "are", "both")):
                return first, first + 1
        return (number,)

    def _body_described(self, number: int) -> str | None:
        """Return "Kenyan army", "Kenya’s trade ministry": a body with a common noun, told from others by a name before it."""
        phrase, tokens = self.phrases[number], self.tokens
        first = phrase.first + (tokens.lower[phrase.first] in DETERMINERS)
        word = tokens.words[phrase.head]
        body = word in BODIES or body_kind(word) in ("government", "court_regulator")
        if not body or is_role(word) or not self.is_told_apart(phrase):
            return None
        return bare(tokens.text[tokens.starts[first] : tokens.ends[phrase.head]])

    def is_told_apart(self, phrase: Phrase) -> bool:
        """Tell "the Kenyan army" from "the army": a capital that does not come from the place in the sentence."""
        return phrase.form == "description" and any(
            self.tokens.words[at][0].isupper()
            and (
                at > phrase.first or is_place(bare(self.tokens.words[at])) or is_people(self.tokens.words[at])
            )
            for at in range(phrase.first, phrase.head)
        )

    def _is_titled(self, number: int) -> bool:
        name = self.names[number]
        return name is not None and self._before(name.first) in _TITLES

    def _before(self, first: int) -> str:
        """Return the small word before a token, past the full stop of "Ms."."""
        lower = self.tokens.lower
        at = first - 1 - (first > 1 and lower[first - 1] == ".")
        return lower[at] if at >= 0 else ""

    def _with_title(self, number: int) -> str:
        """Return "Lord Walney", "Mrs Lau": the title belongs to a name that has no given name."""
        name, tokens = self.names[number], self.tokens
        assert name is not None
        first = name.first - 1 - (tokens.lower[name.first - 1] == ".")
        return bare(tokens.text[tokens.starts[first] : tokens.ends[self.phrases[number].last - 1]])

    def spelt_out(self, name: str) -> str:
        """Return "Mortgage Bankers Association" for "MBA" where the article has both."""
        if not (name.isupper() and name.isalpha() and (2 < len(name) < 7 or name in ("UN", "EU"))):
            return name
        if name not in self._long:
            self._long[name] = long_form(name, self.tokens.text) or name
        return self._long[name]

    def is_person(self, number: int) -> bool:
        """Tell whether a named mention is a person rather than a body or a place."""
        known = self._persons.get(number)
        if known is None:
            known = self._persons[number] = self._seems_person(number)
        return known

    def _seems_person(self, number: int) -> bool:
        name, tokens = self.names[number], self.tokens
        if name is None:
            return False
        before = self._before(name.first)
        if before in HONORIFICS:
            return True
        if len(name.words) > 1 and is_place(" ".join(name.words)):
            return False
        if (
            name.first > self.phrases[number].first
            and before in TITLES
            and not (before in MAKERS and len(name.words) == 1)
        ):
            return True
        best = self.fullest(number)
        if best != number:
            return self.is_person(best)
        if len(name.words) == 1:
            return self._single_person(number)
        if (
            all(word.isupper() and len(word) > 3 for word in name.words)
            and name.words[0].title() not in GIVEN
        ):
            return False
        if name.words[0] in GIVEN and len(name.words) <= 3 and name.words[-1].lower() not in BODIES:
            last = name.words[-1]
            return not is_firm(last) and last not in BODY_ENDS and last.lower() not in tables().titles
        if name.words[-1].lower() in BODIES or "of" in name.words or "for" in name.words:
            return False
        if type_of_organization(" ".join(name.words)) != "company" or is_firm(" ".join(name.words)):
            return self._followed_by_role(number) and not is_firm(" ".join(name.words[-1:]))
        if (
            name.words[0].lower() in self.common
            or name.words[-1].lower() in self.common
            or is_place(name.words[0])
        ):
            return self._followed_by_role(number) or name.words[-1] in self._spelt
        return (
            not self._stands_as_place(number)
            and not (self.phrases[number].first < name.first and tokens.lower[name.first - 1] == "the")
            and not any(w.isupper() and len(w) > 2 for w in name.words)
        )

    def _stands_as_place(self, number: int) -> bool:
        """Tell "South East Dunmore", "in Dunmore Vale" from people."""
        name, lower = self.names[number], self.tokens.lower
        assert name is not None
        alike = [self.phrases[at].first for at in self.by_key[name.words[-1].casefold()][:_MENTIONS]]
        return name.words[0] in _PLACE_FIRST or any(
            at and lower[at - 1] in ("in", "near", "outside", "across") for at in alike
        )

    def is_office(self, number: int) -> bool:
        """Tell an office in capitals from a name: "the Prime Minister", "Greek Foreign Minister"."""
        phrase, lower = self.phrases[number], self.tokens.lower
        words = lower[phrase.first : phrase.last]
        if words[0] == "the" and words[-1] in _CHIEFS:
            return True
        role = role_in(words[-1]) if phrase.form == "name" and len(words) > 1 else None
        if role is None or not (role.of_body or role.kind in ("government", "politician", "court_regulator")):
            return False
        while words and (words[0] in DETERMINERS or is_people(words[0]) or is_place(words[0])):
            words = words[1:]
        return bool(words) and words[-1] not in BODIES and role_size(tuple(words)) >= len(words)

    def _single_person(self, number: int) -> bool:
        """Tell whether a name of one word is a person's: no known company, body or place, and it speaks or "he" follows it."""
        name, tokens = self.names[number], self.tokens
        assert name is not None
        word = name.words[0]
        if is_place(word):
            return word in self._spelt
        if word in GIVEN or word in self._spelt:
            return True
        if word in COMPANIES or word.isupper() or not word.isalpha() or is_people(word):
            return False
        if type_of_organization(word) != "company" or is_firm(word):
            return False
        if person_known(word) is not None:
            return True
        speaks = places = 0
        for mention in self.by_key[word.casefold()][:_MENTIONS]:
            phrase = self.phrases[mention]
            if self._of_a_body(phrase):
                return False
            after = tokens.lower[phrase.last : phrase.last + 8]
            alone = phrase.last - phrase.first == 1
            speaks += after[:2] == [",", "who"] or (
                after[:1] + after[2:3] == [",", ","] and after[1].isdigit()
            )
            speaks += alone and self._beside_verb(phrase)
            places += alone and phrase.first > 0 and tokens.lower[phrase.first - 1] in PLACE_BEFORE
            speaks += after[:1] != ["."] and bool({"he", "she", "his", "her"} & set(after))
            if {"it", "its", "itself"} & set(after[:5]):
                return False
        return speaks > places

    def _of_a_body(self, phrase: Phrase) -> bool:
        """Tell a company or place by its surroundings: "in X", "X’s users", "X Inc", "the X", "X spokesman"."""
        tokens = self.tokens
        before = tokens.lower[phrase.first - 1] if phrase.first else ""
        after = tokens.lower[phrase.last : phrase.last + 2]
        if before in ("the", "via", "app", "company", "site", "platform", "outlet"):
            return True
        if tokens.lower[phrase.first] == "the":
            return True
        owner = tokens.lower[phrase.last - 1].endswith("'s")
        return bool(after) and (
            after[0] in _OF_FIRM
            and (owner or after[0] in _OF_FIRM_ALONE)
            or after[0] in ("inc", "corp", "ltd", "llc", "plc", "itself")
        )

    def _beside_verb(self, phrase: Phrase) -> bool:
        tokens = self.tokens
        around = (phrase.first - 1, phrase.last)
        verbs = [tokens.lower[at] for at in around if 0 <= at < len(tokens)]
        return any(verb in SAYING for verb in verbs) and verbs[0] not in ("told", "tells", "telling")

    def acts_as_firm(self, number: int) -> bool:
        """Tell whether the article treats a name as a company's: a known one, one with users or shares, one that is an "it"."""
        name, lower = self.names[number], self.tokens.lower
        if name is None:
            return False
        if len(name.words) > 1 or name.words[0] in COMPANIES or is_firm(name.words[0]):
            return True
        for mention in self.by_key[name.words[-1].casefold()][:_MENTIONS]:
            phrase = self.phrases[mention]
            if self._of_a_body(phrase) or {"it", "its"} & set(lower[phrase.last : phrase.last + 6]):
                return True
        return False

    def is_company(self, number: int) -> bool:
        """Tell whether a named mention is a company: a known one, or a name met again that is no person, place or body."""
        name, lower = self.names[number], self.tokens.lower
        if name is None:
            return False
        if name.words[-1] in COMPANIES or name.words[0] in COMPANIES:
            return len(name.words) <= 2 and not self.is_person(number)
        if self.is_person(number) or type_of_organization(" ".join(name.words)) != "company":
            return False
        before = lower[name.first - 1] if name.first else "in"
        return is_firm(" ".join(name.words)) or (
            len(self.by_key[name.words[-1].casefold()]) > 2 and before not in PLACE_BEFORE
        )

    def _followed_by_role(self, number: int) -> bool:
        last = self.phrases[number].last
        after = self.tokens.lower[last : last + 8]
        return after[:1] == [","] and (any(w in ROLE_HEADS for w in after) or after[1:2] == ["who"])
