"""Every code a check can print: the rule in a sentence, a line that breaks it and one that keeps it. One table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """What a code means."""

    code: str
    says: str
    wrong: str
    right: str


_TABLE = (
    ("R101", "A file is UTF-8 text.", "(a file saved as Latin-1)", "(the same file saved as UTF-8)"),
    ("R102", "A record stays small enough to read.", "(a file of 200 kB)", "(two records of 20 kB)"),
    ("R103", "A file is valid YAML and holds one record.", "title: Python: a tour", 'title: "Python: a tour"'),
    ("R104", "Values carry no YAML tags.", "title: !!python/name:os.system", "title: A plain title"),
    ("R105", "Values are written out: no anchors and aliases.", "why: &a For a first month of study.\nnot_for: *a", "why: For a first month of study.\nnot_for: Who wants proofs."),
    ("R106", "A field is written once.", "year: 2023\nyear: 2024", "year: 2024"),
    ("R107", "Nesting stays shallow.", "title: [[[[[[[[[deep]]]]]]]]]", "title: Not deep"),
    ("R108", "Text holds only characters one can see.", 'title: "Py\\u200bthon"', "title: Python"),
    ("R109", "Each file stands at data/<kind>/<id>.yml, and the files that stand alone are there.", "data/resources/My Book.yml", "data/resources/my-book.yml"),
    ("R110", "Nothing of a text is lost as a comment.", "title: Programming in C #3", 'title: "Programming in C #3"'),
    ("R111", "The first line names the schema, so that an editor can help.", "title: A book", "# yaml-language-server: $schema=../schema/resource.schema.json\ntitle: A book"),
    ("R112", "Fields stand in the order of docs/fields.md, so that a reader finds them.", "format: book\nurl: https://example.org/book", "url: https://example.org/book\nformat: book"),
    ("R201", "A record is 'field: value' lines.", "- a list\n- of things", "title: A record"),
    ("R202", "Only known fields are written.", "huors: [2, 4]", "hours: [2, 4]"),
    ("R203", "Required fields are there.", "title: A book without an address", "title: A book\nurl: https://example.org/book"),
    ("R204", "A value has the form its field asks for.", "hours: ten", "hours: [8, 12]"),
    ("R205", "A value from a short list is one of the list.", "language: pyhton", "language: python"),
    ("R206", "Ids, dates and codes follow their pattern.", "added: 2 November 2026", "added: 2026-11-02"),
    ("R207", "Text, lists and numbers keep to their size.", "why: Good.", "why: Short proofs, for someone who wants to see why the formula holds."),
    ("R208", "Values of one record fit together.", "hours: [9, 3]", "hours: [3, 9]"),
    ("R301", "An address starts with https://, shows where it leads and pays nobody.", "url: http://bit.ly/abc", "url: https://example.org/course"),
    ("R302", "Two resources never have the same address.", "url: https://example.org/course/index.html  # another record has https://example.org/course", "(add what it teaches to the record that is there)"),
    ("R303", "Ids, and ids that were once used, differ in more than capitals and are never used twice.", "data/skills/Dough.yml beside data/skills/dough.yml", "one file, dough.yml"),
    ("R304", "A work stands in one record, whatever its addresses.", "title: Automate the Boring Stuff  # the same title, authors and format as in another record", "(add what it teaches to the record that is there)"),
    ("R305", "A part of a work is for a topic that the work teaches, one part for each.", "teaches: [dough.hydration, baking]\nparts: [{topic: baking.steam, part: ch. 4, minutes: [30, 60]}]", "teaches: [dough.hydration, baking]\nparts: [{topic: dough.hydration, part: ch. 3, minutes: [30, 60]}]"),
    ("R401", "A word from a closed list stands in data/vocabulary.yml; countries, languages and currencies have their codes.", "format: vidoe", "format: video"),
    ("R402", "A skill or topic that is named exists.", "skills: [{skill: douhg, level: 2}]", "skills: [{skill: dough, level: 2}]"),
    ("R403", "What a skill needs never needs the skill itself, however far round.", "needs: [{skill: b, …}] in a.yml and needs: [{skill: a, …}] in b.yml", "needs in one direction only"),
    ("R404", "A link inside text leads to a record or page that exists.", "See <claim:no-such-claim>.", "See <claim:flour-price>."),
    ("R405", "A record that is named exists.", "role: bakr", "role: baker"),
    ("R406", "A formula between two signs $ can be turned into MathML.", "$\\fraq{1}{2}$", "$\\frac{1}{2}$"),
    ("R407", "Words with a citation hold no number that the claim does not print.", "[EUR 1.50](claim:flour-price)", "[EUR 1.20](claim:flour-price)"),
    ("R408", "A price in the comparison says of which year it is.", "price: EUR 9,834 a year", "price: EUR 9,834 a year (2022)"),
    ("R501", "No date of something that has happened lies in the future.", "added: 2062-11-02", "added: 2026-11-02"),
    ("R502", "`review_by` lies after `as_of`.", "as_of: 2026-11\nreview_by: 2026-01", "as_of: 2026-11\nreview_by: 2027-11"),
    ("R601", "Every topic is taught by a resource.", "(a topic that no resource teaches)", "teaches: [dough.hydration]  # in the record of a resource"),
    ("R602", "Every skill has a way that is free in full and read, and a way that is watched or done.", "(a skill that only paid videos teach)", "cost: {state: free, as_of: 2026-11}\nformat: book"),
    ("R603", "A topic lists a few good resources, not many.", "(a ninth resource for one topic)", "(replace the weakest of the eight)"),
    ("R604", "An explanation is long enough to teach and short enough to read.", "explanation: Kneading is good.", "explanation: (what it is, why it matters, an example, the usual mistake)"),
    ("R605", "The guide holds at least as much as data/promises.yml says.", "(deleting a skill below the promised number)", "(replace it, or change data/promises.yml in the open)"),
    ("R606", "Texts leave out filler.", "explanation: It is important to note that kneading is powerful.", "explanation: Kneading lines up the gluten."),
    ("R607", "Nothing is left to do.", "summary: TODO what it is, in one sentence.", "summary: Mixing flour, water, salt and yeast so that they rise."),
    ("R608", "Text holds no HTML, and links only where text is rendered and to safe addresses.", "answer: Use <b>bold</b> or [this](http://example.org).", "answer: Use **bold** or [this](https://example.org)."),
    ("R609", "A plain text holds no Markdown: it would be printed as signs.", "summary: See **this** [page](https://example.org).", "summary: See this page."),
    ("R610", "A text is not wrapped in quotes of a word processor.", "title: “Bread and Time”", "title: Bread and Time"),
    ("R701", "Each record of a kind with pages has one, and no page is left over.", "(a new skill without its page)", "python -m macros pages"),
    ("R702", "A page's front matter is its record's.", "title: Pyhton  # the record says Python", "python -m macros pages"),
    ("R703", "A page calls our macros and nothing else.", "{{ config.something }}", '{{ claim("flour-price") }}'),
    ("R704", "A page cites claims that exist.", '{{ claim("flour-prise") }}', '{{ claim("flour-price") }}'),
    ("R705", "A page shows a view that exists.", '{{ show("skil") }}', '{{ show("skill") }}'),
    ("R706", "A page that calls macros says so in its front matter, and the page of a record shows it.", "(a page with {{ show(…) }} but without render_macros: true)", "render_macros: true"),
    ("R707", "The lines between '---' at the top of a page are 'name: value' lines.", "title: Python: a tour", 'title: "Python: a tour"'),
    ("R708", "A page of prose stands in the navigation, and the navigation names pages that exist.", "(docs/new-page.md, but no line in mkdocs.yml)", "- New page: new-page.md"),
    ("R709", "A link in prose leads to a page that exists.", "[the plan](paln.md)", "[the plan](plan.md)"),
    ("R710", "What is written from data/ is fresh: name and description in mkdocs.yml, the frame of every page.", "site_name: Another name  # data/guide.yml has the name", "python -m macros pages"),
    ("R801", "A chart's table, columns and rows exist.", "where: {role: Bakr}", "where: {role: Baker}"),
    ("R802", "Code that is shown as Python can be read by Python.", "code: print('hello'", "code: print('hello')"),
    ("R803", "Code that changed prints what the record says it prints.", "output: 41", "python -m macros examples --write data/skills/<id>.yml"),
    ("R804", "A claim from our survey tables says what its row says: figure, interval and n.", "figure: 45\nrow: {table: bls_oews.csv, where: {year: \"2024\", soc: 15-2051}, value: median}", "figure: 112590"),
    ("R805", "Every number in the sentence and note of such a claim has its row.", "says: Share who use Python; R stands in 44 percent.", "beside: [{where: {category: R}}]  # what differs from row"),
)  # fmt: skip

CODES: dict[str, Code] = {row[0]: Code(*row) for row in _TABLE}
"""Code → what it means, in order. docs/errors.md shows it; a test asks that every code is used and has a broken record."""
