"""Whole Word forms of many makes, in words of our own, and what a careful reader finds in each before it is filled.

As in forms_of_bodies.py: number | question | limit | where the answer goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whole_files import (
    DATE,
    HEADED,
    b,
    bookmark,
    box,
    field,
    legacy,
    level,
    listed,
    note_ref,
    notes,
    numbering,
    p,
    paper,
    prompt,
    r,
    sdt,
    section,
    style,
    tbl,
    tc,
    tick,
)

if TYPE_CHECKING:
    from collections.abc import Callable

RICH = "<w:richText/>"


def rapporteur() -> bytes:
    """A call for input: header, contents, headings and questions that Word numbers, boxes, a landscape page, notes."""
    lists = numbering(
        level(0, "upperRoman", "%1.", style="Heading1"),
        level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)", 1080),
    )
    contents = (
        p(more=field('TOC \\o "1-1"', r("I. What the law says")).rpartition("<w:r>")[0], style="TOC1")
        + p("II. What people receive?", style="TOC1", more='<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    )  # fmt: skip
    return paper(
        p("Call for input: housing and decent work", style="Title"),
        p("How to send your input? Please read the guidelines, and write at most 400 words for each answer."),
        contents,
        p("What the law says", style="Heading1", num="1.0"),
        p(
            "Please describe the laws that govern the work of ",
            num="2.0",
            more=r("people at risk", "<w:i/>") + note_ref(1) + r("."),
        ),
        box(p() + p()),
        p("Which obstacles do people meet when they claim compensation? (up to 250 words)", num="2.0"),
        box(),
        p("What people receive", style="Heading1", num="1.0"),
        p("What measures has your Government taken to ensure:", num="2.0"),
        p("access to health care, including the prevention of HIV?", num="2.1"),
        box(),
        p("protection from violence?", num="2.1"),
        box(),
        p(ppr=section(more=HEADED)),
        p("Please give data on cases brought before the courts.", num="2.0"),
        tbl(
            tc("Year", 4000, fill="D9D9D9")
            + tc("Cases brought", 4000, fill="D9D9D9")
            + tc("Awards", 4000, fill="D9D9D9"),
            *((tc(year, 4000) + tc("", 4000) + tc("", 4000)) for year in ("2024", "2025")),
            widths=(4000, 4000, 4000),
        ),
        p(),
        p(ppr=section(landscape=True)),
        p("Any other information you wish to share?", num="2.0"),
        box(),
        p("Thank you for your contribution."),
        end=section(more=HEADED),
        numbering=lists,
        footnotes=notes("Including migrants: see resolution 1/2."),
        header=p("Reference: A/1/2"),
        footer=p("Page ", more=field("PAGE", r("1"))),
        settings='<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>',
    )


RAPPORTEUR = """
1. | Please describe the laws that govern the work of people at risk. | 400 words | cell < people at risk.
2. | Which obstacles do people meet when they claim compensation? (up to 250 words) | 250 words | cell < to 250 words)
3 (a) | access to health care, including the prevention of HIV? | 400 words | cell < prevention of HIV?
3 (b) | protection from violence? | 400 words | cell < protection from violence?
4. | Please give data on cases brought before the courts. | 400 words | after < before the courts.
5. | Any other information you wish to share? | 400 words | cell < wish to share?
-- How to send your input? Please read the guidelines, and write at most 400 words for each answer.
"""


def department() -> bytes:
    """A department's form: controls in cells, in lines and around cells, boxes, lists, dates, data, locks, parts that repeat."""
    bound = '<w:dataBinding w:prefixMappings="xmlns:f=\'urn:f\'" w:xpath="/f:form[1]/f:org[1]" w:storeItemID="{11111111-2222-3333-4444-555555555555}"/>'
    repeated = sdt(
        sdt(
            f"<w:tr>{tc(sdt(p(more=prompt('Name of the service')), RICH))}{tc(sdt(p(more=prompt('What it offers')), RICH))}</w:tr>",
            "<w15:repeatingSectionItem/>", shows=False,
        ),
        "<w15:repeatingSection/>", shows=False,
    )  # fmt: skip
    rows = tbl(tc("Service") + tc("What it offers"), "@")
    return paper(
        p("Response form: support for people leaving exploitation", style="Heading1"),
        p("This form can be completed until 12 May. All questions are optional."),
        p("About you", style="Heading2"),
        tbl(
            tc("Name of organisation")
            + tc(
                sdt(p(more=prompt()), "<w:text/>", before='<w:tag w:val="org"/>').replace(
                    "<w:text/>", bound + "<w:text/>"
                )
            ),
            tc("Acronym") + sdt(tc(p(more=prompt())), "<w:text/>"),
            tc("Website") + tc(p(more=sdt(prompt(), "<w:text/>"))),
            tc("In which part of the country do you work?")
            + tc(p(more=sdt(prompt("Choose an item."), listed("England", "Wales")))),
            tc("Date") + tc(p(more=sdt(prompt("Click or tap to enter a date."), DATE))),
            widths=(3600, 6038),
        ),
        p(
            "Reference (office use)",
            more=r(" ") + sdt(r("DEP-2027-14"), "<w:text/>", before='<w:lock w:val="sdtContentLocked"/>', shows=False),
        ),
        p("Your views", style="Heading2"),
        b("Question 1: Do you agree that support should be unconditional?"),
        p(more=tick("Yes") + tick("No") + tick("Don’t know")),
        p("Please give reasons for your answer (no more than 500 words)."),
        sdt(p(more=prompt()), RICH, before='<w:alias w:val="Q1 reasons"/><w:tag w:val="q1"/>'),
        b("Question 2: What evidence do you have on compensation?"),
        box(sdt(p(more=prompt()) + p(), RICH)),
        b("Question 3: In one sentence, what should change first?"),
        p("The Government should ", more=sdt(prompt("enter text here"), "") + r(", and soon.")),
        b("Question 4: How do you consult people with lived experience?"),
        sdt(p(more=prompt()), '<w:text w:multiLine="1"/>'),
        b("Question 5: Which services do you know of?"),
        rows.replace("<w:tr>@</w:tr>", repeated),
        b("Question 6: Is there anything else?"),
        p(more=sdt(prompt(), RICH)),
        p("Please return this form to support@example.org."),
        data='<f:form xmlns:f="urn:f"><f:org/></f:form>',
    )


DEPARTMENT = """
| Name of organisation | | control < Name of organisation | name
| Acronym | | control < enter text. Acronym | short
| Website | | control < enter text. Website | website
| In which part of the country do you work? | | control < do you work?
| Date | | control < an item. Date | date
Question 1 | Do you agree that support should be unconditional? | | none
| Please give reasons for your answer (no more than 500 words). | 500 words | control < than 500 words).
Question 2 | What evidence do you have on compensation? | | control < have on compensation?
Question 3 | In one sentence, what should change first? The Government should , and soon. | | control < The Government should
Question 4 | How do you consult people with lived experience? | | control < with lived experience?
Question 5 | Which services do you know of? | | after < you know of?
Question 6 | Is there anything else? | | control < there anything else?
"""


def committee() -> bytes:
    """A committee's template: number, question and response, shaded rows of titles, tables in cells, merged cells."""
    widths = (900, 4369, 4369)
    title = tbl(
        tc(p("Submission template", "<w:b/>"), 9638, fill="1F3864"),
        tc("Inquiry into the regulation of work", 9638),
        widths=(9638,),
    )

    def row(number: str, question: str, answer: str = "") -> str:
        return tc(number, 900) + tc(question, 4369) + tc(answer, 4369)

    return paper(
        title,
        p(),
        tbl(
            row("No.", "Term of reference", "Response"),
            tc(p("A. The law and its effects", "<w:b/>"), 9638, span=3, fill="D9E2F3"),
            row("1", "What are the effects of the present law on safety?"),
            row("2", "Should the law be changed? If so, how? (maximum 300 words)", p() + p()),
            tc(p("B. Support", "<w:b/>"), 9638, span=3, fill="D9E2F3"),
            row("3", "Which programmes work?", tbl(tc("", 4000), widths=(4000,)) + p()),
            tc("4", 900, merge="restart") + tc("Comment on each proposal. (i) A fund for compensation", 4369) + tc("", 4369),
            tc("", 900, merge="continue") + tc("(ii) Services led by peers", 4369) + tc("", 4369),
            widths=widths, head=True,
        ),
        p("Additional comments", style="Heading2"),
        tbl(
            tc("5. Is any group missing from the discussion?", 9638, fill="F2F2F2"),
            tc(p() + p() + p(), 9638),
            tc("6. Any other matter the committee should consider?", 9638, fill="F2F2F2"),
            tc("", 9638),
            widths=(9638,),
        ),
        p("Signature: ______________   Date: ______________"),
    )  # fmt: skip


COMMITTEE = """
1 | What are the effects of the present law on safety? | | cell < law on safety?
2 | Should the law be changed? If so, how? (maximum 300 words) | 300 words | cell < (maximum 300 words)
3 | Which programmes work? | | cell < Which programmes work?
4 | Comment on each proposal. (i) A fund for compensation | | cell < fund for compensation
4 (ii) | Services led by peers | | cell < led by peers
5. | Is any group missing from the discussion? | | cell < from the discussion?
6. | Any other matter the committee should consider? | | cell < committee should consider?
| Date: | | after < ______________ Date: ______________ | date
-- Signature:
"""


def ministry() -> bytes:
    """A French ministry's form, protected: old fields of all kinds, one that takes few characters, boxes, a stamp."""
    boxes = "".join(
        legacy(f"Case{n}", "FORMCHECKBOX", '<w:checkBox><w:sizeAuto/><w:default w:val="0"/></w:checkBox>', "")
        + r(f" {said}  ")
        for n, said in enumerate(("Oui", "Non"), 1)
    )
    return paper(
        p("Questionnaire à l’attention des associations", style="Title"),
        p("Veuillez renvoyer ce formulaire au plus tard le 1er mars 2027."),
        tbl(
            tc("Nom de l’association") + tc(p(more=legacy("Texte1"))),
            tc("Sigle") + tc(p(more=legacy("Texte2", data='<w:textInput><w:maxLength w:val="12"/></w:textInput>'))),
            tc("Pays")
            + tc(
                p(
                    more=legacy(
                        "Liste1",
                        "FORMDROPDOWN",
                        '<w:ddList><w:listEntry w:val="Belgique"/><w:listEntry w:val="France"/></w:ddList>',
                        "France",
                    )
                )
            ),
        ),
        b("Section 1 : le cadre juridique"),
        p("1.1 Existe-t-il une loi sur l’indemnisation ? ", more=boxes),
        p("1.2 Si oui, veuillez décrire son application : ", more=legacy("Texte3")),
        p("1.3 Quels sont les effets de la loi sur la santé ? (300 mots au maximum)"),
        p(more=legacy("Texte4")),
        b("Section 2 : les propositions"),
        p("2.1 Quelles mesures proposez-vous ?"),
        tbl(tc(p(more=legacy("Texte5")), 9638), widths=(9638,)),
        p("Cachet et signature : "),
        settings='<w:documentProtection w:edit="forms" w:enforcement="1"/>',
    )


MINISTRY = """
| Nom de l’association | | bookmark < Nom de l’association | name
| Sigle | | bookmark < de l’association Sigle | short
| Pays | | cell < l’association Sigle Pays | country
1.1 | Existe-t-il une loi sur l’indemnisation ? | | none
1.2 | Si oui, veuillez décrire son application : | | bookmark < son application :
1.3 | Quels sont les effets de la loi sur la santé ? (300 mots au maximum) | 300 words | bookmark < mots au maximum)
2.1 | Quelles mesures proposez-vous ? | | bookmark < mesures proposez-vous ?
"""


def commission() -> bytes:
    """An Arabic form: from right to left, a table whose first column is on the right, a control."""
    rtl, bidi = "<w:rtl/>", "<w:bidi/>"

    def a(text: str = "") -> str:
        return p(text, rtl, ppr=bidi)

    return paper(
        p("استبيان بشأن الحماية الاجتماعية", rtl, style="Title", ppr=bidi),
        tbl(tc(a("اسم المنظمة")) + tc(a()), tc(a("الموقع الإلكتروني")) + tc(a()), more="<w:bidiVisual/>"),
        p("القسم الأول: القانون", "<w:b/><w:bCs/><w:rtl/>", ppr=bidi),
        tbl(
            tc(a("الرقم"), 900) + tc(a("السؤال"), 4369) + tc(a("الإجابة"), 4369),
            tc(a("1"), 900) + tc(a("ما هي القوانين السارية؟ (بحد أقصى 300 كلمة)"), 4369) + tc(a(), 4369),
            tc(a("2"), 900) + tc(a("يرجى وصف التدابير المتخذة."), 4369) + tc(a(), 4369),
            widths=(900, 4369, 4369), more="<w:bidiVisual/>", head=True,
        ),
        a("3. كيف تتم استشارة المنظمات؟"),
        sdt(p(more=r("انقر أو اضغط هنا لإدخال نص.", '<w:rStyle w:val="PlaceholderText"/><w:rtl/>'), ppr=bidi), RICH),
        end=section(more="").replace("</w:sectPr>", "<w:bidi/></w:sectPr>"),
    )  # fmt: skip


COMMISSION = """
| اسم المنظمة | | cell < الاجتماعية اسم المنظمة | name
| الموقع الإلكتروني | | cell < المنظمة الموقع الإلكتروني | website
1 | ما هي القوانين السارية؟ (بحد أقصى 300 كلمة) | 300 words | cell < أقصى 300 كلمة)
2 | يرجى وصف التدابير المتخذة. | | cell < وصف التدابير المتخذة.
3. | كيف تتم استشارة المنظمات؟ | | control < تتم استشارة المنظمات؟
"""


def exported() -> bytes:
    """A Spanish form as an editor on the web exports it: looks on each run, no useful styles, empty runs, lines to write on."""
    look = '<w:rFonts w:ascii="Roboto" w:hAnsi="Roboto"/><w:sz w:val="21"/><w:szCs w:val="21"/><w:rtl w:val="0"/>'
    empty = f'<w:p><w:pPr><w:spacing w:after="0" w:before="0" w:line="276" w:lineRule="auto"/><w:rPr>{look}</w:rPr></w:pPr><w:r><w:rPr><w:rtl w:val="0"/></w:rPr></w:r></w:p>'

    def q(text: str, more: str = "") -> str:
        return p(more=r(text, look) + more, ppr='<w:spacing w:after="0" w:before="0" w:line="276" w:lineRule="auto"/>')

    def cell(text: str = "") -> str:
        return f'<w:tc><w:tcPr><w:shd w:fill="auto" w:val="clear"/><w:vAlign w:val="top"/></w:tcPr>{q(text) if text else empty}</w:tc>'

    return paper(
        q("CUESTIONARIO PARA ORGANIZACIONES DE LA SOCIEDAD CIVIL"),
        q("Nombre de la organización: ", r("_" * 12, look) + r("_" * 12, look)),
        q("País: ____________________"),
        q("Correo electrónico: "),
        empty,
        q("1. ¿Qué leyes afectan a las personas trabajadoras? (máx. 350 palabras)"),
        empty, empty, empty,
        q("2. Describa los obstáculos para acceder a la justicia:"),
        q("_" * 70), q("_" * 70), q("_" * 70),
        q("3. ¿Cómo se previene la violencia?"),
        q("R:"),
        empty,
        '<w:tbl><w:tblPr><w:tblW w:w="9029" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="4514"/><w:gridCol w:w="4514"/></w:tblGrid>'
        f"<w:tr><w:trPr><w:cantSplit w:val=\"off\"/></w:trPr>{cell('4. ¿Qué programas de salud conoce?')}{cell()}</w:tr>"
        f"<w:tr><w:trPr><w:cantSplit w:val=\"off\"/></w:trPr>{cell('5. ¿Qué recomendaciones haría?')}{cell()}</w:tr></w:tbl>",
        empty,
        styles='<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="22"/><w:lang w:val="es"/></w:rPr></w:rPrDefault></w:docDefaults>'
        + style("Normal", "normal", default=True),
    )  # fmt: skip


EXPORTED = """
| Nombre de la organización: | | after < la organización: ________________________ | name
| País: | | after < ________________________ País: ____________________ | country
| Correo electrónico: | | after < ____________________ Correo electrónico: | email
1. | ¿Qué leyes afectan a las personas trabajadoras? (máx. 350 palabras) | 350 words | after < (máx. 350 palabras)
2. | Describa los obstáculos para acceder a la justicia: | | after < a la justicia:
3. | ¿Cómo se previene la violencia? | | after < la violencia? R:
4. | ¿Qué programas de salud conoce? | | cell < de salud conoce?
5. | ¿Qué recomendaciones haría? | | cell < ¿Qué recomendaciones haría?
"""

_GERMAN = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:lang w:val="de-DE"/></w:rPr></w:rPrDefault></w:docDefaults>'
    + style("Standard", "Normal", default=True)
    + style("Titel", "Title", '<w:rPr><w:sz w:val="40"/></w:rPr>')
    + style("berschrift1", "heading 1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr>')
    + style("berschrift2", "heading 2", '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr>')
    + style("Listenabsatz", "List Paragraph", '<w:pPr><w:ind w:left="720"/></w:pPr>')
    + style("Funotentext", "footnote text")
    + style("Kommentartext", "annotation text")
)  # fmt: skip


def federal_ministry() -> bytes:
    """A German form: headings that Word numbers and that ask, changes and comments in it, columns, dots, endnotes."""
    commented = (
        '<w:commentRangeStart w:id="3"/>' + r("Welche Hilfen fehlen?") + '<w:commentRangeEnd w:id="3"/>'
        '<w:r><w:commentReference w:id="3"/></w:r>'
    )  # fmt: skip
    changed = (
        '<w:del w:id="71" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>Wie oft</w:delText></w:r></w:del>'
        f'<w:ins w:id="72" w:author="A" w:date="2026-01-01T00:00:00Z">{r("In welchem Umfang")}</w:ins>'
        + r(" werden Entschädigungen gezahlt?")
    )
    return paper(
        p("Fragebogen für Verbände", style="Titel"),
        p("Bitte beachten Sie die Frist." , more=note_ref(1, "endnote")),
        p(ppr=section(kind="continuous")),
        p("Rechtslage", style="berschrift1"),
        p("Wie bewerten Sie das geltende Recht?", style="berschrift2"),
        p(), p(),
        p(more=changed, style="berschrift2"),
        p("." * 90), p("." * 90),
        p("Hilfen", style="berschrift1"),
        p(more=commented, style="berschrift2"),
        p("Nennen Sie bitte Beispiele (höchstens 1.200 Zeichen).", style="Listenabsatz"),
        p(),
        p("Was schlagen Sie vor?", style="berschrift2"),
        box(),
        p("Vielen Dank."),
        end=section(columns=2, kind="continuous"),
        styles=_GERMAN,
        numbering=numbering(level(0, "decimal", "%1", style="berschrift1") + level(1, "decimal", "%1.%2", style="berschrift2")),
        endnotes=notes("Siehe Bekanntmachung.", kind="endnote"),
        comments='<w:comment w:id="3" w:author="A" w:date="2026-01-01T00:00:00Z" w:initials="A"><w:p><w:r><w:t>Noch zu prüfen</w:t></w:r></w:p></w:comment>',
        settings='<w:trackRevisions/><w:endnotePr><w:endnote w:id="-1"/><w:endnote w:id="0"/></w:endnotePr>',
    )  # fmt: skip


FEDERAL_MINISTRY = """
1.1 | Wie bewerten Sie das geltende Recht? | | after < das geltende Recht?
1.2 | In welchem Umfang werden Entschädigungen gezahlt? | | after < werden Entschädigungen gezahlt?
2.1 | Welche Hilfen fehlen? Nennen Sie bitte Beispiele (höchstens 1.200 Zeichen). | 1200 characters | after < (höchstens 1.200 Zeichen).
2.2 | Was schlagen Sie vor? | | cell < schlagen Sie vor?
"""


def survey_tool() -> bytes:
    """A survey as exported: stars, kinds of questions, circles, scales, limits in lines of their own, an answer column first."""
    scale = tbl(
        tc("", 3638) + tc("Agree", 3000) + tc("Disagree", 3000),
        tc("The law protects people", 3638) + tc("○", 3000) + tc("○", 3000),
        tc("Services are accessible", 3638) + tc("○", 3000) + tc("○", 3000),
        widths=(3638, 3000, 3000),
    )
    return paper(
        p("Targeted consultation on victims’ rights", style="Title"),
        p("Fields marked with an asterisk (*) are mandatory."),
        p("Your profile", style="Heading1"),
        p("*", '<w:color w:val="FF0000"/>', more=r(" 1 You are replying as", "<w:b/>")),
        p("○ an individual"),
        p("○ an organisation"),
        p("*", '<w:color w:val="FF0000"/>', more=r(" 2 What is the name of your organisation?", "<w:b/>")),
        p("at most 100 character(s)", "<w:i/>"),
        box(),
        p("Questions", style="Heading1"),
        p("3 To what extent do you agree with these statements?", "<w:b/>"),
        scale,
        p("*", '<w:color w:val="FF0000"/>', more=r(" 4 Please explain why compensation is rarely paid.", "<w:b/>")),
        p("at most 2000 character(s)", "<w:i/>"),
        box(),
        p("5 Which reforms would you propose? Please be specific.", "<w:b/>"),
        p("Between 50 and 400 words", "<w:i/>"),
        box(),
        tbl(
            tc("Your answer", fill="EEEEEE") + tc("Question", fill="EEEEEE"),
            tc() + tc("6 What do you know about peer support?"),
            tc() + tc("7 What do you know about shelters?"),
        ),
        p("Contact", style="Heading1"),
        p("survey@example.org"),
    )


SURVEY_TOOL = """
1 | You are replying as | | none
2 | What is the name of your organisation? | 100 characters | cell < most 100 character(s) | name
3 | To what extent do you agree with these statements? | | none
4 | Please explain why compensation is rarely paid. | 2000 characters | cell < most 2000 character(s)
5 | Which reforms would you propose? Please be specific. | 400 words | cell < and 400 words
6 | What do you know about peer support? | | cell < Your answer Question
7 | What do you know about shelters? | | cell < about peer support?
"""


def treaty_experts() -> bytes:
    """The questionnaire of a treaty's experts: articles as headings, parts of questions, controls in the text, bookmarks."""
    lists = numbering(
        level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)", 1080) + level(2, "lowerRoman", "%3.", 1440)
    )
    return paper(
        p("Questionnaire for the evaluation of the implementation of the Convention", style="Title"),
        p("Third evaluation round", "<w:b/>"),
        p("Introduction", style="Heading1"),
        p(
            "The group of experts decided how this round is carried out. Parties have four months to reply. What is asked here concerns access to justice."
        ),
        p("Part I – Access to justice and effective remedies", style="Heading1"),
        p("Right to information (Articles 12 and 15)", style="Heading2"),
        p("How, at what stage and by whom are victims informed of their rights? Please provide examples.", num="1.0"),
        p("Legal assistance (Article 15)", style="Heading2"),
        p("How is legal assistance provided to victims? Please specify:", num="1.0"),
        p("who provides it;", num="1.1"),
        p("how it is funded.", num="1.1"),
        p(more=bookmark("Answer2")),
        p("Compensation", style="Heading2"),
        p("What are the possibilities for victims to receive compensation? Please indicate whether:", num="1.0"),
        p("courts award it in criminal proceedings;", num="1.1"),
        sdt(p(more=prompt()), RICH),
        p("a State fund exists.", num="1.1"),
        sdt(p(more=prompt()), RICH),
        p("Part II – Country-specific follow-up questions", style="Heading1"),
        p("Please provide information on developments since the last round:", num="1.0"),
        p("the institutional framework;", num="1.1"),
        p("the trends.", num="1.1"),
        p(),
        p("Part III – Statistics", style="Heading1"),
        p(
            "Please provide the following statistics, per year starting with 2024: number of presumed victims.",
            num="1.0",
        ),
        numbering=lists,
    )


TREATY_EXPERTS = """
1. | How, at what stage and by whom are victims informed of their rights? Please provide examples. | | after < Please provide examples.
2 (a) | who provides it; | | after < who provides it;
2 (b) | how it is funded. | | bookmark < it is funded.
3 (a) | courts award it in criminal proceedings; | | control < in criminal proceedings;
3 (b) | a State fund exists. | | control < State fund exists.
4. | Please provide information on developments since the last round: a) the institutional framework; b) the trends. | | after < framework; the trends.
5. | Please provide the following statistics, per year starting with 2024: number of presumed victims. | | after < of presumed victims.
"""


def office_suite() -> bytes:
    """A form of another office suite: ids that are numbers, controls nested in groups, a text box, cells beside each other."""
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/><w:lang w:val="en-US"/></w:rPr></w:rPrDefault></w:docDefaults>'
        + style("1", "Normal", default=True)
        + style("2", "heading 1", '<w:basedOn w:val="1"/><w:rPr><w:b/></w:rPr>')
        + style("3", "Default Paragraph Font", kind="character", default=True)
        + style("4", "Normal Table", kind="table", default=True)
        + style("5", "Table Grid", kind="table")
        + style("PlaceholderText", "Placeholder Text", kind="character")
    )
    grouped = sdt(
        p("4. What would you tell the ministry?") + sdt(p(more=prompt()), RICH) + p("5. How can it be measured?") + sdt(p(more=prompt()), RICH),
        "<w:group/>", shows=False,
    )  # fmt: skip
    return paper(
        p("Survey of civil society", style="2"),
        tbl(
            tc("Organisation", 2400) + tc("", 2419) + tc("Country", 2400) + tc("", 2419),
            tc("Contact person", 2400) + tc("", 2419) + tc("E-mail", 2400) + tc("", 2419),
            widths=(2400, 2419, 2400, 2419), more='<w:tblStyle w:val="5"/>',
        ),
        p("A. Situation", style="2"),
        tbl(
            tc("Q1. Who is excluded from services?") + tc("Q2. Who decides about services?"),
            tc(p() + p()) + tc(p() + p()),
            more='<w:tblStyle w:val="5"/>',
        ),
        tbl(tc("Q3. What changed after the last reform? Answer in 100-150 words.") + tc("[Please insert your answer here]"), more='<w:tblStyle w:val="5"/>'),
        grouped,
        p("Thank you!"),
        styles=styles,
    )  # fmt: skip


OFFICE_SUITE = """
| Organisation | | cell < civil society Organisation | name
| Country | | cell < society Organisation Country | country
| Contact person | | cell < Country Contact person | contact
| E-mail | | cell < Contact person E-mail | email
Q1. | Who is excluded from services? | | cell < decides about services?
Q2. | Who decides about services? | | cell < decides about services?
Q3. | What changed after the last reform? Answer in 100-150 words. | 150 words | cell < in 100-150 words.
4. | What would you tell the ministry? | | control < tell the ministry?
5. | How can it be measured? | | control < it be measured?
"""


def scrutiny() -> bytes:
    """A template of evidence: number and question shaded above the room, a label beside it, boxes with a comment below."""
    comment = p("Comments: ", more=sdt(prompt(), RICH))
    return paper(
        p("Post-legislative scrutiny: template for evidence", style="Title"),
        tbl(
            tc(p("1", "<w:b/>"), 700, fill="EEEEEE")
            + tc(b("Please describe the impact of the Act.") + p("Consider enforcement and cost.", "<w:i/>"), 8938, fill="EEEEEE"),
            tc("", 9638, span=2),
            tc(p("2", "<w:b/>"), 700, fill="EEEEEE") + tc(b("Please propose amendments."), 8938, fill="EEEEEE"),
            tc("", 9638, span=2),
            widths=(700, 8938),
        ),
        p(),
        tbl(
            tc("Question 3", 2000) + tc("Which data exist? (200 words max)", 7638),
            tc("Answer", 2000) + tc("", 7638),
            widths=(2000, 7638),
        ),
        p(),
        tbl(
            tc("4. Is there a review?") + tc(p(more=tick("Yes") + tick("No")) + comment),
            tc("5. Is it published?") + tc(p(more=tick("Yes") + tick("No")) + p("If no, please explain why:") + p() + p()),
        ),
    )  # fmt: skip


SCRUTINY = """
1 | Please describe the impact of the Act. Consider enforcement and cost. | | cell < enforcement and cost.
2 | Please propose amendments. | | cell < Please propose amendments.
Question 3 | Which data exist? (200 words max) | 200 words | cell < words max) Answer
4. | Is there a review? | | control < ☐ No Comments:
5. | Is it published? | | none
| If no, please explain why: | | after < please explain why:
"""


def slip() -> bytes:
    """Questions in a text: limits in lines of their own, numbers with signs, several answers to one, a page that ends."""
    return paper(
        p("Name of organisation: ", more=sdt(prompt(), "<w:text/>") + r("  Country: ") + sdt(prompt(), "<w:text/>")),
        p("Question n° 1 : Which laws apply?"),
        p("(Please limit your response to 300 words)", "<w:i/>"),
        p(),
        p("Question n° 2 : Who decides?"),
        p(more='<w:r><w:br w:type="page"/></w:r>'),
        p("Question n° 3 : What would you recommend?"),
        *(p(f"{number}. ", more=sdt(prompt(), RICH)) for number in range(1, 4)),
        p("Question n° 4 : Which groups are affected? Tick all that apply."),
        p(more=tick("Women")),
        p(more=tick("Other (please specify): ") + sdt(prompt(), "<w:text/>")),
        p("Question n° 5 : Why?", ppr=section()),
        p("Question n° 6 : What else?"),
    )


SLIP = """
| Name of organisation: | | control < Name of organisation: | name
| Country: | | control < enter text. Country: | country
Question n° 1 | Which laws apply? | 300 words | after < to 300 words)
Question n° 2 | Who decides? | | after < : Who decides?
Question n° 3 | What would you recommend? | | control < you recommend? 1.
Question n° 4 | Which groups are affected? Tick all that apply. | | none
Question n° 5 | Why? | | after < 5 : Why?
Question n° 6 | What else? | | after < : What else?
"""


def shadow_report() -> bytes:
    """A template for organisations: columns of others, figures under a blank corner, labels of answers in the question."""
    widths = (1500, 3000, 2500, 2638)
    return paper(
        p("Template for contributions of civil society", style="Title"),
        tbl(tc("Full name or organisation’s name") + tc(), tc("Email") + tc()),
        p("Part one", style="Heading1"),
        tbl(
            tc("Article", 1500) + tc("Question", 3000) + tc("Reply of the State", 2500) + tc("Comments by civil society", 2638),
            tc("Article 12", 1500, merge="restart") + tc("Which measures prevent violence?", 3000) + tc("See the report.", 2500) + tc("", 2638),
            tc("", 1500, merge="continue") + tc("Which campaigns were run?", 3000) + tc("None.", 2500) + tc("", 2638),
            widths=widths, head=True,
        ),
        p("Part two", style="Heading1"),
        p("1. How many complaints were made?"),
        tbl(
            tc("", 3000) + tc("2024", 3319) + tc("2025", 3319),
            tc("Complaints", 3000) + tc("", 3319) + tc("", 3319),
            tc("Decisions", 3000) + tc("", 3319) + tc("", 3319),
            widths=(3000, 3319, 3319),
        ),
        p("2. What explains the trend?\nAnswer: ______________________"),
        p("3. What should be done?\nAnswer:"),
    )  # fmt: skip


SHADOW_REPORT = """
| Full name or organisation’s name | | cell < or organisation’s name | name
| Email | | cell < organisation’s name Email | email
| Which measures prevent violence? | | cell < See the report.
| Which campaigns were run? | | cell < were run? None.
1. | How many complaints were made? | | after < complaints were made?
2. | What explains the trend? | | after < trend? Answer: ______________________
3. | What should be done? | | after < be done? Answer:
"""

WHOLE: dict[str, tuple[Callable[[], bytes], str]] = {
    "rapporteur.docx": (rapporteur, RAPPORTEUR),
    "department.docx": (department, DEPARTMENT),
    "committee.docx": (committee, COMMITTEE),
    "ministry.docx": (ministry, MINISTRY),
    "commission.docx": (commission, COMMISSION),
    "exported.docx": (exported, EXPORTED),
    "federal-ministry.docx": (federal_ministry, FEDERAL_MINISTRY),
    "survey-tool.docx": (survey_tool, SURVEY_TOOL),
    "treaty-experts.docx": (treaty_experts, TREATY_EXPERTS),
    "office-suite.docx": (office_suite, OFFICE_SUITE),
    "scrutiny.docx": (scrutiny, SCRUTINY),
    "slip.docx": (slip, SLIP),
    "shadow-report.docx": (shadow_report, SHADOW_REPORT),
}
