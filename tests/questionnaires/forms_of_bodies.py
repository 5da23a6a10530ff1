"""Forms as bodies of many kinds send them, in words of our own; and what a careful reader finds in each.

A line of what is expected: number | question | limit | where the answer goes. The place is its kind, and the last words
before it. Below `--` stand lines that are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from word_forms import (
    PLACEHOLDER,
    bookmark,
    cell,
    choice,
    control,
    docx,
    legacy,
    note,
    p,
    run,
    table,
    tick,
)
from workbooks import xlsx

if TYPE_CHECKING:
    from collections.abc import Callable


def special_procedure() -> bytes:
    """A call for input with a table of who answers, and a table of questions with a column of limits."""
    return docx(
        p("Call for input: social protection", style="Title"),
        p("Please send your answers to hrc@example.org by 1 March 2027."),
        p("Each answer should be no more than 500 words."),
        table(
            ("Name of organisation:", ""), ("Country", ""), ("E-mail", ""), ("ECOSOC status (if any)", ""),
            ("Type of organisation", ""), ("Signature", ""),
        ),
        p("Key questions", style="Heading1"),
        table(
            ("No.", "Question", "Answer", "Max words"),
            ("1", "What laws exist?", "", "300"),
            ("2", "Please describe the measures taken.", "", "1,250"),
        ),
        p("Other", style="Heading1"),
        p("How has your organisation been affected?", number=(1, 0)),
        p("Consider the years since 2020."),
        p(),
        p("Please provide data on:", number=(1, 0)),
        p("evictions;", number=(1, 1)),
        p("prosecutions.", number=(1, 1)),
        p(),
        p("On trafficking:", number=(1, 0)),
        p("What is done? (max. 200 words)", number=(1, 1)),
        p("How is it funded?", number=(1, 1)),
        p("Thank you for your contribution."),
    )  # fmt: skip


SPECIAL_PROCEDURE = """
| Name of organisation: | | cell < Name of organisation: | name
| Country | | cell < of organisation: Country | country
| E-mail | | cell < organisation: Country E-mail | email
| ECOSOC status (if any) | | cell < status (if any) | status
| Type of organisation | | cell < Type of organisation
1 | What laws exist? | 300 words | cell < What laws exist?
2 | Please describe the measures taken. | 1250 words | cell < the measures taken.
1. | How has your organisation been affected? Consider the years since 2020. | 500 words | after < years since 2020.
2. | Please provide data on: (a) evictions; (b) prosecutions. | 500 words | after < on: evictions; prosecutions.
3 (a) | What is done? (max. 200 words) | 200 words | after < (max. 200 words)
3 (b) | How is it funded? | 500 words | after < is it funded?
-- Signature
"""


def council() -> bytes:
    """A council's form with content controls: plain, rich, a list to choose from, boxes, a repeating section."""
    return docx(
        p("Consultation response form", style="Heading1"),
        p("Why are we consulting?", style="Heading2"),
        p("Streets change. Do we change with them? We want to hear from you."),
        p("About you", style="Heading2"),
        table(
            ("Full name", cell(control(p(PLACEHOLDER), tag="name"))),
            ("Organisation", control(cell(PLACEHOLDER), alias="Organisation")),
            (
                "Are you responding as",
                cell(p(more=control(run("Choose an item."), choice("An individual", "An organisation")))),
            ),
            ("Date", cell(p(more=control(run("Click or tap to enter a date."), "<w:date/>")))),
        ),
        p(more=tick("I consent to my response being published")),
        p("Your views", style="Heading2"),
        p("Question 1: Do you agree with the proposal?", bold=True),
        p(more=tick("Yes") + tick("No") + tick("Don't know")),
        p("Please explain your answer (no more than 1,500 characters including spaces)."),
        control(p(PLACEHOLDER), "", tag="Q1"),
        p("Question 2: What other evidence should we consider?", bold=True),
        control(p(PLACEHOLDER) + p(), "", tag="Q2"),
        p("Question 3", style="Heading2"),
        p("To what extent do existing services meet needs?"),
        table(("",)),
        p("4. ", more=run("Name three priorities: ") + control(run(PLACEHOLDER))),
        control(
            control(
                p("5. Which projects do you know?") + p(more=control(run(PLACEHOLDER))),
                "<w15:repeatingSectionItem/>",
                prompt=False,
            ),
            "<w15:repeatingSection/>",
            prompt=False,
        ),
        p("Please return this form to consultations@example.org."),
    )


COUNCIL = """
| Full name | | control < you Full name | contact
| Organisation | | control < enter text. Organisation | name
| Are you responding as | | control < you responding as
| Date | | control < an item. Date | date
Question 1 | Do you agree with the proposal? | | none
| Please explain your answer (no more than 1,500 characters including spaces). | 1500 characters | control < characters including spaces).
Question 2 | What other evidence should we consider? | | control < should we consider?
Question 3 | To what extent do existing services meet needs? | | cell < services meet needs?
4. | Name three priorities: | | control < Name three priorities:
5. | Which projects do you know? | | control < do you know?
-- ☐ I consent to my response being published
-- Why are we consulting? Streets change. Do we change with them? We want to hear from you.
"""


def monitoring_body() -> bytes:
    """The questionnaire of a treaty's experts: numbered by Word in chapters, footnotes, no boxes, a table of figures."""
    return docx(
        p("Questionnaire on the implementation of the Convention", style="Title"),
        p("Part I", style="Heading1"),
        p("Legal framework", number=(2, 0)),
        p("Which laws apply to violence against women?", number=(2, 1)),
        p(),
        p(),
        p("Please describe the case law.", number=(2, 1), more=note(1)),
        p("Data", number=(2, 0)),
        p("How many cases were there in each of the last three years?", number=(2, 1)),
        table(("Year", "Cases", "Convictions"), ("", "", ""), ("", "", "")),
        p("Prevention (Article 12)", style="Heading2"),
        p("What was done to prevent violence?", style="Asked"),
        p("Legislation on care, its funding, and how it is monitored.", style="Asked"),
        p("How was civil society involved?", style="Asked"),
        notes=("Answers of up to 2 pages.",),
    )


MONITORING_BODY = """
1.1 | Which laws apply to violence against women? | | after < violence against women?
1.2 | Please describe the case law. | 2 pages | after < the case law.
2.1 | How many cases were there in each of the last three years? | | after < last three years?
Question 1 | What was done to prevent violence? | | after < to prevent violence?
Question 2 | Legislation on care, its funding, and how it is monitored. | | after < it is monitored.
Question 3 | How was civil society involved? | | after < civil society involved?
"""


def survey_export() -> bytes:
    """A survey as its export to Word: questions in bold, stars, limits in lines of their own, a box of one cell."""
    box = table(("",))
    return docx(
        p("EU survey on fair mobility", style="Title"),
        p("Fields marked with * are mandatory."),
        p("1 About you", style="Heading1"),
        p("* 1.1 I am giving my contribution as", bold=True),
        p(more=tick("EU citizen")),
        p(more=tick("Non-governmental organisation (NGO)")),
        p("* 1.2 Organisation name", bold=True),
        p("255 character(s) maximum"),
        box,
        p("2 Your experience", style="Heading1"),
        p("2.1 Which obstacles have you met, and how could they be removed?", bold=True),
        p("Text of 1 to 3000 characters will be accepted"),
        box,
        p("2.2 Please upload your file", bold=True),
        p("2.3 Further comments", bold=True),
        p("1500 character(s) maximum"),
        box,
        p("Contact"),
        p("EAC-MOBILITY@example.org"),
    )


SURVEY_EXPORT = """
1.1 | I am giving my contribution as | | none
1.2 | Organisation name | 255 characters | cell < 255 character(s) maximum | name
2.1 | Which obstacles have you met, and how could they be removed? | 3000 characters | cell < will be accepted
2.3 | Further comments | 1500 characters | cell < 1500 character(s) maximum
"""


def bookmarks() -> bytes:
    """A form of an old kind: bookmarks where answers go, fields to type in, boxes to tick, dots."""
    ticks = (
        legacy("Check1", "FORMCHECKBOX", "<w:checkBox/>", 7) + run(" Yes ")
        + legacy("Check2", "FORMCHECKBOX", "<w:checkBox/>", 8) + run(" No")
    )  # fmt: skip
    return docx(
        p("Reply slip", bold=True),
        p("Name: ", more=legacy("Text1", key=5) + run("   Country: ") + legacy("Text2", key=6)),
        p("Is there a law on this? ", more=ticks),
        p("If so, please give its title: ", more=legacy("Text3", key=9)),
        p("What does it say?"),
        p(more=bookmark("Answer4", key=10)),
        p("Describe how it is applied:", more=bookmark("Answer5", run(" [Answer]"), key=11)),
        p("State any obstacles: .............................................."),
        p("_______________________________"),
        p("Date: __________  Signature: ____________"),
    )


BOOKMARKS = """
| Name: | | bookmark < Reply slip Name: | name
| Country: | | bookmark < slip Name: Country: | country
| Is there a law on this? | | none
| If so, please give its title: | | bookmark < give its title:
| What does it say? | | bookmark < does it say?
| Describe how it is applied: | | bookmark < it is applied:
| State any obstacles: | | after < any obstacles: ..............................................
| Date: | | after < __________ Signature: ____________ | date
-- Signature:
"""


def merged() -> bytes:
    """Tables of every make: cells that span, parts of a question with a cell each, the answer below, a table in a cell."""
    return docx(
        p("Template for reporting", style="Title"),
        table(
            (cell("Section A. Housing", span=3),),
            (cell("Access", merge="restart"), "A1. Who has access?", ""),
            (cell("", merge="continue"), "A2. Who has not, and why? (300-word limit)", ""),
            (cell("Costs", merge="restart"), "A3. What does it cost?", ""),
        ),
        p("Section B. Health", bold=True),
        table(
            (cell("B1. Please answer each part.", merge="restart"), "(a) for women", ""),
            (cell("", merge="continue"), "(b) for migrants", ""),
        ),
        p("Section C. Work", bold=True),
        table(
            ("C1. What helps?", "C2. What hinders?"),
            ("", ""),
            (cell("C3. What would you change? Give an example.\nWord limit: 150", span=2),),
            (cell("", span=2),),
            (cell(p("C4. Anything else?") + p() + p(), span=2),),
            (cell(p("C5. Comments on the law:") + table(("",)) + p(), span=2),),
        ),
        table(("C6. Is it enough?", cell(p(more=tick("Yes") + tick("No"))), "Explain:", "")),
    )


MERGED = """
A1. | Who has access? | | cell < Who has access?
A2. | Who has not, and why? (300-word limit) | 300 words | cell < why? (300-word limit)
A3. | What does it cost? | | cell < does it cost?
B1 (a) | for women | | cell < (a) for women
B1 (b) | for migrants | | cell < (b) for migrants
C1. | What helps? | | cell < C2. What hinders?
C2. | What hinders? | | cell < C2. What hinders?
C3. | What would you change? Give an example. Word limit: 150 | 150 words | cell < Word limit: 150
C4. | Anything else? | | after < C4. Anything else?
C5. | Comments on the law: | | cell < on the law:
C6. | Is it enough? | | none
| Explain: | | cell < ☐ No Explain:
"""


def french() -> bytes:
    """A French form: limits and prompts in its words, a table with heads."""
    return docx(
        p("Appel à contributions", style="Title"),
        p("Veuillez envoyer vos réponses au plus tard le 1er mars 2027 à hrc@example.org."),
        table(("Nom de l’organisation", ""), ("Pays", ""), ("Courriel", "")),
        p("I. Cadre juridique", bold=True),
        p("1. Quelles sont les lois en vigueur ? (limite : 300 mots)"),
        p("[Votre réponse]"),
        p("2. Veuillez décrire les mesures prises. Maximum 1 500 caractères, espaces compris."),
        p("Cliquez ou appuyez ici pour entrer du texte."),
        table(
            ("N°", "Question", "Réponse (200 mots maximum)"),
            ("3", "Dans quelle mesure la société civile est-elle consultée ?", ""),
            ("4", "Quels obstacles subsistent ?", ""),
        ),
    )


FRENCH = """
| Nom de l’organisation | | cell < Nom de l’organisation | name
| Pays | | cell < de l’organisation Pays | country
| Courriel | | cell < l’organisation Pays Courriel | email
1. | Quelles sont les lois en vigueur ? (limite : 300 mots) | 300 words | after < : 300 mots)
2. | Veuillez décrire les mesures prises. Maximum 1 500 caractères, espaces compris. | 1500 characters | after < caractères, espaces compris.
3 | Dans quelle mesure la société civile est-elle consultée ? | 200 words | cell < est-elle consultée ?
4 | Quels obstacles subsistent ? | 200 words | cell < obstacles subsistent ?
"""


def spanish() -> bytes:
    """A Spanish questionnaire: a limit for all answers, questions that begin with ¿, an answer label."""
    return docx(
        p("Cuestionario", style="Title"),
        p("Cada respuesta debe tener un máximo de 400 palabras. La fecha límite es el 3 de mayo."),
        p("1. ¿Existen leyes que protejan a las personas trabajadoras?"),
        p("Respuesta:"),
        p("2. Describa las políticas públicas (hasta 2 páginas)."),
        p("Respuesta:"),
        p("3. Indique si hay datos desglosados."),
        p("Respuesta: ……………"),
    )


SPANISH = """
1. | ¿Existen leyes que protejan a las personas trabajadoras? | 400 words | after < personas trabajadoras? Respuesta:
2. | Describa las políticas públicas (hasta 2 páginas). | 2 pages | after < 2 páginas). Respuesta:
3. | Indique si hay datos desglosados. | 400 words | after < desglosados. Respuesta: ……………
"""


def russian() -> bytes:
    """A Russian form, with letters for parts."""
    return docx(
        p("Вопросник", style="Title"),
        p("Просьба направить ответы не позднее 1 марта."),
        table(("Название организации", ""), ("Страна", ""), ("Контактное лицо", "")),
        p("Раздел 1. Законодательство", bold=True),
        p("1. Какие законы действуют? (не более 300 слов)"),
        p(),
        p("2. Опишите принятые меры:"),
        p("а) для женщин;"),
        p("б) для мигрантов."),
        p(),
        p("3. Просьба указать источники данных."),
    )


RUSSIAN = """
| Название организации | | cell < марта. Название организации | name
| Страна | | cell < Название организации Страна | country
| Контактное лицо | | cell < Страна Контактное лицо | contact
1. | Какие законы действуют? (не более 300 слов) | 300 words | after < более 300 слов)
2. | Опишите принятые меры: а) для женщин; б) для мигрантов. | | after < б) для мигрантов.
3. | Просьба указать источники данных. | | after < указать источники данных.
"""


def arabic() -> bytes:
    """An Arabic form: figures of its script, cells to its left."""
    return docx(
        p("استبيان", style="Title"),
        table(("اسم المنظمة", ""), ("البلد", ""), ("البريد الإلكتروني", "")),
        p("١. ما هي القوانين السارية؟ (بحد أقصى 300 كلمة)"),
        p("انقر هنا لإدخال نص"),
        p("٢. يرجى وصف التدابير المتخذة."),
        table(("",)),
    )


ARABIC = """
| اسم المنظمة | | cell < استبيان اسم المنظمة | name
| البلد | | cell < اسم المنظمة البلد | country
| البريد الإلكتروني | | cell < البلد البريد الإلكتروني | email
١. | ما هي القوانين السارية؟ (بحد أقصى 300 كلمة) | 300 words | after < أقصى 300 كلمة)
٢. | يرجى وصف التدابير المتخذة. | | cell < وصف التدابير المتخذة.
"""


def german() -> bytes:
    """A German form whose changes are still marked, with hidden text and a question in a text box."""
    changed = (
        run("Welche Maßnahmen ")
        + '<w:del w:id="1"><w:r><w:delText>kennen Sie</w:delText></w:r></w:del>'
        + f'<w:ins w:id="2">{run("schlagen Sie vor")}</w:ins>'
        + run("?")
        + run(" (Nur für den Dienstgebrauch?)", "<w:vanish/>")
    )
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><w:txbxContent>"
        f"{p('3. Was fehlt im Entwurf?')}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
        f"{p('3. Was fehlt im Entwurf?')}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    return docx(
        p("Fragebogen zum Gesetzentwurf", style="Title"),
        p("Bitte senden Sie Ihre Antworten bis zum 1. März (höchstens 300 Wörter je Frage)."),
        p("Bitte beschränken Sie jede Antwort auf höchstens 300 Wörter."),
        p("1. Inwieweit trägt der Entwurf zur Gleichstellung bei?"),
        p("Klicken oder tippen Sie hier, um Text einzugeben."),
        p("2. ", more=changed),
        p("Bitte hier ausfüllen: ____________"),
        p(more=box),
        p("4. Erläutern Sie die Kosten (maximal 1.000 Zeichen).\nNennen Sie Quellen."),
    )


GERMAN = """
1. | Inwieweit trägt der Entwurf zur Gleichstellung bei? | 300 words | after < zur Gleichstellung bei?
2. | Welche Maßnahmen schlagen Sie vor? | 300 words | after < für den Dienstgebrauch?)
3. | Was fehlt im Entwurf? | 300 words | after < fehlt im Entwurf?
4. | Erläutern Sie die Kosten (maximal 1.000 Zeichen). Nennen Sie Quellen. | 1000 characters | after < Nennen Sie Quellen.
"""


def workbook() -> bytes:
    """A workbook: instructions on one sheet, questions on another, with merged titles and a column for answers."""
    return xlsx({
        "Read me": {"A1": "How to use this file", "A2": "Please return this file to hrc@example.org by 1 March."},
        "Questions": {
            "A1": "Questionnaire for organisations", "A2": "Ref", "B2": "Question", "C2": "Your response (max 250 words)",
            "D2": "Guidance", "A3": "Housing", "A4": "1.1", "B4": "Who is housed?", "D4": "Name your source.",
            "A5": "1.2", "B5": "Describe what is missing (100 words).", "A6": "Health", "A7": "2.1", "B7": "Who pays?",
        },
    }, merged={"Questions": ["A1:D1", "A3:D3", "A6:D6"]})  # fmt: skip


WORKBOOK = """
1.1 | Who is housed? | 250 words | none
1.2 | Describe what is missing (100 words). | 100 words | none
2.1 | Who pays? | 250 words | none
"""


def markdown() -> bytes:
    """A questionnaire in Markdown."""
    return b"""---
title: ignored
---
# Call for evidence

How can we do better? We are asking everybody.

Please email your answers to evidence@example.org.

## Part 1: Housing

Answers in this part should be at most 400 words.

1. What **barriers** do people meet?
   Think of [law](https://example.org) and practice.

2. Please explain who is affected:

    - women,
    - migrants.

## Part 2: Health

Q3. To what extent is care accessible? *(Maximum 200 words)*

| Question | Answer |
|---|---|
| Q4. Who pays? | |
| Q5. Who decides? | ____ |
"""


MARKDOWN = """
1. | What barriers do people meet? Think of law and practice. | 400 words | none
2. | Please explain who is affected: women, migrants. | 400 words | none
Q3. | To what extent is care accessible? (Maximum 200 words) | 200 words | none
Q4. | Who pays? | | none
Q5. | Who decides? | | none
-- How can we do better? We are asking everybody.
"""


def plain() -> bytes:
    """A questionnaire in plain text, wrapped by hand."""
    return b"""QUESTIONNAIRE ON FAIR WORK
==========================

Name:
Organisation: ____________
Country:

A. WORKING CONDITIONS

1) What are the main obstacles that workers in your country meet when they
   try to organise? Please give examples from the last
   five years. (No more than 300 words)

2) Which remedies are open to them?
   a) in courts?
   b) outside courts?

B. POLICY

3) Describe a good practice, and say what made it
   work.

   Answer:

Please send your answers to work@example.org not later than 1 March 2027.
"""


PLAIN = """
| Name: | | none | contact
| Organisation: | | none | name
| Country: | | none | country
1) | What are the main obstacles that workers in your country meet when they try to organise? Please give examples from the last five years. (No more than 300 words) | 300 words | none
2) | Which remedies are open to them? | | none
2 (a) | in courts? | | none
2 (b) | outside courts? | | none
3) | Describe a good practice, and say what made it work. | | none
"""

FORMS: dict[str, tuple[Callable[[], bytes], str]] = {
    "special-procedure.docx": (special_procedure, SPECIAL_PROCEDURE),
    "council.docx": (council, COUNCIL),
    "monitoring-body.docx": (monitoring_body, MONITORING_BODY),
    "survey-export.docx": (survey_export, SURVEY_EXPORT),
    "bookmarks.docx": (bookmarks, BOOKMARKS),
    "merged.docx": (merged, MERGED),
    "french.docx": (french, FRENCH),
    "spanish.docx": (spanish, SPANISH),
    "russian.docx": (russian, RUSSIAN),
    "arabic.docx": (arabic, ARABIC),
    "german.docx": (german, GERMAN),
    "workbook.xlsx": (workbook, WORKBOOK),
    "markdown.md": (markdown, MARKDOWN),
    "plain.txt": (plain, PLAIN),
}
