"""What the target model sees of a sentence: words and patterns left and right of the target, and scores of VADER's kind.

The name of the target itself is left out, so that the model cannot learn who is liked.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mediakit.sentiment.lexicon import lexicon, rule_score
from mediakit.sentiment.words import stem, tokens, verb_frames


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NEGATIONS = _set(
    "not n't no never without nor neither none cannot hardly barely denied denies deny refused fails failed"
)
_BREAKS = _set(
    ', ; : — – - ( ) ” “ " but while although though because that who which when where after before as if whether'
)
_COMMON = _set(
    "the a an of to in on at for and or is are was were be been being it its this that with by from as his her their he "
    "she they i you we has have had do does did will would could should may might can not who which what when where "
    "than then there so if but"
)
_KEPT = _set(
    "of to in on at for and or with by from as his her their he she they i you we who that against about over after "
    "before not n't no but despite without is was are were be been being has have had will would could should does do "
    "did said says"
)
_PRONOUNS = _set(
    "he she him her his hers they them their i me my we us our you your it its himself herself who"
)
_TITLES = _set(
    "mr mrs ms dr sen rep president senator secretary judge justice gov governor general mayor attorney director "
    "candidate minister prime former chairman speaker king queen prince officer chief"
)
_PASSIVE = _set("was were been being be is are got gets")
_MARKS = _set(", . \" “ ” '")
_POLAR = _set("O+ O- S+ S- + -")
_DENIALS = _set("not n't no without despite")
_SEPARATORS = _set(', ; but that who " “ ”')


@dataclass(frozen=True, slots=True)
class Context:
    """A sentence cut at its target."""

    sentence: str
    left: list[str]
    right: list[str]
    target: str
    quoted: bool


def context(sentence: str, start: int, end: int) -> Context:
    """Cut a sentence at its target."""
    before = sentence[:start]
    marks = before.count("“") + before.count('"') - before.count("”")
    return Context(
        sentence, tokens(before), tokens(sentence[end:]), sentence[start:end].lower().strip(), marks % 2 == 1
    )


def sparse(seen: Context) -> set[str]:
    """Return the names of the features that are present."""
    left = [stem(word.lower()) for word in seen.left]
    right = [stem(word.lower()) for word in seen.right]
    return {*_ngrams(left, right), *_near(seen), *_clauses(seen), *_patterns(seen), *_target(seen.target)}


def _ngrams(left: Sequence[str], right: Sequence[str]) -> Iterator[str]:
    yield from (f"u:{word}" for word in (*left, *right))
    yield from (f"l:{word}" for word in left)
    yield from (f"r:{word}" for word in right)
    line = [*left, "T", *right]
    yield from (f"b:{a}_{b}" for a, b in zip(line, line[1:], strict=False))
    yield from (f"t:{a}_{b}_{c}" for a, b, c in zip(line, line[1:], line[2:], strict=False))


def _near(seen: Context) -> Iterator[str]:
    """Yield sequences that touch the target, with other names as E, and the content words next to it."""
    left, right = _unnamed(seen.left), _unnamed(seen.right)
    line = [*left[-5:], "T", *right[:5]]
    at = len(left[-5:])
    for width in (2, 3, 4):
        for first in range(max(0, at - width + 1), min(at, len(line) - width) + 1):
            yield "c:" + "_".join(line[first : first + width])
    before = [word for word in left if word not in _COMMON and word not in _MARKS][:-4:-1]
    after = [word for word in right if word not in _COMMON and word not in _MARKS][:4]
    for side, words in (("cl", before), ("cr", after)):
        for place, word in enumerate(words):
            yield f"{side}{place}:{word}"
            yield f"{side}:{word}"
    if before and after:
        yield f"clr:{before[0]}_{after[0]}"


def _unnamed(words: Sequence[str]) -> list[str]:
    """Return stems, with each run of capitalised words as one E."""
    made: list[str] = []
    for word in words:
        lower = word.lower()
        if word[:1].isupper() and lower not in _COMMON and len(word) > 1:
            if not made or made[-1] != "E":
                made.append("E")
        else:
            made.append("0" if word.isdigit() else stem(lower))
    return made


def _clauses(seen: Context) -> Iterator[str]:
    """Yield the words up to the nearest break on each side, and the break."""
    for side, words in (("L", seen.left[::-1]), ("R", seen.right)):
        for word in words:
            lower = word.lower()
            if lower in _BREAKS:
                yield f"brk{side}:{lower}"
                break
            yield f"k:{stem(lower)}"
            yield f"k{side}:{stem(lower)}"


def _target(target: str) -> Iterator[str]:
    """Yield what kind of expression the target is: a pronoun or a title, never a name."""
    words = target.replace(".", "").split()
    yield from (f"tw:{word}" for word in words if word in _PRONOUNS or word in _TITLES or word == "the")
    if target in _PRONOUNS:
        yield "tp"


def _patterns(seen: Context) -> Iterator[str]:
    """Yield sequences of word classes around the target, and the nearest word with a valence on each side."""
    left, right = _classes(seen.left), _classes(seen.right)
    for width in (1, 2, 3, 4):
        after = " ".join(right[:width])
        yield f"qr:{after}"
        yield f"ql:{' '.join(left[-width:])}"
        yield from (f"qq:{' '.join(left[-back:])} T {after}" for back in (1, 2))
    person = "|P" if seen.target in _PRONOUNS else ""
    for side, classes in (("L", left[::-1]), ("R", right)):
        place = next((i for i, name in enumerate(classes[:14]) if name in _POLAR), None)
        if place is None:
            continue
        name, between = classes[place], classes[:place]
        turned = "neg" if _DENIALS.intersection(between[-3:]) else ""
        parted = "brk" if _SEPARATORS.intersection(between) else ""
        yield f"qn{side}:{name}{min(place, 6) // 2}"
        yield f"qp{side}:{' '.join(between[-3:])} {name}"
        yield f"qw{side}:{name}:{''.join(between[:1])}"
        yield f"qs{side}:{name}:{turned}{parted}"
        if person:
            yield f"qn{side}:{name}{min(place, 6) // 2}{person}"
            yield f"qs{side}:{name}:{turned}{parted}{person}"


def _classes(words: Sequence[str]) -> list[str]:
    made: list[str] = []
    for word in words:
        name = _class(word)
        if not (made and name in ("w", "f", "E") and made[-1] == name):
            made.append(name)
    return made


def _class(word: str) -> str:
    lower = word.lower()
    if lower in _KEPT:
        return lower
    subject, object_ = verb_frames()
    verb = stem(lower)
    for letter, known in (("O", object_), ("S", subject)):
        if verb in known:
            return letter + ("+" if known[verb] > 0 else "-")
    valence = lexicon().get(lower, 0.0)
    if valence:
        return "+" if valence > 0 else "-"
    if word[:1].isupper():
        return "E"
    if not lower[0].isalnum():
        return lower
    return "f" if lower in _COMMON else "w"


def dense(seen: Context) -> list[float]:
    """Return valences near and far on both sides, the whole sentence's, and what verbs say about the target."""
    compound = rule_score(seen.sentence)
    values = [value for side in (seen.left[::-1], seen.right) for value in _clause_sums(side)]
    values += _decayed(_valences(seen.left)[::-1]) + _decayed(_valences(seen.right))
    values += [compound, max(compound, 0.0), max(-compound, 0.0), float(abs(compound) < 0.05)]
    length = len(seen.left) + len(seen.right)
    values += [
        float(seen.quoted),
        len(seen.left) / 30,
        len(seen.right) / 30,
        float(not seen.left),
        float(length < 10),
    ]
    return values + _frames(seen)


def _valences(words: Sequence[str]) -> list[float]:
    known, made, turned = lexicon(), [], 0
    for word in words:
        lower = word.lower()
        if lower in _NEGATIONS or lower.endswith("n't"):
            turned = 4
        valence = known.get(lower, 0.0)
        made.append(-0.7 * valence if turned else valence)
        turned = max(turned - 1, 0)
    return made


def _decayed(valences: Sequence[float]) -> list[float]:
    """Return positive and negative sums, near words counting more, at three ranges."""
    made = []
    for reach in (2, 6, 20):
        weighted = [value * math.exp(-place / reach) for place, value in enumerate(valences) if value]
        made += [sum(v for v in weighted if v > 0), -sum(v for v in weighted if v < 0)]
    return made


def _clause_sums(words: Sequence[str]) -> list[float]:
    known, better, worse = lexicon(), 0.0, 0.0
    for word in words:
        lower = word.lower()
        if lower in _BREAKS:
            break
        valence = known.get(lower, 0.0)
        better, worse = better + max(valence, 0.0), worse - min(valence, 0.0)
    return [better, worse]


def _frames(seen: Context) -> list[float]:
    """Return counts of verbs by what they say about the target, as their subject or object."""
    subject, object_ = verb_frames()
    counts = [0.0] * 10
    passive = False
    for place, word in enumerate(seen.right[:7]):
        lower = word.lower()
        if lower in _BREAKS and place and lower != "who":
            break
        passive = passive or lower in _PASSIVE
        verb = stem(lower)
        if verb in subject and not passive:
            counts[0 if subject[verb] > 0 else 1] += 1
        if verb in object_:
            counts[(2 if passive else 4) + (object_[verb] < 0)] += 1
    for word in seen.left[:-7:-1]:
        lower = word.lower()
        if lower in _BREAKS:
            break
        verb = stem(lower)
        if verb in object_:
            counts[6 + (object_[verb] < 0)] += 1
        elif verb in subject:
            counts[8 + (subject[verb] < 0)] += 1
    return counts
