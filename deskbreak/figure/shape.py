"""What a picture is made of: filled polygons, each with its ink, in the order in which they are painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from deskbreak.figure.body import Width
from deskbreak.figure.geometry import Point, beside, blend, disc, towards
from deskbreak.figure.skeleton import Bone


@dataclass(frozen=True, slots=True)
class Shape:
    """A polygon and its ink; the inks' colours are in `inks`."""

    points: Sequence[Point]
    ink: str
    far: bool = False
    """Whether it is of a limb on the far side."""


def tube(bone: Bone, widths: Sequence[Width], grown: float = 0, skip: float = 0) -> list[Point]:
    """The outline of a limb along its bone; `grown` all around, and growing from nothing at `skip` of its length."""
    front = beside(bone.angle)
    way = Point(bone.end.x - bone.start.x, bone.end.y - bone.start.y)
    rows = [Width(width.share, width.front + grown, width.back + grown) for width in widths if width.share >= skip]
    if skip:
        rows.insert(0, _width(widths, skip))
    # A line goes round the end as well.
    rows[-1] = rows[-1]._replace(share=rows[-1].share + grown / (bone.start.distance(bone.end) or 1))
    (x, y), (way_x, way_y), (front_x, front_y) = bone.start, way, front
    middles = [(x + way_x * row.share, y + way_y * row.share, row.front, row.back) for row in rows]
    there = [Point(x + front_x * wide, y + front_y * wide) for x, y, wide, _ in middles]
    return there + [Point(x - front_x * wide, y - front_y * wide) for x, y, _, wide in reversed(middles)]


def _width(widths: Sequence[Width], share: float) -> Width:
    """The widths at any share of the length."""
    for low, high in pairwise(widths):
        if share <= high.share:
            part = (share - low.share) / (high.share - low.share)
            return Width(*(blend(a, b, part) for a, b in zip(low, high, strict=True)))
    return widths[-1]


def limb(
    bones: Sequence[Bone], widths: Sequence[Sequence[Width]], ink: str, grown: float = 0, skip: float = 0
) -> list[Shape]:
    """A limb of several bones, round at its joints; `grown` all around, and growing from nothing at `skip` of it."""
    shapes = []
    for bone, rows in zip(bones, widths, strict=True):
        shapes.append(Shape(tube(bone, rows, grown, skip), ink))
        if not skip:
            shapes.append(Shape(disc(bone.start, (rows[0].front + rows[0].back) / 2 + grown), ink))
        skip = 0
    return shapes


def along(start: Point, angle: float, outline: Sequence[tuple[float, float]], flip: float = 1) -> list[Point]:
    """An outline given as (along, beside), put at a place and into a direction; flip = -1 turns its sides round."""
    (x0, y0), (ahead_x, ahead_y), (aside_x, aside_y) = start, towards(angle), beside(angle)
    return [Point(x0 + ahead_x * x + aside_x * y * flip, y0 + ahead_y * x + aside_y * y * flip) for x, y in outline]
