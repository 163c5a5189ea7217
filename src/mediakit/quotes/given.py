"""Common given names and words that tell a woman from a man: whom "she" and "he" can stand for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

Gender = Literal["she", "he"]
_WOMEN = frozenset(
    "Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Betty Sandra Margaret Ashley Kimberly Emily Donna Michelle Carol"
    " Amanda Melissa Deborah Stephanie Rebecca Sharon Laura Cynthia Kathleen Amy Angela Shirley Anna Brenda Pamela Emma Nicole Helen Samantha Katherine"
    " Catherine Christine Debra Rachel Carolyn Janet Maria Heather Diane Ruth Julie Olivia Joyce Virginia Victoria Lauren Christina Joan Evelyn Judith"
    " Megan Cheryl Hannah Jacqueline Martha Gloria Teresa Theresa Ann Anne Sara Madison Frances Kathryn Janice Abigail Alice Julia Judy Sophia"
    " Grace Denise Amber Doris Marilyn Danielle Beverly Isabella Diana Natalie Brittany Charlotte Marie Kayla Lori Claire Fiona Lucy Ellen Nina Irina"
    " Olga Natalia Svetlana Elena Katarina Ursula Angelique Ingrid Greta Astrid Sophie Chloe Amelie Camille Giulia Francesca Lucia Carmen Isabel Rosa Ana"
    " Gabriela Fatima Aisha Leila Layla Zainab Maryam Noor Priya Anjali Sunita Kavita Deepa Mei Yuki Sakura Katie Kate Katy Jane Jenny Jill Joanna Josephine"
    " Liz Louise Maggie Meghan Molly Nora Paula Penny Rose Sally Sue Tina Vanessa Wendy Yvonne Zoe Alexandra Caroline Cassandra Cecilia Clara"
    " Daisy Eleanor Erin Eva Gwynne Harriet Hillary Hilary Holly Ilhan Nikki Kamala Melania Ivanka Michele Kirsten Kathy Gretchen Marjorie Elise Susie"
    " Beyonce Adele Rihanna Oprah Jenelle Taraji Tammy Gillian Bridget Bethany Courtney Crystal Dawn Erica Gina Jodi Kristen Kristin Leah Lindsay"
    " Monica Rhonda Tara Tiffany Valerie Veronica Aaliyah Abby Ada Adriana Agnes Aileen Aimee Alana Alejandra Alexa Alexandria Alicia Alina"
    " Alison Allison Allyson Alma Alyssa Amal Amina Amira Amrita Anastasia Angelica Angelina Angie Anita Anjana Annabel Anneliese Annette Annie Annika"
    " Antoinette Antonia Anya Ariana Arlene Asha Ashlee Audrey Augusta Aurora Ava Ayesha Barb Beatrice Beatriz Becky Belinda Bella"
    " Bernadette Bernice Bertha Beth Betsy Bettina Birgit Blanca Blanche Bonnie Brianna Brigitte Brooke Caitlin Caitlyn Candace Candice Cara Carla Carly"
    " Carlotta Carolina Carrie Catalina Cathy Celeste Celia Chantal Charlene Chelsea Cherie Christa Christiane Christie Cindy Claudia Colette Colleen Connie"
    " Constance Consuelo Cora Corinne Cristina Daniela Daphne Darlene Deanna Debbie Deirdre Delia Delphine Desiree Devi Dianne Dina Dolores Dominique"
    " Dora Doreen Dorothea Dorothy Edith Edna Eileen Elaine Eleni Elisa Elisabeth Elisabetta Eliza Ella Elle Elsa Elsie Elvira Emilia Emilie Emmanuelle Enid"
    " Erika Esme Esperanza Estelle Esther Ethel Eugenia Eve Evangeline Farah Faye Felicia Felicity Fern Fernanda Flora Florence Fran Francine Frederica"
    " Freya Gabby Gabriella Gabrielle Gail Gemma Genevieve Georgia Georgina Geraldine Germaine Ghislaine Gilda Ginny Giselle Gladys Keiko Glenda Gwen"
    " Gwendolyn Hayley Hazel Heidi Helena Helene Helga Henrietta Ida Imogen Ines Inga Inge Irene Iris Isabelle Isla Ivy Jacinda Jade Jamila Jana"
    " Janelle Janine Jasmin Jasmine Jaya Jayne Jeanette Jeanne Jenna Jennie Jo Joanne Jocelyn Johanna Jolene Josefina Josie Juanita Judi Julianne Juliana"
    " Juliet Juliette Justine Kara Karin Karla Kasia Katerina Katharine Kathie Katherina Kathrin Katia Katja Katrina Kaye Keira Kelley Kelsey Kendra"
    " Kerstin Khadija Kiera Kirsty Krista Kristi Kristina Krystal Kylie Lakshmi Lara Larissa Latoya Laurel Laurie Lea Leanne Lena Leonie Leticia Liane"
    " Lidia Lila Lillian Lily Lina Linnea Lisbeth Livia Liza Lois Lola Lorena Loretta Lorna Lorraine Louisa Lourdes Luana Lucille Lucinda Ludmila Luisa"
    " Lupita Lydia Lynda Lyndsay Lynette Lynne Mabel Madeleine Madeline Madonna Mae Magdalena Maisie Malala Malia Mandy Manuela Marcela Marcia"
    " Margarita Margo Margot Marguerite Mariah Mariana Marianne Maribel Marina Marisa Marisol Marissa Marita Marjory Marla Marlene Marsha Martina"
    " Maryanne Matilda Maureen Mavis Maxine Maya Mercedes Meredith Mia Millie Mina Mindy Minnie Mira Miranda Miriam Misty Mona Moira Muriel Myra"
    " Myrna Nadia Nadine Nanette Naomi Natasha Nathalie Nell Nellie Nia Nicolette Niamh Noelle Noreen Norma Odette Olive Ophelia Orla Paige"
    " Paloma Patrice Patsy Patti Patty Paulette Paulina Pauline Pearl Peggy Penelope Petra Phoebe Phyllis Pia Pippa Polly Portia Priscilla Priti Radha"
    " Ramona Raquel Reba Rebekah Regina Renata Renee Reshma Rhea Rhiannon Rita Roberta Rochelle Roisin Rosalia Rosalie Rosalind Rosanna Rosemary Rosie"
    " Rowena Roxanne Ruby Sabina Sabine Sabrina Sadie Saima Salma Sandy Sania Scarlett Selena Selma Shania Sheila Shelley Shelly Sheri Sherri"
    " Sherry Sheryl Shirin Shreya Sian Silvia Simone Sinead Siobhan Sofia Sonia Sonya Soraya Stacey Stella Susana Susannah Susanne Suzanne Suzette Suzie"
    " Sybil Sylvia Tabitha Tamara Tamika Tania Tanya Tatiana Tess Tessa Thelma Therese Tia Tilda Toni Tonya Tracey Trina Trisha Trudy Tyra Uma Una Vera"
    " Verena Verity Vicki Vickie Vicky Viola Violet Viviana Vivian Vivien Wanda Whitney Wilhelmina Willa Wilma Winifred Winnie Yael Yasmin Yasmine Yolanda"
    " Yvette Zadie Zahra Zara Zelda Zoey Zofia Zuzana".split()
)
_MEN = frozenset(
    "James John Robert Michael William David Richard Joseph Thomas Charles Christopher Daniel Matthew Anthony Mark Donald Steven Paul Andrew Joshua Kenneth"
    " Kevin Brian George Edward Ronald Timothy Jason Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin Scott Brandon Benjamin Samuel"
    " Gregory Frank Alexander Raymond Patrick Jack Dennis Jerry Tyler Aaron Jose Adam Henry Nathan Douglas Zachary Peter Kyle Walter Ethan Jeremy Harold"
    " Keith Christian Roger Noah Gerald Gerry Carl Terry Sean Austin Arthur Lawrence Jesse Dylan Bryan Joe Jordan Billy Bruce Albert Willie Gabriel Logan"
    " Alan Juan Wayne Roy Ralph Randy Eugene Vincent Russell Elijah Louis Bobby Philip Phil Johnny Mike Matt Dan Dave Steve Tom Tim Bill Bob Jim Jeff Greg"
    " Chris Nick Tony Ben Rob Ron Ken Don Doug Ed Fred Harry Hugh Ian Jens Klaus Hans Jürgen Stefan Wolfgang Emmanuel Francois François Pierre Jacques"
    " Jean-Luc Laurent Olivier Giorgio Giuseppe Marco Matteo Carlos Javier Luis Miguel Pedro Diego Alejandro Fernando Vladimir Dmitry Dmitri Sergei Sergey"
    " Alexei Mikhail Nikolai Ivan Igor Oleg Volodymyr Oleksandr Viktor Mohammed Muhammad Mohamed Ahmed Ali Omar Hassan Hussein Ibrahim Yusuf Abdullah Khalid"
    " Rajesh Sanjay Amit Rahul Arjun Vijay Narendra Hiroshi Kenji Takashi Simon Martin Neil Nigel Graham Colin Derek Trevor Gareth Rhys Liam Connor Owen"
    " Oliver Oscar Max Leo Lucas Luke Caleb Isaac Jared Joel Josh Chuck Mitch Bernie Elon Barack Ted Rand Rutger Ulf Lars Sven Erik Magnus Gustav"
    " Brett Andy Rex Chad Craig Todd Troy Wesley Ernest Francis Felix Hector Hugo Julian Malcolm Marcus Mario Maurice Norman Quentin Rupert Sebastian"
    " Stanley Stuart Theodore Victor Abdul Abe Abel Abraham Adrian Aidan Akbar Akira Alastair Alberto Aldo Alec Alessandro Alexandre Alf Alfie Alfonso"
    " Alfred Alfredo Alistair Allan Allen Alonzo Alvaro Alvin Amir Amos Anders Andre André Andreas Andres Andrei Andrey Angelo Angus Anil Antoine Anton"
    " Antonio António Antony Anwar Archie Ari Armando Arnaud Arnold Arne Arturo Asad Ashok Ashton Athar Aurelio Avi Axel Aziz Barney Barry Bart Bashar"
    " Bastian Benedict Benito Benny Bernard Bernd Bernardo Bert Bilal Bjorn Björn Blaine Blake Bogdan Boris Brad Bradley Brendan Brent Bruno Bryce Bryant"
    " Burt Byron Calvin Cameron Carlo Carlton Carson Carter Cecil Cedric Cesar Chase Chester Christoph Christophe Christos Clarence Clark Claude"
    " Claudio Clay Clayton Clement Cliff Clifford Clint Clinton Clive Clyde Cody Cole Conrad Cooper Corey Cornelius Cory Cristian Cristiano Curtis Cyril"
    " Cyrus Dale Damian Damien Damon Danny Dario Darren Darryl Daryl Dean Deepak Denis Derrick Desmond Devin Dexter Dieter Dick Didier Dimitri Dimitris Dirk"
    " Domenico Dominic Donnie Drew Duane Duncan Dustin Dwayne Dwight Earl Eddie Eddy Edgar Edmund Eduardo Edwin Eli Elias Elliot Elliott Ellis Elton Elvis"
    " Emil Emile Emilio Emerson Emmett Enrique Enzo Eoin Ephraim Erich Ernesto Ernie Ernst Errol Erwin Esteban Euan Evan Evgeny Ewan Ezra Fabian Fabio"
    " Fabrice Farid Farhan Federico Felipe Ferdinand Fernand Filip Finn Floyd Forrest Francesco Francisco Franco Franck Franklin Franz Frederic Frederick"
    " Fredrik Freddie Friedrich Fritz Gabriele Gavin Gene Geoff Geoffrey Georg Georges Gerard Gerardo Gerhard Gert Gil Gilbert Glenn Gilles Gino Giovanni Glen"
    " Gonzalo Gordon Grant Grayson Gregor Gregg Gregorio Grigory Guido Guillaume Guillermo Gunter Günter Gus Guy Haider Hal Hamid Hamish Hamza Hank Harald"
    " Hari Harish Harrison Harvey Hasan Hashim Heath Heinrich Heinz Helmut Hendrik Henri Henrik Herb Herbert Herman Hermann Hiro Hiroki Homer Horace Horst"
    " Howard Hubert Hugues Humberto Husain Ignacio Imran Ingo Ira Irfan Irving Irwin Isaiah Ishaan Ismail Ivor Jaap Jacek Jackson Jaime Jake Jakob Jakub"
    " Jamal Janusz Jarrod Jasper Javed Jay Jeb Jed Jeffery Jeremiah Jerome Jesper Jesus Jesús Jimmie Jimmy Joachim Joaquin Jochen Joerg Johan"
    " Johann Johannes Johnnie Jon Jonah Jonas Jonathon Jorge Jörg Josef Josep Juergen Jules Julio Julius Jurgen Kai Kamal Karan Karim Karl Karl-Heinz Kaspar"
    " Keir Kelvin Kendall Kenny Kent Kieran Kirk Kit Kofi Kostas Kris Krishna Kristian Kristof Kristoffer Kumar Kurt Kwame Kwasi Lachlan Lamar"
    " Lance Lanny Laszlo Laurence Lee Leif Leighton Len Lenny Leon Leonard Leonardo Leopold Leroy Lester Lev Levi Lewis Lionel Lloyd Lorenzo Lorne Lou Louie"
    " Lowell Luc Luca Luciano Ludwig Luigi Luka Lukas Luther Lyle Lyndon Mack Mahmoud Manfred Manish Manny Manuel Marc Marcel Marcelo Marcello Mariano"
    " Marius Markus Marshall Martín Marty Marvin Mason Massimo Mathias Mathieu Matias Mats Matthias Matthieu Maurizio Mauro Maxim Maxime Maximilian Maxwell"
    " Mehdi Mehmet Mel Melvin Merle Mervyn Mick Mickey Mikael Miles Milan Milo Milton Mitchell Mohamad Mohammad Mohan Mohsen Monty Morris Mort Morten Moses"
    " Mukesh Murray Musa Mustafa Myles Myron Nabil Nadeem Naveen Ned Nelson Nestor Neville Nicolas Nicolás Nikhil Niklas Nikola Nikos Nils Nitin Nolan"
    " Norbert Norm Octavio Olaf Ole Omer Oren Orlando Orrin Orson Osama Oskar Osman Oswald Otis Otto Pablo Paolo Parker Pascal Patricio Pavel Pawel Percy"
    " Perry Pete Petr Petros Philipp Philippe Phillip Pieter Pietro Piotr Prakash Pranav Prasad Preston Quincy Rafael Rafi Raheem Raj Raja Rajiv Rakesh Ralf"
    " Ram Ramesh Ramon Ramón Randall Randolph Raoul Raphael Rashid Raul Raúl Ravi Ray Reed Reggie Reginald Reid Reinhard Remy Rene René Reuben Rick Rickie"
    " Ricky Ricardo Ridley Riccardo Robbie Roberto Rocco Rod Roderick Rodney Rodolfo Rodrigo Rogelio Rohan Rohit Roland Rolf Roman Romeo Ronan Ronnie Rory"
    " Ross Ruben Rubén Rudolf Rudy Rufus Russ Ruud Saad Sachin Saeed Sajid Salem Salman Salvador Salvatore Sameer Sami Sammy Samir Sandro Sanjeev Santiago"
    " Santos Satoshi Saul Scot Scotty Seamus Sepp Serge Sergio Seth Seymour Shahid Shane Shaun Shawn Shayne Sheldon Sherman Shinzo Sid Sidney Siegfried"
    " Silvio Simeon Solomon Soren Søren Spencer Spike Stan Stefano Stellan Sterling Steffen Stephan Stewart Stu Subhash Sunil Suresh Sylvester Syed Tadeusz"
    " Tahir Takeshi Tarek Tariq Taro Terence Terrance Terrell Terrence Thaddeus Theo Thibault Thierry Thor Thorsten Tiago Timo Timur Tino Titus Tobias Toby"
    " Tomas Tomás Tomasz Tommy Toshiro Travis Trent Tristan Tucker Turner Ty Tyrone Tyson Udo Ulrich Umar Umberto Uri Uwe Vadim Valentin Valery Vasily"
    " Vaughn Vern Vernon Vicente Vikas Vikram Vince Vinod Vinny Virgil Vitaly Vito Vivek Vlad Wade Waldo Wallace Wally Walt Warren Wendell Werner Wes Wilbur"
    " Wilfred Wilhelm Will Willem Willis Wilson Winston Winfried Woody Wyatt Xavier Yair Yann Yannick Yasir Yegor Yevgeny Yitzhak Yoav Yosef Youssef Yuri"
    " Yves Zack Zane Zaid Zbigniew Zdenek Zeke Ziad Zoltan".split()
)
_EITHER = frozenset(
    "Anh Ariel Bailey Jean Robin Kim Taylor Morgan Dana Kelly Kerry Tracy Stacy Jamie Jan Jody Kay Casey Lindsey"
    " Alexis Avery Aubrey Marion Sasha Nikita Andrea Nicola Alex Sam Pat Lynn Jackie Shannon Blair Charlie Devon Finley Frankie Gale Gurpreet Harper Harpreet Hayden Hong Hui Hyun Jae Jaspreet Jessie Ji-hoon Jie Jing Jun Kaur"
    " Lei Leslie Li-ming Ling Manpreet Min Min-jun Ming Minh Nguyen Nur Pema Peyton Ping Putu Quinn Reese Riley Rowan Seung Siti Skyler Soo Sung"
    " Sydney Tenzin Thu Wayan Wei Xin Yan Young-ho Yu".split()
)
_SHE = frozenset(
    "woman mother wife daughter sister girl actress spokeswoman chairwoman congresswoman councilwoman assemblywoman widow grandmother aunt niece"
    " queen princess businesswoman policewoman saleswoman girlfriend mrs ms miss madam lady dame nun waitress".split()
)
_HE = frozenset(
    "man father husband son brother boy spokesman chairman congressman councilman assemblyman widower grandfather uncle nephew king prince"
    " businessman policeman salesman boyfriend mr sir lord priest pope".split()
)
GIVEN = _WOMEN | _MEN | _EITHER


def gender_of(words: Iterable[str]) -> Gender | None:
    """Tell by titles, common nouns and given names whether words speak of a woman or a man; None when they do not say."""
    for word in words:
        lower = word.lower().rstrip(".")
        if lower in _SHE or word in _WOMEN:
            return "she"
        if lower in _HE or word in _MEN:
            return "he"
    return None
