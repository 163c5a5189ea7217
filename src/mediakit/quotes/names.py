"""One identity for a source across an article: "he", "Fong", "the professor" and "Francis Fong"."""

from __future__ import annotations

from collections.abc import Sequence

from mediakit.quotes.given import GIVEN, gender_of
from mediakit.quotes.kinds import is_firm, is_people, is_place, person_known, type_of_organization
from mediakit.quotes.lexicon import COMPANIES, DETERMINERS, HONORIFICS, ROLE_HEADS, SAYING, TITLES
from mediakit.quotes.phrases import Phrase
from mediakit.quotes.proper import BODIES, BODY_ENDS, bare, full_names, long_form, name_in
from mediakit.quotes.tokens import Tokens

_PERSON = frozenset("he she him her his hers himself herself i me my".split())
_SHE, _HE = frozenset("she her hers herself".split()), frozenset("he him his himself".split())
_OF_FIRM_ALONE = frozenset(
    "spokesman spokeswoman spokesperson ceo executives executive users shares stock stores employees customers app officials".split()
)
_OF_FIRM = _OF_FIRM_ALONE | frozenset(
    "chief board headquarters website site platform service services products revenue profit profits sales policy policies parent subsidiary"
    " announcement algorithm investors shareholders engineers government capital embassy president parliament military army border".split()
)
_PLURAL = frozenset("they them their theirs themselves we us".split())
_THING = frozenset("it its itself".split())
_PLACE_BEFORE = frozenset("in from of near to outside across".split())
_PARTS = frozenset("one two three four five several some many most another both".split())
_REACH = 40
_MAKERS = frozenset(
    "developer publisher operator broadcaster seller vendor contractor trader courier insurer producer".split()
)
_SOMEBODY = frozenset(
    "star dictator strongman singer actor actress footballer midfielder striker player athlete researcher professor scientist author writer novelist"
    " lawmaker senator congressman congresswoman billionaire entrepreneur tycoon musician rapper comedian artist model"
    " politician economist historian columnist journalist veteran ayatollah".split()
)
"""What "the …" calls somebody who was just quoted by name."""
_GROUPS = frozenset("band couple duo pair trio team family".split())
_PLURAL_HEADS = ("s", "people", "men", "women", "police")


class Cast:
    """Everybody an article names, and who stands behind each phrase."""

    def __init__(self, tokens: Tokens, phrases: list[Phrase], quoted: Sequence[bool] = ()) -> None:
        self.tokens, self.phrases, self._quoted = tokens, phrases, quoted
        self.names = [name_in(tokens, phrase) for phrase in phrases]
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
        self._common = {word for word in tokens.words if word.islower()}
        self._long: dict[str, str] = {}
        self._fullest = {key: max(numbers, key=self._length) for key, numbers in self.by_key.items()}

    def _may_be_given(self, word: str) -> bool:
        return word in GIVEN or not (word in COMPANIES or is_place(word) or is_firm(word) or word.isupper())

    def _length(self, number: int) -> tuple[int, bool, int]:
        name = self.names[number]
        assert name is not None
        return min(len(name.words), 5), not name.words[-1].isupper(), -number

    def fullest(self, number: int) -> int:
        """Return the mention with the fullest name of the same source."""
        name = self.names[number]
        if name is None:
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
            return None
        if len(name.words) == 1:
            longer = self._spelt.get(name.words[0]) or self.spelt_out(name.words[0])
            if longer != name.words[0]:
                return longer
        end = self.phrases[best].last
        return bare(self.tokens.text[self.tokens.starts[name.first] : self.tokens.ends[end - 1]])

    def spelt_out(self, name: str) -> str:
        """Return "Mortgage Bankers Association" for "MBA" where the article has both."""
        if not (name.isupper() and name.isalpha() and 2 < len(name) < 7):
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
        before = tokens.lower[name.first - 1] if name.first else ""
        if before in HONORIFICS or (before == "." and tokens.lower[max(0, name.first - 2)] in HONORIFICS):
            return True
        if (
            name.first > self.phrases[number].first
            and before in TITLES
            and not (before in _MAKERS and len(name.words) == 1)
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
            return not is_firm(name.words[-1]) and name.words[-1] not in BODY_ENDS
        if name.words[-1].lower() in BODIES or "of" in name.words or "for" in name.words:
            return False
        if type_of_organization(" ".join(name.words)) != "company" or is_firm(" ".join(name.words)):
            return self._followed_by_role(number) and not is_firm(" ".join(name.words[-1:]))
        if (
            name.words[0].lower() in self._common
            or name.words[-1].lower() in self._common
            or is_place(name.words[0])
        ):
            return self._followed_by_role(number) or name.words[-1] in self._spelt
        return not (
            self.phrases[number].first < name.first and tokens.lower[name.first - 1] == "the"
        ) and not any(w.isupper() and len(w) > 2 for w in name.words)

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
        for mention in self.by_key[word.casefold()][:12]:
            phrase = self.phrases[mention]
            if self._of_a_body(phrase):
                return False
            after = tokens.lower[phrase.last : phrase.last + 8]
            alone = phrase.last - phrase.first == 1
            speaks += alone and self._beside_verb(phrase)
            places += alone and phrase.first > 0 and tokens.lower[phrase.first - 1] in _PLACE_BEFORE
            speaks += bool({"he", "she", "his", "her"} & set(after))
            if "it" in after[:4]:
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
        for mention in self.by_key[name.words[-1].casefold()][:12]:
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
            len(self.by_key[name.words[-1].casefold()]) > 2 and before not in _PLACE_BEFORE
        )

    def _followed_by_role(self, number: int) -> bool:
        last = self.phrases[number].last
        after = self.tokens.lower[last : last + 8]
        return after[:1] == [","] and (any(w in ROLE_HEADS for w in after) or after[1:2] == ["who"])

    def antecedent(self, number: int, previous: int | None) -> int:
        """Follow a pronoun or "the company" back to what it stands for; a name stands for itself."""
        phrase, lower = self.phrases[number], self.tokens.lower
        word = lower[phrase.head]
        if phrase.form == "name":
            return number
        if number and lower[max(0, phrase.first - 2) : phrase.first] in (
            ["who", "was"],
            ["who", "is"],
            ["who", "were"],
        ):
            return self._before_who(number, previous)
        if phrase.form == "pronoun":
            if word in ("who", "whom"):
                return self._resolved(number - 1, previous) if number else number
            return self._pronoun(number, word, previous)
        if lower[phrase.first] in ("the", "that", "this", "its", "their", "his", "her"):
            return self._definite(number, word, previous)
        if word in _PARTS or lower[phrase.first] in _PARTS:
            return self._partitive(number)
        return self._apposed(number)

    def _before_who(self, number: int, previous: int | None) -> int:
        """Return whom "NAME, who was one of three members," speaks of."""
        back = number - 1
        if self.phrases[back].form == "pronoun" and back:
            back -= 1
        return (
            back
            if self.phrases[back].form == "name" and self.is_person(back)
            else self._definite(number, "", previous)
        )

    def _partitive(self, number: int) -> int:
        """Follow "one of them, a retired bus driver," to the driver, or else back to the people it is one of."""
        phrase, tokens = self.phrases[number], self.tokens
        if number + 1 < len(self.phrases) and tokens.words[phrase.last : phrase.last + 1] == [","]:
            following = self.phrases[number + 1]
            if following.first == phrase.last + 1 and (
                self.is_person(number + 1) or tokens.lower[following.head] in ROLE_HEADS
            ):
                return number + 1
        if (
            tokens.lower[phrase.last - 1] not in ("them", "us", "three", "two", "four", "five")
            and tokens.lower[phrase.head] not in _PARTS
        ):
            return number
        for back in range(number - 1, max(-1, number - _REACH), -1):
            if self._fits(back, "they"):
                return back
        return number

    def _resolved(self, number: int, previous: int | None) -> int:
        return self.antecedent(number, previous) if self.phrases[number].form != "pronoun" else number

    def _apposed(self, number: int) -> int:
        """Return the name that follows a description after a comma ("an American professor, Lyle Haverstock,")."""
        phrase, tokens = self.phrases[number], self.tokens
        if number + 1 < len(self.phrases) and phrase.last < len(tokens) and tokens.words[phrase.last] == ",":
            following = self.phrases[number + 1]
            near = following.first == phrase.last + 1 and self.is_person(number + 1)
            after = tokens.lower[following.last : following.last + 1]
            told = tokens.lower[max(0, phrase.first - 2) : phrase.first] == ["according", "to"]
            near = near and (after[:1] in ([","], ["."], []) or not told)
            if near and tokens.lower[phrase.head] in ROLE_HEADS:
                return number + 1
        return number

    def _pronoun(self, number: int, word: str, previous: int | None) -> int:
        fitting = [back for back in range(number - 1, max(-1, number - _REACH), -1) if self._fits(back, word)]
        if (
            previous is not None
            and previous < number
            and self._fits(previous, word)
            and previous not in fitting
        ):
            fitting.append(previous)
        lower = self.tokens.lower
        owned = [back for back in fitting if lower[self.phrases[back].first] in ("his", "her", "their", "my")]
        fitting = [back for back in fitting if back not in owned] or owned
        for back in fitting:
            if self._leads(back) or back == previous:
                return self._described(back)
        return self._described(fitting[0]) if fitting else number

    def _described(self, number: int) -> int:
        return number if self.phrases[number].form == "name" else self.antecedent(number, None)

    def _fits(self, number: int, word: str) -> bool:
        """Tell whether a pronoun could stand for a phrase."""
        phrase, lower = self.phrases[number], self.tokens.lower
        if phrase.form == "pronoun" or (self._quoted and self._quoted[phrase.head]):
            return False
        head = lower[phrase.head]
        person = (
            self.is_person(number) if phrase.form == "name" else head in ROLE_HEADS and head not in BODIES
        )
        if word in _PERSON or word == "he or she":
            return (
                person
                and not self._other_gender(number, word)
                and not (phrase.form == "description" and head.endswith("s") and head not in ("boss",))
            )
        if word in _PLURAL:
            return phrase.form == "description" and (
                (head in ROLE_HEADS and head.endswith(_PLURAL_HEADS)) or head in _GROUPS
            )
        return (
            word in _THING
            and not person
            and (
                head in BODIES or (phrase.form == "name" and (self.is_company(number) or self._leads(number)))
            )
        )

    def _other_gender(self, number: int, word: str) -> bool:
        """Tell "she" from a name or noun that speaks of a man, and the other way round."""
        wanted = "she" if word in _SHE else "he" if word in _HE else None
        if wanted is None:
            return False
        phrase, words = self.phrases[number], self.tokens.words
        own, name = self.names[number], self.names[self.fullest(number)]
        titles = words[phrase.first : own.first if own is not None else phrase.last]
        told = gender_of((*titles, *(name.words[:1] if name is not None else ())))
        return told is not None and told != wanted

    def _leads(self, number: int) -> bool:
        """Tell whether a phrase looks like a subject or a speaker: opens its sentence or stands beside a reporting verb."""
        phrase, tokens = self.phrases[number], self.tokens
        opens = phrase.first == 0 or tokens.sentence[phrase.first - 1] != tokens.sentence[phrase.first]
        beside = (
            *range(max(0, phrase.first - 1), phrase.first),
            *range(phrase.last, min(len(tokens), phrase.last + 2)),
        )
        return opens or any(tokens.lower[at] in SAYING for at in beside)

    def _definite(self, number: int, word: str, previous: int | None) -> int:
        """Find what "the company", "the professor" was introduced as."""
        if word not in BODIES and word not in TITLES and not word.endswith("-old"):
            return number
        for back in range(number - 1, -1, -1):
            phrase = self.phrases[back]
            if phrase.form == "pronoun" or number - back > 400:
                continue
            if self._introduces(back, word):
                return back
        if previous is None and word in _SOMEBODY:
            return self._pronoun(number, "he or she", None)
        if (
            previous is not None
            and previous < number
            and word in _SOMEBODY
            and self._fits(previous, "he or she")
        ):
            return previous if not self._other_gender(previous, gender_of([word]) or "") else number
        return number

    def _introduces(self, number: int, word: str) -> bool:
        phrase, lower = self.phrases[number], self.tokens.lower
        inside = lower[phrase.first : phrase.last]
        if phrase.form == "name":
            if word in ("company", "firm", "platform", "app"):
                return self.is_company(number)
            if word in BODIES:
                return word in inside
            after = lower[phrase.last : phrase.last + 7]
            return self.is_person(number) and (word in inside or (after[:1] == [","] and word in after))
        return (
            lower[phrase.head] == word
            and lower[phrase.first] not in ("the", "that", "this")
            and inside[0] in DETERMINERS
        )
