"""Until when a document must be there.

A deadline of a day and no time ends with that day; one of a time and no zone is in the zone of the profile. Where no
zone is known, a day is over once it is over everywhere (UTC-12), and the time that is left is told in days alone.
"""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, NamedTuple

from briefwright.consultations.rules.case import Breach
from briefwright.problems import Code, Severity
from briefwright.workspace.profiles import DeadlineRule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefwright.consultations.rules.case import Case
    from briefwright.workspace.values import Consultation

NEAR = datetime.timedelta(days=14)
"""How long before a deadline one is warned."""
EVERYWHERE = datetime.timezone(datetime.timedelta(hours=-12))
"""Where a day ends last."""
UNSAID = DeadlineRule(hard=False, basis="call")
"""The rule for a deadline of the recipe of which the profile says nothing."""


class Deadline(NamedTuple):
    """A moment in the time of its zone; without a name for that, it is only a day."""

    moment: datetime.datetime
    zone: str

    def __str__(self) -> str:
        day = self.moment.date().isoformat()
        return f"{day}, {self.moment:%H:%M} ({self.zone})" if self.zone else day


def governing(rules: Sequence[DeadlineRule], consultation: Consultation) -> DeadlineRule | None:
    """The rule by which the deadline of a consultation is told. What the call itself says goes first."""
    if consultation.deadline:
        return next((rule for rule in rules if not rule.before), next(iter(rules), UNSAID))
    return next((rule for rule in rules if rule.before), None) if consultation.event else None


def broken(rule: DeadlineRule, case: Case) -> Iterator[Breach]:
    """The document is dated after the deadline, or the deadline is near, or has passed."""
    deadline = deadline_of(rule, case.value.consultation)
    if deadline is None:
        return
    key = "deadline" if case.value.consultation.deadline else "event"
    place = case.recipe.at("consultation", key)
    day = case.value.date
    if day and day > deadline.moment.date():
        late = ", and what is late is refused" if rule.late == "refused" else ""
        message = f"the document is dated {day}, after the deadline of {deadline}{late}"
        yield Breach(
            Code.DEADLINE_PASSED, case.recipe.at("date"), message, "ask the body for more time, or correct the date"
        )
    elif case.now > deadline.moment:
        message = f"the deadline of {deadline} has passed"
        yield Breach(Code.DEADLINE_PASSED, place, *_over(message, day))
    elif deadline.moment - case.now <= NEAR:
        hint = None if deadline.zone else "write its time and zone too, as 2026-12-01T23:59+01:00"
        message = f"the deadline is {deadline}: {_left(deadline, case.now)}"
        yield Breach(Code.DEADLINE_NEAR, place, message, hint, Severity.WARNING)


def _over(message: str, day: datetime.date | None) -> tuple[str, str, Severity | None]:
    """What is said after a deadline: of what was made in time a reminder, of what has no date that it is late."""
    if day:
        return message, "make sure that the document was sent", Severity.WARNING
    hint = "if it was sent in time, write date: …; if not, ask the body for more time, and write its deadline: …"
    return f"{message}, and the document has no date", hint, None


def deadline_of(rule: DeadlineRule, consultation: Consultation) -> Deadline | None:
    """The moment until which a document must be there; None where nothing is known, or time ends before it."""
    try:
        if consultation.deadline:
            return _said(consultation.deadline, rule)
        if consultation.event and rule.before:
            return _zoned(_before(consultation.event, rule.before), _time(rule), rule)
    except (ValueError, OverflowError, LookupError, OSError):
        pass
    return None


def _said(text: str, rule: DeadlineRule) -> Deadline:
    moment = datetime.datetime.fromisoformat(text)
    if not re.search(r"[T ]", text):
        return _zoned(moment.date(), _time(rule), rule)
    if moment.tzinfo is None:
        return _zoned(moment.date(), moment.time(), rule)
    if rule.zone:
        return Deadline(moment.astimezone(_zone(rule.zone)), rule.zone)
    return Deadline(moment, f"UTC{moment.isoformat()[-6:]}" if moment.utcoffset() else "UTC")


def _zoned(day: datetime.date, time: datetime.time, rule: DeadlineRule) -> Deadline:
    zone = _zone(rule.zone) if rule.zone else EVERYWHERE
    moment = datetime.datetime.combine(day, time, zone)
    moment.astimezone(datetime.UTC)  # that there is such a moment at all
    return Deadline(moment, rule.zone)


def _zone(name: str) -> datetime.tzinfo:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 (only where a profile names one)

    return ZoneInfo(name)


def _time(rule: DeadlineRule) -> datetime.time:
    return datetime.time.fromisoformat(rule.time or "23:59")


def _before(day: datetime.date, duration: str) -> datetime.date:
    """The day so many days, weeks or months before another; the last of a month where it is shorter."""
    number, unit = int(duration[1:-1]), duration[-1]
    if unit != "M":
        return day - datetime.timedelta(days=number * (7 if unit == "W" else 1))
    year, month = divmod(day.year * 12 + day.month - 1 - number, 12)
    from calendar import monthrange  # noqa: PLC0415 (few deadlines are so many months before an event)

    return datetime.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _left(deadline: Deadline, now: datetime.datetime) -> str:
    """How long there is still, in words."""
    if not deadline.zone:
        days = (deadline.moment.date() - now.astimezone(datetime.UTC).date()).days
        return f"{_counted(days, 'day')} left" if days > 0 else "that is today"
    hours = int((deadline.moment - now).total_seconds() // 3600)
    days, hours = divmod(hours, 24)
    told = [_counted(number, unit) for number, unit in ((days, "day"), (hours, "hour")) if number]
    return f"{' and '.join(told)} left" if told else "less than an hour left"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
