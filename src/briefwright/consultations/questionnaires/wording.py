"""How bodies ask, in the languages of most: what a question begins or ends with, and what is only an instruction."""

from __future__ import annotations

import re
from functools import lru_cache

_ASKING_ENDS = re.compile(r"[?？؟՞፧⁇](?=[\s)\]»”\"'’*]|$)")
_GREEK = re.compile(r"[α-ωά-ώ][^;]*;\s*$", re.IGNORECASE)
_JAPANESE = re.compile(r"(?:ですか|ますか|ください)[。．]?\s*$")

_ENGLISH = (
    r"describe|explain|provide|indicate|specify|outline|elaborate|list|state|identify|summari[sz]e|give|share|discuss|"
    r"comment|detail|set out|tell us|name (?:the|two|three|four|five|up to|any|some|at least)|highlight|illustrate|assess|evaluate|report|mention|clarify|suggest|"
    r"cite|refer to any|include|propose|compare|analy[sz]e|select|choose|rank|rate|add any|inform us|supply"
)
_STARTS = (
    r"to what extent|in what way|in which|how (?:do|does|did|has|have|is|are|can|could|should|many|much|far|would)|"
    r"what (?:is|are|do|does|did|has|have|would|should|can|could|kind|type|measures|steps|impact|role|other)|"
    r"which|whether|why|who|when|where (?:do|does|is|are|can)|do you|does|is there|are there|are you|have you|has your|"
    r"would you|should|if (?:yes|no|so|not|applicable|possible|available),|any (?:other|further|additional)|"
    r"information (?:on|about|regarding|concerning)|examples? of|details (?:of|on)|evidence (?:of|on|for)|"
    r"your (?:views?|comments?|opinion|suggestions?|recommendations?)"
)
_FRENCH = (
    r"décri(?:re|vez)|expliquer?|expliquez|fourni(?:r|ssez)|indique[rz]|précise[rz]|donne[rz]|énumére[rz]|mentionne[rz]|"
    r"présente[rz]|partage[rz]|exposer?z?|identifie[rz]|citer?z?|commente[rz]|évalue[rz]|détaille[rz]|résume[rz]|"
    r"communique[rz]|veuillez (?:décrire|expliquer|fournir|indiquer|préciser|donner|énumérer|mentionner|présenter|"
    r"partager|exposer|identifier|citer|commenter|évaluer|détailler|résumer|communiquer)"
)
_FRENCH_STARTS = (
    r"dans quelle mesure|quel(?:le)?s?|comment|pourquoi|existe-t-il|y a-t-il|est-ce que|qui|en quoi|avez-vous|"
    r"êtes-vous|votre|pensez-vous|le cas échéant|si oui|dans l'affirmative|merci de (?:décrire|préciser|fournir|indiquer)"
)
_SPANISH = (
    r"describa|explique|proporcione|indique|especifique|detalle|enumere|mencione|señale|facilite|comparta|identifique|"
    r"comente|resuma|exponga|aporte|evalúe|sírvase|(?:por favor,? )?(?:describir|explicar|indicar|proporcionar)"
)
_SPANISH_STARTS = r"¿|en qué medida|cómo|qué|cuál(?:es)?|por qué|existen?|hay|en caso afirmativo|de qué manera"
_GERMAN = (
    r"beschreiben sie|erläutern sie|erklären sie|geben sie|nennen sie|führen sie|legen sie|stellen sie|schildern sie|"
    r"begründen sie|bewerten sie|benennen sie|bitte (?!nicht|hier|beschränken|begrenzen|halten|senden|schicken|beachten|lesen|füllen|kreuzen|bis)\w+"
)
_GERMAN_STARTS = r"inwieweit|inwiefern|wie|was|welche[rsn]?|warum|weshalb|gibt es|haben sie|falls ja|wenn ja|in welchem"
_RUSSIAN = (
    r"опишите|объясните|предоставьте|укажите|приведите|перечислите|поясните|назовите|расскажите|оцените|сообщите|"
    r"представьте|изложите|просьба (?:описать|указать|предоставить|представить|пояснить|привести|сообщить)|"
    r"поделитесь|охарактеризуйте"
)
_RUSSIAN_STARTS = r"в какой мере|в какой степени|каким образом|как(?:ой|ая|ие|ое|овы|ова)?|что|почему|существу[ею]т|имеются ли|есть ли|если да"
_ARABIC = r"(?:يرجى|نرجو|الرجاء) (?!إرسال|قراءة|ملاحظة|تعبئة)\S+|صِ?ف(?:وا)?\b|اشرح(?:وا)?|قدّ?م(?:وا)?|اذكر(?:وا)?|بيّ?ن(?:وا)?|حدد(?:وا)?|وضّ?ح(?:وا)?"
_ARABIC_STARTS = r"هل|ما هي|ما هو|ما|كيف|لماذا|إلى أي مدى|أي|كم|متى|أين|من"
_PORTUGUESE = r"descreva|explique|forneça|indique|especifique|em que medida|qual|quais|como|por que|existem?"
_ITALIAN = r"descrivere|descriva|spiegare|fornire|indicare|in che misura|quali|come|perché|esistono"

_VERBS = rf"{_ENGLISH}|{_FRENCH}|{_SPANISH}|{_GERMAN}|{_RUSSIAN}|{_ARABIC}|{_PORTUGUESE}|{_ITALIAN}"
_OPENINGS = rf"{_STARTS}|{_FRENCH_STARTS}|{_SPANISH_STARTS}|{_GERMAN_STARTS}|{_RUSSIAN_STARTS}|{_ARABIC_STARTS}"
_PLEASE = (
    r"(?:please|kindly|veuillez|merci de|prière de|por favor,?|sírvase|bitte|пожалуйста,?|просьба|просим|per favore)"
)
_IMPERATIVE = re.compile(
    rf"(?:^|[.!?:;]\s+)(?:{_PLEASE}\s+)?(?:also |briefly |further |then )?(?:{_VERBS})\b(?!\s*(?::|$|of\b))",
    re.IGNORECASE,
)
_PLEASE_ASKING = re.compile(
    rf"{_PLEASE}\s+(?:\w+ly\s+|also\s+|in detail\s+)?(?:{_VERBS})\b(?!\s*(?::|$|of\b))", re.IGNORECASE
)
_OPENING = re.compile(rf"(?:{_OPENINGS})(?!\w)", re.IGNORECASE)

_INSTRUCTION = re.compile(
    r"please (?:kindly )?(?:send|submit|return|forward|e-?mail|upload|note|read|ensure|make sure|use|keep|do not|don't|limit|"
    r"refer|answer|respond|reply|complete|fill|tick|check|mark|save|contact|attach|see|consult|be aware|remember|be (?:brief|concise)|"
    r"delete|type|write your|enter your|feel free|try)\b|"
    r"\b(?:deadline|closing date|due date|no later than)\b|"
    r"\bshould be (?:sent|submitted|returned|received|e-?mailed|addressed)\b|\b(?:can|may|must|will) be (?:sent|submitted|published|"
    r"returned|posted|treated|made public)\b|"
    r"\bfor (?:more|further|any) (?:information|questions|queries|details)\b|\bthank you\b|\bif you have (?:any )?questions\b|"
    r"\b(?:answers?|responses?|submissions?|replies|contributions)\b.{0,40}\b(?:should|must|may|can|will|are requested)\b.{0,40}"
    r"\b(?:sent|submitted|in english|languages?|words|pages|format|brief|concise|published|exceed|limited)\b|"
    r"\b(?:this|the following) (?:questionnaire|form|survey)\b|\bpersonal data\b|\bprivacy (?:notice|statement)\b|"
    r"\b(?:all )?questions (?:are|marked|need not)\b|\brespondents (?:are|may|should)\b|"
    r"veuillez (?:envoyer|adresser|soumettre|renvoyer|noter|lire|remplir|répondre|cocher|retourner|limiter|joindre|transmettre)|"
    r"\bdate limite\b|\bau plus tard\b|(?:doivent|peuvent) être (?:envoy|adress|soumis|transmis)\w*|"
    r"por favor,? (?:envíe|remita|lea|complete|rellene|marque|tenga en cuenta|limite)|\bfecha límite\b|\ba más tardar\b|"
    r"(?:deben|pueden) (?:enviarse|remitirse|ser enviad\w+)|"
    r"bitte (?:beschränken|begrenzen|halten|senden|schicken|beachten|lesen|füllen|kreuzen|beantworten)\b|\bfrist\b|\bspätestens\b|\beinsendeschluss\b|"
    r"(?:просьба|просим) (?:направ|высл|отправ|заполн|прочит|ответ)\w*|крайний срок|не позднее|срок подачи|"
    r"(?:يرجى|الرجاء) (?:إرسال|قراءة|ملاحظة|تعبئة)|الموعد النهائي|في موعد أقصاه",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.\w+")
_HAND = re.compile(
    r"\b(?:signature|signed|sign here|stamp|seal|for official use|office use only|cachet|firma|sello|unterschrift|stempel)\b|"
    r"подпись|печать|التوقيع|توقيع|الختم",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\b(?:i|we) (?:consent|agree|confirm|declare|understand|authori[sz]e|have read|accept|wish|give|hereby)\b|"
    r"\bmay be (?:published|made public)\b|\bdata protection\b|\bprivacy\b|"
    r"je (?:consens|confirme|déclare|accepte)|(?:doy|damos) (?:mi|nuestro) consentimiento|ich (?:stimme|erkläre)|я согласен|أوافق",
    re.IGNORECASE,
)
_QUESTIONNAIRE = re.compile(
    r"questionnaire|consultation|call for|survey|inquiry|response form|template|application|cuestionario|consulta|appel à|"
    r"fragebogen|anhörung|вопросник|анкета|опрос|استبيان|استشارة|questionário|questionario",
    re.IGNORECASE,
)
ANSWER_LABEL = re.compile(
    r"(?:your |the |my |our )?(?:answer|response|reply|(?:your )?comments?|ans|a|votre réponse|réponse|r|su respuesta|respuesta|ihre antwort|antwort|"
    r"ответ|ваш ответ|الإجابة|إجابة|الجواب|الرد|risposta|resposta|antwoord|svar|odpowiedź)\s*[:：.]?",
    re.IGNORECASE,
)
"""A line that says no more than that the answer comes here."""
_SECTION = re.compile(
    r"(?:section|part|chapter|block|module|theme|topic|annex|cluster|pillar|partie|chapitre|thème|volet|sección|parte|capítulo|"
    r"bloque|tema|teil|abschnitt|kapitel|themenblock|раздел|часть|глава|блок|тема|القسم|الجزء|الباب|المحور)\s+"
    r"(?:[\dIVXLivx]+|[A-ZА-Я]|one|two|three|four|five|الأول|الثاني|الثالث|الرابع)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def asks(text: str) -> bool:
    """Whether a text asks for an answer, by a question mark or by its words."""
    return has_question_mark(text) or bool(
        _IMPERATIVE.search(text) or _PLEASE_ASKING.search(text) or _OPENING.match(text)
    )


def has_question_mark(text: str) -> bool:
    """Whether a sentence in it ends with the question mark of some script."""
    return bool(_ASKING_ENDS.search(text) or _GREEK.search(text) or _JAPANESE.search(text))


def asks_plainly(text: str) -> bool:
    """Whether a text asks by a question mark or by a verb, not only by a word that statements begin with as well."""
    return has_question_mark(text) or bool(_IMPERATIVE.search(text) or _PLEASE_ASKING.search(text))


def instructs(text: str) -> bool:
    """Whether a text tells how to answer, or where to send it, and asks nothing."""
    if has_question_mark(text):
        return False
    return bool(_INSTRUCTION.search(text) or (_MAIL.search(text) and not asks_plainly(text)))


def by_hand(text: str) -> bool:
    """Whether what is wanted is a signature or a stamp."""
    return bool(_HAND.search(text))


def consents(text: str) -> bool:
    """Whether a text declares something for whoever answers."""
    return bool(_CONSENT.search(text))


def is_section_title(text: str) -> bool:
    """Whether a text begins as the title of a section does: "Part II", "Раздел 1"."""
    return bool(_SECTION.match(text))


def is_capitals(text: str) -> bool:
    """Whether a text is set in capitals throughout."""
    return text.isupper() and sum(map(str.isalpha, text)) > 3  # noqa: PLR2004 (abbreviations are)


def is_questionnaire(text: str) -> bool:
    """Whether a title names what is being asked: a questionnaire, a consultation, a call."""
    return bool(_QUESTIONNAIRE.search(text))
