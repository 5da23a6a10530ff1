"""Pictures as bytes: of what kind they are, how large, what is wrong with them, and the PNG of an SVG.

Nothing here opens a file. `reading` tells what bytes are, `raster` knows PNG and JPEG, `svg` knows SVG,
`rendering` has an SVG drawn in a process of its own (`drawing`), and only the rim of the program asks for that.
"""

from briefwright.pictures.raster import CSS_DPI, Picture
from briefwright.pictures.reading import check_picture, media_type, png_beside, read_picture

__all__ = ["CSS_DPI", "Picture", "check_picture", "media_type", "png_beside", "read_picture"]
