"""Common given names and words that tell a woman from a man: whom "she" and "he" can stand for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

Gender = Literal["she", "he"]
_WOMEN = frozenset(
    "Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Betty Sandra Margaret Ashley Kimberly Emily Donna Michelle"
    " Carol Amanda Melissa Deborah Stephanie Rebecca Sharon Laura Cynthia Kathleen Amy Angela Shirley Anna Brenda Pamela Emma Nicole Helen Samantha"
    " Katherine Catherine Christine Debra Rachel Carolyn Janet Maria Heather Diane Ruth Julie Olivia Joyce Virginia Victoria Kelly Lauren Christina"
    " Joan Evelyn Judith Megan Andrea Cheryl Hannah Jacqueline Martha Gloria Teresa Theresa Ann Anne Sara Madison Frances Kathryn Janice Jean Abigail"
    " Alice Julia Judy Sophia Grace Denise Amber Doris Marilyn Danielle Beverly Isabella Diana Natalie Brittany Charlotte Marie Kayla Alexis Lori"
    " Claire Fiona Lucy Ellen Nina Irina Olga Natalia Svetlana Elena Katarina Ursula Angelique Ingrid Greta Astrid Sophie Chloe Amelie Camille"
    " Giulia Francesca Lucia Carmen Isabel Rosa Ana Gabriela Fatima Aisha Leila Layla Zainab Maryam Noor Priya Anjali Sunita Kavita Deepa Mei"
    " Yuki Sakura Katie Kate Katy Jane Jenny Jill Joanna Josephine Kim Liz Louise Maggie Meghan Molly Nora Paula Penny Rose Sally Sue Tina Tracy"
    " Vanessa Wendy Yvonne Zoe Alexandra Caroline Cassandra Cecilia Clara Daisy Eleanor Erin Eva Gwynne Harriet Hillary Hilary Holly Ilhan Nikki"
    " Kamala Melania Ivanka Michele Kirsten Kathy Gretchen Marjorie Elise Susie Taylor Beyonce Adele Rihanna Oprah Jenelle Taraji Tammy Gillian"
    " Bridget Bethany Courtney Crystal Dawn Erica Gina Jodi Kristen Kristin Leah Lindsay Monica Rhonda Robin Stacy Tara Tiffany Valerie Veronica".split()
)
_MEN = frozenset(
    "James John Robert Michael William David Richard Joseph Thomas Charles Christopher Daniel Matthew Anthony Mark Donald Steven Paul Andrew Joshua"
    " Kenneth Kevin Brian George Edward Ronald Timothy Jason Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin Scott Brandon"
    " Benjamin Samuel Gregory Frank Alexander Raymond Patrick Jack Dennis Jerry Tyler Aaron Jose Adam Henry Nathan Douglas Zachary Peter Kyle"
    " Walter Ethan Jeremy Harold Keith Christian Roger Noah Gerald Gerry Carl Terry Sean Austin Arthur Lawrence Jesse Dylan Bryan Joe Jordan Billy"
    " Bruce Albert Willie Gabriel Logan Alan Juan Wayne Roy Ralph Randy Eugene Vincent Russell Elijah Louis Bobby Philip Phil Johnny Mike Matt Dan"
    " Dave Steve Tom Tim Bill Bob Jim Jeff Greg Chris Nick Tony Ben Sam Rob Ron Ken Don Doug Ed Fred Harry Hugh Ian Jens Klaus Hans Jürgen Stefan"
    " Wolfgang Emmanuel Francois François Pierre Jacques Jean-Luc Laurent Olivier Giorgio Giuseppe Marco Matteo Carlos Javier Luis Miguel Pedro"
    " Diego Alejandro Fernando Vladimir Dmitry Dmitri Sergei Sergey Alexei Mikhail Nikolai Ivan Igor Oleg Volodymyr Oleksandr Viktor Mohammed"
    " Muhammad Mohamed Ahmed Ali Omar Hassan Hussein Ibrahim Yusuf Abdullah Khalid Rajesh Sanjay Amit Rahul Arjun Vijay Narendra Hiroshi Kenji"
    " Takashi Simon Martin Neil Nigel Graham Colin Derek Trevor Gareth Rhys Liam Connor Owen Oliver Oscar Max Leo Lucas Luke Caleb Isaac Jared Joel"
    " Josh Lindsey Chuck Mitch Bernie Elon Barack Ted Marco Rand Rutger Ulf Lars Sven Erik Magnus Gustav Brett Andy Rex Chad Craig Todd Troy Wesley"
    " Ernest Francis Felix Hector Hugo Julian Malcolm Marcus Mario Maurice Norman Quentin Rupert Sebastian Stanley Stuart Theodore Victor Vincent".split()
)
_SHE = frozenset(
    "woman mother wife daughter sister girl actress spokeswoman chairwoman congresswoman councilwoman assemblywoman widow grandmother aunt niece"
    " queen princess businesswoman policewoman saleswoman girlfriend mrs ms miss madam lady dame nun waitress".split()
)
_HE = frozenset(
    "man father husband son brother boy spokesman chairman congressman councilman assemblyman widower grandfather uncle nephew king prince"
    " businessman policeman salesman boyfriend mr sir lord priest pope".split()
)
GIVEN = _WOMEN | _MEN


def gender_of(words: Iterable[str]) -> Gender | None:
    """Tell by titles, common nouns and given names whether words speak of a woman or a man; None when they do not say."""
    for word in words:
        lower = word.lower().rstrip(".")
        if lower in _SHE or word in _WOMEN:
            return "she"
        if lower in _HE or word in _MEN:
            return "he"
    return None
