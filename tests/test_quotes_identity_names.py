"""Who it is: the name under which an article's sources go, one construction a case."""

from __future__ import annotations

import pytest

from mediakit import find_quotes

# what a text is about; the text; the name of its last quotation's source
NAMES: dict[str, tuple[str, str | None]] = {
    "she, past somebody brought in": (
        "Pria Venn sings. Once a classmate said that she smelled of fish.\n\nFor Venn, it came later. “I left,” she said.",
        "Pria Venn",
    ),
    "a nickname in a name": ('William "Bill" Oakes, the mayor, spoke. “We lost it all,” Oakes said.', 'William "Bill" Oakes'),
    "a nickname after an unknown name": ("Jovvy “Cakes” Marello competes. Marello said “it is a dream.”", "Jovvy “Cakes” Marello"),
    "a body goes on over of": ("The Carrick Hall of Honour said “the list is long.”", "Carrick Hall of Honour"),
    "a body goes on over for": ("“The rent is too high,” the Partnership for Lorne City said.", "Partnership for Lorne City"),
    "a body goes on over in": ("The Ministry of Health in Gaza announced that “twelve people were hurt.”", "Ministry of Health in Gaza"),
    "a body goes on over and": (
        "“It is safe,” said the Department of Health and Human Services.",
        "Department of Health and Human Services",
    ),
    "no body goes on over of": ("“It is safe,” the senator Pria Venn of Ohio said.", "Pria Venn"),
    "an owner in a name": ("The Dunmore County Sheriff’s Office said “he was armed.”", "Dunmore County Sheriff’s Office"),
    "an owner before a name": ("“It is safe,” Facebook’s Oversight Board said.", "Oversight Board"),
    "a country before its ministry": (
        "Kenya’s Trade Ministry spoke on Monday. “The deal is done,” the ministry said.",
        "Kenya’s Trade Ministry",
    ),
    "a body with a common noun": ("“We hit two targets,” the Kenyan army said.", "Kenyan army"),
    "a country before an outlet": ("“It is over,” Iran’s Vena TV said.", "Vena TV"),
    "an adverb after a name": ("Rick Venn came. Venn nonetheless renewed his call, saying “it is time.”", "Rick Venn"),
    "a verb after a name": ("Ishida brushed Tanno aside, saying only “we will see.”", "Ishida"),
    "a participle that opens": ("Expressing thanks, Rick Venn wrote: “You are kind.”", "Rick Venn"),
    "an adverb that opens": ("Meanwhile Rumer Venn wrote: “You are kind.”", "Rumer Venn"),
    "praise before a name": ("“It was a game,” Legendary Rick Venn said.", "Rick Venn"),
    "an acronym before a name": ("“We must act,” said UN envoy Linda Venn. “Now,” Venn added.", "Linda Venn"),
    "an acronym that could be a pronoun": ("“We must act,” the WHO said. “Now,” WHO pointed out.", "WHO"),
    "a name in capitals": ("KATIE Venn was late. “I am sorry,” Katie said.", "Katie Venn"),
    "she is not who is told": (
        "Nikki Brann told the host Emily Cole that it was late. She wrote: “Get out.”",
        "Nikki Brann",
    ),
    "a subject after but": (
        "“It is over,” Jess Gray said.\n\nBut Aya Kan sees no end to it all. “They go on,” she says.",
        "Aya Kan",
    ),
    "he is no people": (
        "Rick Venn, one of the last guests, came late. Venn and other people stayed. He said “it was cold.”",
        "Rick Venn",
    ),
    "she is no place": (
        "Katrina Hepple, coroner for Dunmore and South East Brill, spoke first. She said: “He fell.”",
        "Katrina Hepple",
    ),
    "he is no title of a work": (
        "The series was made by Glenn Caro, who called it Moonhunting. He said: “It was fun.”",
        "Glenn Caro",
    ),
    "the studio": (
        "Lomond Games has weighed in on the leak. The studio wrote on its site that it was “saddened by the attack.”",
        "Lomond Games",
    ),
    "the publisher": ("“We want to share,” Lomond Games wrote.\n\n“We go on,” the publisher posted.", "Lomond Games"),
    "the company is who acts": (
        "Lomond Software blamed the Quill update for the faults. “It will be mended soon,” the company wrote.",
        "Lomond Software",
    ),
    "the navy": (
        "The ship was met by the Kenyan Navy on Sunday. “She is safe now,” the navy said in a statement.",
        "Kenyan Navy",
    ),
    "the governor is who was spoken of last": (
        "Gov. Eric Hollis met Gov. Matt Beale of the next state. Hollis was tired. The governor said “it was late.”",
        "Eric Hollis",
    ),
    "a department of somebody": (
        "Lomond Games has weighed in. “He was kind,” the school’s athletic department said.",
        None,
    ),
    "a participle before a preposition": ("Ranging from $10, the bags sold. “They are gone,” the brand said.", None),
    "an office before its holder": (
        "In the meantime, the Greek Foreign Minister, Giorgos Petrakis, said that “talks go on.”",
        "Giorgos Petrakis",
    ),
    "people who own a role": ("The siblings’ stepfather, Kurt Schill, told the station:\n\n“It is too little.”", "Kurt Schill"),
    "a place before a dash": ("LEEDS — Rick Venn was late. He admitted “it was a mistake.”", "Rick Venn"),
    "a heading": (
        "“I make maps,” said Vijay Rao, the owner.\n\n"
        "Future of Map Making\n\n“Maps used to be drawn by hand, and whoever drew them had walked all the way there and back.”",
        "Vijay Rao",
    ),
    "who says it to whom is reported": (
        "The Dunmore Times reported this week that the treasurer Janet Yell stressed the need for new rules.",
        "Janet Yell",
    ),
    "who says it before whom is reported": (
        "Afterwards, Gordon Sand said he had told them all of it, Tim Morris testified.",
        "Gordon Sand",
    ),
    "an owner before a verb’s form": ("“It is clear,” said the report’s lead author, Dr. Jane Fold.", "Jane Fold"),
    "the last part small": ("Then Lee Jae-jun spoke. “It is late,” Lee said.", "Lee Jae-jun"),
    "initials": ("Then J.D. Venn spoke. “It is late,” Venn said.", "J.D. Venn"),
    "an initial that could be an article": ("A.J. Venn spoke. “It is late,” Venn said.", "A.J. Venn"),
    "an age": ("Emma Venn, 36, won the race. “It was fun,” the 36-year-old said.", "Emma Venn"),
    "a people": ("Max Venn won the race in Spain. “It was fun,” the Briton said.", "Max Venn"),
    "a party": ("Rep. Emma Venn spoke. “It is late,” the Ohio Democrat said.", "Emma Venn"),
    "an acronym of two letters": ("The European Union met. “It is late,” the EU said.", "European Union"),
    "an acronym that begins with a country": (
        "The U.S. Geological Survey spoke. “It was strong,” the USGS said.",
        "U.S. Geological Survey",
    ),
    "a year at college before a name": ("Junior Tom Venn agreed. “It was fun,” Venn said.", "Tom Venn"),
    "a rank before a name": ("Cllr Ann Venn agreed. “It was late,” Cllr Venn said.", "Ann Venn"),
    "an actress": ("“It was fun,” Actress Ann Venn said.", "Ann Venn"),
    "letters after a name": ("Judge Ann Venn KC sat. “It is over,” Judge Venn said.", "Ann Venn"),
    "two who say it together": ("Guitarist Tom Venn and singer Ann Cole said: “We are sad.”", "Tom Venn and Ann Cole"),
    "the group that has just spoken": ("“We will go on,” Hamas said. “It is late,” the militant group said.", "Hamas"),
    "a chief in capitals": ("Elon Musk agreed. “It is late,” the Tesla CEO said.", "Elon Musk"),
    "who is known to rule": ("“No,” Rishi Sunak said. “It is late,” the prime minister said.", "Rishi Sunak"),
    "the party’s man": ("“No,” Tom Venn said. “It is late,” the Republican said.", "Tom Venn"),
    "who after and": ("Venn, who has led since 2010, and who lost twice, said on Monday that he would go.", "Venn"),
    "somebody named later": (
        "“The house fell,” his uncle said. It was late when the uncle, Tom Venn, left.",
        "Tom Venn",
    ),
    "a title and a surname": ("“I am sad,” Ms. Venn said.", "Ms. Venn"),
    "a person from a place": ("Max Venn won. “It was fun,” said the 25-year-old from Leeds.", "Max Venn"),
    "a common noun that opens": ("Polls differ, and polls err. Polls show that “many are glad.”", None),
    "an adverb that opens alone": ("Back then, he came back. Ann Venn smiled. Back home, “it is late,” she said.", "Ann Venn"),
    "a company under a longer name": ("The Quill Twitter feed is gone. Twitter said “it is over.”", "Twitter"),
    "an insult before a name": ("Crooked Ann Venn, he calls Ann Venn. Ann Venn and Ann Venn. “It is late,” Venn said.", "Ann Venn"),
    "he is no state": ("Rep. Lee Venn of New York, a friend, was late. “It is late,” he said.", "Lee Venn"),
    "she is no mister": (
        "Mrs. Cole spoke of the first term. The first term was that of Mr. Venn. “It is late,” she said.",
        "Mrs. Cole",
    ),
    "a body without a name": ("“We hit two targets,” the army said.", None),
}  # fmt: skip


@pytest.mark.parametrize("case", NAMES)
def test_name_of_a_source(case: str) -> None:
    text, name = NAMES[case]
    assert find_quotes(text)[-1].speaker_name == name
