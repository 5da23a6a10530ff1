"""Who submits and who signs, as layouts see them: in the document's language, in the order and groups of the body."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from briefwright.compose.layouts import Raw
from briefwright.compose.locales import country_name
from briefwright.markdown.escaping import escape_markdown
from briefwright.workspace.profiles import SignatoriesRule, binds, rank_of
from briefwright.workspace.signatories import signatures
from briefwright.workspace.value import in_language
from briefwright.workspace.values import Organisation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from briefwright.workspace import Resolved, Workspace
    from briefwright.workspace.values import Signatory


class Signer(Organisation, frozen=True, kw_only=True):
    """An organisation that signs, with what it does not support."""

    reservation: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Organisations that are named together, under a label where a body asks for groups by ``status``."""

    __public__ = ("label", "signatories", "names")

    label: str
    signatories: tuple[Signer, ...]
    status: str = ""

    @property
    def names(self) -> str:
        """Their names, one a line, each with the status by which the body groups."""
        behind = f" ({self.status})" if self.status else ""
        return "\n".join(signer.name + behind for signer in self.signatories)


class Signing(NamedTuple):
    """Who submits a document (its organisation first), who signs it, and the note that the title has for others."""

    submitters: tuple[Group, ...]
    signatories: tuple[Group, ...]
    title_note: Raw

    def names(self) -> dict[str, Any]:
        """What layouts may name."""
        return {
            "submitters": [signer for group in self.submitters for signer in group.signatories],
            "submitter_groups": self.submitters,
            "signatories": [signer for group in self.signatories for signer in group.signatories],
            "signatory_groups": self.signatories,
            "title_note": self.title_note,
        }


def tags_of(locale: str) -> tuple[str, str]:
    """The tags under which a text in a language may stand, the nearest first: `fr-CA`, `fr`."""
    return locale, locale.partition("-")[0]


def spoken(organisation: Organisation, locale: str) -> Organisation:
    """An organisation with its name in a language, and its country where that is written as a code."""
    name = in_language(organisation.name, organisation.names, *tags_of(locale))
    return msgspec.structs.replace(organisation, name=name, country=country_name(organisation.country, locale))


def signing(recipe: Resolved, workspace: Workspace, locale: str, translate: Callable[[str], str]) -> Signing:
    """Who submits and who signs, ordered and grouped as the profile asks."""
    rule = _rule(recipe, workspace)
    signers = {
        signature.signatory.id: _signer(signature.signatory, workspace, locale)
        for signature in signatures(recipe, workspace)
    }
    lead = recipe.value.organisation
    welcome = rule.order or rule.statuses if rule.others == "title-note" else ()
    aside = {
        name for name, signer in signers.items() if welcome and rank_of(signer.status, welcome) is None and name != lead
    }
    named = {name: signer for name, signer in signers.items() if name not in aside}
    note = _note((signers[name] for name in signers if name in aside), translate)
    own = _submitter(recipe, workspace, locale)
    submitters = {lead: named.get(lead, own), **named} if own else named
    return Signing(_grouped(submitters, rule.order, translate, lead), _grouped(named, rule.order, translate), note)


def files_of_signing(recipe: Resolved, workspace: Workspace) -> Iterator[str]:
    """The files whose errors would leave out somebody who submits or signs."""
    named = recipe.value.signatories
    file = workspace.signatories.get(named) if isinstance(named, str) else None
    if file:
        yield file.path
    listed = (entry.organisation for entry in file.entries) if file else () if isinstance(named, str) else named
    if any(name and name not in workspace.organisations for name in (recipe.value.organisation, *listed)):
        yield from ("content/organisations.yaml", "content/organisations.yml")


def _rule(recipe: Resolved, workspace: Workspace) -> SignatoriesRule:
    """What the profile says of the order, if it says anything."""
    profile = workspace.profiles.get(recipe.value.profile)
    rules = (rule for rule in (profile.signatories if profile else ()) if binds(rule, recipe.value.variant))
    return next((rule for rule in rules if rule.order or rule.others), SignatoriesRule())


def _submitter(recipe: Resolved, workspace: Workspace, locale: str) -> Signer | None:
    organisation = workspace.organisations.get(recipe.value.organisation)
    return _as_signer(spoken(organisation, locale)) if organisation else None


def _as_signer(organisation: Organisation, reservation: str = "") -> Signer:
    said = {key: getattr(organisation, key) for key in Organisation.__struct_fields__}
    return Signer(**said, reservation=reservation)


def _signer(signatory: Signatory, workspace: Workspace, locale: str) -> Signer:
    known = workspace.organisations.get(signatory.organisation, Organisation(name=signatory.name))
    said = {key: getattr(signatory, key) for key in ("name", "names", "country", "status")}
    reservation = in_language(signatory.reservation, signatory.reservations, *tags_of(locale))
    return _as_signer(spoken(msgspec.structs.replace(known, **said), locale), reservation)


def _grouped(
    signers: dict[str, Signer], order: Sequence[str], translate: Callable[[str], str], lead: str = ""
) -> tuple[Group, ...]:
    """Groups by status, in each the one who leads first and the others by name; or all as they are written."""
    if not order:
        return (Group("", tuple(signers.values())),) if signers else ()
    sorted_names = sorted(signers, key=lambda name: (name != lead, by_name(signers[name].name), name))
    ranks = {name: rank_of(signers[name].status, order) for name in sorted_names}
    groups = [
        Group(
            label,
            tuple(signers[name] for name in sorted_names if ranks[name] == rank),
            label if rank is not None else "",
        )
        for rank, label in [*enumerate(map(translate, order)), (None, translate("others"))]
    ]
    return tuple(group for group in groups if group.signatories)


def by_name(name: str) -> tuple[str, str]:
    """The key by which names are sorted: letters without their marks, capitals like small ones."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold(), name


def _note(others: Iterable[Signer], translate: Callable[[str], str]) -> Raw:
    """The note to the title that names those who may stand nowhere else."""
    named = sorted(others, key=lambda signer: by_name(signer.name))
    if not named:
        return Raw()
    told = "; ".join(
        ", ".join(filter(None, (signer.name, signer.country)))
        + (f" ({signer.reservation})" if signer.reservation else "")
        for signer in named
    )
    return Raw(f"^[{escape_markdown(translate('Also supported by') + ': ' + told)}.]")
