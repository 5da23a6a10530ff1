"""A theme: the colours and fonts that Word offers to those who edit. Black, white and greys unless one is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefwright.formats.docx.markup import DECLARATION, escape

if TYPE_CHECKING:
    from collections.abc import Mapping

THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"

_GREYS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "262626",
    "lt2": "F2F2F2",
    "accent1": "404040",
    "accent2": "595959",
    "accent3": "7F7F7F",
    "accent4": "A6A6A6",
    "accent5": "BFBFBF",
    "accent6": "D9D9D9",
    "hlink": "000000",
    "folHlink": "000000",
}
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_FILL}</a:ln>'
_FORMATS = (
    f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>"
    f"<a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>"
    f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
)


_NOTHING: Mapping[str, str] = {}


def theme(font: str, own: Mapping[str, str] = _NOTHING) -> str:
    """The theme part, with one font for all text in every script, and ``own`` colours by name."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{own.get(name, grey)}"/></a:{name}>' for name, grey in _GREYS.items())
    name = escape(font)
    scripts = "".join(f'<a:font script="{script}" typeface="{name}"/>' for script in ("Arab", "Hebr"))
    face = f'<a:latin typeface="{name}"/><a:ea typeface=""/><a:cs typeface="{name}"/>{scripts}'
    return (
        f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Briefwright">'
        f'<a:themeElements><a:clrScheme name="Briefwright">{colours}</a:clrScheme><a:fontScheme name="Briefwright">'
        f"<a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Briefwright">{_FORMATS}</a:fmtScheme></a:themeElements></a:theme>'
    )
